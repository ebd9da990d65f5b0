//! The programme of internal audits.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::audit::{AuditProgrammeWords, ShapeOfAuditProgramme};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AuditProgrammeOf, AuditsOf};
use axum::Json;
use domain::command::{AuditCommand, Command};
use domain::values::audit::AuditProgramme;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Programmes, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AuditProgrammesWords {
    /// The programmes.
    programmes: Vec<AuditProgrammeWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One programme, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneAuditProgrammeWords {
    #[serde(flatten)]
    programme: AuditProgrammeWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List the programmes of internal audits.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/audit-programmes",
    tag = "internal audits",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The programmes", body = AuditProgrammesWords), Unanswered)
)]
pub(in crate::api) async fn audit_programmes(call: Call) -> Answered<AuditProgrammesWords> {
    let answer = call.ask_organisation(&AuditsOf::default())?;
    let names = call.names();
    let all = &answer.value.programmes;
    let words = || all.iter().map(|(held, line)| AuditProgrammeWords::of(&names, held, line)).collect();
    let programmes = tokio::task::block_in_place(words);
    Ok(Json(AuditProgrammesWords { programmes, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one programme: what its newest version says, with the number and hash that an approval names.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/audit-programmes/{programme}",
    tag = "internal audits",
    params(InOrganisation, ("programme" = String, Path, description = "Id of the programme"), Moment),
    responses((status = 200, description = "The programme", body = OneAuditProgrammeWords), Unanswered)
)]
pub(in crate::api) async fn audit_programme(call: Call) -> Told<OneAuditProgrammeWords> {
    let id = call.part("programme");
    let (answer, version) = call.ask_about(&AuditProgrammeOf(id.clone()), "audit_programme", &id)?;
    let (names, (held, line)) = (call.names(), &answer.value);
    let programme = tokio::task::block_in_place(|| AuditProgrammeWords::of(&names, held, line));
    Ok(Tagged::of(version, OneAuditProgrammeWords { programme, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Write a programme of internal audits: how often, how, by whom, what planning considers, to whom is reported (clause 9.2.2).
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-programmes",
    tag = "internal audits",
    params(InOrganisation, Once),
    request_body = ShapeOfAuditProgramme,
    responses((status = 201, description = "It is written", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn write_audit_programme(call: Call, Body(programme): Body<AuditProgramme>) -> Changed {
    let command = AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(programme) };
    let written = call.change(Command::Audit(command))?;
    let place = format!("/api/v1/o/{}/audit-programmes/{}", call.org(), escaped(&written.body.object));
    Ok(written.at(place))
}

/// Write the next version of a programme. An approved one stays in force until management approves this one.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/audit-programmes/{programme}",
    tag = "internal audits",
    params(InOrganisation, ("programme" = String, Path, description = "Id of the programme"), Matching, Once),
    request_body = ShapeOfAuditProgramme,
    responses((status = 200, description = "It is written", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn change_audit_programme(call: Call, Body(programme): Body<AuditProgramme>) -> Changed {
    let (id, programme) = (Some(call.part("programme")), Box::new(programme));
    call.change(Command::Audit(AuditCommand::WriteAuditProgramme { id, programme }))
}

/// Lay the newest version of a programme before management.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-programmes/{programme}/proposal",
    tag = "internal audits",
    params(InOrganisation, ("programme" = String, Path, description = "Id of the programme"), Matching, Once),
    responses((status = 200, description = "It lies before management", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn propose_audit_programme(call: Call) -> Changed {
    let id = call.part("programme");
    call.change(Command::Audit(AuditCommand::ProposeAuditProgramme { id }))
}

/// What is approved, just as it was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "version": 1, "sha256": "5f2c8d0000000000000000000000000000000000000000000000000000000000" }))]
pub(in crate::api) struct AuditProgrammeApprovalBody {
    /// The version.
    version: u32,
    /// Its hash.
    sha256: String,
}

/// Approve a version of a programme, as management. Who wrote it does not approve it (SoD-1).
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-programmes/{programme}/approval",
    tag = "internal audits",
    params(InOrganisation, ("programme" = String, Path, description = "Id of the programme"), Matching, Once),
    request_body = AuditProgrammeApprovalBody,
    responses((status = 200, description = "It is approved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn approve_audit_programme(
    call: Call,
    Body(body): Body<AuditProgrammeApprovalBody>,
) -> Changed {
    let AuditProgrammeApprovalBody { version, sha256 } = body;
    let id = call.part("programme");
    call.change(Command::Audit(AuditCommand::ApproveAuditProgramme { id, version, sha256 }))
}

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "note": "the cycle is over" }))]
pub(in crate::api) struct AuditNoteBody {
    /// A note.
    #[serde(default)]
    pub(super) note: String,
}

/// Close a programme. An audit of its cycle that is not reported stops that.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/audit-programmes/{programme}/closing",
    tag = "internal audits",
    params(InOrganisation, ("programme" = String, Path, description = "Id of the programme"), Matching, Once),
    request_body = AuditNoteBody,
    responses((status = 200, description = "It is closed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn close_audit_programme(call: Call, Body(body): Body<AuditNoteBody>) -> Changed {
    let (id, note) = (call.part("programme"), body.note);
    call.change(Command::Audit(AuditCommand::CloseAuditProgramme { id, note }))
}
