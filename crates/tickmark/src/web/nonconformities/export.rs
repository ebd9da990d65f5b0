//! The log of corrective action as a file, filtered as the list is; it can be imported again and changes nothing then.

use super::lists::filter;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{Answer, NonconformitiesAnswer, NonconformitiesOf};
use app::exchange::nonconformity_sheet;
use app::papers;
use axum::response::Response;

fn asked(visit: &Visit) -> Result<Answer<NonconformitiesAnswer>, Problem> {
    visit.ask(&NonconformitiesOf { filter: filter(visit)? })
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = asked(&visit)?;
    let bytes = tokio::task::block_in_place(|| papers::csv(&nonconformity_sheet(&visit.doors.app, &answer.value)))?;
    Ok(attachment("text/csv; charset=utf-8", &named(&answer, "csv"), bytes))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = asked(&visit)?;
    let now = visit.doors.app.clock().now_us();
    let bytes = tokio::task::block_in_place(|| {
        let sheets = vec![nonconformity_sheet(&visit.doors.app, &answer.value)];
        papers::workbook_about("Nonconformities", "Log of corrective action", now, sheets)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, &named(&answer, "xlsx"), bytes))
}

fn named(answer: &Answer<NonconformitiesAnswer>, ending: &str) -> String {
    format!("{}-nonconformities-{}.{ending}", answer.mark.slug, answer.mark.as_of)
}
