//! What customers ask for, what they were sent, and what the services do.

use super::{Judged, event};
use crate::event::EngagementEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldAsked;
use crate::rules::wording::worded;
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::{Artefact, Asked, ServiceFacts};
use jiff::civil::Date;

/// Most requests of customers.
const MAX_ASKED: usize = 100_000;
/// Most answers to one request.
const MAX_ANSWERS: usize = 100;

pub(super) fn record(registers: &Registers, asked: Asked, stamp: &Stamp) -> Judged {
    let register = &registers.engagements;
    if register.asked.len() >= MAX_ASKED {
        return Err(Refusal::TooMany { what: "requests of customers", max: MAX_ASKED });
    }
    let customer = required(&asked.customer, "the customer", "who asks", SHORT_TEXT)?;
    if asked.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the request" });
    }
    if asked.due.is_some_and(|due| due < asked.on) {
        return Err(Refusal::DatesReversed { from: "the day of the request", until: "the day by which it is wanted" });
    }
    let asked = Asked { customer, ..asked };
    Ok(vec![event(EngagementEvent::AskedRecorded { id: register.next_asked(), asked })])
}

/// Something else than was asked for can be sent; it is shown beside what was asked (R210), and the request stays open.
pub(super) fn answer(registers: &Registers, id: String, sent: Artefact, what: &str, on: Date, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    if held.answers.len() >= MAX_ANSWERS {
        return Err(Refusal::TooMany { what: "answers to one request", max: MAX_ANSWERS });
    }
    let what = required(what, "what was sent", "its title and period", SHORT_TEXT)?;
    worded("what was sent", &what)?;
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was sent" });
    }
    if on < held.asked.on {
        return Err(Refusal::DatesReversed { from: "the day of the request", until: "the day on which it was sent" });
    }
    Ok(vec![event(EngagementEvent::AskedAnswered { id, sent, what, on })])
}

pub(super) fn close(registers: &Registers, id: String, reason: &str) -> Judged {
    open(registers, &id)?;
    let reason = required(reason, "the reason", "why it needs no answer any more", LONG_TEXT)?;
    Ok(vec![event(EngagementEvent::AskedClosed { id, reason })])
}

fn open<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldAsked, Refusal> {
    let unknown = || Refusal::Unknown { what: "customer's request", id: id.to_owned(), nearest: None };
    let held = registers.engagements.asked.get(id).ok_or_else(unknown)?;
    match held.open() {
        true => Ok(held),
        false => Err(Refusal::NothingToChange { what: format!("request {id} is answered or closed") }),
    }
}

pub(super) fn facts(registers: &Registers, facts: ServiceFacts) -> Judged {
    if registers.engagements.facts == Some(facts) {
        return Err(Refusal::NothingToChange { what: "what the services do".to_owned() });
    }
    Ok(vec![event(EngagementEvent::ServiceFactsSet { facts })])
}
