//! A version as a file; safe to open in a spreadsheet.

use super::asked;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::statement::{sheets, statement_sheet};
use app::ask::{Answer, StatementAnswer};
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn csv(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &soa)?;
    let names = visit.doors.app.within(&visit.org);
    attachment::csv(&named(&answer), || statement_sheet(&names, &answer.value, &answer.mark))
}

pub(super) async fn xlsx(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let (app, answer) = (&visit.doors.app, asked(&visit, &soa)?);
    let titles = ("Statement of Applicability", "ISO/IEC 27001:2022, clause 6.1.3 d");
    attachment::xlsx(app, &named(&answer), titles, || sheets(&app.within(&visit.org), &answer.value, &answer.mark))
}

fn named(answer: &Answer<StatementAnswer>) -> String {
    format!("{}-statement-{}-{}", answer.mark.slug, answer.value.id, answer.mark.as_of)
}
