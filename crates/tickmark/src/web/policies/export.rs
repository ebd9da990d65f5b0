//! The register of documents as a file, filtered as the list is.

use super::list::filter;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{Answer, PoliciesAnswer, PoliciesOf};
use app::exchange::policy_sheet;
use axum::response::Response;

fn asked(visit: &Visit) -> Result<Answer<PoliciesAnswer>, Problem> {
    visit.ask(&PoliciesOf { filter: filter(visit)? })
}

fn named(answer: &Answer<PoliciesAnswer>) -> String {
    format!("{}-documents-{}", answer.mark.slug, answer.mark.as_of)
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = asked(&visit)?;
    attachment::csv(&named(&answer), || policy_sheet(&visit.doors.app, &answer.value))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let (app, answer) = (&visit.doors.app, asked(&visit)?);
    let titles = ("Documents", "Register of controlled documents");
    attachment::xlsx(app, &named(&answer), titles, || vec![policy_sheet(app, &answer.value)])
}
