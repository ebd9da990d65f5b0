//! Exceptions: the auditor notes, lets stand or clears, closes; the audited explain and answer, and never change the
//! auditor's words (SoD-4).

use super::sampling::fraction;
use super::{Judged, auditor, engagement, event, id, refused, unknown};
use crate::event::TestingEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::testing::HeldException;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::testing::{ExceptionNote, ExceptionState as State, TestKind};

pub(super) fn note(registers: &Registers, note: ExceptionNote, stamp: &Stamp) -> Judged {
    let new = id("EX", "exceptions", registers.testing.exceptions.len())?;
    let test = registers.testing.tests.get(&note.test).ok_or_else(|| unknown("test", &note.test))?;
    engagement(registers, &test.plan.engagement)?;
    auditor(registers, &test.plan.engagement, stamp)?;
    if test.plan.kind == TestKind::Readiness {
        return Err(refused(
            format!("{} is a readiness test: what it finds is no exception", note.test),
            "note exceptions on a test of the kind audit",
        ));
    }
    let (tested, deviating) = (test.tested(), test.deviating());
    if deviating == 0 {
        return Err(refused(format!("no item of {} deviates", note.test), "record the deviation first"));
    }
    let tolerable = note.tolerable.trim().to_owned();
    if !tolerable.is_empty() {
        fraction(&tolerable, "tolerable rate")?;
    }
    let note = ExceptionNote {
        description: required(&note.description, "the description", "what was found", LONG_TEXT)?,
        effect: required(&note.effect, "the effect", "what it does to which criterion", LONG_TEXT)?,
        tolerable,
        test: note.test,
    };
    Ok(event(TestingEvent::ExceptionNoted { id: new, note: Box::new(note), tested, deviating }))
}

pub(super) fn explain(registers: &Registers, id: String, cause: &str, compensating: &str) -> Judged {
    let held = standing(registers, &id, &[State::Noted, State::Explained], "explained")?;
    let cause = required(cause, "the cause", "how it came about", LONG_TEXT)?;
    let compensating = optional(compensating, "the compensating control", LONG_TEXT)?;
    // The firm prints what the audited say to an exception.
    worded("the cause", &cause)?;
    worded("the compensating control", &compensating)?;
    if held.cause.as_ref().is_some_and(|was| was.text == cause) && held.compensating == compensating {
        return Err(Refusal::NothingToChange { what: format!("the explanation of {id}") });
    }
    Ok(event(TestingEvent::ExceptionExplained { id, cause, compensating }))
}

pub(super) fn judge(registers: &Registers, id: String, stands: bool, reason: &str, stamp: &Stamp) -> Judged {
    let from = [State::Noted, State::Explained, State::AcceptedAsException, State::Cleared];
    let held = standing(registers, &id, &from, "judged")?;
    of_auditor(registers, &id, stamp)?;
    let to = if stands { State::AcceptedAsException } else { State::Cleared };
    if held.state == to {
        return Err(Refusal::NothingToChange { what: format!("that {id} is {}", to.title().to_lowercase()) });
    }
    let reason = required(reason, "the reason", "why it stands, or why it is none", LONG_TEXT)?;
    Ok(event(TestingEvent::ExceptionJudged { id, stands, reason }))
}

pub(super) fn respond(registers: &Registers, id: String, response: &str) -> Judged {
    let held = standing(registers, &id, &[State::AcceptedAsException, State::ResponseWritten], "answered")?;
    let response = required(response, "the response", "what management says to it", LONG_TEXT)?;
    worded("the response", &response)?;
    if held.response.as_ref().is_some_and(|was| was.text == response) {
        return Err(Refusal::NothingToChange { what: format!("the response to {id}") });
    }
    Ok(event(TestingEvent::ExceptionAnswered { id, response }))
}

pub(super) fn link(registers: &Registers, id: String, action: &str) -> Judged {
    let held = standing(registers, &id, &[State::ResponseWritten, State::LinkedToAction], "linked to an action")?;
    let action = required(action, "the action", "what is done, by whom, by when", LONG_TEXT)?;
    worded("the action", &action)?;
    if held.action.as_ref().is_some_and(|was| was.text == action) {
        return Err(Refusal::NothingToChange { what: format!("the action of {id}") });
    }
    Ok(event(TestingEvent::ExceptionLinked { id, action }))
}

pub(super) fn close(registers: &Registers, id: String, note: &str, stamp: &Stamp) -> Judged {
    standing(registers, &id, &[State::Cleared, State::LinkedToAction], "closed")?;
    of_auditor(registers, &id, stamp)?;
    let note = required(note, "the note", "what was seen", LONG_TEXT)?;
    Ok(event(TestingEvent::ExceptionClosed { id, note }))
}

fn of_auditor(registers: &Registers, id: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let (engagement, _) = registers.testing.of_exception(id).ok_or_else(|| unknown("exception", id))?;
    auditor(registers, engagement, stamp)
}

/// An exception of a running engagement that stands in one of these states.
fn standing<'a>(registers: &'a Registers, id: &str, from: &[State], done: &str) -> Result<&'a HeldException, Refusal> {
    let held = registers.testing.exceptions.get(id).ok_or_else(|| unknown("exception", id))?;
    let (of, _) = registers.testing.of_exception(id).ok_or_else(|| unknown("test", &held.note.test))?;
    engagement(registers, of)?;
    if from.contains(&held.state) {
        return Ok(held);
    }
    let titles: Vec<String> = from.iter().map(|state| state.title().to_lowercase()).collect();
    Err(refused(
        format!("{id} is {} and cannot be {done} now", held.state.title().to_lowercase()),
        format!("that is for one that is {}", titles.join(" or ")),
    ))
}
