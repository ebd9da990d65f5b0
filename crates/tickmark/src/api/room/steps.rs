//! The steps of a request: answered, by which day, given back, accepted, withdrawn.

use crate::api::call::{Body, Call, day};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, RoomCommand};
use domain::values::RequestAnswer;
use serde::Deserialize;
use utoipa::ToSchema;

/// An answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "The export of the ticket system", "evidence": ["EV-7"] }))]
pub(in crate::api) struct AuditAnswerBody {
    /// In words.
    #[serde(default)]
    text: String,
    /// Items of evidence, by id.
    #[serde(default)]
    evidence: Vec<String>,
    /// Populations of the engagement, by id.
    #[serde(default)]
    populations: Vec<String>,
}

/// Another day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "due": "2026-07-20", "reason": "The tool is migrated this week" }))]
pub(in crate::api) struct DueProposalBody {
    /// The day.
    #[schema(format = Date)]
    due: String,
    /// Why.
    reason: String,
}

/// A decision on another day.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "agreed": true }))]
pub(in crate::api) struct DueDecisionBody {
    /// Is it agreed? Else the day that stands is kept.
    agreed: bool,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "The approvals are missing" }))]
pub(in crate::api) struct RequestReasonBody {
    /// The reason.
    reason: String,
}

/// Answer a request: in words, with items of evidence, with populations. What is named is shown to the auditors.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/submissions",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = AuditAnswerBody,
    responses((status = 200, description = "It is answered", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn submit_audit_request(call: Call, Body(body): Body<AuditAnswerBody>) -> Changed {
    let AuditAnswerBody { text, evidence, populations } = body;
    let answer = RequestAnswer { text, evidence, populations };
    call.change(Command::Room(RoomCommand::SubmitRequest { id: call.part("request"), answer }))
}

/// Ask the auditor for another day.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/due-proposals",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = DueProposalBody,
    responses((status = 200, description = "It is asked for", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn propose_audit_due(call: Call, Body(body): Body<DueProposalBody>) -> Changed {
    let (due, reason) = (day(&body.due, "due")?, body.reason);
    call.change(Command::Room(RoomCommand::ProposeDue { id: call.part("request"), due, reason }))
}

/// Agree to the other day, or keep the one that stands; as the auditor.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/due-decisions",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = DueDecisionBody,
    responses((status = 200, description = "It is decided", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn decide_audit_due(call: Call, Body(body): Body<DueDecisionBody>) -> Changed {
    call.change(Command::Room(RoomCommand::DecideDue { id: call.part("request"), agreed: body.agreed }))
}

/// Give an answer back; as an auditor in person, no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/returns",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = RequestReasonBody,
    responses((status = 200, description = "It is given back", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn return_audit_request(call: Call, Body(body): Body<RequestReasonBody>) -> Changed {
    call.change(Command::Room(RoomCommand::ReturnRequest { id: call.part("request"), reason: body.reason }))
}

/// Accept an answer; as an auditor in person, no token can.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/acceptance",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    responses((status = 200, description = "It is accepted", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn accept_audit_request(call: Call) -> Changed {
    call.change(Command::Room(RoomCommand::AcceptRequest { id: call.part("request") }))
}

/// Take a request back.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-requests/{request}/withdrawal",
    tag = "room",
    params(InOrganisation, ("request" = String, Path, description = "Id of the request"), Matching, Once),
    request_body = RequestReasonBody,
    responses((status = 200, description = "It is withdrawn", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_audit_request(call: Call, Body(body): Body<RequestReasonBody>) -> Changed {
    call.change(Command::Room(RoomCommand::WithdrawRequest { id: call.part("request"), reason: body.reason }))
}
