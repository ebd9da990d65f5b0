//! Rules about the system description, statements of management and the opinion.

mod letters;
mod stating;
mod writing;

use crate::command::DescriptionCommand;
use crate::event::{DescriptionEvent, Event};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::description::HeldLetter;
use crate::registers::engagement::HeldEngagement;
use crate::reports::description::{Check, Standing};
use crate::rules::access::Object;
use crate::rules::engagement::ever_auditors;
use crate::stamp::{Badge, Stamp};
use crate::values::description::DescriptionState;
use crate::values::engagement::CRITERIA;
use crate::values::nearest::nearest;
use crate::values::{ItemKind, State};
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// Longest section, statement or letter, in characters.
pub const LONGEST_PAPER: usize = 40_000;
/// Most open points that one refusal names.
const MOST_NAMED: usize = 5;

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &DescriptionCommand, _by: &Badge) -> Object {
    match command {
        DescriptionCommand::WriteDescription { engagement, .. }
        | DescriptionCommand::SubmitDescription { engagement }
        | DescriptionCommand::WriteStatement { engagement, .. }
        | DescriptionCommand::RecordOpinion { engagement, .. } => Object::plain(there(registers, engagement)),
        DescriptionCommand::ApproveDescription { engagement, .. }
        | DescriptionCommand::FinaliseDescription { engagement, .. } => approved(registers, engagement),
        DescriptionCommand::CommentDescription { engagement, .. } => audited(registers, engagement),
        DescriptionCommand::SignStatement { engagement, kind, .. } => {
            let held = registers.descriptions.statement(engagement, *kind);
            Object::plain(held.map_or(State::Absent, |held| signable(held.signed.is_some())))
        }
        DescriptionCommand::SignBridgeLetter { id, .. } => {
            let held = registers.descriptions.letters.get(id);
            Object::plain(held.map_or(State::Absent, |held| signable(held.signed.is_some())))
        }
        DescriptionCommand::WriteBridgeLetter { .. }
        | DescriptionCommand::SendBridgeLetter { .. }
        | DescriptionCommand::RecordOwnCuec { .. }
        | DescriptionCommand::WithdrawOwnCuec { .. } => Object::plain(State::Live),
    }
}

fn there(registers: &Registers, engagement: &str) -> State {
    if registers.engagements.engagements.contains_key(engagement) { State::Live } else { State::Absent }
}

fn signable(signed: bool) -> State {
    if signed { State::Approved } else { State::Proposed }
}

/// A description as something that waits for management; it belongs to who wrote the newest version (SoD-1).
pub fn approved(registers: &Registers, engagement: &str) -> Object {
    let Some(held) = registers.descriptions.descriptions.get(engagement) else {
        return Object::plain(State::Absent);
    };
    let state = if held.state == DescriptionState::Final { State::Approved } else { State::Proposed };
    Object { state, of: held.authors().into_iter().map(str::to_owned).collect(), controls: Vec::new() }
}

