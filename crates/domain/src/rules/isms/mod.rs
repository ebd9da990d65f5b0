//! Rules about the registers of the management system: every entry is judged against the declaration of its register.

mod fields;
mod guards;
mod import;
mod keeping;
mod links;

pub use import::plan;

use crate::command::IsmsCommand;
use crate::event::{Event, IsmsEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::isms::{Fields, RegisterKind, Value};
use crate::values::{Action, State};

type Judged = Result<Vec<Event>, Refusal>;

/// An entry for an action of the table of rights: to read it is of everybody who has a part in it, to keep it of its owner.
pub fn entry(registers: &Registers, id: &str, action: Action) -> Object {
    let Some(held) = registers.isms.entry(id) else {
        return Object::plain(State::Absent);
    };
    let of = match action {
        Action::KeepIsms => held.owner().map(str::to_owned).into_iter().collect(),
        _ => held.persons().into_iter().map(str::to_owned).collect(),
    };
    let state = if held.there() { State::Live } else { State::Ended };
    Object { state, of, controls: controls(&held.fields) }
}

fn controls(fields: &Fields) -> Vec<String> {
    fields.get("controls").into_iter().flat_map(Value::links).cloned().collect()
}

/// What a command is about, for the table of rights. An entry that is new is of the owner that it names; an incident is
/// reported by everybody who works here (A.6.8).
pub(super) fn object(registers: &Registers, command: &IsmsCommand, by: &Badge) -> Object {
    match (command, command.id()) {
        (IsmsCommand::AddRegisterEntry { register, fields }, _) => {
            let of = match register {
                RegisterKind::Incidents => Some(by.person.as_str()),
                _ => fields.get("owner").and_then(Value::word),
            };
            Object { state: State::Absent, of: of.map(str::to_owned).into_iter().collect(), controls: controls(fields) }
        }
        (_, Some(id)) => entry(registers, id, Action::KeepIsms),
        (_, None) => Object::plain(State::Live),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a IsmsCommand) -> Option<(&'static str, &'a String)> {
    let there = |id: &&String| registers.isms.entry(id).is_some();
    command.id().filter(|id| !there(id)).map(|id| ("register_entry", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: IsmsCommand, stamp: &Stamp) -> Judged {
    match command {
        IsmsCommand::AddRegisterEntry { register, fields } => keeping::add(registers, register, fields, stamp),
        IsmsCommand::ChangeRegisterEntry { id, fields, cleared, reason } => {
            keeping::change(registers, id, fields, &cleared, &reason, stamp)
        }
        IsmsCommand::MoveRegisterEntry { id, state, reason } => guards::go(registers, id, &state, &reason, stamp),
        IsmsCommand::AddEntryLine { id, fields } => keeping::add_line(registers, id, fields, stamp),
        IsmsCommand::ChangeEntryLine { id, number, fields } => {
            keeping::change_line(registers, id, number, fields, stamp)
        }
        IsmsCommand::EndRegisterEntry { id, reason } => keeping::end(registers, id, &reason),
        IsmsCommand::ImportRegisterEntries { list } => import::import(registers, *list, stamp),
    }
}

fn event(event: IsmsEvent) -> Event {
    Event::Isms(event)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn refused(sentence: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence: sentence.into(), hint: hint.into() }
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEntry, Refusal> {
    registers.isms.entry(id).ok_or_else(|| unknown("register_entry", id))
}

/// One that was not ended.
fn there<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEntry, Refusal> {
    let held = known(registers, id)?;
    match &held.ended {
        None => Ok(held),
        Some(_) => Err(refused(format!("{id} has ended"), "add another entry, and name this one in it")),
    }
}

/// One that was not ended, and whose state lets its words change.
fn open<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEntry, Refusal> {
    let held = there(registers, id)?;
    let stage = held.stage();
    if stage.fixed {
        let sentence = format!("{id} is {}, and what it says stays as it is", stage.title.to_lowercase());
        return Err(refused(sentence, "add another entry, and name this one in it"));
    }
    Ok(held)
}
