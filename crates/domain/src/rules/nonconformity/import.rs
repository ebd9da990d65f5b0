//! Importing a list of nonconformities from elsewhere: all or nothing, and a row whose reference is known stays as it is, so
//! that a list that was imported changes nothing when it is imported again.

use super::raising::{MAX_NONCONFORMITIES, checked};
use super::{Judged, event, refused, unknown};
use crate::event::NonconformityEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::planned::{number, numbered};
use crate::rules::{ImportPlan, LONG_TEXT, Planned, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::nonconformity::{Nonconformity, NonconformityRow};
use crate::values::{FileRef, every_one};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most rows of one import.
pub const MAX_ROWS: usize = 5_000;
/// What tells one from another: source and reference, in small letters; without a reference the title and the day.
fn key(one: &Nonconformity) -> (u8, String) {
    match one.reference.trim() {
        "" => (u8::MAX, format!("{} {}", one.title.trim().to_lowercase(), one.found)),
        reference => (one.source as u8, reference.to_lowercase()),
    }
}

/// Works out what an import would do; touches nothing. The preview and the import itself use this one function.
pub fn plan(registers: &Registers, rows: &[NonconformityRow], today: Date) -> ImportPlan {
    let register = &registers.nonconformities;
    let known: BTreeSet<_> = register.nonconformities.values().map(|held| key(&held.nonconformity)).collect();
    let (mut seen, mut plan, mut next) = (BTreeSet::new(), ImportPlan::default(), register.nonconformities.len());
    for row in rows {
        let key = key(&row.nonconformity);
        let line = if !row.id.is_empty() && register.nonconformities.contains_key(&row.id) {
            Planned::Same
        } else if !row.id.is_empty() {
            Planned::Refused(unknown("nonconformity", &row.id))
        } else if !row.nonconformity.title.trim().is_empty() && !seen.insert(key.clone()) {
            let hint = "keep one row for each, or give each its own reference";
            Planned::Refused(refused("it stands twice in the list".to_owned(), hint))
        } else if known.contains(&key) {
            Planned::Same
        } else {
            match events(registers, row, format!("NC-{}", next + 1), today) {
                Err(refusal) => Planned::Refused(refusal),
                Ok(events) => {
                    next += 1;
                    plan.events.extend(events);
                    Planned::New
                }
            }
        };
        plan.lines.push((row.nonconformity.title.trim().to_owned(), line));
    }
    plan
}

/// The events of one row: what was found, and what is known of its correction and cause.
fn events(registers: &Registers, row: &NonconformityRow, id: String, today: Date) -> Judged {
    let nonconformity = checked(registers, row.nonconformity.clone(), today)?;
    let correction = optional(&row.correction, "the correction", LONG_TEXT)?;
    let cause = optional(&row.cause, "the cause", LONG_TEXT)?;
    let similar = optional(&row.similar, "the similar cases", LONG_TEXT)?;
    if correction.is_empty() && !cause.is_empty() {
        return Err(Refusal::Empty { field: "the correction", wanted: "what was done at once, before its cause" });
    }
    let due = registers.nonconformities.rules.due(&nonconformity);
    let raised = Box::new(nonconformity);
    let mut events =
        vec![event(NonconformityEvent::NonconformityRaised { id: id.clone(), nonconformity: raised, due })];
    if !correction.is_empty() {
        let (id, on) = (id.clone(), today);
        events.push(event(NonconformityEvent::NonconformityCorrected {
            id,
            correction,
            on,
            evidence: BTreeSet::new(),
        }));
    }
    if !cause.is_empty() {
        let id = id.clone();
        events.push(event(NonconformityEvent::NonconformityCauseFound { id, cause, method: String::new() }));
    }
    if !similar.is_empty() {
        events.push(event(NonconformityEvent::NonconformitySimilarSought { id, similar }));
    }
    Ok(events)
}

pub(super) fn import(
    registers: &Registers,
    source: &str,
    file: Option<FileRef>,
    rows: &[NonconformityRow],
    stamp: &Stamp,
) -> Judged {
    if rows.len() > MAX_ROWS {
        return Err(Refusal::TooMany { what: "nonconformities in one import", max: MAX_ROWS });
    }
    if rows.is_empty() {
        return Err(Refusal::Empty {
            field: "the list of nonconformities",
            wanted: "at least one row below the headings",
        });
    }
    let source = required(source, "the name of the file", "where the list comes from", SHORT_TEXT)?;
    let plan = plan(registers, rows, stamp.today);
    let [new, _, same] = plan.sound(numbered)?;
    if new == 0 {
        return Err(Refusal::NothingToChange {
            what: format!("{} in {source}", every_one(same, "nonconformity", "nonconformities")),
        });
    }
    if registers.nonconformities.nonconformities.len() + new > MAX_NONCONFORMITIES {
        return Err(Refusal::TooMany { what: "nonconformities", max: MAX_NONCONFORMITIES });
    }
    let imported =
        NonconformityEvent::NonconformitiesImported { source, file, raised: number(new), known: number(same) };
    Ok(std::iter::once(event(imported)).chain(plan.events).collect())
}
