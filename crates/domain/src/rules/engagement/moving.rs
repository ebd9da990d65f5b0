//! Moving an engagement: the straight way with its guards, on hold and back, withdrawal.

use super::{Judged, current, event, known};
use crate::event::EngagementEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::guards;
use crate::registers::engagement::scope::{controls_in_scope, gaps};
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::{EngagementState, Examination};

pub(super) fn move_on(registers: &Registers, id: String, to: EngagementState, note: &str, stamp: &Stamp) -> Judged {
    let held = known(registers, &id)?;
    if held.state == to {
        return Err(Refusal::NothingToChange { what: format!("{id}: {}", to.within()) });
    }
    if matches!(to, EngagementState::OnHold | EngagementState::Withdrawn) {
        current(registers, &id)?;
        let reason = required(note, "the reason", "why it does not go on", LONG_TEXT)?;
        return moved(id, to, reason, Vec::new(), None);
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    if let Some(back) = held.held_at {
        return match to == back {
            true => moved(id, to, note, Vec::new(), None),
            false => Err(no_such_step(&id, held.state, to, Some(back))),
        };
    }
    let kind = held.engagement.kind;
    let next = held.state.next(kind);
    if next != Some(to) {
        return Err(no_such_step(&id, held.state, to, next));
    }
    let missing = guards::missing(registers, &id, held, to, stamp.today);
    if !missing.is_empty() {
        return Err(lacking(&id, to, &missing));
    }
    let listed = if to == EngagementState::Remediation { gaps(registers, held) } else { Vec::new() };
    let closes = match kind {
        Examination::Type1 { .. } => EngagementState::DraftReport,
        Examination::Type2 { .. } => EngagementState::WindowClosed,
    };
    let scope = (to == closes)
        .then(|| controls_in_scope(registers, held).into_iter().map(|own| own.control.id.clone()).collect());
    moved(id, to, note, listed, scope)
}

fn moved(
    id: String,
    to: EngagementState,
    note: String,
    gaps: Vec<String>,
    scope: Option<std::collections::BTreeSet<String>>,
) -> Judged {
    Ok(vec![event(EngagementEvent::EngagementMoved { id, to, note, gaps, scope })])
}

fn no_such_step(id: &str, from: EngagementState, to: EngagementState, next: Option<EngagementState>) -> Refusal {
    let hint = next.map_or_else(
        || "it stands at its end".to_owned(),
        |next| format!("its next step is `{}`; it can also be put on hold or withdrawn", next.id()),
    );
    Refusal::NotPossible { sentence: format!("{id} does not go from {} to {}", from.within(), to.within()), hint }
}

/// Each step has a refusal of its own, which lists what is missing.
fn lacking(id: &str, to: EngagementState, missing: &[String]) -> Refusal {
    const MOST: usize = 8;
    let mut list: Vec<String> = missing.iter().take(MOST).cloned().collect();
    if missing.len() > MOST {
        list.push(format!("and {} more", missing.len() - MOST));
    }
    let (step, hint) = match to {
        EngagementState::Scoping => ("scoping", "choose the firm and note its licence and independence"),
        EngagementState::Readiness => ("readiness", "write down what is examined, and have the engagement letter"),
        EngagementState::Remediation => {
            ("remediation", "link own controls to the criteria, so that there is a gap list")
        }
        EngagementState::WindowOpen => (
            "its window",
            "give every criterion in scope a control with owner and frequency, and wait for the first day",
        ),
        EngagementState::Type1Fieldwork => {
            ("fieldwork", "give every criterion in scope a control with owner and frequency, and wait for the day")
        }
        EngagementState::WindowClosed => {
            ("the closing of its window", "wait for the last day, or agree on another end with the firm")
        }
        EngagementState::Fieldwork => ("fieldwork", "list the population of every control that operates"),
        EngagementState::DraftReport => ("the draft of the report", "answer what is open"),
        EngagementState::Issued => ("the issue of its report", "have the statements signed, and record the opinion"),
        _ => ("that step", "look at what is missing"),
    };
    let sentence = format!("{id} is not ready for {step}; missing: {}", list.join("; "));
    Refusal::NotPossible { sentence, hint: hint.to_owned() }
}
