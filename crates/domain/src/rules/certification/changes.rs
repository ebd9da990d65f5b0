//! Changes of what is certified, which go to the body, and looks at the use of its marks.

use super::{Made, live, reckoned, refused, unknown};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::certification::{MAX_CHANGES, MAX_MARKS, ScopeChange};
use jiff::civil::Date;

pub(super) fn note(registers: &Registers, id: &str, said: ScopeChange) -> Made {
    let (id, held) = live(registers, id)?;
    if held.changes.len() >= MAX_CHANGES {
        return Err(Refusal::TooMany { what: "changes of scope", max: MAX_CHANGES });
    }
    reckoned(said.on)?;
    let what = required(&said.what, "the change", "what changes, such as a second site in Lyon", LONG_TEXT)?;
    let change = ScopeChange { what, ..said };
    if held.changes.iter().any(|held| held.change == change) {
        return Err(Refusal::NothingToChange { what: "that this change is noted".to_owned() });
    }
    Ok(CertificationEvent::ScopeChangeNoted { id, change })
}

pub(super) fn report(
    registers: &Registers,
    id: &str,
    number: u32,
    (on, answer, stage1): (Date, &str, bool),
    stamp: &Stamp,
) -> Made {
    let (id, held) = live(registers, id)?;
    let change = held.change(number).ok_or_else(|| unknown("change of scope", &number.to_string()))?;
    if let Some(told) = &change.reported {
        return Err(refused(
            format!("the body was told of change {number} on {}", told.on),
            "note another change, should it have changed again",
        ));
    }
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which the body was told" });
    }
    reckoned(on)?;
    let answer =
        required(answer, "the answer", "what the body said, such as that it looks at it next time", LONG_TEXT)?;
    Ok(CertificationEvent::ScopeChangeReported { id, number, on, answer, stage1 })
}

pub(super) fn marks(registers: &Registers, id: &str, on: Date, note: &str, stamp: &Stamp) -> Made {
    let (id, held) = live(registers, id)?;
    if held.certificate().is_none() {
        return Err(refused(format!("{id} has no certificate, and so no mark to be used"), "wait for the decision"));
    }
    if held.marks.len() >= MAX_MARKS {
        return Err(Refusal::TooMany { what: "looks at the use of marks", max: MAX_MARKS });
    }
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was looked at" });
    }
    reckoned(on)?;
    let note = required(note, "the note", "where was looked, and what was seen", LONG_TEXT)?;
    if held.marks.iter().any(|mark| mark.on == on && mark.note == note) {
        return Err(Refusal::NothingToChange { what: "that the use of marks was looked at".to_owned() });
    }
    Ok(CertificationEvent::UseOfMarksChecked { id, on, note })
}
