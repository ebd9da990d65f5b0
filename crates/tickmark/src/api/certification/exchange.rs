//! Certification projects and bodies as a list that goes out.

use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::web::attachment::{csv, xlsx};
use crate::words::certification::certification_sheets;
use app::ask::CertificationsOf;
use axum::response::Response;

/// Certification projects as CSV, with where each stands and until when its certificate holds.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/projects.csv",
    tag = "certification",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn certifications_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&CertificationsOf)?;
    let name = format!("{}-certification", answer.mark.slug);
    csv(&name, || certification_sheets(&answer.value).swap_remove(0))
}

/// Certification projects and bodies as XLSX, a sheet each.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/certification/projects.xlsx",
    tag = "certification",
    params(InOrganisation, Moment),
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
pub(in crate::api) async fn certifications_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&CertificationsOf)?;
    let name = format!("{}-certification", answer.mark.slug);
    xlsx(&call.doors.app, &name, ("Certification", "Certification projects and bodies"), || {
        certification_sheets(&answer.value)
    })
}
