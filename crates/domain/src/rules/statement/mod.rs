//! Rules about Statements of Applicability.

mod approving;
mod writing;

use crate::command::StatementCommand;
use crate::event::{Event, StatementEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::statement::{HeldStatementVersion, number};
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::statement::StatementState;

type Judged = Result<Vec<Event>, Refusal>;

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &StatementCommand, _by: &Badge) -> Object {
    match command {
        StatementCommand::BeginStatement => Object::plain(State::Live),
        StatementCommand::ApproveStatement { id, .. } => approvable(registers, id),
        other => {
            let held = other.version().and_then(|id| registers.statements.version(id));
            Object::plain(held.map_or(State::Absent, state))
        }
    }
}

fn state(held: &HeldStatementVersion) -> State {
    match held.state {
        StatementState::Draft | StatementState::Reviewed => State::Proposed,
        StatementState::Approved | StatementState::Effective => State::Approved,
        StatementState::Superseded | StatementState::Withdrawn => State::Ended,
    }
}

/// A version as something that waits for management; it belongs to everybody who changed an entry of it (SoD-1).
pub fn approvable(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.statements.version(id) else {
        return Object::plain(State::Absent);
    };
    Object { state: state(held), of: held.authors.iter().cloned().collect(), controls: Vec::new() }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a StatementCommand) -> Option<(&'static str, &'a String)> {
    let id = command.version()?;
    registers.statements.version(id).is_none().then_some(("statement of applicability", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: StatementCommand, stamp: &Stamp) -> Judged {
    match command {
        StatementCommand::BeginStatement => writing::begin(registers),
        StatementCommand::SetStatementEntry { id, control, change } => {
            writing::set_one(registers, &id, &control, *change)
        }
        StatementCommand::SetStatementEntries { id, controls, change } => {
            writing::set_many(registers, &id, &controls, *change)
        }
        StatementCommand::TakeStatementProposals { id, controls } => {
            writing::take(registers, &id, &controls, stamp.today)
        }
        StatementCommand::AddStatementControl { id, control } => writing::add(registers, &id, &control),
        StatementCommand::RemoveStatementControl { id, control } => writing::remove(registers, &id, &control),
        StatementCommand::ReviewStatement { id, sha256 } => approving::review(registers, &id, &sha256),
        StatementCommand::ApproveStatement { id, sha256 } => approving::approve(registers, &id, &sha256, stamp.today),
        StatementCommand::EnforceStatement { id, from } => approving::enforce(registers, &id, from, stamp.today),
        StatementCommand::WithdrawStatement { id, reason } => approving::withdraw(registers, &id, &reason),
    }
}

/// A version with its id as it is written.
fn known<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldStatementVersion), Refusal> {
    let found =
        number(id).and_then(|number| Some((format!("ST-{number}"), registers.statements.versions.get(&number)?)));
    found.ok_or_else(|| Refusal::Unknown {
        what: "statement of applicability",
        id: id.to_owned(),
        nearest: registers.statements.current().map(|(id, _)| id),
    })
}

/// A version whose entries can be changed: a draft, also one that was read through.
fn draft<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldStatementVersion), Refusal> {
    let (id, held) = known(registers, id)?;
    match held.state {
        StatementState::Draft | StatementState::Reviewed => Ok((id, held)),
        StatementState::Approved => Err(refused(
            format!("{id} is approved, and what was approved is not changed"),
            "put it in force and begin a draft, or withdraw it",
        )),
        state => Err(refused(
            format!("{id} is {}, and is not changed any more", state.title().to_lowercase()),
            match registers.statements.open() {
                Some((open, _)) => format!("change {open}"),
                None => "begin a draft".to_owned(),
            },
        )),
    }
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn event(event: StatementEvent) -> Vec<Event> {
    vec![Event::Statement(event)]
}
