//! Legal hold, retention and disposal (rule 10, R168).

use super::{Judged, event, known};
use crate::event::{Event, EvidenceEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::evidence::keep_until;
use crate::rules::people::ripe;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::{Deed, Duty, EvidenceState, Stage, counted};

/// Longest retention, in months: a hundred years.
const MAX_MONTHS: u32 = 1_200;

pub(super) fn hold(registers: &Registers, id: String, reason: &str) -> Judged {
    let held = known(registers, &id)?;
    if held.state == EvidenceState::Disposed {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} was disposed of"),
            hint: "there is nothing left to hold".to_owned(),
        });
    }
    if held.hold.is_some() {
        return Err(Refusal::NothingToChange { what: format!("the hold of {id}") });
    }
    let reason = required(reason, "the reason", "the matter for which it is held", LONG_TEXT)?;
    Ok(vec![event(EvidenceEvent::EvidenceHeld { id, reason })])
}

pub(super) fn release(registers: &Registers, id: String, reason: &str) -> Judged {
    if known(registers, &id)?.hold.is_none() {
        return Err(Refusal::NothingToChange { what: format!("{id} is under no hold") });
    }
    let reason = required(reason, "the reason", "why the hold ends", LONG_TEXT)?;
    Ok(vec![event(EvidenceEvent::EvidenceReleased { id, reason })])
}

/// A longer time needs nobody else; a shorter one has to be agreed on by two persons (SoD-8).
pub(super) fn set_retention(
    registers: &Registers,
    framework: String,
    months: u32,
    deed: Option<&str>,
    stamp: &Stamp,
) -> Judged {
    registers.catalogue.framework(&framework)?;
    if months == 0 || months > MAX_MONTHS {
        return Err(Refusal::NotPossible {
            sentence: format!("evidence cannot be kept for {}", counted(months, "month", "months")),
            hint: format!("choose 1 to {MAX_MONTHS} months"),
        });
    }
    let now = registers.evidence.months(&framework);
    if now == Some(months) {
        return Err(Refusal::NothingToChange { what: format!("the retention of {framework}") });
    }
    let mut events = Vec::new();
    if now.is_some_and(|now| months < now) {
        events.push(agreed(registers, &framework, months, deed, stamp)?);
    }
    events.push(event(EvidenceEvent::RetentionSet { framework, months }));
    Ok(events)
}

/// The words of the deed that allows a shorter retention.
pub fn shorter(framework: &str, months: u32) -> String {
    format!("{framework}: {}", counted(months, "month", "months"))
}

fn agreed(
    registers: &Registers,
    framework: &str,
    months: u32,
    deed: Option<&str>,
    stamp: &Stamp,
) -> Result<Event, Refusal> {
    let wanted = shorter(framework, months);
    let held = deed.and_then(|id| registers.people.deeds.get_key_value(id));
    let agreed = held.filter(|(_, held)| {
        held.stage == Stage::Approved && matches!(&held.deed, Deed::ShortenRetention { what } if *what == wanted)
    });
    match agreed {
        Some((id, held)) => {
            ripe(held, stamp)?;
            Ok(Event::DeedDone { id: id.clone() })
        }
        None => Err(Refusal::KeptApart {
            duty: Duty::TwoPersons,
            sentence: format!("evidence for {framework} would be kept for a shorter time than now"),
            hint: format!(
                "propose the deed `shorten retention` with the words `{wanted}`, and let a second person agree"
            ),
        }),
    }
}

pub(super) fn dispose(registers: &Registers, id: String, reason: &str, stamp: &Stamp) -> Judged {
    let held = known(registers, &id)?;
    if held.state == EvidenceState::Disposed {
        return Err(Refusal::NothingToChange { what: id });
    }
    if let Some(matter) = &held.hold {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} is under legal hold: {matter}"),
            hint: "it is disposed of after the hold was ended, and never before".to_owned(),
        });
    }
    if let Some((until, why)) = keep_until(registers, held)
        && stamp.today <= until
    {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} is kept until {until}: {why}"),
            hint: "dispose of it after that day".to_owned(),
        });
    }
    let reason = required(reason, "the reason", "why it is disposed of", LONG_TEXT)?;
    Ok(vec![event(EvidenceEvent::EvidenceDisposed { id, reason })])
}
