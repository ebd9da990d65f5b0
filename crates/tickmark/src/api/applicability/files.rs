//! A version as a file.

use super::version;
use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::words::statement::{sheets, statement_sheet};
use app::ask::{Answer, StatementAnswer, StatementOf};
use app::papers;
use axum::http::header;
use axum::response::{IntoResponse, Response};

fn asked(call: &Call) -> Result<Answer<StatementAnswer>, Problem> {
    call.ask_organisation(&StatementOf { id: Some(version(call)) })
}

/// A version as CSV, a row an entry.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}/statement.csv",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Moment),
    responses((status = 200, description = "The statement", body = String, content_type = "text/csv"), Unanswered)
)]
pub(in crate::api) async fn soa_csv(call: Call) -> Result<Response, Problem> {
    let answer = asked(&call)?;
    let bytes =
        tokio::task::block_in_place(|| papers::csv(&statement_sheet(&call.names(), &answer.value, &answer.mark)))?;
    Ok(file("text/csv; charset=utf-8", &answer, "csv", bytes))
}

/// A version as XLSX: the statement and its checks.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/statements/{soa}/statement.xlsx",
    tag = "statement of applicability",
    params(InOrganisation, ("soa" = String, Path, description = "Id of the version"), Moment),
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
pub(in crate::api) async fn soa_xlsx(call: Call) -> Result<Response, Problem> {
    let answer = asked(&call)?;
    let now = call.doors.app.clock().now_us();
    let bytes = tokio::task::block_in_place(|| {
        let sheets = sheets(&call.names(), &answer.value, &answer.mark);
        papers::workbook_about("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d", now, sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(file(kind, &answer, "xlsx", bytes))
}

fn file(kind: &str, answer: &Answer<StatementAnswer>, ending: &str, bytes: Vec<u8>) -> Response {
    let name = format!("{}-statement-{}.{ending}", answer.mark.slug, answer.value.id);
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (head, bytes).into_response()
}
