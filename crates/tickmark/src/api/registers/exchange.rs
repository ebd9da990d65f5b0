//! Registers as lists that go out, and lists that come in, all or nothing.

use super::read::{filter, kind};
use crate::api::call::{Answered, Call};
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::words::ReceiptWords;
use crate::words::registers::RegisterImportWords;
use app::ask::{PreviewEntries, RegisterOf};
use app::exchange::register_sheet;
use app::papers;
use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

/// A list to be imported into a register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a form for the document; the upload reads it field by field")]
pub(in crate::api) struct RegisterImportForm {
    /// The list: XLSX or CSV, with the headings of the export.
    #[schema(value_type = String, format = Binary)]
    file: String,
    /// Sheet of the workbook.
    sheet: Option<String>,
}

/// Import a list into a register, all or nothing. One whose id or name is known is changed where the list says something
/// else, and is never duplicated.
///
/// With `preview=true` nothing is changed and the problems are in the answer; without it a list with problems is
/// refused, and the problems are in the refusal.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/register-imports/{register}",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("preview" = Option<bool>, Query, description = "Show what would happen and change nothing"),
        Once,
    ),
    request_body(content = RegisterImportForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "What was done, or would be", body = RegisterImportWords), Refused)
)]
pub(in crate::api) async fn import_register(call: Call, upload: Upload) -> Answered<RegisterImportWords> {
    let (preview, kind) = (call.flag("preview")?, kind(&call)?);
    let (app, org) = (&call.doors.app, call.org());
    let file = (upload.bytes.as_ref(), upload.name.as_str());
    let read = || app.read_register(&org, call.who(), kind, file, upload.field("sheet"));
    let list = tokio::task::block_in_place(read).map_err(|failure| call.judged(failure))?;
    let plan = call.ask_organisation(&PreviewEntries { kind, rows: &list.rows })?.value;
    let words = RegisterImportWords::of(&list, &plan);
    if preview {
        return Ok(Json(words));
    }
    if !words.problems.is_empty() {
        return Err(refused(&words));
    }
    let request = call.request("");
    let import = || app.import_register(&org, call.who(), request.as_deref(), list, &upload.bytes);
    let receipt = tokio::task::block_in_place(import).map_err(|failure| call.judged(failure))?;
    Ok(Json(RegisterImportWords { receipt: Some(ReceiptWords::from(&receipt)), ..words }))
}

/// A list with problems, row by row; nothing was changed.
fn refused(words: &RegisterImportWords) -> Problem {
    let problems = words.problems.iter().filter_map(|p| serde_json::to_value(p).ok()).collect::<Vec<_>>();
    let detail = format!("{} has {} problems, so nothing was taken from it", words.source, problems.len());
    Problem::unsound("import_refused", detail, "mend these rows and send it again", problems)
}

/// A register as CSV, filtered as the list is; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/registers/{register}/entries.csv",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("state" = Option<String>, Query, description = "Only entries in this state"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("overdue" = Option<bool>, Query, description = "Only those whose day is over"),
        ("lacking" = Option<bool>, Query, description = "Only those of which something is missing"),
        ("ended" = Option<bool>, Query, description = "Those that were ended, too"),
        ("words" = Option<String>, Query, description = "Only those that say these words"),
        Moment,
    ),
    responses((status = 200, description = "The list", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn register_csv(call: Call) -> Result<Response, Problem> {
    let kind = kind(&call)?;
    let answer = call.ask_organisation(&RegisterOf { kind, filter: filter(&call)? })?;
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| papers::csv(&register_sheet(app, &answer.value)))?;
    Ok(file("text/csv; charset=utf-8", &format!("{}-{}.csv", answer.mark.slug, kind.id()), bytes))
}

/// A register as XLSX, filtered as the list is; imported again, it changes nothing.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/registers/{register}/entries.xlsx",
    tag = "registers",
    params(
        InOrganisation,
        ("register" = String, Path, description = "The register, such as `assets`"),
        ("state" = Option<String>, Query, description = "Only entries in this state"),
        ("owner" = Option<String>, Query, description = "Only of the person with this id"),
        ("overdue" = Option<bool>, Query, description = "Only those whose day is over"),
        ("lacking" = Option<bool>, Query, description = "Only those of which something is missing"),
        ("ended" = Option<bool>, Query, description = "Those that were ended, too"),
        ("words" = Option<String>, Query, description = "Only those that say these words"),
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
pub(in crate::api) async fn register_xlsx(call: Call) -> Result<Response, Problem> {
    let kind = kind(&call)?;
    let answer = call.ask_organisation(&RegisterOf { kind, filter: filter(&call)? })?;
    let app = &call.doors.app;
    let bytes = tokio::task::block_in_place(|| {
        let sheets = vec![register_sheet(app, &answer.value)];
        papers::workbook_about(kind.title(), kind.title(), app.clock().now_us(), sheets)
    })?;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(media, &format!("{}-{}.xlsx", answer.mark.slug, kind.id()), bytes))
}

fn file(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (head, bytes).into_response()
}