/// What belongs to the auditors of an engagement: whoever has or had access that names it. That it is in force today is
/// judged with the command, since an object is asked for without a day.
fn audited(registers: &Registers, engagement: &str) -> Object {
    if there(registers, engagement) == State::Absent {
        return Object::plain(State::Absent);
    }
    Object { state: State::Live, of: ever_auditors(registers, engagement), controls: Vec::new() }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(
    registers: &Registers,
    command: &'a DescriptionCommand,
) -> Option<(&'static str, &'a String)> {
    let register = &registers.descriptions;
    let (what, id, there) = match command {
        DescriptionCommand::WriteDescription { engagement, .. }
        | DescriptionCommand::WriteStatement { engagement, .. }
        | DescriptionCommand::RecordOpinion { engagement, .. } => {
            ("engagement", engagement, registers.engagements.engagements.contains_key(engagement))
        }
        DescriptionCommand::SubmitDescription { engagement }
        | DescriptionCommand::ApproveDescription { engagement, .. }
        | DescriptionCommand::CommentDescription { engagement, .. }
        | DescriptionCommand::FinaliseDescription { engagement, .. } => {
            ("description", engagement, register.descriptions.contains_key(engagement))
        }
        DescriptionCommand::SignStatement { engagement, kind, .. } => {
            ("statement", engagement, register.statement(engagement, *kind).is_some())
        }
        DescriptionCommand::WriteBridgeLetter { id, .. } => {
            let id = id.as_ref()?;
            ("bridge letter", id, register.letters.contains_key(id))
        }
        DescriptionCommand::SignBridgeLetter { id, .. } | DescriptionCommand::SendBridgeLetter { id, .. } => {
            ("bridge letter", id, register.letters.contains_key(id))
        }
        DescriptionCommand::RecordOwnCuec { id, .. } => {
            let id = id.as_ref()?;
            ("user-entity control", id, register.cuecs.contains_key(id))
        }
        DescriptionCommand::WithdrawOwnCuec { id, .. } => ("user-entity control", id, register.cuecs.contains_key(id)),
    };
    (!there).then_some((what, id))
}

pub(super) fn decide(registers: &Registers, command: DescriptionCommand, stamp: &Stamp) -> Judged {
    match command {
        DescriptionCommand::WriteDescription { engagement, sections } => {
            writing::write(registers, engagement, sections)
        }
        DescriptionCommand::SubmitDescription { engagement } => writing::submit(registers, engagement),
        DescriptionCommand::ApproveDescription { engagement, sha256 } => {
            writing::approve(registers, engagement, &sha256)
        }
        DescriptionCommand::CommentDescription { engagement, text } => {
            writing::comment(registers, engagement, &text, stamp)
        }
        DescriptionCommand::FinaliseDescription { engagement, sha256 } => {
            writing::finalise(registers, engagement, &sha256)
        }
        DescriptionCommand::WriteStatement { engagement, kind, text } => {
            stating::write(registers, engagement, kind, &text)
        }
        DescriptionCommand::SignStatement { engagement, kind, sha256, on } => {
            stating::sign(registers, engagement, kind, (&sha256, on), stamp)
        }
        DescriptionCommand::RecordOpinion { engagement, opinion } => {
            stating::opinion(registers, engagement, opinion, stamp)
        }
        DescriptionCommand::WriteBridgeLetter { id, letter } => letters::write(registers, id, letter),
        DescriptionCommand::SignBridgeLetter { id, sha256, on } => letters::sign(registers, id, &sha256, on, stamp),
        DescriptionCommand::SendBridgeLetter { id, to, on } => letters::send(registers, id, &to, on, stamp),
        DescriptionCommand::RecordOwnCuec { id, cuec } => letters::record_cuec(registers, id, cuec),
        DescriptionCommand::WithdrawOwnCuec { id, reason } => letters::withdraw_cuec(registers, id, &reason),
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

/// An engagement whose report is not issued yet, so that what stands in it can still change.
fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let held = known(registers, id)?;
    if held.state.over() {
        let sentence = format!("{id} is over ({}): what stands in its report stays", held.state.title().to_lowercase());
        return Err(refused(sentence, "write it for the engagement that follows"));
    }
    Ok(held)
}

fn letter<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldLetter, Refusal> {
    registers.descriptions.letters.get(id).ok_or_else(|| unknown("bridge letter", id))
}

/// Criteria by id, as the framework spells them.
fn criteria(registers: &Registers, named: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    let framework = registers.catalogue.framework(CRITERIA)?;
    let all = || framework.items.iter().filter(|item| item.kind == ItemKind::Criterion && !item.heading);
    let spelled = |id: &String| {
        let found = all().find(|item| item.id.eq_ignore_ascii_case(id.trim()));
        found.map(|item| item.id.clone()).ok_or_else(|| Refusal::Unknown {
            what: "criterion",
            id: id.clone(),
            nearest: nearest(id, all().map(|item| item.id.as_str())).map(str::to_owned),
        })
    };
    named.iter().map(spelled).collect()
}

/// Refuses as long as a check is open.
fn agreed(what: &str, checks: Vec<Check>) -> Result<(), Refusal> {
    let open: Vec<String> =
        checks.into_iter().filter(|check| check.standing == Standing::Open).flat_map(|check| check.reasons).collect();
    if open.is_empty() {
        return Ok(());
    }
    let named = open.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join("; ");
    let more = open.len().saturating_sub(MOST_NAMED);
    let rest = if more == 0 { String::new() } else { format!("; and {more} more") };
    Err(refused(format!("{what} is not ready: {named}{rest}"), "write what is missing, or correct what differs"))
}

/// An approval or a signature names what it is about by its hash: of anything else it says nothing (SoD-15).
fn same(what: &'static str, id: &str, given: &str, stands: &str) -> Result<(), Refusal> {
    match given.trim().eq_ignore_ascii_case(stands) {
        true => Ok(()),
        false => Err(Refusal::Outdated { what, id: id.to_owned() }),
    }
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn event(event: DescriptionEvent) -> Vec<Event> {
    vec![Event::Description(event)]
}
