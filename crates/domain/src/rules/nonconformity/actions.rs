//! Corrective action: planned line by line, carried out or dropped, or not needed for a reason.

use super::{Judged, day, event, evidence, person, refused, unjudged, unknown};
use crate::event::NonconformityEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::nonconformity::{HeldAction, HeldNonconformity};
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::nonconformity::{CorrectiveAction, MAX_ACTIONS};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// That a line was carried out.
pub(super) struct Finished {
    pub(super) on: Date,
    pub(super) note: String,
    pub(super) evidence: BTreeSet<String>,
}

pub(super) fn plan(registers: &Registers, id: String, action: CorrectiveAction, stamp: &Stamp) -> Judged {
    let held = caused(registers, &id)?;
    if held.actions.len() >= MAX_ACTIONS {
        return Err(Refusal::TooMany { what: "lines of action of one nonconformity", max: MAX_ACTIONS });
    }
    let what = required(&action.what, "the action", "what is done so that the cause does not come back", LONG_TEXT)?;
    person(registers, &action.owner)?;
    if action.due < stamp.today {
        return Err(refused(format!("{} is over", action.due), format!("plan it for {} or later", stamp.today)));
    }
    let number = u32::try_from(held.actions.len() + 1).unwrap_or(u32::MAX);
    let action = CorrectiveAction { what, ..action };
    Ok(vec![event(NonconformityEvent::NonconformityActionPlanned { id, number, action })])
}

pub(super) fn drop(registers: &Registers, id: String, number: u32, reason: &str) -> Judged {
    waiting(unjudged(registers, &id)?, &id, number)?;
    let reason = required(reason, "the reason", "why it is not done", LONG_TEXT)?;
    Ok(vec![event(NonconformityEvent::NonconformityActionDropped { id, number, reason })])
}

pub(super) fn finish(registers: &Registers, id: String, number: u32, done: Finished, stamp: &Stamp) -> Judged {
    let held = unjudged(registers, &id)?;
    waiting(held, &id, number)?;
    day(held, done.on, "the day on which it was done", stamp)?;
    let note = optional(&done.note, "the note", LONG_TEXT)?;
    evidence(registers, &done.evidence)?;
    let Finished { on, evidence, .. } = done;
    Ok(vec![event(NonconformityEvent::NonconformityActionFinished { id, number, on, note, evidence })])
}

pub(super) fn none(registers: &Registers, id: String, reason: &str) -> Judged {
    let held = caused(registers, &id)?;
    if held.actions.iter().any(|line| line.dropped.is_none()) {
        return Err(refused(
            format!("action is planned or carried out for {id}"),
            "carry it out, or drop the line with its reason",
        ));
    }
    let reason = required(reason, "the reason", "why the cause needs no action", LONG_TEXT)?;
    if held.no_action.as_ref().is_some_and(|was| was.text == reason) {
        return Err(Refusal::NothingToChange { what: format!("that {id} needs no action") });
    }
    Ok(vec![event(NonconformityEvent::NonconformityActionNotNeeded { id, reason })])
}

/// One whose cause is known: action is taken against a cause.
fn caused<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldNonconformity, Refusal> {
    let held = unjudged(registers, id)?;
    match held.cause {
        Some(_) => Ok(held),
        None => Err(refused(
            format!("the cause of {id} is not known yet"),
            "record the cause first: action is taken against the cause",
        )),
    }
}

/// A line that is planned and neither carried out nor dropped.
fn waiting<'a>(held: &'a HeldNonconformity, id: &str, number: u32) -> Result<&'a HeldAction, Refusal> {
    let line = held.line(number).ok_or_else(|| unknown("line of action", &format!("{id}/{number}")))?;
    let over = match (&line.done, &line.dropped) {
        (Some(done), _) => format!("line {number} of {id} was carried out on {}", done.on),
        (_, Some(_)) => format!("line {number} of {id} was dropped"),
        _ => return Ok(line),
    };
    Err(refused(over, "plan another line"))
}
