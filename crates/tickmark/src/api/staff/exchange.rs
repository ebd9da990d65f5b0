//! The register as a list that goes out, and a list that comes in, all or nothing.

use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::ListImportWords;
use app::ask::StaffOf;
use app::exchange::{StaffLists, staff_sheet};
use axum::Json;
use axum::response::Response;
use utoipa::ToSchema;

/// A list of those who work here, to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct StaffImportForm {
    /// The list: XLSX or CSV with the headings of the export, or JSON as the list of people is given.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of those who work here, all or nothing. Who is known by id or address is updated, never there twice; who is
/// new gets a person's record and no account. The file itself is not kept.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/staff-imports",
    tag = "staff",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = StaffImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = ListImportWords), Refused)
)]
pub(in crate::api) async fn import_staff(call: Call, upload: Upload) -> Answered<ListImportWords> {
    Ok(Json(listed::import(&call, &upload, &StaffLists)?))
}

/// The register as CSV; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff.csv",
    tag = "staff",
    params(InOrganisation, Moment),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn staff_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&StaffOf)?;
    let name = format!("{}-people-at-work", answer.mark.slug);
    csv(&name, || staff_sheet(&call.names(), &answer.value))
}

/// The register as XLSX; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/staff.xlsx",
    tag = "staff",
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
pub(in crate::api) async fn staff_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&StaffOf)?;
    let name = format!("{}-people-at-work", answer.mark.slug);
    let titles = ("People at work", "Register of those who work here");
    xlsx(&call.doors.app, &name, titles, || vec![staff_sheet(&call.names(), &answer.value)])
}
