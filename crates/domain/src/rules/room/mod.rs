//! Rules about the room of an engagement's external auditors: what is asked and answered, said, noted and read.

mod answering;
mod asking;
mod reading;
mod saying;
mod subject;

use crate::command::RoomCommand;
use crate::event::{Event, RoomEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::room::HeldRequest;
use crate::rules::access::Object;
use crate::rules::engagement::{auditors, ever_auditors};
use crate::stamp::{Badge, Stamp};
use crate::values::nearest::nearest;
use crate::values::{AuditRequest, Duty, EngagementState, State, Subject, SubjectKind};

pub use asking::{MAX_IMPORT, MAX_REQUESTS, MAX_TEXT, MAX_TITLE, problems};
pub use reading::{MAX_READINGS, read_of, watched};

type Judged = Result<Vec<Event>, Refusal>;

/// What a command is about, for the table of rights. An auditor's things belong to the auditors of the engagement, an answer
/// to whoever is asked and to the owner of the control that is named.
pub(super) fn object(registers: &Registers, command: &RoomCommand, _by: &Badge) -> Object {
    let request = |id: &String| registers.room.requests.get(id);
    match command {
        RoomCommand::AddRequests { engagement, .. }
        | RoomCommand::KeepNote { engagement, .. }
        | RoomCommand::NoteReadings { engagement, .. } => audited(registers, Some(engagement)),
        RoomCommand::ReviseRequest { id, .. }
        | RoomCommand::WithdrawRequest { id, .. }
        | RoomCommand::DecideDue { id, .. }
        | RoomCommand::ReturnRequest { id, .. }
        | RoomCommand::AcceptRequest { id } => {
            audited(registers, request(id).map(|held| held.request.engagement.as_str()))
        }
        RoomCommand::SubmitRequest { id, .. } | RoomCommand::ProposeDue { id, .. } => {
            let Some(held) = request(id) else { return Object::plain(State::Absent) };
            asked(registers, &held.request, Object::plain(state(registers, &held.request.engagement)))
        }
        RoomCommand::Comment { engagement, subject, .. } => about(registers, engagement, subject),
        RoomCommand::DropNote { id } => match registers.room.notes.get(id) {
            None => Object::plain(State::Absent),
            Some(held) => {
                let state = if held.dropped_us.is_some() { State::Ended } else { State::Live };
                Object { state, of: vec![held.by.clone()], controls: Vec::new() }
            }
        },
    }
}

fn state(registers: &Registers, engagement: &str) -> State {
    match registers.engagements.engagements.get(engagement).map(|held| held.state) {
        None => State::Absent,
        Some(EngagementState::Superseded | EngagementState::Withdrawn) => State::Ended,
        Some(_) => State::Live,
    }
}

/// What belongs to the auditors of an engagement: whoever has or had access that names it. That it is in force today is
/// judged by [`auditor`], since an object is asked for without a day.
fn audited(registers: &Registers, engagement: Option<&str>) -> Object {
    let Some(id) = engagement.filter(|id| registers.engagements.engagements.contains_key(*id)) else {
        return Object::plain(State::Absent);
    };
    Object { state: state(registers, id), of: ever_auditors(registers, id), controls: Vec::new() }
}

/// Adds those who answer a request: whoever is asked, and the owner of the control that it names.
fn asked(registers: &Registers, request: &AuditRequest, mut object: Object) -> Object {
    if !request.to.is_empty() {
        object.of.push(request.to.clone());
    }
    if let Some(Subject { kind: SubjectKind::Control, id }) = &request.subject {
        object.of.extend(registers.people.controls.get(id).cloned());
        object.controls.push(id.clone());
    }
    object
}

/// Whose a comment is to make: the auditors', and those whose work it is about.
fn about(registers: &Registers, engagement: &str, subject: &Subject) -> Object {
    let mut object = audited(registers, Some(engagement));
    match subject.kind {
        SubjectKind::Request => match registers.room.requests.get(&subject.id) {
            Some(held) => asked(registers, &held.request, object),
            None => object,
        },
        SubjectKind::Control => {
            object.of.extend(registers.people.controls.get(&subject.id).cloned());
            object.controls.push(subject.id.clone());
            object
        }
        SubjectKind::Evidence => {
            let shown = registers.evidence.items.get(&subject.id).into_iter().flat_map(|held| held.controls.keys());
            object.of.extend(shown.filter_map(|control| registers.people.controls.get(control)).cloned());
            object
        }
        _ => object,
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a RoomCommand) -> Option<(&'static str, &'a String)> {
    let (what, id, there) = match command {
        RoomCommand::AddRequests { engagement, .. }
        | RoomCommand::Comment { engagement, .. }
        | RoomCommand::KeepNote { engagement, .. }
        | RoomCommand::NoteReadings { engagement, .. } => {
            ("engagement", engagement, registers.engagements.engagements.contains_key(engagement))
        }
        RoomCommand::ReviseRequest { id, .. }
        | RoomCommand::WithdrawRequest { id, .. }
        | RoomCommand::SubmitRequest { id, .. }
        | RoomCommand::ProposeDue { id, .. }
        | RoomCommand::DecideDue { id, .. }
        | RoomCommand::ReturnRequest { id, .. }
        | RoomCommand::AcceptRequest { id } => ("auditor's request", id, registers.room.requests.contains_key(id)),
        RoomCommand::DropNote { id } => ("note", id, registers.room.notes.contains_key(id)),
    };
    (!there).then_some((what, id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: RoomCommand, stamp: &Stamp) -> Judged {
    match command {
        RoomCommand::AddRequests { engagement, requests, source } => {
            asking::add(registers, &engagement, requests, &source, stamp)
        }
        RoomCommand::ReviseRequest { id, request } => asking::revise(registers, id, *request, stamp),
        RoomCommand::WithdrawRequest { id, reason } => asking::withdraw(registers, id, &reason, stamp),
        RoomCommand::SubmitRequest { id, answer } => answering::submit(registers, id, answer, stamp),
        RoomCommand::ProposeDue { id, due, reason } => answering::propose(registers, id, due, &reason, stamp),
        RoomCommand::DecideDue { id, agreed } => answering::decide_due(registers, id, agreed, stamp),
        RoomCommand::ReturnRequest { id, reason } => answering::give_back(registers, id, &reason, stamp),
        RoomCommand::AcceptRequest { id } => answering::accept(registers, id, stamp),
        RoomCommand::Comment { engagement, subject, text } => {
            saying::comment(registers, engagement, subject, &text, stamp)
        }
        RoomCommand::KeepNote { engagement, subject, sha256 } => {
            saying::keep(registers, engagement, subject, sha256, stamp)
        }
        RoomCommand::DropNote { id } => saying::drop(registers, id, stamp),
        RoomCommand::NoteReadings { engagement, from_us, until_us, readings, more } => {
            reading::note(registers, engagement, (from_us, until_us), (readings, more), stamp)
        }
    }
}

/// An engagement that is there.
fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let all = &registers.engagements.engagements;
    all.get(id).ok_or_else(|| Refusal::Unknown {
        what: "engagement",
        id: id.to_owned(),
        nearest: nearest(id, all.keys().map(String::as_str)).map(str::to_owned),
    })
}

/// An engagement of which something can still be asked and answered.
fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let held = known(registers, id)?;
    match held.state.over() {
        false => Ok(held),
        true => Err(refused(
            format!("{id} is over: {}", held.state.title().to_lowercase()),
            "ask in the room of the engagement that follows it",
        )),
    }
}

/// A request that is not closed, of an engagement that is not over.
fn open<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldRequest, Refusal> {
    let unknown = || Refusal::Unknown { what: "auditor's request", id: id.to_owned(), nearest: None };
    let held = registers.room.requests.get(id).ok_or_else(unknown)?;
    current(registers, &held.request.engagement)?;
    match held.state.is_open() {
        true => Ok(held),
        false => Err(refused(
            format!("{id} is {}", held.state.title().to_lowercase()),
            "put a new request on the list, or comment on this one",
        )),
    }
}

/// Does an auditor of the engagement ask, today?
fn is_auditor(registers: &Registers, engagement: &str, stamp: &Stamp) -> bool {
    auditors(registers, engagement, stamp.today).contains(&stamp.by.person)
}

/// Who looks in from outside acts for the engagements of a running access alone; answers whether an auditor asks.
fn external(registers: &Registers, engagement: &str, stamp: &Stamp) -> Result<bool, Refusal> {
    if !reading::watched(registers, &stamp.by.person, stamp.today) {
        return Ok(false);
    }
    auditor(registers, engagement, stamp).map(|()| true)
}

/// Only an auditor whose access names the engagement, today (SoD-14).
fn auditor(registers: &Registers, engagement: &str, stamp: &Stamp) -> Result<(), Refusal> {
    match is_auditor(registers, engagement, stamp) {
        true => Ok(()),
        false => Err(Refusal::KeptApart {
            duty: Duty::OutsideAccess,
            sentence: format!("you are not an external auditor of {engagement} today"),
            hint: "ask an owner of the organisation for access to this engagement".to_owned(),
        }),
    }
}

fn event(event: RoomEvent) -> Event {
    Event::Room(event)
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}
