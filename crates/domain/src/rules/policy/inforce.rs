//! A version comes into force, is looked at again, and goes.

use super::{Judged, event, live, refused, same};
use crate::event::PolicyEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::rules::{LONG_TEXT, required};
use crate::values::policy::{MAX_AHEAD_DAYS, PolicyState};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn publish(
    registers: &Registers,
    id: String,
    version: u32,
    sha256: &str,
    (from, today): (Date, Date),
) -> Judged {
    let held = live(registers, &id)?;
    let one = same(held, &id, version, sha256)?;
    match one.open() {
        Some(PolicyState::Approved) => {}
        Some(_) => {
            let sentence = format!("version {version} of {id} is not approved");
            return Err(refused(sentence, "it is approved by somebody else than who wrote it first"));
        }
        None => return Err(Refusal::NothingToChange { what: format!("that version {version} of {id} is published") }),
    }
    let approved = one.approvals.last().map(|step| day_of(step.at_us));
    if approved.is_some_and(|day| from < day) {
        return Err(Refusal::DatesReversed { from: "the day of the last approval", until: "the first day" });
    }
    if from > today.saturating_add(MAX_AHEAD_DAYS.days()) {
        let sentence = format!("{from} is more than {MAX_AHEAD_DAYS} days ahead");
        return Err(refused(sentence, "publish it when its day is nearer"));
    }
    let before = held.versions.iter().filter_map(|other| Some((other.number, other.published.as_ref()?.from))).max();
    if let Some((number, since)) = before.filter(|(_, since)| from <= *since) {
        return Err(refused(
            format!("version {number} of {id} is in force from {since}, and this one can only follow it"),
            "give a later day as the first one",
        ));
    }
    Ok(vec![event(PolicyEvent::PolicyPublished { id, version, sha256: one.sha256.clone(), from })])
}

pub(super) fn review(registers: &Registers, id: String, version: u32, note: &str, today: Date) -> Judged {
    let held = live(registers, &id)?;
    let Some(current) = held.current(today) else {
        return Err(refused(format!("no version of {id} is in force"), "publish one first"));
    };
    if current.number != version {
        return Err(Refusal::Outdated { what: "document", id: format!("{id} version {version}") });
    }
    let note = required(note, "the note", "what was looked at, and that it is still done like this", LONG_TEXT)?;
    Ok(vec![event(PolicyEvent::PolicyReviewed { id, version, note })])
}

pub(super) fn retire(registers: &Registers, id: String, reason: &str) -> Judged {
    live(registers, &id)?;
    let reason = required(reason, "the reason", "why it is not in use any more, and what takes its place", LONG_TEXT)?;
    Ok(vec![event(PolicyEvent::PolicyRetired { id, reason })])
}
