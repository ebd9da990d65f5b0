//! The plan of treatment: written, approved by the owner of the risk, and its lines carried out (clauses 6.1.3 e, f and 8.3).

use super::{Judged, controls, current, event, is_one_of, not_possible, unknown, waived};
use crate::event::RiskEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::risk::{HeldPlan, HeldRisk};
use crate::reports::risk::{Signature, approval, rated};
use crate::rules::{LONG_TEXT, answers_for, optional, required};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::risk::{
    LineState, LineStep, MAX_LINES, MAX_RISK_LINKS, RatingKind, Treatment, TreatmentLine, TreatmentOption,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most steps of one line.
const MAX_STEPS: usize = 200;

pub(super) fn plan(registers: &Registers, id: String, treatment: Treatment, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    let treatment = checked(registers, held.plan.as_ref(), treatment, stamp.today)?;
    if held.plan.as_ref().is_some_and(|plan| plan.treatment == treatment) {
        return Err(Refusal::NothingToChange { what: format!("the plan of {id}") });
    }
    Ok(vec![planned(held.plan.as_ref(), id, treatment)])
}

/// The event that makes this the next version of the plan.
pub(super) fn planned(before: Option<&HeldPlan>, id: String, treatment: Treatment) -> crate::event::Event {
    let version = before.map_or(1, |plan| plan.version.saturating_add(1));
    let sha256 = treatment.sha256(&id);
    event(RiskEvent::TreatmentPlanned { id, version, treatment: Box::new(treatment), sha256 })
}

pub(super) fn checked(
    registers: &Registers,
    before: Option<&HeldPlan>,
    treatment: Treatment,
    today: Date,
) -> Result<Treatment, Refusal> {
    if treatment.lines.len() > MAX_LINES {
        return Err(Refusal::TooMany { what: "lines of one plan", max: MAX_LINES });
    }
    let mut next = before.map_or(0, |plan| plan.lines_so_far);
    let mut seen = BTreeSet::new();
    let mut lines = Vec::with_capacity(treatment.lines.len());
    for line in treatment.lines {
        let id = line.id.trim().to_owned();
        let held = before.and_then(|plan| plan.treatment.lines.iter().find(|held| held.id == id));
        let id = match (id.is_empty(), held) {
            (true, _) => {
                next += 1;
                format!("L{next}")
            }
            (false, Some(_)) => id,
            (false, None) => return Err(unknown("line of the plan", &id)),
        };
        if !seen.insert(id.clone()) {
            return Err(not_possible(format!("line {id} stands twice"), "leave the id of a new line empty"));
        }
        if line.controls.len() > MAX_RISK_LINKS {
            return Err(Refusal::TooMany { what: "controls of one line", max: MAX_RISK_LINKS });
        }
        answers_for(registers, line.owner.as_ref(), held.and_then(|held| held.owner.as_ref()))?;
        let moved = held.is_none_or(|held| held.due != line.due);
        if let Some(due) = line.due.filter(|due| moved && *due < today) {
            return Err(not_possible(format!("{due} is over"), format!("give {today} or a later day")));
        }
        lines.push(TreatmentLine {
            id,
            what: required(&line.what, "what is done", "what is done about the risk", LONG_TEXT)?,
            controls: controls(registers, line.controls, held.map(|held| &held.controls))?,
            ..line
        });
    }
    Ok(Treatment { reason: optional(&treatment.reason, "the reason", LONG_TEXT)?, lines, ..treatment })
}

/// That its owner approves was judged with the right; here it is bound to the version that was read (SoD-15).
pub(super) fn approve(registers: &Registers, id: String, version: u32, sha256: &str) -> Judged {
    let held = current(registers, &id)?;
    let plan = plan_of(held, &id)?;
    if plan.version != version || !sha256.trim().eq_ignore_ascii_case(&plan.sha256) {
        return Err(Refusal::Outdated { what: "plan of treatment", id });
    }
    if approval(held) == Signature::InForce {
        return Err(Refusal::NothingToChange { what: format!("the approval of the plan of {id}") });
    }
    if rated(held, RatingKind::Current).is_none() {
        return Err(not_possible(format!("{id} is not rated as it is today"), "rate it first, then approve the plan"));
    }
    whole(&id, &plan.treatment)?;
    let sha256 = plan.sha256.clone();
    Ok(vec![event(RiskEvent::TreatmentApproved { id, version, sha256 })])
}

fn plan_of<'a>(held: &'a HeldRisk, id: &str) -> Result<&'a HeldPlan, Refusal> {
    let none = || not_possible(format!("nothing is planned about {id}"), "choose an option and plan its lines first");
    held.plan.as_ref().ok_or_else(none)
}

