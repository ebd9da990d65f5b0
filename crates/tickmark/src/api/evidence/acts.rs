//! What happens to an item: judged by somebody else, linked, withdrawn, held, disposed of; and how long evidence is kept.

use super::troubled;
use crate::api::call::{Body, Call, day};
use crate::api::change::{Changed, Match};
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{Command, EvidenceCommand};
use serde::Deserialize;
use utoipa::ToSchema;

/// A judgement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "accepted": true, "version": 1, "note": "read and compared with the source" }))]
pub(in crate::api) struct JudgeEvidenceBody {
    /// Accepted or rejected.
    accepted: bool,
    /// The version that was looked at; it has to be the newest.
    version: u32,
    /// A note; of a rejection the reason.
    #[serde(default)]
    note: String,
}

/// Accept or reject a version, as somebody else than whoever handed it in.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/judgements",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = JudgeEvidenceBody,
    responses((status = 200, description = "It is judged", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn judge_evidence(call: Call, Body(body): Body<JudgeEvidenceBody>) -> Changed {
    let JudgeEvidenceBody { accepted, version, note } = body;
    let id = call.part("evidence");
    call.change(Command::Evidence(match accepted {
        true => EvidenceCommand::AcceptEvidence { id, version, note },
        false => EvidenceCommand::RejectEvidence { id, version, reason: note },
    }))
}

/// A control, and the day on which it ran.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "control": "AC-1", "ran": "2026-03-31" }))]
pub(in crate::api) struct LinkEvidenceBody {
    /// The own control.
    control: String,
    /// The day on which it ran, inside the period of the item.
    #[schema(format = Date)]
    ran: String,
}

/// Let an item show a control as well, or on another day.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/links",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = LinkEvidenceBody,
    responses((status = 200, description = "It is linked", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn link_evidence(call: Call, Body(body): Body<LinkEvidenceBody>) -> Changed {
    let ran = day(&body.ran, "ran")?;
    let command = EvidenceCommand::LinkEvidence { id: call.part("evidence"), control: body.control, ran };
    call.change(Command::Evidence(command))
}

/// An item no longer shows a control.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/links/{control}",
    tag = "evidence",
    params(
        InOrganisation,
        ("evidence" = String, Path, description = "Id of the item"),
        ("control" = String, Path, description = "Id of the own control"),
        Matching,
        Once,
    ),
    responses((status = 200, description = "It is unlinked", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn unlink_evidence(call: Call) -> Changed {
    let (id, control) = (call.part("evidence"), call.part("control"));
    call.change(Command::Evidence(EvidenceCommand::UnlinkEvidence { id, control }))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "the matter of the former supplier" }))]
pub(in crate::api) struct EvidenceReasonBody {
    /// Why, in a sentence.
    reason: String,
}

/// Withdraw an item: it counts nowhere, and its files stay until their time is over.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/withdrawal",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = EvidenceReasonBody,
    responses((status = 200, description = "It is withdrawn", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn withdraw_evidence(call: Call, Body(body): Body<EvidenceReasonBody>) -> Changed {
    let command = EvidenceCommand::WithdrawEvidence { id: call.part("evidence"), reason: body.reason };
    call.change(Command::Evidence(command))
}

/// Put an item under legal hold: nothing of it is disposed of.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/hold",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = EvidenceReasonBody,
    responses((status = 200, description = "It is held", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn hold_evidence(call: Call, Body(body): Body<EvidenceReasonBody>) -> Changed {
    let command = EvidenceCommand::HoldEvidence { id: call.part("evidence"), reason: body.reason };
    call.change(Command::Evidence(command))
}

/// End a legal hold.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/release",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = EvidenceReasonBody,
    responses((status = 200, description = "The hold has ended", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn release_evidence(call: Call, Body(body): Body<EvidenceReasonBody>) -> Changed {
    let command = EvidenceCommand::ReleaseEvidence { id: call.part("evidence"), reason: body.reason };
    call.change(Command::Evidence(command))
}

/// Dispose of an item whose time is over: its entry stays, the files that no other item names are removed.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/disposal",
    tag = "evidence",
    params(InOrganisation, ("evidence" = String, Path, description = "Id of the item"), Matching, Once),
    request_body = EvidenceReasonBody,
    responses((status = 200, description = "It is disposed of", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn dispose_evidence(call: Call, Body(body): Body<EvidenceReasonBody>) -> Changed {
    let id = call.part("evidence");
    let version = match call.wanted()? {
        Match::Any => None,
        Match::Absent => Some(0),
        Match::Version(version) => Some(version),
    };
    let (org, request) = (call.org(), call.request(""));
    let disposed = tokio::task::block_in_place(|| {
        call.doors.app.dispose_evidence(&org, call.who(), request.as_deref(), version, &id, &body.reason)
    });
    match disposed {
        Ok(receipt) => Ok(call.receipt(receipt)),
        Err(trouble) => Err(call.unversioned(version, troubled(&call, trouble))),
    }
}

/// How long evidence is kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "months": 60 }))]
pub(in crate::api) struct RetentionBody {
    /// Months: after the end of the window for SOC 2, after the end of the period for ISO/IEC 27001.
    months: u32,
    /// The deed of two persons that allows a shorter time.
    #[serde(default)]
    deed: Option<String>,
}

/// Set how long evidence is kept for a framework; a shorter time needs the agreement of two persons.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/evidence-retention/{framework}",
    tag = "evidence",
    params(InOrganisation, ("framework" = String, Path, description = "Id of the framework"), Matching, Once),
    request_body = RetentionBody,
    responses((status = 200, description = "It is set", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn set_retention(call: Call, Body(body): Body<RetentionBody>) -> Changed {
    let (framework, RetentionBody { months, deed }) = (call.part("framework"), body);
    call.change(Command::Evidence(EvidenceCommand::SetRetention { framework, months, deed }))
}
