//! Requests for access: asked, decided by somebody else, carried out.

use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::staff::AccessRequestWords;
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{StaffAnswer, StaffOf};
use axum::Json;
use domain::command::Command;
use domain::values::AccessRequest;
use domain::values::staff::{AccessKind, AccessStage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of requests for access.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AccessRequestsWords {
    /// What waits for a decision first, then what is to be carried out, then the newest.
    requests: Vec<AccessRequestWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One request, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneAccessRequestWords {
    #[serde(flatten)]
    request: AccessRequestWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List requests for access.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/access-requests",
    tag = "staff",
    params(
        InOrganisation,
        ("stage" = Option<String>, Query, description = "Only `asked`, `approved`, `refused` or `done`"),
        ("person" = Option<String>, Query, description = "Only those for this person"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The requests", body = AccessRequestsWords), Unanswered)
)]
pub(in crate::api) async fn access_requests(call: Call) -> Answered<AccessRequestsWords> {
    let known = |text: &str| {
        AccessStage::parse(text)
            .ok_or_else(|| unknown("stage", text, AccessStage::ALL.map(AccessStage::id)).of_the_body())
    };
    let (stage, person) = (call.field("stage").map(known).transpose()?, call.field("person"));
    let answer = call.ask_organisation(&StaffOf)?;
    let mut all = requests(&call, &answer.value);
    all.retain(|one| stage.is_none_or(|s| one.stage == s.id()) && person.is_none_or(|p| one.person.id == p));
    let (requests, turn) = call.page(all, |one| one.id.clone())?;
    Ok(Json(AccessRequestsWords { requests, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

fn requests(call: &Call, answer: &StaffAnswer) -> Vec<AccessRequestWords> {
    let all = answer.workforce.requests_by_urgency().into_iter();
    all.map(|(id, held)| AccessRequestWords::of(&call.names(), id, held, answer.version("access", id))).collect()
}

/// Show one request for access.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff/access-requests/{request}",
    tag = "staff",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Moment),
    responses((status = 200, description = "The request", body = OneAccessRequestWords), Unanswered)
)]
pub(in crate::api) async fn access_request(call: Call) -> Told<OneAccessRequestWords> {
    let id = call.part("request");
    let (answer, version) = call.ask_about(&StaffOf, "access", &id)?;
    let held = answer.value.workforce.requests.get(&id).ok_or_else(|| unknown("access request", &id, []))?;
    let request = AccessRequestWords::of(&call.names(), &id, held, version);
    Ok(Tagged::of(version, OneAccessRequestWords { request, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// What is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "system": "GitHub", "level": "maintainer", "reason": "leads the next release" }))]
pub(in crate::api) struct AskBody {
    /// For whom; left out, for whoever asks.
    person: Option<String>,
    /// To what.
    system: String,
    /// As what: the role or level there; may be left out where access is to be removed.
    #[serde(default)]
    level: String,
    /// `grant` (the default), `change` or `remove`.
    kind: Option<String>,
    /// Why.
    reason: String,
}

/// Ask for access to a system, for oneself or for somebody else in the register.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff/access-requests",
    tag = "staff",
    params(InOrganisation, Once),
    request_body = AskBody,
    responses((status = 201, description = "It is asked", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn ask_access(call: Call, Body(body): Body<AskBody>) -> Changed {
    let kind = body.kind.as_deref().unwrap_or("grant");
    let known = || unknown("kind", kind, AccessKind::ALL.map(AccessKind::id)).of_the_body();
    let request = AccessRequest {
        person: body.person.unwrap_or_else(|| call.who().id().to_owned()),
        system: body.system,
        level: body.level,
        kind: AccessKind::parse(kind).ok_or_else(known)?,
        reason: body.reason,
    };
    let asked = call.change(Command::AskAccess { request })?;
    let place = format!("/api/v1/o/{}/staff/access-requests/{}", call.org(), escaped(&asked.body.object));
    Ok(asked.at(place))
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "approved": true, "reason": "fits the position" }))]
pub(in crate::api) struct DecisionBody {
    /// Approved or refused.
    approved: bool,
    /// Why.
    reason: String,
}

/// Decide on a request for access: somebody else than who asked, and than who would have it.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff/access-requests/{request}/decision",
    tag = "staff",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = DecisionBody,
    responses((status = 200, description = "It is decided", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn decide_access(call: Call, Body(body): Body<DecisionBody>) -> Changed {
    call.change(Command::DecideAccess { id: call.part("request"), approved: body.approved, reason: body.reason })
}

/// On which day it was carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-03-09" }))]
pub(in crate::api) struct CompletionBody {
    /// The day, between that of the decision and today; left out, today.
    #[schema(format = Date)]
    on: Option<String>,
}

/// Record that approved access was given, changed or taken.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff/access-requests/{request}/completion",
    tag = "staff",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = CompletionBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn carry_out_access(call: Call, Body(body): Body<CompletionBody>) -> Changed {
    let on = body.on.as_deref().map_or_else(|| Ok(call.doors.app.clock().today()), |text| day(text, "on"))?;
    call.change(Command::CarryOutAccess { id: call.part("request"), on })
}
