//! Rules about certification bodies and projects (workflows, section 5; K7, K12). What a step needs is computed from the
//! ledger; what the body decided is recorded as it decided it, with the reason where something was missing here.

mod bodies;
mod changes;
mod deciding;
mod findings;
mod projects;
mod settling;
mod steps;
mod visits;

use crate::command::CertificationCommand;
use crate::event::{CertificationEvent, Event};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldBody, HeldCertification, number};
use crate::reports::certification::Need;
use crate::rules::access::Object;
use crate::rules::{SHORT_TEXT, required};
use crate::stamp::{Badge, Stamp};
use crate::values::certification::{CertificationState, MAX_MARKETS};
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use crate::values::{State, counted};
use jiff::civil::Date;
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &CertificationCommand, _by: &Badge) -> Object {
    if let Some(id) = command.body() {
        let there = registers.certifications.body(id).is_some();
        return Object::plain(if there { State::Live } else { State::Absent });
    }
    let state = match command.project().map(|id| registers.certifications.project(id)) {
        None => State::Live,
        Some(None) => State::Absent,
        Some(Some(held)) if held.state == CertificationState::Withdrawn => State::Ended,
        Some(Some(_)) => State::Live,
    };
    Object::plain(state)
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(
    registers: &Registers,
    command: &'a CertificationCommand,
) -> Option<(&'static str, &'a String)> {
    let register = &registers.certifications;
    let body = command.body().filter(|id| register.body(id).is_none()).map(|id| ("certification body", id));
    let project = || command.project().filter(|id| register.project(id).is_none()).map(|id| ("certification", id));
    body.or_else(project)
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: CertificationCommand, stamp: &Stamp) -> Judged {
    let event = match command {
        CertificationCommand::AddCertificationBody { body } => bodies::add(registers, body),
        CertificationCommand::ReviseCertificationBody { id, body, reason } => {
            bodies::revise(registers, &id, body, &reason)
        }
        CertificationCommand::CheckAccreditation { id, accreditation } => {
            bodies::check(registers, &id, accreditation, stamp)
        }
        CertificationCommand::PlanCertification { project } => projects::plan(registers, *project, stamp),
        CertificationCommand::ReviseCertification { id, project, reason } => {
            projects::revise(registers, &id, *project, &reason, stamp)
        }
        CertificationCommand::AdvanceCertification { id, step } => steps::advance(registers, &id, step, stamp),
        CertificationCommand::PlanCertificationVisit { id, visit } => visits::plan(registers, &id, visit),
        CertificationCommand::MoveCertificationVisit { id, number, first, last, reason } => {
            visits::shift(registers, &id, number, (first, last), &reason)
        }
        CertificationCommand::CancelCertificationVisit { id, number, reason } => {
            visits::cancel(registers, &id, number, &reason)
        }
        CertificationCommand::RecordCertificationVisit { id, number, record } => {
            visits::record(registers, &id, number, *record, stamp)
        }
        CertificationCommand::RecordCertificationFinding { id, finding, nonconformity } => {
            return findings::record(registers, &id, *finding, nonconformity, stamp);
        }
        CertificationCommand::SettleCertificationFinding { id, number, settled } => {
            return settling::settle(registers, &id, number, settled, stamp);
        }
        CertificationCommand::RecordCertificate { id, decision } => deciding::record(registers, &id, *decision, stamp),
        CertificationCommand::NoteScopeChange { id, change } => changes::note(registers, &id, change),
        CertificationCommand::ReportScopeChange { id, number, on, answer, stage1 } => {
            changes::report(registers, &id, number, (on, &answer, stage1), stamp)
        }
        CertificationCommand::CheckUseOfMarks { id, on, note } => changes::marks(registers, &id, on, &note, stamp),
    }?;
    Ok(vec![Event::Certification(event)])
}

type Made = Result<CertificationEvent, Refusal>;

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// A body with its id as it is written.
fn body<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldBody), Refusal> {
    let found = number("CB-", id).and_then(|n| Some((format!("CB-{n}"), registers.certifications.bodies.get(&n)?)));
    found.ok_or_else(|| unknown("certification body", id))
}

/// A project that is not over, with its id as it is written.
fn live<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldCertification), Refusal> {
    let found = number("CT-", id).and_then(|n| Some((format!("CT-{n}"), registers.certifications.projects.get(&n)?)));
    let (id, held) = found.ok_or_else(|| unknown("certification", id))?;
    match held.state {
        CertificationState::Withdrawn => Err(refused(format!("{id} is withdrawn"), "plan another certification")),
        _ => Ok((id, held)),
    }
}

/// A day that is over, of what the body did, and not before the step before it.
fn day(held: &HeldCertification, on: Date, field: &'static str, stamp: &Stamp) -> Result<(), Refusal> {
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field });
    }
    reckoned(on)?;
    let last = held.moves.last().map(|held| held.step.on).max(held.decision());
    if last.is_some_and(|last| on < last) {
        return Err(Refusal::DatesReversed { from: "the day of the step before", until: field });
    }
    Ok(())
}

fn reckoned(day: Date) -> Result<(), Refusal> {
    match (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        true => Ok(()),
        false => Err(refused(format!("{day} lies outside the years that are reckoned with"), "write another day")),
    }
}

/// Names of markets, without blanks around them.
fn markets(said: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    if said.len() > MAX_MARKETS {
        return Err(Refusal::TooMany { what: "markets", max: MAX_MARKETS });
    }
    said.iter()
        .map(|market| required(market, "a market", "a country or region, such as United Kingdom", SHORT_TEXT))
        .collect()
}

/// A refusal that lists every missing thing, each with what to do.
fn lacking(id: &str, what: &str, needs: &[Need], after: &str) -> Refusal {
    let sentences: Vec<&str> = needs.iter().map(|need| need.sentence.as_str()).collect();
    let remedies: Vec<&str> = needs.iter().map(|need| need.remedy.as_str()).collect();
    let things = counted(needs.len(), "thing is", "things are");
    refused(
        format!("{id} cannot {what}: {things} missing: {}", sentences.join("; ")),
        format!("{}{after}", remedies.join("; ")),
    )
}
