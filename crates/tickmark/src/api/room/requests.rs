//! What external auditors ask for.

use super::SubjectBody;
use crate::api::call::{Answered, Body, Call, day, unknown};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::words::room::{AuditRequestDetailWords, AuditRequestWords};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AuditRequestOf, AuditRequests};
use axum::Json;
use domain::command::{Command, RoomCommand};
use domain::values::{AuditRequest, RequestState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of requests.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AuditRequestsPageWords {
    /// What waits first: overdue, then by day; closed ones at the end.
    requests: Vec<AuditRequestWords>,
    /// How many are overdue.
    overdue: usize,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

fn page(call: &Call, engagement: Option<String>) -> Answered<AuditRequestsPageWords> {
    let named = |typed: &str| {
        RequestState::parse(typed)
            .ok_or_else(|| unknown("state of a request", typed, RequestState::ALL.map(RequestState::id)).of_the_body())
    };
    let state = call.field("state").map(named).transpose()?;
    let answer = call.ask_organisation(&AuditRequests { engagement, state })?;
    let app = &call.names();
    let all = answer.value.lines.iter().map(|line| AuditRequestWords::of(app, line)).collect();
    let (requests, turn) = call.page(all, |one: &AuditRequestWords| one.id.clone())?;
    let overdue = answer.value.overdue;
    Ok(Json(AuditRequestsPageWords { requests, overdue, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// List the requests of all engagements that the caller may see: all, those of one's own engagement, or those that one is
/// asked or that are about one's own controls.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/audit-requests",
    tag = "room",
    params(
        InOrganisation,
        ("state" = Option<String>, Query, description = "open, submitted, returned, accepted or withdrawn"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The requests", body = AuditRequestsPageWords), Unanswered)
)]
pub(in crate::api) async fn audit_requests(call: Call) -> Answered<AuditRequestsPageWords> {
    page(&call, None)
}

/// List the requests of an engagement.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests",
    tag = "room",
    params(
        InOrganisation,
        ("engagement" = String, Path, description = "Id of the engagement"),
        ("state" = Option<String>, Query, description = "open, submitted, returned, accepted or withdrawn"),
        Paging,
        Moment,
    ),
    responses((status = 200, description = "The requests", body = AuditRequestsPageWords), Unanswered)
)]
pub(in crate::api) async fn engagement_audit_requests(call: Call) -> Answered<AuditRequestsPageWords> {
    let engagement = call.part("engagement");
    page(&call, Some(engagement))
}

/// A request, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneAuditRequestWords {
    #[serde(flatten)]
    request: AuditRequestDetailWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show a request with its answers and comments.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/audit-requests/{request}",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Moment),
    responses((status = 200, description = "The request", body = OneAuditRequestWords), Unanswered)
)]
pub(in crate::api) async fn audit_request(call: Call) -> Told<OneAuditRequestWords> {
    let answer = call.ask_organisation(&AuditRequestOf { id: call.part("request") })?;
    let request = AuditRequestDetailWords::of(&call.names(), &answer.value);
    let mark = MarkWords::of(Some(&answer.mark));
    Ok(Tagged::of(answer.value.line.version, OneAuditRequestWords { request, mark }))
}

/// What is asked for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "title": "Changes to production in March", "due": "2026-07-10", "subject": { "kind": "criterion", "id": "CC8.1" } }))]
pub(in crate::api) struct AuditRequestBody {
    /// What is wanted, in a line.
    title: String,
    /// What is wanted exactly, and in which form.
    #[serde(default)]
    text: String,
    /// The criterion or control that it is about.
    subject: Option<SubjectBody>,
    /// The day on which it is wanted.
    #[schema(format = Date)]
    due: String,
    /// Id of the member who is asked; left out, the programme manager.
    #[serde(default)]
    to: String,
    /// The auditor's own number.
    #[serde(default)]
    reference: String,
}

impl AuditRequestBody {
    fn meant(self, engagement: &str) -> Result<AuditRequest, Problem> {
        Ok(AuditRequest {
            engagement: engagement.to_owned(),
            title: self.title,
            text: self.text,
            subject: self.subject.map(SubjectBody::meant).transpose()?,
            due: day(&self.due, "due")?,
            to: self.to,
            reference: self.reference,
        })
    }
}

/// Requests to be put on the list, all or none; at most 200.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "requests": [{ "title": "Changes to production in March", "due": "2026-07-10" }] }))]
pub(in crate::api) struct AuditRequestsBody {
    /// The requests.
    requests: Vec<AuditRequestBody>,
}

/// Put requests on the list of an engagement: as its auditor, or as preparation before the auditor asks.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/engagements/{engagement}/audit-requests",
    tag = "room",
    params(InOrganisation, ("engagement" = String, Path, description = "Id of the engagement"), Once),
    request_body = AuditRequestsBody,
    responses((status = 201, description = "They stand on the list", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_audit_requests(call: Call, Body(body): Body<AuditRequestsBody>) -> Changed {
    let engagement = call.part("engagement");
    let requests = body.requests.into_iter().map(|one| one.meant(&engagement)).collect::<Result<Vec<_>, _>>()?;
    let command = RoomCommand::AddRequests { engagement, requests, source: String::new() };
    let added = call.change(Command::Room(command))?;
    let place = format!("/api/v1/o/{}/audit-requests/{}", call.org(), escaped(&added.body.object));
    Ok(added.at(place))
}

/// Change a request that is not closed: what the auditor asked, only an auditor; what was prepared, both sides.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/audit-requests/{request}",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = AuditRequestBody,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_audit_request(call: Call, Body(body): Body<AuditRequestBody>) -> Changed {
    let id = call.part("request");
    let held = call.ask_organisation(&AuditRequestOf { id: id.clone() })?.value.line.held;
    let request = Box::new(body.meant(&held.request.engagement)?);
    call.change(Command::Room(RoomCommand::ReviseRequest { id, request }))
}
