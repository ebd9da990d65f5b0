//! Registers as lists that go out, and lists that come in, all or nothing.

use super::read::{filter, kind};
use crate::api::call::{Answered, Call};
use crate::api::listed;
use crate::api::parameters::{InOrganisation, Moment, Once};
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::api::upload::Upload;
use crate::web::attachment::{csv, xlsx};
use crate::words::registers::RegisterImportWords;
use app::ask::{Answer, RegisterAnswer, RegisterOf};
use app::exchange::register_sheet;
use axum::Json;
use axum::response::Response;
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
    let kind = kind(&call)?;
    Ok(Json(RegisterImportWords::of(kind, listed::import(&call, &upload, &kind)?)))
}

fn asked(call: &Call) -> Result<Answer<RegisterAnswer>, Problem> {
    call.ask_organisation(&RegisterOf { kind: kind(call)?, filter: filter(call)? })
}

/// The name of a file with a register, without its ending.
fn named(answer: &Answer<RegisterAnswer>) -> String {
    format!("{}-{}", answer.mark.slug, answer.value.report.kind.id())
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
    let answer = asked(&call)?;
    csv(&named(&answer), || register_sheet(&call.doors.app, &answer.value))
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
    let answer = asked(&call)?;
    let (app, title) = (&call.doors.app, answer.value.report.kind.title());
    xlsx(app, &named(&answer), (title, title), || vec![register_sheet(app, &answer.value)])
}
