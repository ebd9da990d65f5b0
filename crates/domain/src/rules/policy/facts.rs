//! What is said of a document, judged: its number, its people, its links.

use super::{refused, unknown};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{SHORT_TEXT, required};
use crate::values::lookup::{Lookup, lookup, wanted};
use crate::values::nearest::nearest;
use crate::values::policy::{MAX_LINKED, MAX_QUORUM, MAX_RETENTION_YEARS, MAX_REVIEW_MONTHS, Policy, Quorum};
use crate::values::{Action, Membership, Role, State, access::table::Cell, access::table::cell};
use std::collections::BTreeSet;

/// All that can be judged of what is said of a document; `id` is its own, when it is there already.
pub(super) fn checked(registers: &Registers, said: Policy, id: Option<&str>) -> Result<Policy, Refusal> {
    let number = required(&said.number, "the number", "its number in your own scheme, such as POL-04", SHORT_TEXT)?;
    let title = required(&said.title, "the title", "what it is called", SHORT_TEXT)?;
    if number.chars().any(char::is_control) || title.chars().any(char::is_control) {
        return Err(refused(
            "number and title are one line each".into(),
            "leave out line breaks and control characters",
        ));
    }
    if let Some((other, _)) = registers.policies.numbered(&number).filter(|(other, _)| Some(other.as_str()) != id) {
        let sentence = format!("{number} is the number of {other} already");
        return Err(refused(sentence, "give each document a number of its own"));
    }
    if said.review_months > MAX_REVIEW_MONTHS {
        return Err(refused(
            format!("{} months are too long a review cycle", said.review_months),
            format!("give 1 to {MAX_REVIEW_MONTHS} months, or 0 for a document without a cycle"),
        ));
    }
    retention(said.retention_years)?;
    if let Some(owner) = &said.owner {
        person(registers, owner)?;
    }
    quorum(registers, &said.approval)?;
    distribution(&said.distribution)?;
    if said.controls.len() + said.meets.len() > MAX_LINKED {
        return Err(Refusal::TooMany { what: "controls, clauses and criteria of one document", max: MAX_LINKED });
    }
    if let Some(id) = said.controls.iter().find(|id| !registers.controls.contains_key(*id)) {
        let known = registers.controls.keys().map(String::as_str);
        let nearest = nearest(id, known).map(str::to_owned);
        return Err(Refusal::Unknown { what: "control", id: id.clone(), nearest });
    }
    let meets = said.meets.iter().map(|id| item(registers, id)).collect::<Result<BTreeSet<_>, _>>()?;
    Ok(Policy { number, title, meets, ..said })
}

/// Years of retention that are possible.
pub(super) fn retention(years: u32) -> Result<(), Refusal> {
    match years > MAX_RETENTION_YEARS {
        false => Ok(()),
        true => {
            let sentence = format!("{years} years are too long a retention");
            Err(refused(sentence, format!("give at most {MAX_RETENTION_YEARS} years")))
        }
    }
}

/// One to three distinct persons, and enough who could be meant.
fn quorum(registers: &Registers, quorum: &Quorum) -> Result<(), Refusal> {
    if !(1..=MAX_QUORUM).contains(&quorum.count) {
        return Err(refused(
            format!("an approval by {} persons is not possible", quorum.count),
            format!("ask for 1 to {MAX_QUORUM} distinct persons"),
        ));
    }
    for person_id in &quorum.people {
        person(registers, person_id)?;
    }
    let may = |role: Role| cell(Some(role), Action::ApprovePolicy, State::Proposed, false) == Cell::Allowed;
    if let Some(role) = quorum.roles.iter().find(|role| !may(**role)) {
        return Err(refused(
            format!("nobody approves documents as {}", role.title().to_lowercase()),
            "name owner, programme manager, control owner or management",
        ));
    }
    let named = u32::try_from(quorum.people.len()).unwrap_or(u32::MAX);
    if quorum.roles.is_empty() && named > 0 && named < quorum.count {
        return Err(refused(
            format!("{} distinct persons are to approve, and {named} can", quorum.count),
            "name more persons, or a role, or ask for fewer",
        ));
    }
    Ok(())
}

/// Roles of people who belong to the organisation.
fn distribution(roles: &BTreeSet<Role>) -> Result<(), Refusal> {
    let outside =
        |role: &&Role| matches!(role, Role::ExternalAuditor | Role::Operator | Role::Collector | Role::Visitor);
    match roles.iter().find(outside) {
        None => Ok(()),
        Some(role) => Err(refused(
            format!("a document is not distributed to the role {}", role.title().to_lowercase()),
            "name roles of those who belong to the organisation, or none for everybody",
        )),
    }
}

/// A person who can answer for something here: a member who has not left.
fn person(registers: &Registers, id: &str) -> Result<(), Refusal> {
    match registers.people.members.get(id).map(|member| member.state) {
        None => Err(unknown("member", id)),
        Some(Membership::Ended) => {
            Err(refused(format!("the membership of {id} has ended"), "name somebody who still has a part here"))
        }
        Some(_) => Ok(()),
    }
}

/// A clause, control or criterion of an adopted framework, by its canonical id.
fn item(registers: &Registers, typed: &str) -> Result<String, Refusal> {
    for framework in registers.catalogue.frameworks() {
        if let Lookup::Found(item) | Lookup::Either { clause: item, .. } = lookup(framework, typed) {
            return Ok(item.id.clone());
        }
    }
    let ids = registers.catalogue.frameworks().flat_map(|framework| &framework.items).map(|item| item.id.as_str());
    Err(Refusal::Unknown {
        what: "clause, control or criterion",
        id: typed.to_owned(),
        nearest: nearest(&wanted(typed), ids).map(str::to_owned),
    })
}
