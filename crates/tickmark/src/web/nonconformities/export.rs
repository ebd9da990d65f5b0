//! The log of corrective action as a file, filtered as the list is; it can be imported again and changes nothing then.

use super::lists::filter;
use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::Mark;
use app::ask::{Answer, NonconformitiesAnswer, NonconformitiesOf};
use app::exchange::nonconformity_sheet;
use axum::response::Response;

fn asked(visit: &Visit) -> Result<Answer<NonconformitiesAnswer>, Problem> {
    visit.ask(&NonconformitiesOf { filter: filter(visit)? })
}

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = asked(&visit)?;
    attachment::csv(&named(&answer.mark), || nonconformity_sheet(&visit.doors.app, &answer.value))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let (app, answer) = (&visit.doors.app, asked(&visit)?);
    let titles = ("Nonconformities", "Log of corrective action");
    attachment::xlsx(app, &named(&answer.mark), titles, || vec![nonconformity_sheet(app, &answer.value)])
}

fn named(mark: &Mark) -> String {
    format!("{}-nonconformities-{}", mark.slug, mark.as_of)
}
