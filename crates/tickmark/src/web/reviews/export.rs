//! The reviews and the actions that follow from them, as a file.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::review::review_sheets;
use app::Mark;
use app::ask::ReviewsOf;
use axum::response::Response;

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewsOf)?;
    attachment::csv(&named(&answer.mark), || {
        review_sheets(&visit.doors.app.within(&visit.org), &answer.value).swap_remove(0)
    })
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewsOf)?;
    let titles = ("Management reviews", "Management reviews and their actions");
    attachment::xlsx(&visit.doors.app, &named(&answer.mark), titles, || {
        review_sheets(&visit.doors.app.within(&visit.org), &answer.value)
    })
}

fn named(mark: &Mark) -> String {
    format!("{}-management-reviews-{}", mark.slug, mark.as_of)
}
