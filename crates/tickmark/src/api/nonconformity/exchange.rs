//! The register as a list that goes out, and a list that comes in, all or nothing.

use super::register::filter;
use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::nonconformity::NonconformityImportWords;
use app::ask::NonconformitiesOf;
use app::exchange::{NonconformityLists, nonconformity_sheet};
use axum::Json;
use axum::response::Response;
use utoipa::ToSchema;

/// A list of nonconformities to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct NonconformityImportForm {
    /// The list: XLSX or CSV, with the headings of the export.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list of nonconformities, all or nothing. One whose id, or source and reference, is known stays as it is and is
/// never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/nonconformity-imports",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = NonconformityImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = NonconformityImportWords), Refused)
)]
pub(in crate::api) async fn import_nonconformities(call: Call, upload: Upload) -> Answered<NonconformityImportWords> {
    let lists = NonconformityLists { today: call.doors.app.clock().today() };
    Ok(Json(listed::import(&call, &upload, &lists)?.into()))
}

/// The log of corrective action as CSV, filtered as the list is; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/nonconformities.csv",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("open" = Option<bool>, Query, description = "Only open ones, or only those that ended"),
        ("state" = Option<String>, Query, description = "Only in this state, such as `action_done`"),
        ("class" = Option<String>, Query, description = "Only `major`, `minor` or `opportunity`"),
        ("source" = Option<String>, Query, description = "Only from this source, such as `audit`"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this control, clause or criterion"),
        ("overdue" = Option<bool>, Query, description = "Only those whose deadline, or that of a line of action, is over"),
        ("to_verify" = Option<bool>, Query, description = "Only those whose effect is to be judged"),
        Moment,
    ),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn nonconformities_csv(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&NonconformitiesOf { filter: filter(&call)? })?;
    let name = format!("{}-nonconformities", answer.mark.slug);
    csv(&name, || nonconformity_sheet(&call.doors.app, &answer.value))
}

/// The log of corrective action as XLSX, filtered as the list is; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/nonconformities.xlsx",
    tag = "nonconformities",
    params(
        InOrganisation,
        ("open" = Option<bool>, Query, description = "Only open ones, or only those that ended"),
        ("state" = Option<String>, Query, description = "Only in this state, such as `action_done`"),
        ("class" = Option<String>, Query, description = "Only `major`, `minor` or `opportunity`"),
        ("source" = Option<String>, Query, description = "Only from this source, such as `audit`"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("about" = Option<String>, Query, description = "Only those that name this control, clause or criterion"),
        ("overdue" = Option<bool>, Query, description = "Only those whose deadline, or that of a line of action, is over"),
        ("to_verify" = Option<bool>, Query, description = "Only those whose effect is to be judged"),
        Moment,
    ),
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
pub(in crate::api) async fn nonconformities_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = call.ask_organisation(&NonconformitiesOf { filter: filter(&call)? })?;
    let name = format!("{}-nonconformities", answer.mark.slug);
    let (app, titles) = (&call.doors.app, ("Nonconformities", "Log of corrective action"));
    xlsx(app, &name, titles, || vec![nonconformity_sheet(app, &answer.value)])
}
