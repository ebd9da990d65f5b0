//! A register as a file, filtered as the list is; it can be imported again and changes nothing then.

use super::kind_of;
use super::list::filter;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{Answer, RegisterAnswer, RegisterOf};
use app::exchange::register_sheet;
use axum::extract::Path;
use axum::response::Response;

fn asked(visit: &Visit, register: &str) -> Result<Answer<RegisterAnswer>, Problem> {
    visit.ask(&RegisterOf { kind: kind_of(register)?, filter: filter(visit) })
}

pub(super) async fn csv(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = asked(&visit, &register)?;
    attachment::csv(&named(&answer), || register_sheet(&visit.doors.app, &answer.value))
}

pub(super) async fn xlsx(visit: Visit, Path((_, register)): Path<(String, String)>) -> Result<Response, Problem> {
    let (app, answer) = (&visit.doors.app, asked(&visit, &register)?);
    let title = answer.value.report.kind.title();
    attachment::xlsx(app, &named(&answer), (title, title), || vec![register_sheet(app, &answer.value)])
}

fn named(answer: &Answer<RegisterAnswer>) -> String {
    format!("{}-{}-{}", answer.mark.slug, answer.value.report.kind.id(), answer.mark.as_of)
}
