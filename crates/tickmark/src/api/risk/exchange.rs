//! The register as a list that goes out, and a list that comes in, all or nothing.

use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::ListImportWords;
use app::exchange::{RiskLists, RisksToWrite, risk_sheet};
use axum::Json;
use axum::response::Response;
use utoipa::ToSchema;

/// A list of risks to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct RiskImportForm {
    /// The list: XLSX or CSV, with the headings of the export.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of risks, all or nothing. One whose id or title is known is updated, never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/risk-imports",
    tag = "risks",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = RiskImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = ListImportWords), Refused)
)]
pub(in crate::api) async fn import_risks(call: Call, upload: Upload) -> Answered<ListImportWords> {
    Ok(Json(listed::import(&call, &upload, &RiskLists)?))
}

/// The register as CSV; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks.csv",
    tag = "risks",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn risks_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&RisksToWrite)?;
    let name = format!("{}-risks", answer.mark.slug);
    csv(&name, || risk_sheet(&call.doors.app, &answer.value))
}

/// The register as XLSX; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/risks.xlsx",
    tag = "risks",
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
pub(in crate::api) async fn risks_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&RisksToWrite)?;
    let name = format!("{}-risks", answer.mark.slug);
    let app = &call.doors.app;
    xlsx(app, &name, ("Risks", "Register of risks"), || vec![risk_sheet(app, &answer.value)])
}
