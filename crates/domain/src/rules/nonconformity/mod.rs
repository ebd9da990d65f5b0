//! Rules about nonconformities and corrective action (workflows, section 10; clause 10.2).

mod actions;
mod import;
mod judging;
mod raising;
mod steps;

pub use import::{MAX_ROWS, plan};

use crate::command::NonconformityCommand;
use crate::event::{Event, NonconformityEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::nonconformity::HeldNonconformity;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::{Action, Membership, State};
use jiff::civil::Date;
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// A nonconformity for an action of the table of rights: to read it is of everybody who has a part in it, to work on it of
/// its owner, to judge it of those who carried something out and so must not (SoD-5).
pub fn nonconformity(registers: &Registers, id: &str, action: Action) -> Object {
    let Some(held) = registers.nonconformities.nonconformities.get(id) else {
        return Object::plain(State::Absent);
    };
    let of = match action {
        Action::VerifyNonconformity => held.carried_out(),
        Action::WorkNonconformity => held.nonconformity.owner.iter().cloned().collect(),
        _ => held.persons(),
    };
    let state = if held.state().open() { State::Live } else { State::Ended };
    Object { state, of: of.into_iter().collect(), controls: held.nonconformity.controls.iter().cloned().collect() }
}

/// A line of action: it is of whoever carries it out as well.
pub fn action_line(registers: &Registers, id: &str, number: u32) -> Object {
    let mut object = nonconformity(registers, id, Action::WorkNonconformity);
    let held = registers.nonconformities.nonconformities.get(id);
    object.of.extend(held.and_then(|held| held.line(number)).map(|line| line.action.owner.clone()));
    object
}

/// Would what the person does count? A finding of an audit is rejected by whoever raised it.
pub(super) fn counts(registers: &Registers, command: &NonconformityCommand, person: &str) -> bool {
    let NonconformityCommand::RejectNonconformity { id, .. } = command else { return true };
    let held = registers.nonconformities.nonconformities.get(id);
    held.is_none_or(|held| judging::rejects(held, person))
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &NonconformityCommand, _by: &Badge) -> Object {
    match (command, command.id()) {
        (NonconformityCommand::RaiseNonconformity { nonconformity: raised }, _) => {
            Object { controls: raised.controls.iter().cloned().collect(), ..Object::plain(State::Absent) }
        }
        (NonconformityCommand::FinishNonconformityAction { id, number, .. }, _) => action_line(registers, id, *number),
        (_, Some(id)) => nonconformity(registers, id, command.action()),
        (_, None) => Object::plain(State::Live),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(
    registers: &Registers,
    command: &'a NonconformityCommand,
) -> Option<(&'static str, &'a String)> {
    let there = |id: &&String| registers.nonconformities.nonconformities.contains_key(*id);
    command.id().filter(|id| !there(id)).map(|id| ("nonconformity", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: NonconformityCommand, stamp: &Stamp) -> Judged {
    match command {
        NonconformityCommand::RaiseNonconformity { nonconformity } => raising::raise(registers, *nonconformity, stamp),
        NonconformityCommand::ReviseNonconformity { id, nonconformity, reason } => {
            raising::revise(registers, id, *nonconformity, &reason, stamp)
        }
        NonconformityCommand::CorrectNonconformity { id, correction, on, evidence } => {
            steps::correct(registers, id, &correction, on, evidence, stamp)
        }
        NonconformityCommand::FindNonconformityCause { id, cause, method } => {
            steps::cause(registers, id, &cause, &method)
        }
        NonconformityCommand::SeekSimilarNonconformities { id, similar } => steps::similar(registers, id, &similar),
        NonconformityCommand::PlanNonconformityAction { id, action } => actions::plan(registers, id, action, stamp),
        NonconformityCommand::DropNonconformityAction { id, number, reason } => {
            actions::drop(registers, id, number, &reason)
        }
        NonconformityCommand::FinishNonconformityAction { id, number, on, note, evidence } => {
            let done = actions::Finished { on, note, evidence };
            actions::finish(registers, id, number, done, stamp)
        }
        NonconformityCommand::NeedNoNonconformityAction { id, reason } => actions::none(registers, id, &reason),
        NonconformityCommand::CiteNonconformityEvidence { id, evidence } => steps::cite(registers, id, evidence),
        NonconformityCommand::JudgeNonconformityEffectiveness { id, result, on, note, evidence } => {
            let seen = judging::SeenOn { result, on, note, evidence };
            judging::judge(registers, id, seen, stamp)
        }
        NonconformityCommand::CloseNonconformity { id, note } => judging::close(registers, id, &note),
        NonconformityCommand::RejectNonconformity { id, reason } => judging::reject(registers, id, &reason, stamp),
        NonconformityCommand::SetNonconformityRules { rules } => raising::set_rules(registers, rules),
        NonconformityCommand::ImportNonconformities { source, file, rows } => {
            import::import(registers, &source, file, &rows, stamp)
        }
    }
}

fn event(event: NonconformityEvent) -> Event {
    Event::Nonconformity(event)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldNonconformity, Refusal> {
    registers.nonconformities.nonconformities.get(id).ok_or_else(|| unknown("nonconformity", id))
}

/// One that is neither closed nor rejected.
fn open<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldNonconformity, Refusal> {
    let held = known(registers, id)?;
    match held.state() {
        state if state.open() => Ok(held),
        state => Err(refused(
            format!("{id} is {}", state.title().to_lowercase()),
            "raise a new nonconformity, and name this one in its description",
        )),
    }
}

/// One whose action can still change: open, and not yet seen to have worked.
fn unjudged<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldNonconformity, Refusal> {
    let held = open(registers, id)?;
    match &held.judgement {
        None => Ok(held),
        Some(seen) => Err(refused(
            format!("the action of {id} was judged effective on {}", seen.on),
            "close it; should it come back, raise a new nonconformity",
        )),
    }
}

/// A person who can answer for something here: a member who has not left.
fn person(registers: &Registers, id: &str) -> Result<(), Refusal> {
    match registers.people.members.get(id).map(|member| member.state) {
        None => Err(unknown("member", id)),
        Some(Membership::Ended) => {
            Err(refused(format!("the membership of {id} has ended"), "name somebody who still has a part here"))
        }
        Some(_) => Ok(()),
    }
}

/// Items of evidence that are there.
fn evidence(registers: &Registers, cited: &BTreeSet<String>) -> Result<(), Refusal> {
    if cited.len() > crate::values::nonconformity::MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence", max: crate::values::nonconformity::MAX_CITED });
    }
    let there = |id: &&String| registers.evidence.items.contains_key(*id);
    match cited.iter().find(|id| !there(id)) {
        Some(id) => Err(unknown("evidence", id)),
        None => Ok(()),
    }
}

/// A day on which something was done about what was found: not before it, and not in the future.
fn day(held: &HeldNonconformity, on: Date, field: &'static str, stamp: &Stamp) -> Result<(), Refusal> {
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field });
    }
    if on < held.nonconformity.found {
        return Err(Refusal::DatesReversed { from: "the day on which it was found", until: field });
    }
    Ok(())
}
