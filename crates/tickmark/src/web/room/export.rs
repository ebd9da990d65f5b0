//! The list of requests of a room as a file, whose headings come in again.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::{AuditRequestLine, AuditRequests};
use app::exchange::audit_request_sheet;
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn csv(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let lines = lines(&visit, &id)?;
    attachment::csv(&named(&visit, &id), || audit_request_sheet(&visit.doors.app, &lines))
}

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (app, lines, title) = (&visit.doors.app, lines(&visit, &id)?, format!("Requests of {id}"));
    attachment::xlsx(app, &named(&visit, &id), (&title, &title), || vec![audit_request_sheet(app, &lines)])
}

fn named(visit: &Visit, id: &str) -> String {
    format!("{}-{id}-requests", visit.org)
}

/// The whole list. Whoever may not see people gets no addresses of members.
fn lines(visit: &Visit, id: &str) -> Result<Vec<AuditRequestLine>, Problem> {
    let mut lines = visit.ask(&AuditRequests { engagement: Some(id.to_owned()), state: None })?.value.lines;
    if !visit.sees_people() {
        lines.iter_mut().for_each(|line| line.held.request.to.clear());
    }
    Ok(lines)
}
