//! Those whom a document is for say that they read it: each for themselves (R165, R73).

use super::{Judged, event, live, refused, same};
use crate::event::PolicyEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::stamp::Stamp;
use crate::values::policy::{MAX_ASKED, Policy};
use crate::values::{Membership, Role};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Those whom a document is for: confirmed members with one of its roles; without roles everybody who belongs to the
/// organisation, and of a restricted one those of them who read it (R160).
pub fn readers(registers: &Registers, policy: &Policy) -> BTreeSet<String> {
    let wanted = |roles: &BTreeSet<Role>| match policy.distribution.is_empty() {
        true => !roles.is_empty(),
        false => roles.iter().any(|role| policy.distribution.contains(role)),
    };
    let members = registers.people.members.iter().filter(|(_, member)| member.state == Membership::Confirmed);
    let meant = members.filter(|(_, member)| wanted(&member.roles));
    let reads = |person: &String, roles: &BTreeSet<Role>| policy.open_to(roles, std::slice::from_ref(person));
    meant.filter(|(person, member)| reads(person, &member.roles)).map(|(person, _)| person.clone()).collect()
}

pub(super) fn ask(registers: &Registers, id: String, until: Date, stamp: &Stamp) -> Judged {
    let held = live(registers, &id)?;
    let Some(current) = held.current(stamp.today) else {
        return Err(refused(format!("no version of {id} is in force"), "publish one first"));
    };
    if until < stamp.today {
        return Err(Refusal::DatesReversed { from: "today", until: "the day by which it is acknowledged" });
    }
    let asked = readers(registers, &held.policy);
    if asked.len() > MAX_ASKED {
        return Err(Refusal::TooMany { what: "people of one round", max: MAX_ASKED });
    }
    let people: BTreeSet<String> =
        asked.into_iter().filter(|person| !held.has_acknowledged(person, current.number)).collect();
    if people.is_empty() {
        return Err(Refusal::NothingToChange { what: format!("that everybody {id} is for acknowledged it") });
    }
    let last = held.rounds.last();
    if last.is_some_and(|last| (last.version, last.until, &last.people) == (current.number, until, &people)) {
        return Err(Refusal::NothingToChange { what: format!("who is asked to acknowledge {id} by then") });
    }
    Ok(vec![event(PolicyEvent::PolicyAcknowledgementAsked { id, version: current.number, until, people })])
}

pub(super) fn acknowledge(registers: &Registers, id: String, version: u32, sha256: &str, stamp: &Stamp) -> Judged {
    let held = live(registers, &id)?;
    let one = same(held, &id, version, sha256)?;
    if held.current(stamp.today).map(|current| current.number) != Some(version) {
        return Err(refused(
            format!("version {version} of {id} is not in force"),
            "read and acknowledge the version in force",
        ));
    }
    let person = &stamp.by.person;
    // Nobody reads for somebody else: a deputy does not either.
    if !readers(registers, &held.policy).contains(person) {
        return Err(refused(
            format!("{id} is not for you to acknowledge"),
            "those it is distributed to acknowledge it",
        ));
    }
    if held.has_acknowledged(person, version) {
        return Err(Refusal::NothingToChange { what: format!("that you acknowledged version {version} of {id}") });
    }
    Ok(vec![event(PolicyEvent::PolicyAcknowledged { id, version, sha256: one.sha256.clone() })])
}
