//! What is said, who attended, the minutes and their evidence.

use super::{Made, cited, person, refused, written};
use crate::event::ReviewEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::Role;
use crate::values::review::{Attendant, MAX_ATTENDANCE, MAX_CITED, ReviewForm, ReviewInput};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn note(registers: &Registers, id: &str, notes: BTreeMap<ReviewInput, String>) -> Made {
    let (id, held) = written(registers, id)?;
    let mut changed = BTreeMap::new();
    for (input, text) in notes {
        let text = optional(&text, "what is said of an input", LONG_TEXT)?;
        if held.notes.get(&input).map_or("", |said| said.text.as_str()) != text {
            changed.insert(input, text);
        }
    }
    match changed.is_empty() {
        true => Err(Refusal::NothingToChange { what: format!("what is said of the inputs of {id}") }),
        false => Ok(ReviewEvent::ReviewInputsNoted { id, notes: changed }),
    }
}

/// Who belongs to top management on a day; whoever is alone does (R149).
fn is_top(registers: &Registers, person: &str, on: Date) -> bool {
    let roles = registers.people.hats(person, on).roles;
    roles.contains(&Role::Management) || (roles.contains(&Role::Owner) && registers.people.is_one_person(on))
}

pub(super) fn hold(
    registers: &Registers,
    id: &str,
    on: Date,
    attendance: BTreeMap<String, String>,
    stamp: &Stamp,
) -> Made {
    let (id, held) = written(registers, id)?;
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was held" });
    }
    match (&held.agenda, held.plan.form) {
        (None, ReviewForm::Meeting) => {
            return Err(refused(
                format!("the agenda of {id} was not sent"),
                "send it first, so that it stays what was shown",
            ));
        }
        (Some(sent), _) if on < day_of(sent.at_us) => {
            return Err(Refusal::DatesReversed {
                from: "the day on which the agenda was sent",
                until: "the day on which it was held",
            });
        }
        _ => {}
    }
    if attendance.is_empty() {
        return Err(Refusal::Empty { field: "the attendance", wanted: "who took part" });
    }
    if attendance.len() > MAX_ATTENDANCE {
        return Err(Refusal::TooMany { what: "people who attend", max: MAX_ATTENDANCE });
    }
    let mut attended = BTreeMap::new();
    for (who, part) in attendance {
        person(registers, &who)?;
        let part = optional(&part, "the part in which somebody attended", SHORT_TEXT)?;
        let top_management = is_top(registers, &who, on);
        attended.insert(who, Attendant { part, top_management });
    }
    if held.meeting.as_ref().is_some_and(|was| (was.on, &was.attendance) == (on, &attended)) {
        return Err(Refusal::NothingToChange { what: format!("that {id} was held") });
    }
    Ok(ReviewEvent::ReviewHeld { id, on, attendance: attended })
}

pub(super) fn minutes(registers: &Registers, id: &str, minutes: &str) -> Made {
    let (id, held) = written(registers, id)?;
    if held.meeting.is_none() {
        return Err(refused(format!("{id} was not held yet"), "record that it was held, and who attended, first"));
    }
    let minutes = required(minutes, "the minutes", "what was said and decided", LONG_TEXT)?;
    if held.minutes.as_ref().is_some_and(|was| was.text == minutes) {
        return Err(Refusal::NothingToChange { what: format!("the minutes of {id}") });
    }
    Ok(ReviewEvent::ReviewMinutesWritten { id, minutes })
}

pub(super) fn cite(registers: &Registers, id: &str, evidence: BTreeSet<String>) -> Made {
    let (id, held) = written(registers, id)?;
    if evidence.is_empty() {
        return Err(Refusal::Empty { field: "the evidence", wanted: "at least one item, such as EV-3" });
    }
    cited(registers, &evidence)?;
    if evidence.is_subset(&held.evidence) {
        return Err(Refusal::NothingToChange { what: format!("what {id} cites") });
    }
    if held.evidence.union(&evidence).count() > MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence", max: MAX_CITED });
    }
    Ok(ReviewEvent::ReviewEvidenceCited { id, evidence })
}
