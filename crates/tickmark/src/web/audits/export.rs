//! Report, findings and checklist of an audit as a workbook.

use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::visit::Visit;
use crate::words::audit::{InternalAuditWords, audit_sheets};
use app::ask::AuditOf;
use app::papers;
use axum::extract::Path;
use axum::response::Response;

pub(super) async fn xlsx(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id))?;
    let now = visit.doors.app.clock().now_us();
    let id = &answer.value.line.id;
    let bytes = tokio::task::block_in_place(|| {
        let words = InternalAuditWords::of(&visit.doors.app.within(&visit.org), &answer.value);
        papers::workbook_about(
            &format!("Internal audit {id}"),
            "Internal audit",
            now,
            audit_sheets(&words, &answer.mark),
        )
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("{}-{}-{}.xlsx", answer.mark.slug, id.to_lowercase(), answer.mark.as_of);
    Ok(attachment(kind, &name, bytes))
}
