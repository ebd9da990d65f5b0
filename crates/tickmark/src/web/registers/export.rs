//! A register as a file, filtered as the list is; it can be imported again and changes nothing then.

use super::kind_of;
use super::list::filter;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{Answer, RegisterAnswer, RegisterOf};
use app::exchange::register_sheet;
use app::papers;
use axum::extract::Path;
use axum::response::Response;

fn asked(visit: &Visit, register: &str) -> Result<Answer<RegisterAnswer>, Problem> {
    visit.ask(&RegisterOf { kind: kind_of(register)?, filter: filter(visit) })
}

pub(super) async fn csv(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &register)?;
    let bytes = tokio::task::block_in_place(|| papers::csv(&register_sheet(&visit.doors.app, &answer.value)))?;
    Ok(attachment("text/csv; charset=utf-8", &named(&answer, "csv"), bytes))
}

pub(super) async fn xlsx(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &register)?;
    let (now, title) = (visit.doors.app.clock().now_us(), answer.value.report.kind.title());
    let bytes = tokio::task::block_in_place(|| {
        let sheets = vec![register_sheet(&visit.doors.app, &answer.value)];
        papers::workbook_about(title, title, now, sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, &named(&answer, "xlsx"), bytes))
}

fn named(answer: &Answer<RegisterAnswer>, ending: &str) -> String {
    format!("{}-{}-{}.{ending}", answer.mark.slug, answer.value.report.kind.id(), answer.mark.as_of)
}
