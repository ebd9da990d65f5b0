//! The register as a table: it comes in again as it went out, and changes nothing then.

use super::super::list::out::{day, flag};
use super::staff_headings;
use crate::Within;
use crate::ask::StaffAnswer;
use crate::tables::{Badge, CellOut, SheetOut};
use domain::registers::staff::{HeldStaff, Workforce};
use domain::values::StaffCheck;

/// Width of a column of checks.
const CHECK: u16 = 14;

/// Those who work here as one sheet, by name: who they are, where they stand, what is missing, and the last day of each check.
pub fn staff_sheet(names: &Within<'_>, answer: &StaffAnswer) -> SheetOut {
    let mut people: Vec<(String, &String, &HeldStaff)> =
        answer.workforce.people.iter().map(|(id, held)| (names.name_of(id), id, held)).collect();
    people.sort_by_cached_key(|(name, id, _)| (name.to_lowercase(), (*id).clone()));
    SheetOut {
        name: "People".to_owned(),
        headers: staff_headings().into_iter().map(str::to_owned).collect(),
        widths: [26, 32, 24, 12, 26, 12, 12, 9, 48].into_iter().chain([CHECK; StaffCheck::ALL.len()]).collect(),
        rows: people.into_iter().map(|(name, id, held)| row(names, answer, &name, id, held)).collect(),
        ..SheetOut::default()
    }
}

fn row(names: &Within<'_>, answer: &StaffAnswer, name: &str, id: &str, held: &HeldStaff) -> Vec<CellOut> {
    let staff = &held.staff;
    let missing: Vec<String> =
        answer.standing(id).into_iter().flat_map(|standing| &standing.missing).map(|one| one.sentence()).collect();
    let missing = if missing.is_empty() { CellOut::Empty } else { CellOut::Badge(Badge::Part, missing.join("; ")) };
    let mut row = vec![
        CellOut::text(name),
        CellOut::text(names.email_of(id)),
        CellOut::text(id),
        CellOut::text(staff.state.title()),
        CellOut::text(position(&answer.workforce, &staff.position)),
        day(staff.joined),
        day(staff.leaves),
        flag(staff.remote),
        missing,
    ];
    row.extend(StaffCheck::ALL.map(|check| day(held.last(check).map(|done| done.on))));
    row
}

/// A position by its title, or by its id where the title would be read as another one.
fn position<'a>(workforce: &'a Workforce, id: &'a str) -> &'a str {
    let title = workforce.positions.get(id).map_or(id, |position| position.title.as_str());
    if workforce.position_named(title) == Some(id) { title } else { id }
}
