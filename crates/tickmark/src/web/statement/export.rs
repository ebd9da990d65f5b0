//! A version as a file; safe to open in a spreadsheet.

use super::asked;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::statement::{sheets, statement_sheet};
use app::ask::{Answer, StatementAnswer};
use app::papers;
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn csv(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let names = visit.doors.app.within(&visit.org);
    let bytes = tokio::task::block_in_place(|| papers::csv(&statement_sheet(&names, &answer.value, &answer.mark)))?;
    Ok(attachment("text/csv; charset=utf-8", &named(&answer, "csv"), bytes))
}

pub(super) async fn xlsx(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let (names, now) = (visit.doors.app.within(&visit.org), visit.doors.app.clock().now_us());
    let bytes = tokio::task::block_in_place(|| {
        let sheets = sheets(&names, &answer.value, &answer.mark);
        papers::workbook_about("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d", now, sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, &named(&answer, "xlsx"), bytes))
}

fn named(answer: &Answer<StatementAnswer>, ending: &str) -> String {
    format!("{}-statement-{}-{}.{ending}", answer.mark.slug, answer.value.id, answer.mark.as_of)
}
