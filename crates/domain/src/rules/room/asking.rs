//! What is asked for: put on the list, changed, taken back.

use super::{Judged, auditor, current, event, external, open, refused, subject};
use crate::event::RoomEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::room::HeldRequest;
use crate::rules::{optional, required};
use crate::stamp::Stamp;
use crate::values::nearest::nearest;
use crate::values::{AuditRequest, Duty, Membership, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most requests of one engagement.
pub const MAX_REQUESTS: usize = 2_000;
/// Most requests that are put on the list at once.
pub const MAX_IMPORT: usize = 200;
/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest text of a request, an answer or a comment, in characters.
pub const MAX_TEXT: usize = 4_000;
/// Longest number of the auditor's own, in characters.
const MAX_REFERENCE: usize = 64;
/// Most problems that one refusal names.
const MOST_NAMED: usize = 10;

/// A request as it may stand on the list, or why not.
///
/// # Errors
/// A [`Refusal`] of the first thing that is wrong.
fn fit(registers: &Registers, engagement: &str, request: AuditRequest) -> Result<AuditRequest, Refusal> {
    let held = current(registers, engagement)?;
    if request.engagement != engagement {
        return Err(refused(
            format!("the request names {}, and the list is that of {engagement}", request.engagement),
            "a request belongs to one engagement",
        ));
    }
    let title = required(&request.title, "the title", "what is wanted, in a line", MAX_TITLE)?;
    let text = optional(&request.text, "the text", MAX_TEXT)?;
    let reference = optional(&request.reference, "the reference", MAX_REFERENCE)?;
    if let Some(about) = &request.subject {
        if !matches!(about.kind, SubjectKind::Criterion | SubjectKind::Control) {
            return Err(refused(
                format!("a request is about a criterion or a control, not about a {}", about.kind.id()),
                "name a criterion such as CC6.1, an own control, or neither",
            ));
        }
        subject::known(registers, engagement, held, about)?;
    }
    if !request.to.is_empty() {
        asked(registers, &request.to)?;
    }
    Ok(AuditRequest { title, text, reference, ..request })
}

/// Whoever is asked belongs to the organisation, with a role as a member.
fn asked(registers: &Registers, person: &str) -> Result<(), Refusal> {
    let members = &registers.people.members;
    let own = members.get(person).is_some_and(|m| m.state != Membership::Ended && !m.roles.is_empty());
    match own {
        true => Ok(()),
        false => Err(Refusal::Unknown {
            what: "member",
            id: person.to_owned(),
            nearest: nearest(person, members.keys().map(String::as_str)).map(str::to_owned),
        }),
    }
}

fn not_past(due: Date, today: Date) -> Result<(), Refusal> {
    match due < today {
        true => Err(Refusal::DatesReversed { from: "today", until: "the day on which it is wanted" }),
        false => Ok(()),
    }
}

/// What is wrong with each request of a list, in its order; `None` where nothing is. Also what is on the list already, or
/// twice in what is to be added, by the auditor's own number.
pub fn problems(
    registers: &Registers,
    engagement: &str,
    requests: &[AuditRequest],
    today: Date,
) -> Vec<Option<Refusal>> {
    let of = registers.room.of(engagement);
    let there = of.iter().filter(|(_, held)| held.state.is_open()).map(|(_, held)| held.request.reference.as_str());
    let mut numbers: BTreeSet<String> = there.filter(|number| !number.is_empty()).map(str::to_lowercase).collect();
    let mut problem = |request: &AuditRequest| {
        let number = request.reference.trim().to_lowercase();
        let judged = fit(registers, engagement, request.clone()).and_then(|fit| not_past(fit.due, today));
        let taken = !number.is_empty() && !numbers.insert(number);
        let twice = || {
            let sentence = format!("the reference {} stands on the list already", request.reference.trim());
            refused(sentence, "give each request a number of its own, or leave it empty")
        };
        judged.err().or_else(|| taken.then(twice))
    };
    requests.iter().map(&mut problem).collect()
}

pub(super) fn add(
    registers: &Registers,
    engagement: &str,
    requests: Vec<AuditRequest>,
    source: &str,
    stamp: &Stamp,
) -> Judged {
    current(registers, engagement)?;
    let prepared = !external(registers, engagement, stamp)?;
    if requests.is_empty() {
        return Err(Refusal::Empty { field: "the list of requests", wanted: "at least one request" });
    }
    if requests.len() > MAX_IMPORT {
        return Err(Refusal::TooMany { what: "requests", max: MAX_IMPORT });
    }
    if registers.room.of(engagement).len() + requests.len() > MAX_REQUESTS {
        return Err(Refusal::TooMany { what: "requests of one engagement", max: MAX_REQUESTS });
    }
    let source = optional(source, "the name of the file", MAX_TITLE)?;
    let wrong = problems(registers, engagement, &requests, stamp.today);
    let bad: Vec<(usize, &Refusal)> =
        wrong.iter().enumerate().filter_map(|(n, one)| Some((n + 1, one.as_ref()?))).collect();
    match bad.as_slice() {
        [] => {}
        [(_, only)] if requests.len() == 1 => return Err((*only).clone()),
        bad => {
            let named = bad.iter().take(MOST_NAMED).map(|(n, why)| format!("request {n}: {why}; {}", why.hint()));
            return Err(Refusal::ImportRefused { rows: bad.len(), problems: named.collect() });
        }
    }
    let mut events = Vec::with_capacity(requests.len());
    for (n, request) in requests.into_iter().enumerate() {
        let request = Box::new(fit(registers, engagement, request)?);
        let id = registers.room.next_request(n);
        events.push(event(RoomEvent::RequestAdded { id, request, prepared, source: source.clone() }));
    }
    Ok(events)
}

/// What an auditor asked for is the auditor's to change; what was prepared, that of both sides.
fn may_change(registers: &Registers, id: &str, held: &HeldRequest, stamp: &Stamp) -> Result<(), Refusal> {
    let engagement = &held.request.engagement;
    if held.prepared {
        return external(registers, engagement, stamp).map(|_| ());
    }
    auditor(registers, engagement, stamp).map_err(|_| Refusal::KeptApart {
        duty: Duty::AuditeeChangesFinding,
        sentence: format!("{id} was asked by the auditor"),
        hint: "comment on it, or ask for another day; the auditor changes it or takes it back".to_owned(),
    })
}

pub(super) fn revise(registers: &Registers, id: String, request: AuditRequest, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    may_change(registers, &id, held, stamp)?;
    let request = fit(registers, &held.request.engagement, request)?;
    if request == held.request {
        return Err(Refusal::NothingToChange { what: format!("request {id}") });
    }
    if request.due != held.request.due {
        not_past(request.due, stamp.today)?;
    }
    Ok(vec![event(RoomEvent::RequestRevised { id, request: Box::new(request) })])
}

pub(super) fn withdraw(registers: &Registers, id: String, reason: &str, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    may_change(registers, &id, held, stamp)?;
    let reason = required(reason, "the reason", "why it is not wanted any more", MAX_TEXT)?;
    Ok(vec![event(RoomEvent::RequestWithdrawn { id, reason })])
}
