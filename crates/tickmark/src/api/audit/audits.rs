//! Audits: the list, one, its plan, and what was covered in the cycle.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Problem, Refused, Unanswered};
use crate::web::attachment::xlsx;
use crate::words::audit::{AuditCoverageWords, AuditLineWords, InternalAuditWords, ShapeOfAuditPlan, audit_sheets};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{AuditOf, AuditsOf};
use axum::Json;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::values::audit::AuditPlan;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of audits.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct InternalAuditsPageWords {
    /// Audits of this page, by number.
    audits: Vec<AuditLineWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// One audit, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneInternalAuditWords {
    #[serde(flatten)]
    audit: InternalAuditWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// The matrix of a cycle, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneAuditCoverageWords {
    #[serde(flatten)]
    coverage: AuditCoverageWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List internal audits, with where each stands, how much of its checklist is answered, and what it found.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/internal-audits",
    tag = "internal audits",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The page", body = InternalAuditsPageWords), Unanswered)
)]
pub(in crate::api) async fn internal_audits(call: Call) -> Answered<InternalAuditsPageWords> {
    let answer = call.ask_organisation(&AuditsOf::default())?;
    let (page, turn) = call.page(answer.value.audits, |(_, line)| line.id.clone())?;
    let names = call.names();
    let words = || page.iter().map(|(held, line)| AuditLineWords::of(&names, held, line)).collect();
    let audits = tokio::task::block_in_place(words);
    Ok(Json(InternalAuditsPageWords { audits, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show what was audited in a cycle, what is planned, and what would be missed at its end: of the clauses and the controls that
/// apply. What was not examined, or is not reported yet, is not covered.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/internal-audit-coverage",
    tag = "internal audits",
    params(
        InOrganisation,
        ("programme" = Option<String>, Query, description = "The programme whose cycle is looked at; the one that covers the day when left out"),
        Moment,
    ),
    responses((status = 200, description = "The matrix", body = OneAuditCoverageWords), Unanswered)
)]
pub(in crate::api) async fn internal_audit_coverage(call: Call) -> Answered<OneAuditCoverageWords> {
    let answer = call.ask_organisation(&AuditsOf { programme: call.field("programme").map(str::to_owned) })?;
    let coverage = AuditCoverageWords::from(&answer.value.coverage);
    Ok(Json(OneAuditCoverageWords { coverage, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Show one internal audit: auditors with what the ledger shows of their independence, checklist, findings with their
/// nonconformities, report.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Moment),
    responses((status = 200, description = "The audit", body = OneInternalAuditWords), Unanswered)
)]
pub(in crate::api) async fn internal_audit(call: Call) -> Told<OneInternalAuditWords> {
    let id = call.part("audit");
    let (answer, version) = call.ask_about(&AuditOf(id.clone()), "internal_audit", &id)?;
    let names = call.names();
    let audit = tokio::task::block_in_place(|| InternalAuditWords::of(&names, &answer.value));
    Ok(Tagged::of(version, OneInternalAuditWords { audit, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One internal audit as XLSX: its report, its findings, its checklist.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}/audit.xlsx",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Moment),
    responses(
        (
            status = 200,
            description = "The workbook",
            body = Vec<u8>,
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ),
        Unanswered
    )
)]
pub(in crate::api) async fn internal_audit_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&AuditOf(call.part("audit")))?;
    let (id, mark, names) = (&answer.value.line.id, &answer.mark, call.names());
    let name = format!("{}-{}", mark.slug, id.to_lowercase());
    xlsx(&call.doors.app, &name, (&format!("Internal audit {id}"), "Internal audit"), || {
        audit_sheets(&InternalAuditWords::of(&names, &answer.value), mark)
    })
}

/// Plan an internal audit. Without a scope it is the whole one: the clauses, and the controls that apply.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/internal-audits",
    tag = "internal audits",
    params(InOrganisation, Once),
    request_body = ShapeOfAuditPlan,
    responses((status = 201, description = "It is planned", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn plan_audit(call: Call, Body(plan): Body<AuditPlan>) -> Changed {
    let planned = call.change(Command::Audit(AuditCommand::PlanAudit { plan: Box::new(plan) }))?;
    let place = format!("/api/v1/o/{}/internal-audits/{}", call.org(), escaped(&planned.body.object));
    Ok(planned.at(place))
}

/// Plan an internal audit otherwise, before it is announced: its plan becomes exactly this.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/internal-audits/{audit}",
    tag = "internal audits",
    params(InOrganisation, ("audit" = String, Path, description = "Id of the internal audit"), Matching, Once),
    request_body = ShapeOfAuditPlan,
    responses((status = 200, description = "It is planned otherwise", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn replan_audit(call: Call, Body(plan): Body<AuditPlan>) -> Changed {
    let (id, plan) = (call.part("audit"), Box::new(plan));
    call.change(Command::Audit(AuditCommand::ReplanAudit { id, plan }))
}
