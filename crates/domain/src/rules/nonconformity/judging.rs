//! Whether it worked, closing and rejecting: by somebody else than whoever carried something out (SoD-5), which was judged
//! with the right.

use super::{Judged, day, event, evidence, open, refused, unjudged};
use crate::event::NonconformityEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::nonconformity::HeldNonconformity;
use crate::reports::nonconformity::{close as closing, judged_from};
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::nonconformity::{Effectiveness, NonconformitySource};
use crate::values::{Duty, counted};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What somebody saw of the effect.
pub(super) struct SeenOn {
    pub(super) result: Effectiveness,
    pub(super) on: Date,
    pub(super) note: String,
    pub(super) evidence: BTreeSet<String>,
}

pub(super) fn judge(registers: &Registers, id: String, seen: SeenOn, stamp: &Stamp) -> Judged {
    let held = unjudged(registers, &id)?;
    let Some(from) = judged_from(held, &registers.nonconformities.rules) else {
        return Err(refused(
            format!("the action of {id} is not carried out yet"),
            "carry out every planned line, or say why no action is needed",
        ));
    };
    day(held, seen.on, "the day on which it was looked at", stamp)?;
    // What did not work may be said at once; that it worked takes time to see.
    if seen.result == Effectiveness::Effective && seen.on < from {
        let days = registers.nonconformities.rules.wait_days;
        return Err(refused(
            format!(
                "the effect of {id} can be judged from {from}, {} after the last action",
                counted(days, "day", "days")
            ),
            "look again then, and say what was seen",
        ));
    }
    let note = required(&seen.note, "the note", "what was looked at, and what was seen", LONG_TEXT)?;
    evidence(registers, &seen.evidence)?;
    let SeenOn { result, on, evidence, .. } = seen;
    Ok(vec![event(NonconformityEvent::NonconformityEffectivenessJudged { id, result, on, note, evidence })])
}

pub(super) fn close(registers: &Registers, id: String, note: &str) -> Judged {
    let held = open(registers, &id)?;
    let answer = closing::close(closing::facts(registers, held));
    if !answer.can_close {
        let missing: Vec<String> = answer.missing.iter().map(|need| need.title().to_lowercase()).collect();
        return Err(refused(
            format!("{id} cannot be closed, because this is missing: {}", missing.join("; ")),
            "record what is missing first; a date does not replace it",
        ));
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    Ok(vec![event(NonconformityEvent::NonconformityClosed { id, note })])
}

/// May the person say that it is none, if they may judge it at all?
pub(super) fn rejects(held: &HeldNonconformity, person: &str) -> bool {
    let found = &held.nonconformity;
    let audit = found.source == NonconformitySource::Audit;
    held.raised_by == person || !audit && found.owner.as_deref() != Some(person)
}

/// Neither its owner nor, for a finding of an audit, anybody but whoever raised it may reject it.
pub(super) fn reject(registers: &Registers, id: String, reason: &str, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    if !rejects(held, &stamp.by.person) {
        let audit = held.nonconformity.source == NonconformitySource::Audit;
        return Err(Refusal::KeptApart {
            duty: Duty::AuditeeChangesFinding,
            sentence: match audit {
                true => format!("{id} is a finding of an audit, and somebody else raised it"),
                false => format!("{id} is answered for by who would reject it"),
            },
            hint: "ask whoever raised it".to_owned(),
        });
    }
    let reason = required(reason, "the reason", "why it is no nonconformity", LONG_TEXT)?;
    Ok(vec![event(NonconformityEvent::NonconformityRejected { id, reason })])
}
