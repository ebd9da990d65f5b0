//! A register as a table that comes in again as it went out.

use super::super::list::Listed;
use super::super::list::out::person;
use crate::App;
use crate::ask::{RegisterAnswer, due_of};
use crate::tables::{CellOut, SheetOut};
use domain::registers::isms::HeldEntry;
use domain::values::isms::{Field, Value, shown};

/// Widest column, in characters.
const WIDEST: u16 = 46;

/// The entries of an answer as one sheet. People stand by e-mail address, or by id where they have none here.
pub fn register_sheet(app: &App, answer: &RegisterAnswer) -> SheetOut {
    let kind = answer.report.kind;
    let headers: Vec<String> = kind.headings().into_iter().map(str::to_owned).collect();
    let width = |heading: &String| u16::try_from(heading.len() + 12).unwrap_or(WIDEST).min(WIDEST);
    SheetOut {
        name: kind.title().to_owned(),
        widths: headers.iter().map(width).collect(),
        headers,
        rows: answer.rows.iter().map(|held| row(app, answer, held)).collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, answer: &RegisterAnswer, held: &HeldEntry) -> Vec<CellOut> {
    let due = due_of(&answer.report, &held.id);
    let missing = answer.report.findings.iter().filter(|finding| finding.entry.as_ref() == Some(&held.id));
    let missing: Vec<&str> = missing.map(|finding| finding.what.as_str()).collect();
    let state = if held.there() { held.stage().title } else { "Ended" };
    let fields = held.declared().fields.iter().map(|field| cell(app, held, field));
    std::iter::once(CellOut::text(&held.id))
        .chain(fields)
        .chain([
            CellOut::text(state),
            due.map_or(CellOut::Empty, |due| CellOut::Date(due.on)),
            CellOut::text(if due.is_some_and(|due| due.overdue) { "yes" } else { "no" }),
            CellOut::text(missing.join(" ")),
        ])
        .collect()
}

fn cell(app: &App, held: &HeldEntry, field: &Field) -> CellOut {
    match held.fields.get(field.id) {
        None => CellOut::Empty,
        Some(Value::Day(day)) => CellOut::Date(*day),
        Some(Value::Number(number)) => CellOut::Int(*number),
        Some(Value::Person(id)) => person(app, Some(id)),
        Some(other) => CellOut::text(shown(other)),
    }
}
