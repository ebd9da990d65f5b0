//! Report, findings and checklist of an audit as a workbook.

use crate::web::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::audit::{InternalAuditWords, audit_sheets};
use app::ask::AuditOf;
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id))?;
    let (id, mark) = (&answer.value.line.id, &answer.mark);
    let name = format!("{}-{}-{}", mark.slug, id.to_lowercase(), mark.as_of);
    attachment::xlsx(&visit.doors.app, &name, (&format!("Internal audit {id}"), "Internal audit"), || {
        let words = InternalAuditWords::of(&visit.doors.app.within(&visit.org), &answer.value);
        audit_sheets(&words, mark)
    })
}