/// A plan has actions, owners and dates (R121); one that modifies names controls, which the Statement takes up (R125).
fn whole(id: &str, treatment: &Treatment) -> Result<(), Refusal> {
    let missing = |sentence: String, hint: &str| Err(not_possible(format!("the plan of {id} {sentence}"), hint));
    if treatment.option != TreatmentOption::Retain && treatment.lines.is_empty() {
        return missing("has no line".to_owned(), "say what is done, by whom and by when");
    }
    if treatment.reason.is_empty() {
        return missing("gives no reason for its option".to_owned(), "say why this option and no other");
    }
    for line in &treatment.lines {
        if line.owner.is_none() {
            return missing(format!("names nobody for {}", line.id), "say who does it");
        }
        if line.due.is_none() {
            return missing(format!("gives no day for {}", line.id), "say by when it is done");
        }
    }
    let controls = treatment.lines.iter().any(|line| !line.controls.is_empty());
    if treatment.option == TreatmentOption::Modify && !controls {
        return missing(
            "modifies the risk and names no control".to_owned(),
            "name own controls or controls of Annex A",
        );
    }
    Ok(())
}

pub(super) fn step(registers: &Registers, id: String, line: String, step: LineStep, stamp: &Stamp) -> Judged {
    let held = current(registers, &id)?;
    let plan = plan_of(held, &id)?;
    let progress = plan.progress.get(&line).ok_or_else(|| unknown("line of the plan", &line))?;
    if plan.approved.is_none() {
        return Err(not_possible(
            format!("version {} of the plan of {id} is not approved", plan.version),
            "the owner of the risk approves it first",
        ));
    }
    if progress.steps.len() >= MAX_STEPS {
        return Err(Refusal::TooMany { what: "steps of one line", max: MAX_STEPS });
    }
    if progress.state == step.to {
        let what = format!("{line} is {}", step.to.title().to_lowercase());
        return Err(Refusal::NothingToChange { what });
    }
    if !follows(progress.state, step.to) {
        let (from, to) = (progress.state.title().to_lowercase(), step.to.title().to_lowercase());
        return Err(not_possible(
            format!("{line} cannot go from {from} to {to}"),
            "a line goes from approved over in progress to done, and from done to verified or back into progress",
        ));
    }
    if let Some(unheard) = step.evidence.iter().find(|item| !registers.evidence.items.contains_key(*item)) {
        return Err(unknown("evidence", unheard));
    }
    if step.evidence.len() > MAX_RISK_LINKS {
        return Err(Refusal::TooMany { what: "items of evidence of one step", max: MAX_RISK_LINKS });
    }
    let note = optional(&step.note, "the note", LONG_TEXT)?;
    if step.to >= LineState::Done && note.is_empty() && step.evidence.is_empty() {
        return Err(Refusal::Empty { field: "the note", wanted: "what was done or seen, or name evidence" });
    }
    if step.to == LineState::Verified {
        apart(registers, &line, progress.steps.iter().rev().find(|(s, _)| s.to == LineState::Done), stamp)?;
    }
    Ok(vec![event(RiskEvent::TreatmentLineMoved { id, line, step: LineStep { note, ..step } })])
}

fn follows(from: LineState, to: LineState) -> bool {
    matches!(
        (from, to),
        (LineState::Approved, LineState::InProgress | LineState::Done)
            | (LineState::InProgress, LineState::Done)
            | (LineState::Done, LineState::Verified | LineState::InProgress)
            | (LineState::Verified, LineState::InProgress)
    )
}

/// Whoever said that it is done does not verify it (SoD-5).
fn apart(
    registers: &Registers,
    line: &str,
    done: Option<&(LineStep, crate::registers::risk::Signed)>,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    let duty = Duty::ImplementerVerifies;
    match done {
        Some((_, signed)) if is_one_of(registers, stamp, &[&signed.by]) && !waived(registers, duty, stamp) => {
            Err(Refusal::KeptApart {
                duty,
                sentence: format!("you carried out {line}"),
                hint: "somebody else looks whether it works".to_owned(),
            })
        }
        _ => Ok(()),
    }
}
