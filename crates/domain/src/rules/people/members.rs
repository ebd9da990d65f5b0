//! Membership: invited, confirmed, suspended, ended; and which roles go together. One set of rules for every way in.

use super::{Judged, kept_apart, unknown};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::people::Member;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::member::{LOOK_BACK_DAYS, conflict};
use crate::values::{Duty, Membership, Role, Status};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most people that one organisation has, past ones included.
const MAX_MEMBERS: usize = 20_000;

/// Microseconds of a day.
const DAY_US: i64 = 86_400_000_000;

pub(super) fn invite(registers: &Registers, person: String, roles: BTreeSet<Role>, stamp: &Stamp) -> Judged {
    fitting(registers, &person, &roles, stamp)?;
    no_owner_by_token(&roles, stamp)?;
    let people = &registers.people;
    if !people.members.contains_key(&person) && people.members.len() >= MAX_MEMBERS {
        return Err(Refusal::TooMany { what: "people", max: MAX_MEMBERS });
    }
    match people.members.get(&person) {
        // Other roles are set as the roles of a member are: by whoever read them first.
        Some(m) if m.state == Membership::Invited => Err(Refusal::MemberExists { state: m.state }),
        _ => Ok(vec![Event::PersonInvited { person, roles }]),
    }
}

pub(super) fn confirm(stamp: &Stamp) -> Judged {
    Ok(vec![Event::MembershipConfirmed { person: stamp.by.person.clone() }])
}

pub(super) fn set_roles(
    registers: &Registers,
    person: String,
    roles: BTreeSet<Role>,
    reason: &str,
    stamp: &Stamp,
) -> Judged {
    let reason = required(reason, "the reason", "why the roles change", LONG_TEXT)?;
    let member = member(registers, &person)?;
    if member.roles == roles {
        return Err(Refusal::NothingToChange { what: "the set of roles".to_owned() });
    }
    // Who came with a dated grant alone may go without a role of a member.
    if !roles.is_empty() || member.grants.is_empty() {
        fitting(registers, &person, &roles, stamp)?;
    }
    match (roles.contains(&Role::Owner), member.roles.contains(&Role::Owner)) {
        (true, false) => no_owner_by_token(&roles, stamp)?,
        (false, _) => an_owner_remains(registers, &person)?,
        _ => {}
    }
    Ok(vec![Event::RolesSet { person, roles, reason }])
}

pub(super) fn suspend(registers: &Registers, person: String, reason: &str) -> Judged {
    let reason = required(reason, "the reason", "why the membership is suspended", LONG_TEXT)?;
    if member(registers, &person)?.state == Membership::Suspended {
        return Err(Refusal::NothingToChange { what: "the membership".to_owned() });
    }
    an_owner_remains(registers, &person)?;
    Ok(vec![Event::MemberSuspended { person, reason }])
}

pub(super) fn resume(registers: &Registers, person: String) -> Judged {
    if member(registers, &person)?.state != Membership::Suspended {
        return Err(Refusal::NothingToChange { what: "the membership".to_owned() });
    }
    Ok(vec![Event::MemberResumed { person }])
}

pub(super) fn end(registers: &Registers, person: String, reason: &str) -> Judged {
    let reason = required(reason, "the reason", "why the membership ends", LONG_TEXT)?;
    member(registers, &person)?;
    an_owner_remains(registers, &person)?;
    Ok(vec![Event::MembershipEnded { person, reason }])
}

pub(super) fn assign_control(registers: &Registers, id: String, person: Option<String>, stamp: &Stamp) -> Judged {
    if !registers.controls.contains_key(&id) {
        return Err(unknown("control", &id));
    }
    if registers.people.controls.get(&id) == person.as_ref() {
        return Err(Refusal::NothingToChange { what: format!("the owner of {id}") });
    }
    if let Some(person) = &person {
        member(registers, person)?;
        if registers.controls.get(&id).is_some_and(|held| held.control.status == Status::Retired) {
            return Err(Refusal::ControlRetired { id });
        }
        let roles = registers.people.promised(person, stamp.today, None);
        if roles.contains(&Role::ExternalAuditor) {
            let hint = "assign it to somebody who works for the organisation";
            return Err(kept_apart(Duty::OutsideAccess, "an external auditor cannot own a control", hint));
        }
        let waived = registers.people.waived(Duty::AuditsOwnWork, person, stamp.today);
        if roles.contains(&Role::InternalAuditor) && !waived {
            let hint = "assign it to somebody who does not audit, or have a waiver approved";
            return Err(kept_apart(Duty::AuditsOwnWork, "an auditor cannot own a control", hint));
        }
    }
    Ok(vec![Event::ControlAssigned { id, person }])
}

