//! A list of requests as a table: its first columns come in again as they went out.

use super::{meant, plain};
use crate::App;
use crate::ask::AuditRequestLine;
use crate::papers::{CellOut, SheetOut};
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

/// Is this a heading that is written and not read: where a request stands is reached by steps, not by a list?
pub(super) fn written_only(heading: &str) -> bool {
    meant(heading).is_none() && REQUEST_HEADINGS.iter().any(|known| plain(known) == plain(heading))
}

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
    let to = || {
        let person = app.person(&request.to).ok().flatten();
        person.map(|person| person.email).filter(|email| !email.is_empty()).unwrap_or_else(|| request.to.clone())
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
        if request.to.is_empty() { CellOut::Empty } else { CellOut::text(to()) },
        CellOut::text(&line.id),
        CellOut::text(&request.engagement),
        CellOut::text(held.state.id()),
        CellOut::text(if line.overdue { "yes" } else { "no" }),
        CellOut::text(named.unwrap_or_default().join("; ")),
        CellOut::text(word),
    ]
}
