//! Rules about controlled documents (clause 7.5; workflows, section 11).

mod acknowledging;
mod approving;
mod disposing;
mod facts;
mod import;
mod inforce;
mod reading;
mod writing;

pub use acknowledging::readers;
pub use import::{MAX_DOCUMENTS, MAX_IMPORT_TEXT, plan};
pub use reading::kept_from;

use crate::command::PolicyCommand;
use crate::event::{Event, PolicyEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::policy::{HeldPolicy, HeldPolicyVersion};
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::policy::PolicyState;
use jiff::civil::Date;

type Judged = Result<Vec<Event>, Refusal>;

/// A document as something that is written: it is of its owner.
pub fn document(registers: &Registers, id: &str) -> Object {
    registers.policies.policies.get(id).map_or(Object::plain(State::Absent), |held| Object {
        state: if held.retired.is_some() { State::Retired } else { State::Live },
        of: held.policy.owner.iter().cloned().collect(),
        controls: held.policy.controls.iter().cloned().collect(),
    })
}

/// A version as something that is approved: it is of everybody who wrote at it (SoD-1).
pub fn approvable(registers: &Registers, id: &str, version: u32) -> Object {
    let held = registers.policies.policies.get(id);
    let Some((held, version)) = held.and_then(|held| Some((held, held.version(version)?))) else {
        return Object::plain(State::Absent);
    };
    let state = match (held.retired.is_some(), version.open()) {
        (true, _) => State::Retired,
        // An approved version can still be sent back, and waits for being published.
        (false, Some(PolicyState::InReview | PolicyState::Approved)) => State::Proposed,
        (false, Some(_)) => State::Live,
        (false, None) => State::Approved,
    };
    let controls = held.policy.controls.iter().cloned().collect();
    Object { state, of: version.authors.iter().cloned().collect(), controls }
}

/// A document as something that is acknowledged: it is of everybody whom it is for.
pub fn readable(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.policies.policies.get(id) else {
        return Object::plain(State::Absent);
    };
    let controls = held.policy.controls.iter().cloned().collect();
    Object { state: State::Live, of: readers(registers, &held.policy).into_iter().collect(), controls }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &PolicyCommand, _by: &Badge) -> Object {
    match command {
        PolicyCommand::WritePolicy { policy, .. } => Object {
            state: State::Absent,
            of: policy.owner.iter().cloned().collect(),
            controls: policy.controls.iter().cloned().collect(),
        },
        PolicyCommand::ImportPolicies { .. } => Object::plain(State::Absent),
        PolicyCommand::ApprovePolicy { id, version, .. } | PolicyCommand::ReturnPolicy { id, version, .. } => {
            approvable(registers, id, *version)
        }
        PolicyCommand::AcknowledgePolicy { id, .. } => readable(registers, id),
        other => other.id().map_or(Object::plain(State::Absent), |id| document(registers, id)),
    }
}

/// Would what the person does count: one of those who approve the document, who has not approved this version yet?
pub(super) fn counts(registers: &Registers, command: &PolicyCommand, person: &str, day: Date) -> bool {
    let PolicyCommand::ApprovePolicy { id, version, .. } = command else { return true };
    registers.policies.policies.get(id).is_none_or(|held| {
        let approvals = held.version(*version).map(|version| version.approvals.as_slice()).unwrap_or_default();
        approving::in_quorum(registers, &held.policy.approval, person, day)
            && approvals.iter().all(|step| step.by != person)
    })
}

/// Does a command name a document that is kept from who gives it (R160)?
pub(super) fn hidden(registers: &Registers, command: &PolicyCommand, stamp: &Stamp) -> bool {
    command.id().is_some_and(|id| kept_from(registers, id, &stamp.by.person, stamp.today))
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a PolicyCommand) -> Option<(&'static str, &'a String)> {
    let there = |id: &&String| registers.policies.policies.contains_key(*id);
    command.id().filter(|id| !there(id)).map(|id| ("document", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: PolicyCommand, stamp: &Stamp) -> Judged {
    match command {
        PolicyCommand::WritePolicy { policy, text } => writing::write(registers, *policy, &text),
        PolicyCommand::RevisePolicy { id, policy, reason } => writing::revise(registers, id, *policy, &reason),
        PolicyCommand::DraftPolicy { id, text, note } => writing::draft(registers, id, &text, &note),
        PolicyCommand::SubmitPolicy { id, version, sha256 } => approving::submit(registers, id, version, &sha256),
        PolicyCommand::ApprovePolicy { id, version, sha256 } => {
            approving::approve(registers, id, version, &sha256, stamp)
        }
        PolicyCommand::ReturnPolicy { id, version, reason } => approving::send_back(registers, id, version, &reason),
        PolicyCommand::PublishPolicy { id, version, sha256, from } => {
            inforce::publish(registers, id, version, &sha256, (from, stamp.today))
        }
        PolicyCommand::ReviewPolicy { id, version, note } => {
            inforce::review(registers, id, version, &note, stamp.today)
        }
        PolicyCommand::RetirePolicy { id, reason } => inforce::retire(registers, id, &reason),
        PolicyCommand::DisposePolicyVersion { id, version, reason } => {
            disposing::dispose(registers, id, version, &reason, stamp.today)
        }
        PolicyCommand::AskAcknowledgement { id, until } => acknowledging::ask(registers, id, until, stamp),
        PolicyCommand::AcknowledgePolicy { id, version, sha256 } => {
            acknowledging::acknowledge(registers, id, version, &sha256, stamp)
        }
        PolicyCommand::ImportPolicies { source, documents } => import::import(registers, &source, &documents),
    }
}

fn event(event: PolicyEvent) -> Event {
    Event::Policy(event)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

/// A document that is not retired.
fn live<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldPolicy, Refusal> {
    let held = registers.policies.policies.get(id).ok_or_else(|| unknown("document", id))?;
    match held.retired {
        None => Ok(held),
        Some(_) => Err(refused(format!("{id} is retired"), "write a new document, and name this one in it")),
    }
}

/// A version of it, with the text that was named: of any other text nothing is said (SoD-15).
fn same<'a>(held: &'a HeldPolicy, id: &str, number: u32, sha256: &str) -> Result<&'a HeldPolicyVersion, Refusal> {
    let version = numbered(held, id, number)?;
    match sha256.trim().eq_ignore_ascii_case(&version.sha256) {
        true => Ok(version),
        false => Err(Refusal::Outdated { what: "document", id: format!("{id} version {number}") }),
    }
}

fn numbered<'a>(held: &'a HeldPolicy, id: &str, number: u32) -> Result<&'a HeldPolicyVersion, Refusal> {
    held.version(number).ok_or_else(|| unknown("version", &format!("{number} of {id}")))
}
