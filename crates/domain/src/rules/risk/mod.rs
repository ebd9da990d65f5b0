//! Rules about risks, their method and treatment.

mod accepting;
mod import;
mod method;
mod rating;
mod recording;
mod treating;

pub use import::{MAX_ROWS, plan};

use crate::command::RiskCommand;
use crate::event::{Event, RiskEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::reference::canonical;
use crate::values::{Duty, State, Status};
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// The framework whose controls a plan may name beside own ones.
const ANNEX_A: &str = "iso27001-2022";

/// A risk for the table of rights: it is of its owner.
pub fn risk(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.risks.risks.get(id) else {
        return Object::plain(State::Absent);
    };
    let state = if held.closed { State::Ended } else { State::Live };
    Object { state, of: held.risk.owner.iter().cloned().collect(), controls: Vec::new() }
}

/// A draft of the method for the table of rights: it is of everybody who wrote on it.
pub fn draft(registers: &Registers) -> Object {
    match (registers.risks.draft(), registers.risks.in_force()) {
        (Some((_, held)), _) => {
            Object { state: State::Proposed, of: held.authors.iter().cloned().collect(), controls: Vec::new() }
        }
        (None, Some(_)) => Object::plain(State::Approved),
        (None, None) => Object::plain(State::Absent),
    }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &RiskCommand, _by: &Badge) -> Object {
    match command {
        RiskCommand::ApproveRiskMethod { .. } => draft(registers),
        RiskCommand::WriteRiskMethod { .. } | RiskCommand::SetSimulation { .. } | RiskCommand::ImportRisks { .. } => {
            Object::plain(State::Live)
        }
        RiskCommand::RecordRisk { .. } => Object::plain(State::Absent),
        RiskCommand::MoveTreatmentLine { id, line, .. } => {
            let mut object = risk(registers, id);
            let plan = registers.risks.risks.get(id).and_then(|held| held.plan.as_ref());
            let line = plan.and_then(|plan| plan.treatment.lines.iter().find(|held| held.id == *line));
            object.of.extend(line.and_then(|line| line.owner.clone()));
            object
        }
        RiskCommand::ReviseRisk { id, .. }
        | RiskCommand::RateRisk { id, .. }
        | RiskCommand::PlanTreatment { id, .. }
        | RiskCommand::ApproveTreatment { id, .. }
        | RiskCommand::AcceptRisk { id, .. }
        | RiskCommand::CountersignRisk { id, .. }
        | RiskCommand::ReopenRisk { id, .. }
        | RiskCommand::CloseRisk { id, .. }
        | RiskCommand::QuantifyRisk { id, .. } => risk(registers, id),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a RiskCommand) -> Option<(&'static str, &'a String)> {
    let id = match command {
        RiskCommand::ReviseRisk { id, .. }
        | RiskCommand::RateRisk { id, .. }
        | RiskCommand::PlanTreatment { id, .. }
        | RiskCommand::ApproveTreatment { id, .. }
        | RiskCommand::MoveTreatmentLine { id, .. }
        | RiskCommand::AcceptRisk { id, .. }
        | RiskCommand::CountersignRisk { id, .. }
        | RiskCommand::ReopenRisk { id, .. }
        | RiskCommand::CloseRisk { id, .. }
        | RiskCommand::QuantifyRisk { id, .. } => id,
        _ => return None,
    };
    (!registers.risks.risks.contains_key(id)).then_some(("risk", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: RiskCommand, stamp: &Stamp) -> Judged {
    match command {
        RiskCommand::WriteRiskMethod { method } => method::write(registers, *method),
        RiskCommand::ApproveRiskMethod { version, sha256 } => method::approve(registers, version, &sha256),
        RiskCommand::SetSimulation { simulation } => recording::simulate(registers, simulation),
        RiskCommand::RecordRisk { risk } => recording::record(registers, *risk),
        RiskCommand::ReviseRisk { id, risk } => recording::revise(registers, id, *risk),
        RiskCommand::ReopenRisk { id, trigger, note } => recording::reopen(registers, id, trigger, &note),
        RiskCommand::CloseRisk { id, reason } => recording::close(registers, id, &reason),
        RiskCommand::QuantifyRisk { id, quantity } => recording::quantify(registers, id, quantity.map(|q| *q)),
        RiskCommand::RateRisk { id, kind, likelihood, impact, reason, next_review } => {
            rating::rate(registers, id, kind, (likelihood, impact), &reason, next_review, stamp)
        }
        RiskCommand::PlanTreatment { id, treatment } => treating::plan(registers, id, *treatment, stamp),
        RiskCommand::ApproveTreatment { id, version, sha256 } => treating::approve(registers, id, version, &sha256),
        RiskCommand::MoveTreatmentLine { id, line, step } => treating::step(registers, id, line, step, stamp),
        RiskCommand::AcceptRisk { id, acceptance } => accepting::accept(registers, id, acceptance, stamp),
        RiskCommand::CountersignRisk { id, acceptance, note } => {
            accepting::countersign(registers, id, acceptance, &note, stamp)
        }
        RiskCommand::ImportRisks { source, file, rows } => import::import(registers, &source, file, &rows, stamp),
    }
}

/// The risks that belong to these persons: they own one, or do a line of its plan.
pub fn own(registers: &Registers, persons: &[String]) -> BTreeSet<String> {
    let theirs = |owner: &Option<String>| owner.as_ref().is_some_and(|owner| persons.contains(owner));
    let does = |held: &HeldRisk| {
        held.plan.as_ref().is_some_and(|plan| plan.treatment.lines.iter().any(|line| theirs(&line.owner)))
    };
    let risks = registers.risks.risks.iter().filter(|(_, held)| theirs(&held.risk.owner) || does(held));
    risks.map(|(id, _)| id.clone()).collect()
}

fn event(event: RiskEvent) -> Event {
    Event::Risk(event)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn not_possible(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldRisk, Refusal> {
    registers.risks.risks.get(id).ok_or_else(|| unknown("risk", id))
}

/// A risk that is not closed.
fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldRisk, Refusal> {
    let held = known(registers, id)?;
    match held.closed {
        true => Err(not_possible(format!("{id} is closed"), "open it again, with what happened")),
        false => Ok(held),
    }
}

/// Controls by their ids: own ones that are not retired, or controls of Annex A. What was named before may stay, also when
/// it was retired since: that is told, and does not stand in the way of another change.
fn controls(
    registers: &Registers,
    ids: BTreeSet<String>,
    before: Option<&BTreeSet<String>>,
) -> Result<BTreeSet<String>, Refusal> {
    let annex = registers.catalogue.framework(ANNEX_A).ok();
    let one = |typed: String| {
        let (own, official) = (typed.trim(), canonical(&typed));
        if before.is_some_and(|before| before.contains(own)) {
            return Ok(own.to_owned());
        }
        match registers.controls.get(own) {
            Some(held) if held.control.status == Status::Retired => Err(Refusal::ControlRetired { id: own.to_owned() }),
            Some(_) => Ok(own.to_owned()),
            None if official.starts_with("A.") && annex.is_some_and(|annex| annex.item(&official).is_some()) => {
                Ok(official)
            }
            None => Err(unknown("control", own)),
        }
    };
    ids.into_iter().map(one).collect()
}

/// Is who asks one of those: in person, or standing in for somebody, or somebody's conflicts with them (SoD-17)?
fn is_one_of(registers: &Registers, stamp: &Stamp, persons: &[&str]) -> bool {
    let hats = registers.people.hats(&stamp.by.person, stamp.today);
    hats.selves.iter().chain(&hats.tied).any(|person| persons.contains(&person.as_str()))
}

/// Is a rule of separation set aside for who asks, by a waiver?
fn waived(registers: &Registers, duty: Duty, stamp: &Stamp) -> bool {
    duty.waivable() && registers.people.waived(duty, &stamp.by.person, stamp.today)
}
