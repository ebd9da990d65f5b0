//! Steps from state to state, and what must be so before one is taken.

use super::{Judged, event, refused, there};
use crate::event::{Event, IsmsEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::{HeldEntry, HeldLine};
use crate::rules::{LONG_TEXT, optional};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::isms::{Fields, RegisterKind, Stage, Value};
use jiff::civil::Date;

/// Moves an entry to another state.
pub(super) fn go(registers: &Registers, id: String, state: &str, reason: &str, stamp: &Stamp) -> Judged {
    let held = there(registers, &id)?;
    let (declared, stage) = (held.declared(), held.stage());
    let wanted = state.trim().to_lowercase().replace([' ', '-'], "_");
    let Some(to) = declared.stage(&wanted) else {
        let ids: Vec<&str> = declared.stages.iter().map(|stage| stage.id).collect();
        return Err(refused(
            format!("{id}: `{state}` is no state of the register {}", held.register.id()),
            format!("its states are {}", ids.join(", ")),
        ));
    };
    if to.id == stage.id {
        return Err(Refusal::NothingToChange { what: format!("{id}: the state {}", stage.title.to_lowercase()) });
    }
    if !stage.next.contains(&to.id) {
        let hint = match stage.next {
            [] => "nothing follows it; add another entry".to_owned(),
            next => format!("from {} it goes to {}", stage.id, next.join(" or ")),
        };
        return Err(refused(format!("{id} does not go from {} to {}", stage.id, to.id), hint));
    }
    let lacking = lacking(held, to, &held.fields);
    if !lacking.is_empty() {
        let sentence = format!("{id} cannot be {} without {}", to.title.to_lowercase(), lacking.join(", "));
        return Err(refused(sentence, "record what is missing first"));
    }
    match (held.register, to.id) {
        (RegisterKind::Incidents, "closed") if held.lines.is_empty() => {
            return Err(refused(
                format!("{id} cannot be closed without a timeline"),
                "add what happened and what was decided, step by step",
            ));
        }
        (RegisterKind::Objectives, "measured") if held.lines.is_empty() => {
            return Err(refused(format!("{id} has no result yet"), "add the result of the measurement first"));
        }
        (RegisterKind::AccessReviews, to) => review(registers, held, to, stamp.today)?,
        _ => {}
    }
    let reason = optional(reason, "the reason", LONG_TEXT)?;
    let older = superseded(registers, held.register, &id, to.id);
    let moved = event(IsmsEvent::RegisterEntryMoved { id, state: to.id.to_owned(), reason });
    // What is asked to move stands first: it is its version that the change was based on.
    Ok(std::iter::once(moved).chain(older).collect())
}

fn lacking(held: &HeldEntry, to: &Stage, fields: &Fields) -> Vec<&'static str> {
    held.lacks(to, fields).into_iter().map(|field| field.title).collect()
}

/// What the entry's own state needed to be entered is not taken away afterwards.
pub(super) fn still(held: &HeldEntry, now: &Fields) -> Result<(), Refusal> {
    let stage = held.stage();
    let taken: Vec<&str> = lacking(held, stage, now);
    let lacked = lacking(held, stage, &held.fields);
    match taken.into_iter().find(|title| !lacked.contains(title)) {
        None => Ok(()),
        Some(title) => Err(refused(
            format!("{}: {title}: the state {} needs it", held.id, stage.title.to_lowercase()),
            "write what is so instead of nothing",
        )),
    }
}

/// Of what is in force once at a time, the older entries that now give way.
pub(super) fn superseded(registers: &Registers, kind: RegisterKind, id: &str, state: &str) -> Vec<Event> {
    let Some((in_force, after)) = kind.declared().single.filter(|(in_force, _)| *in_force == state) else {
        return Vec::new();
    };
    let older = registers.isms.of(kind).filter(|held| held.there() && held.state == in_force && held.id != id);
    let moved = |held: &HeldEntry| {
        let (state, reason) = (after.to_owned(), format!("{id} is in force now"));
        event(IsmsEvent::RegisterEntryMoved { id: held.id.clone(), state, reason })
    };
    older.map(moved).collect()
}

/// A line of an access review is not decided by the person whose access it is.
pub(super) fn line(registers: &Registers, held: &HeldEntry, fields: &Fields, today: Date) -> Result<(), Refusal> {
    if held.register == RegisterKind::AccessReviews && own_decision(held, fields) && !alone(registers, today) {
        return Err(kept_apart(held, fields));
    }
    let (expected, completed) = (number(fields, "expected"), number(fields, "completed"));
    if let (Some(expected), Some(completed)) = (expected, completed)
        && completed > expected
    {
        return Err(refused(
            format!("{}: {completed} completed it of {expected} who were expected", held.id),
            "write how many it was for, and how many of these took part",
        ));
    }
    Ok(())
}

fn number(fields: &Fields, id: &str) -> Option<i64> {
    fields.get(id).and_then(Value::number)
}

fn word<'a>(fields: &'a Fields, id: &str) -> Option<&'a str> {
    fields.get(id).and_then(Value::word)
}

fn own_decision(held: &HeldEntry, fields: &Fields) -> bool {
    let decider = word(fields, "decided_by").or_else(|| held.owner());
    word(fields, "decision").is_some() && decider.is_some() && word(fields, "person") == decider
}

fn alone(registers: &Registers, today: Date) -> bool {
    registers.people.is_one_person(today)
}

fn kept_apart(held: &HeldEntry, fields: &Fields) -> Refusal {
    let account = word(fields, "account").unwrap_or_default();
    Refusal::KeptApart {
        duty: Duty::OwnRole,
        sentence: format!("{}: `{account}` is the access of the person who decides on it", held.id),
        hint: "have somebody else decide on this account, and name them in the line".to_owned(),
    }
}

/// What an access review needs on its way: every account of the list decided, and proof of what was changed or removed.
fn review(registers: &Registers, held: &HeldEntry, to: &str, today: Date) -> Result<(), Refusal> {
    let expected = number(&held.fields, "accounts").and_then(|count| usize::try_from(count).ok());
    if let Some(expected) = expected.filter(|expected| *expected != held.lines.len()) {
        return Err(refused(
            format!("{}: {} of {expected} accounts of the list are here", held.id, held.lines.len()),
            "add a line for each account, or mend the number",
        ));
    }
    let named = |line: &&HeldLine| word(&line.fields, "account").unwrap_or_default().to_owned();
    let undecided: Vec<String> =
        held.lines.iter().filter(|line| word(&line.fields, "decision").is_none()).map(|line| named(&line)).collect();
    if !undecided.is_empty() {
        let sentence = format!("{}: nothing is decided on {}", held.id, some(&undecided));
        return Err(refused(sentence, "decide to keep, change or remove each account"));
    }
    if !alone(registers, today)
        && let Some(line) = held.lines.iter().find(|line| own_decision(held, &line.fields))
    {
        return Err(kept_apart(held, &line.fields));
    }
    if to == "reviewed" {
        return Ok(());
    }
    let acts = |line: &&HeldLine| {
        matches!(word(&line.fields, "decision"), Some("change" | "remove")) && !line.fields.contains_key("proof")
    };
    let unproved: Vec<String> = held.lines.iter().filter(acts).map(|line| named(&line)).collect();
    if !unproved.is_empty() {
        let sentence = format!("{}: no proof that {} was changed or removed", held.id, some(&unproved));
        return Err(refused(sentence, "name the evidence of it in the line"));
    }
    Ok(())
}

/// The first names of a list.
fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        Some(more) => format!("{shown} and {more} more"),
        None => shown,
    }
}
