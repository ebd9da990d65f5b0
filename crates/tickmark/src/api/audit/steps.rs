//! Steps of an audit: auditors, announcement, fieldwork, follow-up, end.

use super::programme::AuditNoteBody;
use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::Contested;
use crate::words::ReceiptWords;
use domain::command::{AuditCommand, Command};
use domain::values::audit::AuditorPart;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The day that was named, or today.
fn day(call: &Call, named: Option<Date>) -> Date {
    named.unwrap_or_else(|| call.doors.app.clock().today())
}

/// What an auditor audits, and why this person is able to.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "items": ["A.5.18"], "competence": "Lead auditor course 2024" }))]
pub(in crate::api) struct AuditorBody {
    /// Items of the scope; none for all of them.
    #[serde(default)]
    items: BTreeSet<String>,
    /// Training, experience or qualification.
    competence: String,
}

/// Name an auditor, or give one another part. Whoever owned, operated, wrote, approved or evidenced what this person would audit,
/// within the look-back, is refused (clause 9.2.2, SoD-3): the answer names the item and what the ledger shows.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/auditors/{person}",
    tag = "internal audits",
    params(
        InOrganisation,
        ("audit" = String, Path, description = "Id of the internal audit"),
        ("person" = String, Path, description = "Id of the auditor"),
        Matching,
        Once,
    ),
    request_body = AuditorBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn assign_auditor(call: Call, Body(body): Body<AuditorBody>) -> Changed {
    let id = call.part("audit");
    let part = AuditorPart { person: call.part("person"), items: body.items, competence: body.competence };
    call.change(Command::Audit(AuditCommand::AssignAuditor { id, part }))
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "ill for a month" }))]
pub(in crate::api) struct AuditReasonBody {
    /// Why.
    reason: String,
}

/// Take an auditor off.
#[utoipa::path(
    delete,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/auditors/{person}",
    tag = "internal audits",
    params(
        InOrganisation,
        ("audit" = String, Path, description = "Id of the internal audit"),
        ("person" = String, Path, description = "Id of the auditor"),
        Matching,
        Once,
    ),
    request_body = AuditReasonBody,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn release_auditor(call: Call, Body(body): Body<AuditReasonBody>) -> Changed {
    let (id, person) = (call.part("audit"), call.part("person"));
    call.change(Command::Audit(AuditCommand::ReleaseAuditor { id, person, reason: body.reason }))
}

/// A day, and what was said with it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-03-02", "note": "Interviews from Monday" }))]
pub(in crate::api) struct AuditStepBody {
    /// On which day; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// What was said with it.
    #[serde(default)]
    note: String,
}

/// Announce an audit to those audited; its checklist is drawn up. An approved programme covers it, and every item has an auditor.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/announcement",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditStepBody,
    responses((status = 200, description = "It is announced", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn announce_audit(call: Call, Body(body): Body<AuditStepBody>) -> Changed {
    let (id, on, note) = (call.part("audit"), day(&call, body.on), body.note);
    call.change(Command::Audit(AuditCommand::AnnounceAudit { id, on, note }))
}

/// The first day of fieldwork.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": "2026-03-09" }))]
pub(in crate::api) struct AuditStartBody {
    /// On which day; today when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// Begin fieldwork, as an auditor of the audit. Their independence is judged anew.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/start",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditStartBody,
    responses((status = 200, description = "It has begun", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn start_audit(call: Call, Body(body): Body<AuditStartBody>) -> Changed {
    let (id, on) = (call.part("audit"), day(&call, body.on));
    call.change(Command::Audit(AuditCommand::StartAudit { id, on }))
}

/// Confirm, as an auditor of the audit, that what was found is resolved. It is refused while a nonconformity of it is open.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/follow-up",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditStepBody,
    responses((status = 200, description = "It is verified", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn verify_audit(call: Call, Body(body): Body<AuditStepBody>) -> Changed {
    let (id, on, note) = (call.part("audit"), day(&call, body.on), body.note);
    call.change(Command::Audit(AuditCommand::VerifyAudit { id, on, note }))
}

/// Close an audit that was verified.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/closing",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditNoteBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_audit(call: Call, Body(body): Body<AuditNoteBody>) -> Changed {
    let (id, note) = (call.part("audit"), body.note);
    call.change(Command::Audit(AuditCommand::CloseAudit { id, note }))
}

/// Give an audit up before it is reported.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/cancelling",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = AuditReasonBody,
    responses((status = 200, description = "It is cancelled", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn cancel_audit(call: Call, Body(body): Body<AuditReasonBody>) -> Changed {
    let (id, reason) = (call.part("audit"), body.reason);
    call.change(Command::Audit(AuditCommand::CancelAudit { id, reason }))
}
