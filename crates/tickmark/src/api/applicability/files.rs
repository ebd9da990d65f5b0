//! A version as a file.

use super::version;
use crate::api::call::Call;
use crate::api::parameters::{InOrganisation, Moment};
use crate::api::problem::{Problem, Unanswered};
use crate::web::attachment::{csv, xlsx};
use crate::words::statement::{sheets, statement_sheet};
use app::ask::{Answer, StatementAnswer, StatementOf};
use axum::response::Response;

fn asked(call: &Call) -> Result<Answer<StatementAnswer>, Problem> {
    call.ask_organisation(&StatementOf { id: Some(version(call)) })
}

/// The name of a file with a version, without its ending.
fn named(answer: &Answer<StatementAnswer>) -> String {
    format!("{}-statement-{}", answer.mark.slug, answer.value.id)
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
    csv(&named(&answer), || statement_sheet(&call.names(), &answer.value, &answer.mark))
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
    let (answer, titles) = (asked(&call)?, ("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d"));
    xlsx(&call.doors.app, &named(&answer), titles, || sheets(&call.names(), &answer.value, &answer.mark))
}
