//! Certification projects: what is to be certified, the steps, the certificates.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::certification::{
    CertificationLineWords, CertificationProjectWords, ShapeOfCertificate, ShapeOfCertification,
    ShapeOfCertificationStep,
};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{CertificationOf, CertificationsOf};
use axum::Json;
use domain::command::{CertificationCommand, Command};
use domain::values::certification::{CertificationDecision, CertificationMove, CertificationProject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of certification projects.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CertificationsPageWords {
    /// The project that people look at first.
    current: Option<String>,
    /// Projects of this page, the newest first.
    certifications: Vec<CertificationLineWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List certification projects with where each stands and until when its certificate holds.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/projects",
    tag = "certification",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The page", body = CertificationsPageWords), Unanswered)
)]
pub(in crate::api) async fn certifications(call: Call) -> Answered<CertificationsPageWords> {
    let answer = call.ask_organisation(&CertificationsOf)?;
    let (page, turn) = call.page(answer.value.projects, |line| line.id.clone())?;
    Ok(Json(CertificationsPageWords {
        current: answer.value.current,
        certifications: page.iter().map(CertificationLineWords::of).collect(),
        turn,
        mark: MarkWords::of(Some(&answer.mark)),
    }))
}

/// One certification project, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneCertificationWords {
    #[serde(flatten)]
    certification: CertificationProjectWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one certification project: what is missing before the next step, its certificate, visits, findings and what is due.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Moment),
    responses((status = 200, description = "The project", body = OneCertificationWords), Unanswered)
)]
pub(in crate::api) async fn certification(call: Call) -> Told<OneCertificationWords> {
    let id = call.part("certification");
    let (answer, version) = call.ask_about(&CertificationOf(id.clone()), "certification", &id)?;
    let names = call.names();
    let certification = tokio::task::block_in_place(|| CertificationProjectWords::of(&names, &answer.value));
    Ok(Tagged::of(version, OneCertificationWords { certification, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Plan a certification with a body. An edition of the standard that certifies nobody any more is refused.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects",
    tag = "certification",
    params(InOrganisation, Once),
    request_body = ShapeOfCertification,
    responses((status = 201, description = "It is planned", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn plan_certification(call: Call, Body(project): Body<CertificationProject>) -> Changed {
    let project = Box::new(project);
    let done = call.change(Command::Certification(CertificationCommand::PlanCertification { project }))?;
    let place = format!("/api/v1/o/{}/certification/projects/{}", call.org(), escaped(&done.body.object));
    Ok(done.at(place))
}

/// What is to be certified now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "project": { "title": "First certificate", "body": "CB-1", "scope": "Operation of the billing service", "stage2_days": 6 }, "reason": "one day more was agreed" }))]
pub(in crate::api) struct CertificationRevision {
    /// As it is said now, whole.
    #[schema(value_type = ShapeOfCertification)]
    project: CertificationProject,
    /// Why.
    reason: String,
}

/// Change what is to be certified.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = CertificationRevision,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_certification(call: Call, Body(said): Body<CertificationRevision>) -> Changed {
    let (id, project, reason) = (call.part("certification"), Box::new(said.project), said.reason);
    call.change(Command::Certification(CertificationCommand::ReviseCertification { id, project, reason }))
}

/// Take a step. What it needs is computed from the ledger; the refusal lists every missing thing with what to do. Where the
/// body went on nevertheless, `because` says why, and what was missing stays on the project.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/steps",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = ShapeOfCertificationStep,
    responses((status = 200, description = "It is taken", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn advance_certification(call: Call, Body(step): Body<CertificationMove>) -> Changed {
    let id = call.part("certification");
    call.change(Command::Certification(CertificationCommand::AdvanceCertification { id, step }))
}

/// Record the body's decision to certify, or to certify again. Its last day is reckoned: three years less a day from a first
/// decision, three years from the old expiry of a recertification.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/projects/{certification}/certificates",
    tag = "certification",
    params(InOrganisation, ("certification" = String, Path, description = "Id of the project"), Matching, Once),
    request_body = ShapeOfCertificate,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn record_certificate(call: Call, Body(decision): Body<CertificationDecision>) -> Changed {
    let (id, decision) = (call.part("certification"), Box::new(decision));
    call.change(Command::Certification(CertificationCommand::RecordCertificate { id, decision }))
}
