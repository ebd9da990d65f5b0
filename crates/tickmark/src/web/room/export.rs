//! The list of requests of a room as a file, whose headings come in again.

use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use app::ask::AuditRequests;
use app::exchange::audit_request_sheet;
use app::papers::{self, SheetOut};
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn csv(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let bytes = tokio::task::block_in_place(|| Ok::<_, Problem>(papers::csv(&sheet(&visit, &id)?)?))?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{}-{id}-requests.csv", visit.org), bytes))
}

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let (title, now) = (format!("Requests of {id}"), visit.doors.app.clock().now_us());
    let bytes = tokio::task::block_in_place(|| {
        Ok::<_, Problem>(papers::workbook_about(&title, &title, now, vec![sheet(&visit, &id)?])?)
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(kind, &format!("{}-{id}-requests.xlsx", visit.org), bytes))
}

/// The whole list. Whoever may not see people gets no addresses of members.
fn sheet(visit: &Visit, id: &str) -> Result<SheetOut, Problem> {
    let mut lines = visit.ask(&AuditRequests { engagement: Some(id.to_owned()), state: None })?.value.lines;
    if !visit.sees_people() {
        lines.iter_mut().for_each(|line| line.held.request.to.clear());
    }
    Ok(audit_request_sheet(&visit.doors.app, &lines))
}
