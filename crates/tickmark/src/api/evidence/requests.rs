//! Requests for evidence: whom, for which control, by when.

use super::said::period;
use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::evidence::{EvidenceRequestWords, PeriodWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::EvidenceRequests;
use axum::Json;
use domain::command::{Command, EvidenceCommand};
use domain::values::EvidenceRequest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct EvidenceRequestsWords {
    /// Open ones first, those due first before others.
    requests: Vec<EvidenceRequestWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One request, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneEvidenceRequestWords {
    #[serde(flatten)]
    request: EvidenceRequestWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List requests for evidence: all, or those of oneself.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-requests",
    tag = "evidence",
    params(
        InOrganisation,
        ("open" = Option<bool>, Query, description = "Only those that wait for an answer"),
        ("person" = Option<String>, Query, description = "Only those that ask this person"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The requests", body = EvidenceRequestsWords), Unanswered)
)]
pub(in crate::api) async fn evidence_requests(call: Call) -> Answered<EvidenceRequestsWords> {
    let (open, person) = (call.flag("open")?, call.field("person"));
    let answer = call.ask_organisation(&EvidenceRequests)?;
    let lines = answer
        .value
        .iter()
        .filter(|line| (!open || line.held.open()) && person.is_none_or(|person| line.held.request.person == person));
    let words = lines.map(|line| EvidenceRequestWords::of(&call.names(), line)).collect();
    let (requests, turn) = call.page(words, |one: &EvidenceRequestWords| one.id.clone())?;
    Ok(Json(EvidenceRequestsWords { requests, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one request for evidence.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-requests/{request}",
    tag = "evidence",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Moment),
    responses((status = 200, description = "The request", body = OneEvidenceRequestWords), Unanswered)
)]
pub(in crate::api) async fn evidence_request(call: Call) -> Told<OneEvidenceRequestWords> {
    let id = call.part("request");
    let answer = call.ask_organisation(&EvidenceRequests)?;
    let line = answer.value.iter().find(|line| line.id == id).ok_or_else(|| unknown("request", &id, []))?;
    let request = EvidenceRequestWords::of(&call.names(), line);
    Ok(Tagged::of(line.version, OneEvidenceRequestWords { request, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// What is asked, of whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "control": "AC-1", "person": "person-0123456789abcdef", "wanted": "The access review of the first quarter",
    "period": { "from": "2026-01-01", "until": "2026-03-31" }, "due": "2026-04-15"
}))]
pub(in crate::api) struct AskEvidenceBody {
    /// Of which own control.
    control: String,
    /// Whom: the id of a confirmed member.
    person: String,
    /// What the evidence has to show.
    wanted: String,
    /// For which period.
    #[serde(default)]
    period: Option<PeriodWords>,
    /// By which day.
    #[schema(format = Date)]
    due: String,
}

/// Ask somebody for evidence.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence-requests",
    tag = "evidence",
    params(InOrganisation, Once),
    request_body = AskEvidenceBody,
    responses((status = 201, description = "It is asked", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn ask_evidence(call: Call, Body(body): Body<AskEvidenceBody>) -> Changed {
    let request = EvidenceRequest {
        period: body.period.as_ref().map(|typed| period(typed, "period")).transpose()?,
        due: day(&body.due, "due")?,
        control: body.control,
        person: body.person,
        wanted: body.wanted,
    };
    let asked = call.change(Command::Evidence(EvidenceCommand::AskEvidence { request }))?;
    let place = format!("/api/v1/o/{}/evidence-requests/{}", call.org(), escaped(&asked.body.object));
    Ok(asked.at(place))
}

/// Why a request is no longer needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the control was retired" }))]
pub(in crate::api) struct CloseRequestBody {
    /// Why.
    reason: String,
}

/// Close a request that is no longer needed.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence-requests/{request}/closing",
    tag = "evidence",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = CloseRequestBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_request(call: Call, Body(body): Body<CloseRequestBody>) -> Changed {
    let command = EvidenceCommand::CloseRequest { id: call.part("request"), reason: body.reason };
    call.change(Command::Evidence(command))
}
