//! Certification projects and bodies as a file.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::certification::certification_sheets;
use app::Mark;
use app::ask::CertificationsOf;
use axum::response::Response;

pub(super) async fn csv(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationsOf)?;
    attachment::csv(&named(&answer.mark), || certification_sheets(&answer.value).swap_remove(0))
}

pub(super) async fn xlsx(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationsOf)?;
    let titles = ("Certification", "Certification projects and bodies");
    attachment::xlsx(&visit.doors.app, &named(&answer.mark), titles, || certification_sheets(&answer.value))
}

fn named(mark: &Mark) -> String {
    format!("{}-certification-{}", mark.slug, mark.as_of)
}
