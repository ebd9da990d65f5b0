//! The gap analysis as a workbook and as CSV. Files leave as attachments that a browser neither guesses nor runs.

use super::question;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::{Mark, tables};
use axum::response::Response;

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    attachment::workbook(&named(&answer.mark), || tables::gap_workbook(&answer, visit.doors.app.clock().now_us()))
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&question(&visit)?)?;
    attachment::csv(&named(&answer.mark), || tables::controls(&answer.value.gap, Vec::new()))
}

fn named(mark: &Mark) -> String {
    format!("{}-gap-{}", mark.slug, mark.as_of)
}
