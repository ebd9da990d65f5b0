//! Access to a system: asked, decided by somebody else, carried out.

use super::{Judged, unknown};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::staff::{AccessKind, AccessRequest, AccessStage};
use jiff::civil::Date;

/// Most requests that are kept.
const MAX_REQUESTS: usize = 100_000;

pub(super) fn ask(registers: &Registers, request: AccessRequest, stamp: &Stamp) -> Judged {
    let workforce = &registers.workforce;
    if workforce.requests.len() >= MAX_REQUESTS {
        return Err(Refusal::TooMany { what: "access requests", max: MAX_REQUESTS });
    }
    let held = workforce.people.get(&request.person).ok_or_else(|| unknown("person at work", &request.person))?;
    let system = required(&request.system, "the system", "to what access is asked", SHORT_TEXT)?;
    let reason = required(&request.reason, "the reason", "what the access is needed for", LONG_TEXT)?;
    let level = match request.kind {
        AccessKind::Remove => request.level.trim().to_owned(),
        _ => required(&request.level, "the level", "the role or level in that system", SHORT_TEXT)?,
    };
    let has = workforce.access_of(&request.person).contains_key(system.as_str());
    let wrong = |sentence: String, hint: &str| Refusal::NotPossible { sentence, hint: hint.to_owned() };
    match request.kind {
        AccessKind::Grant | AccessKind::Change if !held.staff.state.works() => {
            return Err(wrong("this person does not work here".to_owned(), "who left or has not begun gets no access"));
        }
        AccessKind::Grant if has => {
            return Err(wrong(format!("there is access to {system} already"), "ask for a change of its level"));
        }
        AccessKind::Change | AccessKind::Remove if !has => {
            return Err(wrong(format!("no access to {system} is on record"), "ask for new access, or check the name"));
        }
        _ => {}
    }
    let request = AccessRequest { system, reason, level, ..request };
    let same = |r: &crate::registers::staff::HeldRequest| {
        matches!(r.stage, AccessStage::Asked | AccessStage::Approved)
            && (r.request.person == request.person && r.request.system == request.system)
    };
    if workforce.requests.values().any(same) {
        return Err(wrong(format!("a request for {} is open", request.system), "wait for its decision"));
    }
    Ok(vec![Event::AccessAsked { id: format!("access-{}", stamp.fresh), request }])
}

pub(super) fn decide(registers: &Registers, id: String, approved: bool, reason: &str, stamp: &Stamp) -> Judged {
    let held = registers.workforce.requests.get(&id).ok_or_else(|| unknown("access request", &id))?;
    let reason = required(reason, "the reason", "why it is decided so", LONG_TEXT)?;
    if held.request.person == stamp.by.person {
        return Err(Refusal::KeptApart {
            duty: crate::values::Duty::AuthorApproves,
            sentence: "nobody decides on access of their own".to_owned(),
            hint: "let somebody else decide".to_owned(),
        });
    }
    if held.stage != AccessStage::Asked {
        return Err(Refusal::NotPossible {
            sentence: "this request is decided already".to_owned(),
            hint: "ask anew if the access is still needed, or not needed any more".to_owned(),
        });
    }
    Ok(vec![Event::AccessDecided { id, approved, reason }])
}

pub(super) fn carry_out(registers: &Registers, id: String, on: Date, stamp: &Stamp) -> Judged {
    let held = registers.workforce.requests.get(&id).ok_or_else(|| unknown("access request", &id))?;
    if held.stage != AccessStage::Approved {
        return Err(Refusal::NotPossible {
            sentence: "this request is not approved".to_owned(),
            hint: "access is given or taken after the decision, not before".to_owned(),
        });
    }
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was done" });
    }
    if held.decided_us.is_some_and(|us| on < day_of(us)) {
        return Err(Refusal::DatesReversed { from: "the day of the decision", until: "the day on which it was done" });
    }
    Ok(vec![Event::AccessCarriedOut { id, on }])
}
