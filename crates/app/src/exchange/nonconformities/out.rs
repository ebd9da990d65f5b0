//! The register as a table: the log of corrective action that auditors ask for. It comes in again as it went out.

use super::super::list::out::{day, flag, names, person};
use super::NONCONFORMITY_HEADINGS;
use crate::App;
use crate::ask::NonconformitiesAnswer;
use crate::tables::{CellOut, SheetOut};
use domain::registers::nonconformity::HeldNonconformity;
use domain::reports::nonconformity::Line;

/// The nonconformities of an answer as one sheet. Owners stand by e-mail address, or by id where they have none here.
pub fn nonconformity_sheet(app: &App, answer: &NonconformitiesAnswer) -> SheetOut {
    SheetOut {
        name: "Nonconformities".to_owned(),
        headers: NONCONFORMITY_HEADINGS.map(str::to_owned).to_vec(),
        widths: vec![8, 34, 50, 12, 12, 12, 16, 16, 30, 12, 12, 40, 40, 30, 22, 12, 10, 10, 40],
        rows: answer.rows.iter().map(|(held, line)| row(app, held, line)).collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, held: &HeldNonconformity, line: &Line) -> Vec<CellOut> {
    let found = &held.nonconformity;
    vec![
        CellOut::text(&line.id),
        CellOut::text(&found.title),
        CellOut::text(&found.description),
        CellOut::text(found.source.id()),
        CellOut::text(&found.reference),
        CellOut::text(found.class.id()),
        names(found.against.iter().map(String::as_str)),
        names(found.controls.iter().map(String::as_str)),
        person(app, found.owner.as_ref()),
        day(Some(found.found)),
        day(found.agreed),
        CellOut::text(held.correction.as_ref().map_or("", |correction| &correction.text)),
        CellOut::text(held.cause.as_ref().map_or("", |cause| &cause.text)),
        CellOut::text(held.similar.as_ref().map_or("", |similar| &similar.text)),
        CellOut::text(line.state.title()),
        day(line.due),
        CellOut::Int(i64::from(line.age_days)),
        flag(line.overdue()),
        names(line.missing.iter().map(|need| need.title())),
    ]
}
