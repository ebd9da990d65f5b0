//! A list of requests as a table: its first columns come in again as they went out.

use super::super::list::out::{flag, names, person};
use crate::App;
use crate::ask::AuditRequestLine;
use crate::tables::{CellOut, SheetOut};
use domain::values::SubjectKind;

/// The headings of a list of requests: what the export writes; the import reads the first seven.
pub const REQUEST_HEADINGS: [&str; 13] = [
    "Reference",
    "Title",
    "Text",
    "Criterion",
    "Control",
    "Due",
    "To",
    "Id",
    "Engagement",
    "State",
    "Overdue",
    "Evidence",
    "Last word",
];

/// Headings that the import reads: the others say where a request stands, which is reached by steps, not by a list.
pub(super) const READ: usize = 7;

/// Requests as one sheet. Whoever is asked stands by e-mail address, or by id where they have none here.
pub fn audit_request_sheet(app: &App, lines: &[AuditRequestLine]) -> SheetOut {
    SheetOut {
        name: "Requests".to_owned(),
        headers: REQUEST_HEADINGS.map(str::to_owned).to_vec(),
        widths: vec![12, 40, 60, 11, 12, 12, 26, 8, 12, 11, 9, 24, 50],
        rows: lines.iter().map(|line| row(app, line)).collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, line: &AuditRequestLine) -> Vec<CellOut> {
    let (held, request) = (&line.held, &line.held.request);
    let about = |kind| {
        let subject = request.subject.as_ref().filter(|subject| subject.kind == kind);
        subject.map_or(CellOut::Empty, |subject| CellOut::text(&subject.id))
    };
    let last = held.answers.last();
    let named = last.map(|given| [given.answer.evidence.as_slice(), &given.answer.populations].concat());
    let word = match (held.why_returned(), &held.ended, last) {
        (Some(said), ..) | (None, Some(said), _) if !said.text.is_empty() => said.text.clone(),
        (.., Some(given)) => given.answer.text.clone(),
        _ => String::new(),
    };
    vec![
        CellOut::text(&request.reference),
        CellOut::text(&request.title),
        CellOut::text(&request.text),
        about(SubjectKind::Criterion),
        about(SubjectKind::Control),
        CellOut::Date(request.due),
        person(app, Some(&request.to).filter(|to| !to.is_empty())),
        CellOut::text(&line.id),
        CellOut::text(&request.engagement),
        CellOut::text(held.state.id()),
        flag(line.overdue),
        names(named.unwrap_or_default().iter().map(String::as_str)),
        CellOut::text(word),
    ]
}
