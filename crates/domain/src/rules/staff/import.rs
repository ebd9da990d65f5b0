//! Importing a list of those who work here: all or nothing; who is new, changed, the same or refused is known before anything
//! happens, and a list that was imported changes nothing when it is imported again.

use super::{Judged, MAX_STAFF, stands};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::planned::{number, numbered};
use crate::rules::{ImportPlan, Planned, SHORT_TEXT, required};
use crate::values::every_one;
use crate::values::staff::{Staff, StaffRow, StaffState};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most rows of one import.
pub const MAX_ROWS: usize = 5_000;

/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, rows: &[StaffRow], today: Date) -> ImportPlan {
    let (mut seen, mut plan) = (BTreeSet::new(), ImportPlan::default());
    for row in rows {
        let line = if seen.insert(&row.person) {
            outcome(registers, row, today, &mut plan.events)
        } else {
            Planned::Refused(Refusal::NotPossible {
                sentence: "this person stands twice in the list".to_owned(),
                hint: "keep one row for each person".to_owned(),
            })
        };
        plan.lines.push((row.called.clone(), line));
    }
    plan
}

fn outcome(registers: &Registers, row: &StaffRow, today: Date, events: &mut Vec<Event>) -> Planned {
    let workforce = &registers.workforce;
    let before = workforce.people.get(&row.person).map(|held| &held.staff);
    let mut staff = merged(row, before);
    if let Some(id) = workforce.position_named(&staff.position) {
        staff.position = id.to_owned();
    }
    let changes = before.map(|before| changes(before, &staff));
    if changes.as_ref().is_some_and(Vec::is_empty) {
        return Planned::Same;
    }
    if staff.position.is_empty() {
        return Planned::Refused(Refusal::Empty { field: "the position", wanted: "the short name or title of one" });
    }
    if let Err(refusal) = stands(registers, &staff, today) {
        return Planned::Refused(refusal);
    }
    events.push(Event::StaffRecorded { person: row.person.clone(), staff });
    changes.map_or(Planned::New, Planned::Changed)
}

/// What the row makes of a record: what it leaves out stays as it was. Somebody new of whom no state is said is at work.
fn merged(row: &StaffRow, before: Option<&Staff>) -> Staff {
    let position = row.position.trim();
    Staff {
        state: row.state.or_else(|| before.map(|staff| staff.state)).unwrap_or(StaffState::Active),
        position: match before {
            Some(before) if position.is_empty() => before.position.clone(),
            _ => position.to_owned(),
        },
        joined: row.joined.or_else(|| before.and_then(|staff| staff.joined)),
        leaves: row.leaves.or_else(|| before.and_then(|staff| staff.leaves)),
        remote: row.remote.or_else(|| before.map(|staff| staff.remote)).unwrap_or_default(),
    }
}

/// What changes, in words.
fn changes(old: &Staff, new: &Staff) -> Vec<String> {
    let fields = [
        ("state", old.state != new.state),
        ("position", old.position != new.position),
        ("first day", old.joined != new.joined),
        ("last day", old.leaves != new.leaves),
        ("remote working", old.remote != new.remote),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field.to_owned()).collect()
}

pub(super) fn import(registers: &Registers, source: &str, rows: &[StaffRow], today: Date) -> Judged {
    if rows.len() > MAX_ROWS {
        return Err(Refusal::TooMany { what: "people in one import", max: MAX_ROWS });
    }
    if rows.is_empty() {
        return Err(Refusal::Empty { field: "the list of people", wanted: "at least one row below the headings" });
    }
    let source = required(source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, rows, today);
    let [added, changed, same] = plan.sound(numbered)?;
    if plan.events.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("{} in {source}", every_one(same, "person", "people")) });
    }
    if registers.workforce.people.len() + added > MAX_STAFF {
        return Err(Refusal::TooMany { what: "people", max: MAX_STAFF });
    }
    let imported = Event::StaffImported { source, added: number(added), changed: number(changed), same: number(same) };
    Ok(std::iter::once(imported).chain(plan.events).collect())
}
