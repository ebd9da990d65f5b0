//! The register as a list that goes out, and a list that comes in, all or nothing.

use super::register::filter;
use crate::api::call::{Answered, Call};
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::words::ReceiptWords;
use crate::words::nonconformity::NonconformityImportWords;
use app::ask::{NonconformitiesOf, PreviewNonconformities};
use app::exchange::nonconformity_sheet;
use app::papers;
use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
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
    let preview = call.flag("preview")?;
    let (app, org) = (&call.doors.app, call.org());
    let read = || app.read_nonconformities(&org, call.who(), &upload.bytes, &upload.name, upload.field("sheet"));
    let list = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let plan = call.ask_organisation(&PreviewNonconformities(&list.rows))?.value;
    let words = NonconformityImportWords::of(&list, &plan);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        return Err(refused(&words));
    }
    let request = call.request("");
    let import = || app.import_nonconformities(&org, call.who(), request.as_deref(), list, &upload.bytes);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(NonconformityImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}

/// A list with problems, row by row; nothing was changed.
fn refused(words: &NonconformityImportWords) -> Problem {
    let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
    let detail = format!("{} has {} problems, so nothing was taken from it", words.source, problems.len());
    Problem::unsound("import_refused", detail, "mend these rows and send it again", problems)
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
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| papers::csv(&nonconformity_sheet(app, &answer.value)))?;
    Ok(file("text/csv; charset=utf-8", &answer.mark.slug, "csv", bytes))
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
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| {
        let sheets = vec![nonconformity_sheet(app, &answer.value)];
        papers::workbook_about("Nonconformities", "Log of corrective action", app.clock().now_us(), sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(kind, &answer.mark.slug, "xlsx", bytes))
}

fn file(kind: &str, slug: &str, ending: &str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{slug}-nonconformities.{ending}\"")),
    ];
    (head, bytes).into_response()
}