/// The roles that somebody is to hold, judged together with what they hold by grant and what they did.
fn fitting(registers: &Registers, person: &str, roles: &BTreeSet<Role>, stamp: &Stamp) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(Refusal::Empty { field: "the set of roles", wanted: "at least one role" });
    }
    if let Some(role) = roles.iter().find(|r| !Role::MEMBER.contains(r)) {
        return Err(Refusal::NotPossible {
            sentence: format!("{} is not a role that a member holds", role.title().to_lowercase()),
            hint: "consultants and external auditors come by a dated grant, collectors by a token".to_owned(),
        });
    }
    let people = &registers.people;
    let with = Some((person, roles));
    together(registers, person, &people.promised(person, stamp.today, with), stamp.today)?;
    let audits = roles.contains(&Role::InternalAuditor);
    if audits {
        independent(registers, person, stamp)?;
    }
    // Whoever stands in for this person would hold these roles too.
    for deputy in people.deputies_of(person, stamp.today) {
        let apart = together(registers, deputy, &people.promised(deputy, stamp.today, with), stamp.today);
        let audited = if audits { independent(registers, deputy, stamp) } else { Ok(()) };
        apart.and(audited).map_err(|_| {
            let sentence = "a deputy of this person would hold roles that exclude each other";
            kept_apart(Duty::DeputyInherits, sentence, "end the deputy's time first")
        })?;
    }
    Ok(())
}

/// Only a person makes somebody an owner: a stolen token must not (SoD-7).
fn no_owner_by_token(roles: &BTreeSet<Role>, stamp: &Stamp) -> Result<(), Refusal> {
    if stamp.by.limits.is_some() && roles.contains(&Role::Owner) {
        let hint = "let an owner do it in person";
        return Err(kept_apart(Duty::OwnRole, "no token and no directory makes somebody an owner", hint));
    }
    Ok(())
}

/// May these roles be one person's, or is the rule between them waived for that person?
pub(super) fn together(
    registers: &Registers,
    person: &str,
    roles: &BTreeSet<Role>,
    today: Date,
) -> Result<(), Refusal> {
    match conflict(roles) {
        Some((_, _, duty)) if duty.waivable() && registers.people.waived(duty, person, today) => Ok(()),
        Some((one, other, duty)) => {
            let sentence = format!("one person is not both {} and {}", one.title(), other.title()).to_lowercase();
            let hint = if duty.waivable() {
                "give one of the roles to somebody else, or have management approve a waiver"
            } else {
                "give one of the roles to somebody else"
            };
            Err(kept_apart(duty, sentence, hint))
        }
        None => Ok(()),
    }
}

/// Who built the programme within the look-back, or owns a control, does not audit it (SoD-3, R350).
pub(super) fn independent(registers: &Registers, person: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let people = &registers.people;
    if people.waived(Duty::AuditsOwnWork, person, stamp.today) {
        return Ok(());
    }
    if let Some((control, _)) = people.controls.iter().find(|(_, owner)| *owner == person) {
        let hint = "choose somebody who owns no control, or have management approve a waiver";
        return Err(kept_apart(Duty::AuditsOwnWork, format!("this person owns the control {control}"), hint));
    }
    if worked(registers, person, stamp) {
        let sentence = format!("this person worked on the programme within the last {LOOK_BACK_DAYS} days");
        let hint = "choose somebody who did not, or have management approve a waiver";
        return Err(kept_apart(Duty::AuditsOwnWork, sentence, hint));
    }
    Ok(())
}

/// Has somebody worked on the programme, or owned a control, within the look-back?
pub(super) fn worked(registers: &Registers, person: &str, stamp: &Stamp) -> bool {
    let since = stamp.at_us - i64::from(LOOK_BACK_DAYS) * DAY_US;
    registers.people.worked.get(person).is_some_and(|last| *last >= since)
}

fn an_owner_remains(registers: &Registers, without: &str) -> Result<(), Refusal> {
    let people = &registers.people;
    let owned = people.members.get(without).is_some_and(|m| m.roles.contains(&Role::Owner));
    if owned && people.holders(Role::Owner).all(|owner| owner == without) {
        let hint = "make somebody else an owner first, and let them accept it";
        return Err(kept_apart(Duty::OwnRole, "this is the last owner", hint));
    }
    Ok(())
}

/// A member who has not left.
pub(super) fn member<'a>(registers: &'a Registers, person: &str) -> Result<&'a Member, Refusal> {
    let found = registers.people.members.get(person).filter(|m| m.state != Membership::Ended);
    found.ok_or_else(|| unknown("member", person))
}
