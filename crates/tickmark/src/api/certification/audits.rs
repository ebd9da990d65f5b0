//! Visits of the certification body and what it found.

use crate::api::call::{Body, Call};
use crate::api::change::Changed;
use crate::api::parameters::{InOrganisation, Matching, Once};
use crate::api::problem::{Contested, Problem};
use crate::words::ReceiptWords;
use crate::words::certification::{
    ShapeOfCertificationFinding, ShapeOfCertificationVisit, ShapeOfSettlement, ShapeOfVisitRecord,
};
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use domain::values::certification::{CertificationFinding, CertificationVisit, Settled, VisitRecord};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// The number in the path, of a visit, a finding or a change.
pub(super) fn number(call: &Call, what: &'static str) -> Result<u32, Problem> {
    let typed = call.part("number");
    let unknown = || Refusal::Unknown { what, id: typed.clone(), nearest: None };
    Ok(typed.parse().map_err(|_| unknown())?)
}

/// Agree the days of a visit with the body.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/visits",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = ShapeOfCertificationVisit,
    responses((status = 200, description = "It is planned", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn plan_certification_visit(call: Call, Body(visit): Body<CertificationVisit>) -> Changed {
    let id = call.part("certification");
    call.change(Command::Certification(CertificationCommand::PlanCertificationVisit { id, visit }))
}

/// Other days, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "first": "2026-09-21", "last": "2026-09-22", "reason": "the auditor is ill" }))]
pub(in crate::api) struct CertificationVisitDaysBody {
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    first: Date,
    /// Its last day.
    #[schema(value_type = String, format = Date)]
    last: Date,
    /// Why.
    reason: String,
}

/// Give a visit other days, before it is held.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/days",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), ("number" = u32, Path, description = "Number of the visit"), Matching, Once),
    request_body = CertificationVisitDaysBody,
    responses((status = 200, description = "It is moved", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn move_certification_visit(
    call: Call,
    Body(said): Body<CertificationVisitDaysBody>,
) -> Changed {
    let (id, number) = (call.part("certification"), number(&call, "visit")?);
    let CertificationVisitDaysBody { first, last, reason } = said;
    let wanted = CertificationCommand::MoveCertificationVisit { id, number, first, last, reason };
    call.change(Command::Certification(wanted))
}

/// Why it does not take place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "reason": "held together with the next one" }))]
pub(in crate::api) struct CertificationVisitCancellationBody {
    /// Why.
    reason: String,
}

/// Cancel a visit that was not held.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/cancellation",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), ("number" = u32, Path, description = "Number of the visit"), Matching, Once),
    request_body = CertificationVisitCancellationBody,
    responses((status = 200, description = "It is cancelled", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn cancel_certification_visit(
    call: Call,
    Body(said): Body<CertificationVisitCancellationBody>,
) -> Changed {
    let (id, number, reason) = (call.part("certification"), number(&call, "visit")?, said.reason);
    call.change(Command::Certification(CertificationCommand::CancelCertificationVisit { id, number, reason }))
}

/// Record a visit that was held: who came, what was covered, which lines of treatment plans were followed, what came of it.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/visits/{number}/record",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), ("number" = u32, Path, description = "Number of the visit"), Matching, Once),
    request_body = ShapeOfVisitRecord,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_certification_visit(call: Call, Body(record): Body<VisitRecord>) -> Changed {
    let (id, number, record) = (call.part("certification"), number(&call, "visit")?, Box::new(record));
    call.change(Command::Certification(CertificationCommand::RecordCertificationVisit { id, number, record }))
}

/// A finding, and the nonconformity that is the same.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct FoundByBody {
    finding: CertificationFinding,
    #[serde(default)]
    nonconformity: Option<String>,
}

/// Record what the body found. An area of concern, a major and a minor one are raised as nonconformities in the same moment,
/// or name one that is there.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/findings",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = ShapeOfCertificationFinding,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_certification_finding(call: Call, Body(said): Body<FoundByBody>) -> Changed {
    let (id, finding, nonconformity) = (call.part("certification"), Box::new(said.finding), said.nonconformity);
    let wanted = CertificationCommand::RecordCertificationFinding { id, finding, nonconformity };
    call.change(Command::Certification(wanted))
}

/// Record what the body said of a finding: it accepted the plan, verified what was done, made a minor one of a major one, or
/// took it back.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/findings/{number}/answers",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), ("number" = u32, Path, description = "Number of the finding"), Matching, Once),
    request_body = ShapeOfSettlement,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn settle_certification_finding(call: Call, Body(settled): Body<Settled>) -> Changed {
    let (id, number) = (call.part("certification"), number(&call, "finding")?);
    call.change(Command::Certification(CertificationCommand::SettleCertificationFinding { id, number, settled }))
}
