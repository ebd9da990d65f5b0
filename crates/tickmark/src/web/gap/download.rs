//! The gap analysis as a workbook and as CSV. Files leave as attachments that a browser neither guesses nor runs.

use super::question;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::papers;
use axum::response::Response;

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    let bytes = tokio::task::block_in_place(|| papers::gap_workbook(&answer, visit.doors.app.clock().now_us()))?;
    let name = format!("{}-gap-{}.xlsx", answer.mark.slug, answer.mark.as_of);
    Ok(attachment("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &name, bytes))
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    let bytes = papers::csv(&papers::controls(&answer.value.gap, Vec::new()))?;
    let name = format!("{}-gap-{}.csv", answer.mark.slug, answer.mark.as_of);
    Ok(attachment("text/csv; charset=utf-8", &name, bytes))
}
