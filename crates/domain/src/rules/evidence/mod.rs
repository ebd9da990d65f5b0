//! Rules about evidence: handing in, judging by somebody else, requests, holds, retention, disposal.

mod ends;
mod examined;
mod follow_up;
mod handing_in;
mod judging;

use crate::command::EvidenceCommand;
use crate::event::{Event, EvidenceEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::{EvidenceState, State};

pub use ends::shorter;
pub use examined::Examined;

type Judged = Result<Vec<Event>, Refusal>;

/// Where an item stands, for the table of rights.
fn state(held: &HeldEvidence) -> State {
    match held.state {
        EvidenceState::Collected => State::Proposed,
        EvidenceState::Accepted => State::Approved,
        EvidenceState::Rejected => State::Live,
        EvidenceState::Withdrawn | EvidenceState::Disposed => State::Ended,
    }
}

/// Whose an item is to read and to work on: of those who handed it in, the owners of the controls that it shows, and
/// whoever is asked for it.
pub fn item(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.evidence.items.get(id) else {
        return Object::plain(State::Absent);
    };
    let owners = held.controls.keys().filter_map(|control| registers.people.controls.get(control));
    let asked = held.answers.as_ref().and_then(|request| registers.evidence.requests.get(request));
    let asked = asked.map(|request| request.request.person.clone());
    let mut of: Vec<String> = held.submitters().map(str::to_owned).chain(owners.cloned()).chain(asked).collect();
    of.sort();
    of.dedup();
    Object { state: state(held), of, controls: held.controls.keys().cloned().collect() }
}

/// Whose an item is when it is judged: of everybody who handed in a version of it, and of nobody else (SoD-2).
fn judged(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.evidence.items.get(id) else {
        return Object::plain(State::Absent);
    };
    let mut of: Vec<String> = held.submitters().map(str::to_owned).collect();
    of.sort();
    of.dedup();
    Object { state: state(held), of, controls: Vec::new() }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &EvidenceCommand, by: &Badge) -> Object {
    let room = &registers.evidence;
    match command {
        EvidenceCommand::AddEvidence { controls, answers, .. } => {
            let asked = answers.as_ref().and_then(|id| room.requests.get(id)).is_some_and(|held| {
                held.request.person == by.person && controls.keys().all(|control| *control == held.request.control)
            });
            handing_in::of_controls(registers, controls.keys(), asked.then_some(by))
        }
        EvidenceCommand::LinkEvidence { control, .. } => {
            handing_in::of_controls(registers, [control].into_iter(), None)
        }
        EvidenceCommand::UnlinkEvidence { id, .. }
        | EvidenceCommand::ReviseEvidence { id, .. }
        | EvidenceCommand::WithdrawEvidence { id, .. }
        | EvidenceCommand::FollowUpEvidence { id, .. }
        | EvidenceCommand::HoldEvidence { id, .. }
        | EvidenceCommand::ReleaseEvidence { id, .. }
        | EvidenceCommand::DisposeEvidence { id, .. } => item(registers, id),
        EvidenceCommand::AcceptEvidence { id, .. } | EvidenceCommand::RejectEvidence { id, .. } => {
            judged(registers, id)
        }
        EvidenceCommand::AskEvidence { request } => Object::control(registers, &request.control),
        EvidenceCommand::CloseRequest { id, .. } => match room.requests.get(id) {
            None => Object::plain(State::Absent),
            Some(held) => {
                let state = if held.open() { State::Live } else { State::Ended };
                Object { state, of: vec![held.by.clone()], controls: vec![held.request.control.clone()] }
            }
        },
        EvidenceCommand::SetRetention { .. } => Object::plain(State::Live),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a EvidenceCommand) -> Option<(&'static str, &'a String)> {
    let room = &registers.evidence;
    let (what, id, there) = match command {
        EvidenceCommand::SetRetention { .. } => return None,
        EvidenceCommand::AddEvidence { controls, .. } => {
            return controls.keys().find(|id| !registers.controls.contains_key(*id)).map(|id| ("control", id));
        }
        EvidenceCommand::LinkEvidence { id, control, .. } if room.items.contains_key(id) => {
            ("control", control, registers.controls.contains_key(control))
        }
        EvidenceCommand::AskEvidence { request } => {
            ("control", &request.control, registers.controls.contains_key(&request.control))
        }
        EvidenceCommand::CloseRequest { id, .. } => ("request", id, room.requests.contains_key(id)),
        EvidenceCommand::LinkEvidence { id, .. }
        | EvidenceCommand::UnlinkEvidence { id, .. }
        | EvidenceCommand::ReviseEvidence { id, .. }
        | EvidenceCommand::WithdrawEvidence { id, .. }
        | EvidenceCommand::FollowUpEvidence { id, .. }
        | EvidenceCommand::AcceptEvidence { id, .. }
        | EvidenceCommand::RejectEvidence { id, .. }
        | EvidenceCommand::HoldEvidence { id, .. }
        | EvidenceCommand::ReleaseEvidence { id, .. }
        | EvidenceCommand::DisposeEvidence { id, .. } => ("evidence", id, room.items.contains_key(id)),
    };
    (!there).then_some((what, id))
}

pub(super) fn decide(registers: &Registers, command: EvidenceCommand, stamp: &Stamp) -> Judged {
    match command {
        EvidenceCommand::AddEvidence { evidence, files, controls, answers } => {
            handing_in::add(registers, evidence, files, controls, answers, stamp)
        }
        EvidenceCommand::ReviseEvidence { id, evidence, files } => {
            handing_in::revise(registers, id, evidence, files, stamp)
        }
        EvidenceCommand::LinkEvidence { id, control, ran } => handing_in::link(registers, id, control, ran, stamp),
        EvidenceCommand::UnlinkEvidence { id, control } => handing_in::unlink(registers, id, control),
        EvidenceCommand::WithdrawEvidence { id, reason } => judging::withdraw(registers, id, &reason),
        EvidenceCommand::AcceptEvidence { id, version, note } => {
            judging::judge(registers, (id, version), true, &note, stamp)
        }
        EvidenceCommand::RejectEvidence { id, version, reason } => {
            judging::judge(registers, (id, version), false, &reason, stamp)
        }
        EvidenceCommand::FollowUpEvidence { id, follow_up } => follow_up::say(registers, id, follow_up, stamp),
        EvidenceCommand::AskEvidence { request } => judging::ask(registers, request, stamp),
        EvidenceCommand::CloseRequest { id, reason } => judging::close(registers, id, &reason),
        EvidenceCommand::HoldEvidence { id, reason } => ends::hold(registers, id, &reason),
        EvidenceCommand::ReleaseEvidence { id, reason } => ends::release(registers, id, &reason),
        EvidenceCommand::SetRetention { framework, months, deed } => {
            ends::set_retention(registers, framework, months, deed.as_deref(), stamp)
        }
        EvidenceCommand::DisposeEvidence { id, reason } => ends::dispose(registers, id, &reason, stamp),
    }
}

/// An item that is there.
fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEvidence, Refusal> {
    let unknown = || Refusal::Unknown { what: "evidence", id: id.to_owned(), nearest: None };
    registers.evidence.items.get(id).ok_or_else(unknown)
}

/// An item that is there and not over.
fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEvidence, Refusal> {
    let held = known(registers, id)?;
    match held.state {
        EvidenceState::Withdrawn | EvidenceState::Disposed => Err(Refusal::NotPossible {
            sentence: format!("{id} is {}", held.state.title().to_lowercase()),
            hint: "hand in a new item".to_owned(),
        }),
        _ => Ok(held),
    }
}

fn event(event: EvidenceEvent) -> Event {
    Event::Evidence(event)
}
