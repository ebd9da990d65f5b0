//! From a draft to an approved version: handed on, approved by enough others, or sent back.

use super::{Judged, event, live, numbered, refused, same};
use crate::event::PolicyEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::policy::{PolicyState, Quorum, placeholders};
use jiff::civil::Date;

/// Most placeholders that one refusal names.
const MOST_NAMED: usize = 12;

pub(super) fn submit(registers: &Registers, id: String, version: u32, sha256: &str) -> Judged {
    let held = live(registers, &id)?;
    let one = same(held, &id, version, sha256)?;
    match one.open() {
        Some(PolicyState::Draft) => {
            Ok(vec![event(PolicyEvent::PolicySubmitted { id, version, sha256: one.sha256.clone() })])
        }
        Some(PolicyState::InReview) => {
            Err(Refusal::NothingToChange { what: format!("that version {version} of {id} waits for approval") })
        }
        _ => Err(over(&id, version, "is approved already", "publish it, or write another text first")),
    }
}

fn over(id: &str, version: u32, what: &str, hint: &str) -> Refusal {
    refused(format!("version {version} of {id} {what}"), hint)
}

pub(super) fn approve(registers: &Registers, id: String, version: u32, sha256: &str, stamp: &Stamp) -> Judged {
    let held = live(registers, &id)?;
    let one = same(held, &id, version, sha256)?;
    match one.open() {
        Some(PolicyState::InReview) => {}
        Some(PolicyState::Draft) => {
            return Err(over(&id, version, "is a draft", "whoever writes it hands it on when it is ready"));
        }
        _ => return Err(Refusal::NothingToChange { what: format!("that version {version} of {id} is approved") }),
    }
    counts(registers, held, &id, stamp)?;
    if one.approvals.iter().any(|step| step.by == stamp.by.person) {
        return Err(Refusal::KeptApart {
            duty: Duty::ApprovalIsBound,
            sentence: format!("you approved version {version} of {id} already, and approvers are distinct persons"),
            hint: "somebody else approves it as well".to_owned(),
        });
    }
    filled(&id, version, &one.text)?;
    let complete = one.approvals.len() + 1 >= held.policy.approval.count as usize;
    Ok(vec![event(PolicyEvent::PolicyApproved { id, version, sha256: one.sha256.clone(), complete })])
}

/// Is the person one of those whose approval counts?
fn counts(registers: &Registers, held: &HeldPolicy, id: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let quorum = &held.policy.approval;
    if in_quorum(registers, quorum, &stamp.by.person, stamp.today) {
        return Ok(());
    }
    let roles = quorum.roles.iter().map(|role| role.title().to_lowercase());
    let who: Vec<String> = quorum.people.iter().cloned().chain(roles).collect();
    Err(refused(format!("{id} is approved by others: {}", who.join(", ")), "ask one of them"))
}

/// Do those who approve a document name the person, or a role of theirs on the day? All do where nobody is named.
pub(super) fn in_quorum(registers: &Registers, quorum: &Quorum, person: &str, day: Date) -> bool {
    let hats = registers.people.hats(person, day);
    let named = hats.selves.iter().any(|person| quorum.people.contains(person));
    let role = hats.roles.iter().any(|role| quorum.roles.contains(role));
    named || role || (quorum.people.is_empty() && quorum.roles.is_empty())
}

/// A text with something that nobody filled in is a template, and not a document (R163).
fn filled(id: &str, version: u32, text: &str) -> Result<(), Refusal> {
    let open = placeholders(text);
    if open.is_empty() {
        return Ok(());
    }
    let named: Vec<String> =
        open.iter().take(MOST_NAMED).map(|one| format!("line {} {}", one.line, one.text)).collect();
    let rest = match open.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Err(refused(
        format!("version {version} of {id} has placeholders that nobody filled in: {}{rest}", named.join("; ")),
        "fill them in, and hand the new text on",
    ))
}

pub(super) fn send_back(registers: &Registers, id: String, version: u32, reason: &str) -> Judged {
    let held = live(registers, &id)?;
    match numbered(held, &id, version)?.open() {
        Some(PolicyState::InReview | PolicyState::Approved) => {}
        Some(_) => return Err(over(&id, version, "is a draft", "it is with whoever writes it")),
        None => return Err(over(&id, version, "is published", "write the next version")),
    }
    let reason = required(reason, "the reason", "what is wrong with it", LONG_TEXT)?;
    Ok(vec![event(PolicyEvent::PolicyReturned { id, version, reason })])
}
