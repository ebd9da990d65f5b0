//! Declaring, approving, resting, removing.

use super::{Judged, current, event, known};
use crate::event::CollectorEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::operation::live;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::collector::{MAX_CHECK, MAX_COLLECTED, MAX_COLLECTORS, MAX_RULE};
use crate::values::{Collector, Rhythm, Schedule};

/// Longest name of a kind, in characters.
const KIND_MAX: usize = 64;

pub(super) fn set(registers: &Registers, id: Option<String>, collector: Collector, stamp: &Stamp) -> Judged {
    let register = &registers.collectors;
    let held = id.as_ref().map(|id| current(registers, id)).transpose()?;
    if held.is_none() && register.collectors.len() >= MAX_COLLECTORS {
        return Err(Refusal::TooMany { what: "collectors", max: MAX_COLLECTORS });
    }
    let collector = checked(registers, collector)?;
    let called = |name: &str| name.to_lowercase() == collector.name.to_lowercase();
    let others =
        register.collectors.iter().filter(|(other, held)| held.removed.is_none() && id.as_ref() != Some(other));
    if let Some((other, _)) = others.into_iter().find(|(_, held)| called(&held.collector.name)) {
        return Err(Refusal::NotPossible {
            sentence: format!("{other} is called {} already", collector.name),
            hint: "give each collector its own name".to_owned(),
        });
    }
    // Setting it as it is takes it over from whoever set it before.
    if held.is_some_and(|held| held.collector == collector && held.set_by == stamp.by.person) {
        return Err(Refusal::NothingToChange { what: id.unwrap_or_default() });
    }
    let id = id.unwrap_or_else(|| register.next());
    let declaration = collector.declaration();
    Ok(vec![event(CollectorEvent::CollectorSet { id, collector: Box::new(collector), declaration })])
}

fn checked(registers: &Registers, collector: Collector) -> Result<Collector, Refusal> {
    if collector.controls.is_empty() {
        return Err(Refusal::Empty {
            field: "the list of controls",
            wanted: "the controls that its output is evidence for",
        });
    }
    if collector.controls.len() > MAX_COLLECTED {
        return Err(Refusal::TooMany { what: "controls of one collector", max: MAX_COLLECTED });
    }
    for control in &collector.controls {
        live(registers, control)?;
    }
    timed(collector.schedule)?;
    let check = required(&collector.check, "the check", "what is collected, as JSON", MAX_CHECK)?;
    if check.len() > MAX_CHECK {
        return Err(Refusal::TooLong { field: "the check", max: MAX_CHECK });
    }
    if check.chars().any(char::is_control) {
        return Err(Refusal::NotPossible {
            sentence: "the check has line breaks or other control characters".to_owned(),
            hint: "write its JSON on one line".to_owned(),
        });
    }
    if collector.rule.len() > MAX_RULE {
        return Err(Refusal::TooLong { field: "the rule", max: MAX_RULE });
    }
    Ok(Collector {
        name: required(&collector.name, "the name", "what the collector is called", SHORT_TEXT)?,
        kind: required(&collector.kind, "the kind", "the kind of the check, such as file_hash", KIND_MAX)?,
        check,
        ..collector
    })
}

fn timed(schedule: Schedule) -> Result<(), Refusal> {
    let (most, unit) = match schedule.rhythm {
        Rhythm::Hourly => (59, "hour"),
        _ => (1439, "day"),
    };
    if schedule.minute <= most {
        return Ok(());
    }
    Err(Refusal::NotPossible {
        sentence: format!("minute {} of the {unit} is none", schedule.minute),
        hint: format!("name one from 0 to {most}, in UTC"),
    })
}

pub(super) fn pause(registers: &Registers, id: String, paused: bool, reason: &str) -> Judged {
    let held = current(registers, &id)?;
    if held.paused.is_some() == paused {
        let what = if paused { format!("the rest of {id}") } else { format!("that {id} does not rest") };
        return Err(Refusal::NothingToChange { what });
    }
    let reason = match paused {
        true => required(reason, "the reason", "why it rests", LONG_TEXT)?,
        false => optional(reason, "the reason", LONG_TEXT)?,
    };
    Ok(vec![event(CollectorEvent::CollectorPaused { id, paused, reason })])
}

pub(super) fn remove(registers: &Registers, id: String, reason: &str) -> Judged {
    if known(registers, &id)?.removed.is_some() {
        return Err(Refusal::NothingToChange { what: format!("the removal of {id}") });
    }
    let reason = required(reason, "the reason", "why it is removed", LONG_TEXT)?;
    Ok(vec![event(CollectorEvent::CollectorRemoved { id, reason })])
}

/// That it is somebody else's was judged with the right (SoD-1); here it is bound to what was read (SoD-15).
pub(super) fn approve(registers: &Registers, id: String, declaration: String) -> Judged {
    let held = current(registers, &id)?;
    if held.declaration != declaration {
        return Err(Refusal::NotPossible {
            sentence: format!("what was read is not what {id} runs now"),
            hint: format!("read it again; the SHA-256 of its check and rule is {}", held.declaration),
        });
    }
    if held.is_approved() {
        return Err(Refusal::NothingToChange { what: format!("the approval of {id}") });
    }
    Ok(vec![event(CollectorEvent::CollectorApproved { id, declaration })])
}
