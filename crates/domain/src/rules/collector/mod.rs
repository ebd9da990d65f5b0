//! Rules about collectors: what one runs is approved by somebody else than who wrote it, only that is recorded as a run,
//! and no run touches what a person decided (SoD-2, SoD-12).

mod running;
mod setting;

use crate::command::CollectorCommand;
use crate::event::{CollectorEvent, Event};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::collector::HeldCollector;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::nearest::nearest;
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// A collector with the owners of its controls, whose it is to read.
pub fn to_read(registers: &Registers, id: &str) -> Object {
    let of = |held: &HeldCollector| {
        let owners = held.collector.controls.iter().filter_map(|control| registers.people.controls.get(control));
        owners.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    };
    whole(registers, id, of)
}

fn whole(registers: &Registers, id: &str, of: impl Fn(&HeldCollector) -> Vec<String>) -> Object {
    let Some(held) = registers.collectors.collectors.get(id) else {
        return Object::plain(State::Absent);
    };
    let state = if held.removed.is_some() { State::Ended } else { State::Live };
    Object { state, of: of(held), controls: held.collector.controls.iter().cloned().collect() }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &CollectorCommand, _by: &Badge) -> Object {
    match command {
        CollectorCommand::SetCollector { id: None, collector } => {
            Object { controls: collector.controls.iter().cloned().collect(), ..Object::plain(State::Live) }
        }
        CollectorCommand::SetCollector { id: Some(id), collector } => {
            let mut object = whole(registers, id, |_| Vec::new());
            object.controls.extend(collector.controls.iter().cloned());
            object
        }
        CollectorCommand::PauseCollector { id, .. }
        | CollectorCommand::RemoveCollector { id, .. }
        | CollectorCommand::RecordRun { id, .. } => whole(registers, id, |_| Vec::new()),
        CollectorCommand::ApproveCollector { id, .. } => {
            whole(registers, id, |held| held.authors.iter().cloned().collect())
        }
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a CollectorCommand) -> Option<(&'static str, &'a String)> {
    let id = match command {
        CollectorCommand::SetCollector { id, .. } => id.as_ref()?,
        CollectorCommand::PauseCollector { id, .. }
        | CollectorCommand::RemoveCollector { id, .. }
        | CollectorCommand::ApproveCollector { id, .. }
        | CollectorCommand::RecordRun { id, .. } => id,
    };
    (!registers.collectors.collectors.contains_key(id)).then_some(("collector", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: CollectorCommand, stamp: &Stamp) -> Judged {
    match command {
        CollectorCommand::SetCollector { id, collector } => setting::set(registers, id, *collector, stamp),
        CollectorCommand::PauseCollector { id, paused, reason } => setting::pause(registers, id, paused, &reason),
        CollectorCommand::RemoveCollector { id, reason } => setting::remove(registers, id, &reason),
        CollectorCommand::ApproveCollector { id, declaration } => setting::approve(registers, id, declaration),
        CollectorCommand::RecordRun { id, run } => running::record(registers, id, *run, stamp),
    }
}

/// A collector that is there.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest id.
pub fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldCollector, Refusal> {
    let all = &registers.collectors.collectors;
    all.get(id).ok_or_else(|| Refusal::Unknown {
        what: "collector",
        id: id.to_owned(),
        nearest: nearest(id, all.keys().map(String::as_str)).map(str::to_owned),
    })
}

/// A collector that is there and was not removed.
///
/// # Errors
/// A [`Refusal`] for one that is not.
pub fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldCollector, Refusal> {
    let held = known(registers, id)?;
    match &held.removed {
        None => Ok(held),
        Some(reason) => Err(Refusal::NotPossible {
            sentence: format!("{id} was removed: {reason}"),
            hint: "declare another collector; its runs and evidence stay".to_owned(),
        }),
    }
}

/// A collector whose run may be recorded: approved as it stands, and not at rest.
///
/// # Errors
/// A [`Refusal`] that says what is missing.
pub fn runnable<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldCollector, Refusal> {
    let held = current(registers, id)?;
    if let Some(reason) = &held.paused {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} rests: {reason}"),
            hint: "let it go on first, or try it, which keeps nothing".to_owned(),
        });
    }
    if !held.is_approved() {
        return Err(Refusal::NotPossible {
            sentence: format!("what {id} runs was not approved yet"),
            hint: "somebody who did not write it approves it; until then it can be tried, which keeps nothing"
                .to_owned(),
        });
    }
    Ok(held)
}

fn event(event: CollectorEvent) -> Event {
    Event::Collector(event)
}
