//! Rules about suppliers, their reports and user-entity controls.

mod import;
mod incidents;
mod register;
mod reports;
mod steps;

pub use import::{MAX_ROWS, plan};

use crate::command::SupplierCommand;
use crate::event::{Event, SupplierEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::supplier::{HeldReport, HeldSupplier};
use crate::rules::access::Object;
use crate::rules::engagement::auditors;
use crate::stamp::{Badge, Stamp};
use crate::values::supplier::SupplierState;
use crate::values::{Role, State};
use jiff::civil::Date;
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// A supplier for the table of rights: it is of the person who answers for it.
pub fn supplier(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.suppliers.suppliers.get(id) else {
        return Object::plain(State::Absent);
    };
    let state = if held.state == SupplierState::Ended { State::Ended } else { State::Live };
    Object { state, of: held.supplier.owner.iter().cloned().collect(), controls: Vec::new() }
}

fn report(registers: &Registers, id: &str) -> Object {
    registers.suppliers.reports.get(id).map_or(Object::plain(State::Absent), |held| supplier(registers, &held.supplier))
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &SupplierCommand, _by: &Badge) -> Object {
    match command {
        SupplierCommand::AddSupplier { .. } => Object::plain(State::Absent),
        SupplierCommand::SetSupplierRules { .. } | SupplierCommand::ImportSuppliers { .. } => {
            Object::plain(State::Live)
        }
        SupplierCommand::ReviseSupplier { id, .. }
        | SupplierCommand::AssessSupplier { id, .. }
        | SupplierCommand::MoveSupplier { id, .. } => supplier(registers, id),
        SupplierCommand::RecordSupplierIncident { incident } => supplier(registers, &incident.supplier),
        SupplierCommand::ReviseSupplierIncident { id, .. } => match registers.suppliers.incidents.get(id) {
            Some(held) => supplier(registers, &held.incident.supplier),
            None => Object::plain(State::Absent),
        },
        SupplierCommand::RequestSupplierReport { supplier: id, .. } => supplier(registers, id),
        SupplierCommand::RecordSupplierReport { id, .. }
        | SupplierCommand::ReviewSupplierReport { id, .. }
        | SupplierCommand::DecideSupplierReport { id, .. }
        | SupplierCommand::RecordBridgeLetter { id, .. } => report(registers, id),
        SupplierCommand::AnswerCuec { report: id, cuec, .. } => {
            // Whoever answers for the control that is asked of us says how it is met, too.
            let mut object = report(registers, id);
            let answer = registers.suppliers.reports.get(id).and_then(|held| held.answers.get(cuec));
            object.of.extend(answer.and_then(|answer| answer.owner.clone()));
            object
        }
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a SupplierCommand) -> Option<(&'static str, &'a String)> {
    let register = &registers.suppliers;
    let of = |id: &'a String| ("supplier", id, register.suppliers.contains_key(id));
    let (what, id, there) = match command {
        SupplierCommand::AddSupplier { .. }
        | SupplierCommand::SetSupplierRules { .. }
        | SupplierCommand::ImportSuppliers { .. } => return None,
        SupplierCommand::ReviseSupplier { id, .. }
        | SupplierCommand::AssessSupplier { id, .. }
        | SupplierCommand::MoveSupplier { id, .. }
        | SupplierCommand::RequestSupplierReport { supplier: id, .. } => of(id),
        SupplierCommand::RecordSupplierIncident { incident } => of(&incident.supplier),
        SupplierCommand::ReviseSupplierIncident { id, .. } => ("incident", id, register.incidents.contains_key(id)),
        SupplierCommand::RecordSupplierReport { id, .. }
        | SupplierCommand::ReviewSupplierReport { id, .. }
        | SupplierCommand::DecideSupplierReport { id, .. }
        | SupplierCommand::RecordBridgeLetter { id, .. }
        | SupplierCommand::AnswerCuec { report: id, .. } => ("supplier report", id, register.reports.contains_key(id)),
    };
    (!there).then_some((what, id))
}

pub(super) fn decide(registers: &Registers, command: SupplierCommand, stamp: &Stamp) -> Judged {
    match command {
        SupplierCommand::AddSupplier { supplier } => register::add(registers, *supplier),
        SupplierCommand::ReviseSupplier { id, supplier } => register::revise(registers, id, *supplier),
        SupplierCommand::SetSupplierRules { rules } => register::set_rules(registers, rules, stamp),
        SupplierCommand::AssessSupplier { id, assessment } => steps::assess(registers, id, assessment, stamp),
        SupplierCommand::MoveSupplier { id, step } => steps::step(registers, id, step, stamp),
        SupplierCommand::RecordSupplierIncident { incident } => incidents::record(registers, incident, stamp),
        SupplierCommand::ReviseSupplierIncident { id, incident } => incidents::revise(registers, id, incident, stamp),
        SupplierCommand::RequestSupplierReport { supplier, kind, note } => {
            reports::request(registers, supplier, kind, &note)
        }
        SupplierCommand::RecordSupplierReport { id, report } => reports::record(registers, id, *report, stamp),
        SupplierCommand::ReviewSupplierReport { id, on, finding, effects } => {
            reports::review(registers, id, on, &finding, effects, stamp)
        }
        SupplierCommand::DecideSupplierReport { id, decision, reason } => {
            reports::decide(registers, id, decision, &reason)
        }
        SupplierCommand::RecordBridgeLetter { id, letter } => reports::bridge(registers, id, letter, stamp),
        SupplierCommand::AnswerCuec { report, cuec, answer } => reports::answer(registers, report, cuec, answer),
        SupplierCommand::ImportSuppliers { source, file, rows } => import::import(registers, &source, file, &rows),
    }
}

/// The suppliers that the system description names as subservice organisations, those that ended left out.
pub fn subservice_of(registers: &Registers) -> BTreeSet<String> {
    let all = registers.suppliers.suppliers.iter();
    all.filter(|(_, held)| held.supplier.subservice.is_some() && held.state != SupplierState::Ended)
        .map(|(id, _)| id.clone())
        .collect()
}

/// The suppliers that belong to these persons: they answer for one, or for a control that one of its reports asks of us;
/// an external auditor's are the subservice organisations.
pub fn own(registers: &Registers, persons: &[String], on: Date) -> BTreeSet<String> {
    let register = &registers.suppliers;
    let theirs = |owner: &Option<String>| owner.as_ref().is_some_and(|owner| persons.contains(owner));
    let suppliers = register.suppliers.iter().filter(|(_, held)| theirs(&held.supplier.owner)).map(|(id, _)| id);
    let asked = register.reports.values().filter(|held| held.answers.values().any(|answer| theirs(&answer.owner)));
    let mut own: BTreeSet<String> = suppliers.chain(asked.map(|held| &held.supplier)).cloned().collect();
    let examines = |person: &String| registers.people.hats(person, on).roles.contains(&Role::ExternalAuditor);
    if persons.iter().any(examines) {
        own.extend(examined(registers, persons, on));
    }
    own
}

/// The subservice organisations of the engagements that these persons examine; those of the system description as long as no
/// engagement is planned.
fn examined(registers: &Registers, persons: &[String], on: Date) -> BTreeSet<String> {
    let engagements = &registers.engagements.engagements;
    if engagements.is_empty() {
        return subservice_of(registers);
    }
    let mine = |id: &str| auditors(registers, id, on).iter().any(|person| persons.contains(person));
    let theirs = engagements.iter().filter(|(id, _)| mine(id)).flat_map(|(_, held)| &held.engagement.subservice);
    let register = &registers.suppliers;
    let found =
        theirs.filter_map(|one| register.suppliers.get_key_value(&one.who).or_else(|| register.named(&one.who)));
    found.map(|(id, _)| id.clone()).collect()
}

fn event(event: SupplierEvent) -> Event {
    Event::Supplier(event)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn not_possible(sentence: String, hint: &str) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.to_owned() }
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldSupplier, Refusal> {
    registers.suppliers.suppliers.get(id).ok_or_else(|| unknown("supplier", id))
}

fn known_report<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldReport, Refusal> {
    registers.suppliers.reports.get(id).ok_or_else(|| unknown("supplier report", id))
}
