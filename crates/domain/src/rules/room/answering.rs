//! What is answered, by which day, and what the auditor says to it.

use super::asking::MAX_TEXT;
use super::{Judged, auditor, event, open, refused};
use crate::event::RoomEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::required;
use crate::rules::wording::worded;
use crate::stamp::Stamp;
use crate::values::{EvidenceState, RequestAnswer, RequestState};
use jiff::civil::Date;

/// Most items of evidence and populations that one answer names together.
const MAX_ITEMS: usize = 50;
/// Most answers to one request.
const MAX_ANSWERS: usize = 100;

pub(super) fn submit(registers: &Registers, id: String, answer: RequestAnswer, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    if !held.waits_for_audited() {
        return Err(refused(
            format!("{id} is answered and waits for the auditor"),
            "wait until the auditor accepts it or gives it back, or comment on it",
        ));
    }
    if held.answers.len() >= MAX_ANSWERS {
        return Err(Refusal::TooMany { what: "answers to one request", max: MAX_ANSWERS });
    }
    let text = answer.text.trim().to_owned();
    if text.chars().count() > MAX_TEXT {
        return Err(Refusal::TooLong { field: "the answer", max: MAX_TEXT });
    }
    worded("the answer", &text)?;
    let (evidence, populations) = (once(answer.evidence), once(answer.populations));
    if text.is_empty() && evidence.is_empty() && populations.is_empty() {
        return Err(Refusal::Empty { field: "the answer", wanted: "words, an item of evidence or a population" });
    }
    if evidence.len() + populations.len() > MAX_ITEMS {
        return Err(Refusal::TooMany { what: "items in an answer", max: MAX_ITEMS });
    }
    evidence.iter().try_for_each(|item| shown(registers, item, stamp))?;
    populations.iter().try_for_each(|item| listed(registers, item, &held.request.engagement))?;
    Ok(vec![event(RoomEvent::RequestSubmitted { id, answer: RequestAnswer { text, evidence, populations } })])
}

fn once(ids: Vec<String>) -> Vec<String> {
    let mut ids: Vec<String> = ids.into_iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect();
    ids.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    ids.dedup();
    ids
}

/// An item that whoever answers may read, and that is not over. Naming it shows it to the auditor, restricted or not.
fn shown(registers: &Registers, id: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let unknown = || Refusal::Unknown { what: "evidence", id: id.to_owned(), nearest: None };
    let held = registers.evidence.items.get(id).ok_or_else(unknown)?;
    let object = crate::rules::evidence::item(registers, id);
    let reads =
        crate::rules::access::allowed(registers, &stamp.by, crate::values::Action::ReadEvidence, &object, stamp.today);
    reads.map_err(|_| unknown())?;
    match held.state {
        EvidenceState::Withdrawn | EvidenceState::Disposed | EvidenceState::Rejected => Err(refused(
            format!("{id} is {}", held.state.title().to_lowercase()),
            "name an item that counts, or hand in a new one",
        )),
        EvidenceState::Collected | EvidenceState::Accepted => Ok(()),
    }
}

fn listed(registers: &Registers, id: &str, engagement: &str) -> Result<(), Refusal> {
    let unknown = || Refusal::Unknown { what: "population of the engagement", id: id.to_owned(), nearest: None };
    let held = registers.testing.populations.get(id).ok_or_else(unknown)?;
    if held.population.engagement == engagement { Ok(()) } else { Err(unknown()) }
}

pub(super) fn propose(registers: &Registers, id: String, due: Date, reason: &str, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    if !held.waits_for_audited() {
        return Err(refused(format!("{id} is answered already"), "a day is asked for before the answer"));
    }
    if due < stamp.today {
        return Err(Refusal::DatesReversed { from: "today", until: "the day that is asked for" });
    }
    if due == held.request.due {
        return Err(Refusal::NothingToChange { what: format!("the day of {id}") });
    }
    let reason = required(reason, "the reason", "why another day is asked for", MAX_TEXT)?;
    worded("the reason", &reason)?;
    Ok(vec![event(RoomEvent::DueProposed { id, due, reason })])
}

pub(super) fn decide_due(registers: &Registers, id: String, agreed: bool, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    auditor(registers, &held.request.engagement, stamp)?;
    let proposed = held.proposed.as_ref().ok_or_else(|| {
        refused(format!("no other day is asked for {id}"), "revise the request to set another day yourself")
    })?;
    let due = if agreed { proposed.due } else { held.request.due };
    Ok(vec![event(RoomEvent::DueDecided { id, due, agreed })])
}

pub(super) fn give_back(registers: &Registers, id: String, reason: &str, stamp: &Stamp) -> Judged {
    answered(registers, &id, stamp)?;
    let reason = required(reason, "the reason", "what is missing or wrong", MAX_TEXT)?;
    Ok(vec![event(RoomEvent::RequestReturned { id, reason })])
}

pub(super) fn accept(registers: &Registers, id: String, stamp: &Stamp) -> Judged {
    answered(registers, &id, stamp)?;
    Ok(vec![event(RoomEvent::RequestAccepted { id })])
}

/// Only an auditor of the engagement judges an answer, and one that is there.
fn answered(registers: &Registers, id: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let held = open(registers, id)?;
    auditor(registers, &held.request.engagement, stamp)?;
    match held.state == RequestState::Submitted {
        true => Ok(()),
        false => Err(refused(
            format!("{id} has no answer that waits for you"),
            "wait for the answer, or withdraw the request if it is not wanted any more",
        )),
    }
}
