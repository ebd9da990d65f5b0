//! Certification bodies and their accreditation.

use crate::api::call::{Answered, Body, Call};
use crate::api::change::{Changed, Tagged, Told};
use crate::api::controls::escaped;
use crate::api::page::Turn;
use crate::api::parameters::{InOrganisation, Matching, Moment, Once, Paging};
use crate::api::problem::{Contested, Refused, Unanswered};
use crate::words::certification::{CertificationBodyWords, ShapeOfAccreditation, ShapeOfCertificationBody};
use crate::words::{MarkWords, ReceiptWords};
use app::ask::{CertificationBodyOf, CertificationsOf};
use axum::Json;
use domain::command::{CertificationCommand, Command};
use domain::values::certification::{Accreditation, CertificationBody};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of certification bodies.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CertificationBodiesPageWords {
    /// Bodies of this page.
    certification_bodies: Vec<CertificationBodyWords>,
    #[serde(flatten)]
    turn: Turn,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// List certification bodies with what was seen of their accreditation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/bodies",
    tag = "certification",
    params(InOrganisation, Paging, Moment),
    responses((status = 200, description = "The page", body = CertificationBodiesPageWords), Unanswered)
)]
pub(in crate::api) async fn certification_bodies(call: Call) -> Answered<CertificationBodiesPageWords> {
    let answer = call.ask_organisation(&CertificationsOf)?;
    let (page, turn) = call.page(answer.value.bodies, |(id, _)| id.clone())?;
    let names = call.names();
    let words = || page.iter().map(|(id, held)| CertificationBodyWords::of(&names, id, held)).collect();
    let certification_bodies = tokio::task::block_in_place(words);
    Ok(Json(CertificationBodiesPageWords { certification_bodies, turn, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// One certification body, and what the answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct OneCertificationBodyWords {
    #[serde(flatten)]
    body: CertificationBodyWords,
    /// What the answer rests on.
    #[serde(flatten)]
    mark: MarkWords,
}

/// Show one certification body with every check of its accreditation.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/bodies/{certification_body}",
    tag = "certification",
    params(InOrganisation, ("certification_body" = String, Path, description = "Id of the body"), Moment),
    responses((status = 200, description = "The body", body = OneCertificationBodyWords), Unanswered)
)]
pub(in crate::api) async fn certification_body(call: Call) -> Told<OneCertificationBodyWords> {
    let id = call.part("certification_body");
    let (answer, version) = call.ask_about(&CertificationBodyOf(id.clone()), "certification_body", &id)?;
    let names = call.names();
    let body = tokio::task::block_in_place(|| CertificationBodyWords::of_detail(&names, &answer.value));
    Ok(Tagged::of(version, OneCertificationBodyWords { body, mark: MarkWords::of(Some(&answer.mark)) }))
}

/// Add a certification body.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/bodies",
    tag = "certification",
    params(InOrganisation, Once),
    request_body = ShapeOfCertificationBody,
    responses((status = 201, description = "It is added", body = ReceiptWords), Refused)
)]
pub(in crate::api) async fn add_certification_body(call: Call, Body(body): Body<CertificationBody>) -> Changed {
    let done = call.change(Command::Certification(CertificationCommand::AddCertificationBody { body }))?;
    let place = format!("/api/v1/o/{}/certification/bodies/{}", call.org(), escaped(&done.body.object));
    Ok(done.at(place))
}

/// What is said of a body now, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "body": { "name": "Northern Certification", "country": "Ireland" }, "reason": "it moved its seat" }))]
pub(in crate::api) struct CertificationBodyRevision {
    /// As it is said now, whole.
    #[schema(value_type = ShapeOfCertificationBody)]
    body: CertificationBody,
    /// Why.
    reason: String,
}

/// Change what is said of a certification body.
#[utoipa::path(
    put,
    path = "/api/v1/o/{organisation}/certification/bodies/{certification_body}",
    tag = "certification",
    params(InOrganisation, ("certification_body" = String, Path, description = "Id of the body"), Matching, Once),
    request_body = CertificationBodyRevision,
    responses((status = 200, description = "It is changed", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn revise_certification_body(
    call: Call,
    Body(said): Body<CertificationBodyRevision>,
) -> Changed {
    let (id, body, reason) = (call.part("certification_body"), said.body, said.reason);
    call.change(Command::Certification(CertificationCommand::ReviseCertificationBody { id, body, reason }))
}

/// Record what was seen of the accreditation of a body, and where. Without a check that names ISO/IEC 27001 and has not ended no
/// project goes on to Stage 1.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/certification/bodies/{certification_body}/checks",
    tag = "certification",
    params(InOrganisation, ("certification_body" = String, Path, description = "Id of the body"), Matching, Once),
    request_body = ShapeOfAccreditation,
    responses((status = 200, description = "It is recorded", body = ReceiptWords), Contested)
)]
pub(in crate::api) async fn check_accreditation(call: Call, Body(accreditation): Body<Accreditation>) -> Changed {
    let id = call.part("certification_body");
    call.change(Command::Certification(CertificationCommand::CheckAccreditation { id, accreditation }))
}
