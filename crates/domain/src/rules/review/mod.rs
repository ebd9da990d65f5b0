//! Rules about management reviews (workflows, section 9; clauses 9.3.1 to 9.3.3).

mod approving;
mod deciding;
mod holding;
mod planning;

use crate::command::ReviewCommand;
use crate::event::{Event, ReviewEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::review::{HeldReview, number};
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::State;
use crate::values::review::{MAX_CITED, ReviewState};
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// Minutes as something that waits for top management; they belong to everybody who wrote a part of them (SoD-1).
pub fn approvable(registers: &Registers, id: &str) -> Object {
    match registers.reviews.review(id) {
        None => Object::plain(State::Absent),
        Some(held) => Object { state: state(held), of: held.authors.iter().cloned().collect(), controls: Vec::new() },
    }
}

/// An action of a review: it is of whoever carries it out.
pub fn action(registers: &Registers, id: &str, number: u32) -> Object {
    let Some(held) = registers.reviews.review(id) else { return Object::plain(State::Absent) };
    let owner = held.decision(number).and_then(|held| held.decision.owner.clone());
    Object { state: state(held), of: owner.into_iter().collect(), controls: Vec::new() }
}

fn state(held: &HeldReview) -> State {
    match held.state() {
        ReviewState::Scheduled | ReviewState::AgendaSent => State::Live,
        ReviewState::Held => State::Proposed,
        ReviewState::MinutesApproved | ReviewState::ActionsOpen => State::Approved,
        ReviewState::Closed | ReviewState::Cancelled => State::Ended,
    }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &ReviewCommand, _by: &Badge) -> Object {
    match command {
        ReviewCommand::ApproveReviewMinutes { id, .. } => approvable(registers, id),
        ReviewCommand::ReportReviewAction { id, number, .. } => action(registers, id, *number),
        other => match other.id() {
            None => Object::plain(State::Live),
            Some(id) => Object::plain(registers.reviews.review(id).map_or(State::Absent, state)),
        },
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a ReviewCommand) -> Option<(&'static str, &'a String)> {
    command.id().filter(|id| registers.reviews.review(id).is_none()).map(|id| ("management review", id))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: ReviewCommand, stamp: &Stamp) -> Judged {
    let event = match command {
        ReviewCommand::SetReviewInterval { months } => planning::interval(registers, months),
        ReviewCommand::ScheduleReview { plan } => planning::schedule(registers, plan, stamp),
        ReviewCommand::MoveReview { id, on, reason } => planning::shift(registers, &id, on, &reason, stamp),
        ReviewCommand::CancelReview { id, reason } => planning::cancel(registers, &id, &reason),
        ReviewCommand::SendReviewAgenda { id } => planning::send(registers, &id, stamp),
        ReviewCommand::NoteReviewInputs { id, notes } => holding::note(registers, &id, notes),
        ReviewCommand::HoldReview { id, on, attendance } => holding::hold(registers, &id, on, attendance, stamp),
        ReviewCommand::WriteReviewMinutes { id, minutes } => holding::minutes(registers, &id, &minutes),
        ReviewCommand::CiteReviewEvidence { id, evidence } => holding::cite(registers, &id, evidence),
        ReviewCommand::DecideInReview { id, decision } => deciding::decide(registers, &id, decision),
        ReviewCommand::RemoveReviewDecision { id, number } => deciding::remove(registers, &id, number),
        ReviewCommand::ReportReviewAction { id, number, report } => {
            deciding::report(registers, &id, number, report, stamp)
        }
        ReviewCommand::ApproveReviewMinutes { id, sha256 } => approving::approve(registers, &id, &sha256, stamp),
        ReviewCommand::CloseReview { id, note } => approving::close(registers, &id, &note),
    }?;
    Ok(vec![Event::Review(event)])
}

type Made = Result<ReviewEvent, Refusal>;

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// A review with its id as it is written.
fn known<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldReview), Refusal> {
    let found = number(id).and_then(|number| Some((format!("RV-{number}"), registers.reviews.reviews.get(&number)?)));
    found.ok_or_else(|| unknown("management review", id))
}

/// A review whose minutes can still be written: neither approved nor cancelled.
fn written<'a>(registers: &'a Registers, id: &str) -> Result<(String, &'a HeldReview), Refusal> {
    let (id, held) = known(registers, id)?;
    match held.state() {
        ReviewState::Scheduled | ReviewState::AgendaSent | ReviewState::Held => Ok((id, held)),
        ReviewState::Cancelled => Err(refused(format!("{id} is cancelled"), "schedule another review")),
        _ => Err(refused(
            format!("the minutes of {id} are approved, and what was approved is not changed"),
            "schedule another review, and say it there",
        )),
    }
}

/// A person of the organisation, perhaps of earlier days.
fn person(registers: &Registers, id: &str) -> Result<(), Refusal> {
    match registers.people.members.contains_key(id) {
        true => Ok(()),
        false => Err(unknown("member", id)),
    }
}

/// Items of evidence that are there.
fn cited(registers: &Registers, evidence: &BTreeSet<String>) -> Result<(), Refusal> {
    if evidence.len() > MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence", max: MAX_CITED });
    }
    match evidence.iter().find(|id| !registers.evidence.items.contains_key(*id)) {
        Some(id) => Err(unknown("evidence", id)),
        None => Ok(()),
    }
}
