//! Outside access and deputies: dated, for one engagement, never given to oneself, never passed on.

use super::members::{independent, member, together, worked};
use super::{Judged, days, kept_apart, unknown};
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::member::{LOOK_BACK_DAYS, MAX_GRANT_DAYS};
use crate::values::{Deputy, Duty, Grant, GrantKind, Membership, Role};
use jiff::ToSpan;

pub(super) fn give(registers: &Registers, grant: Grant, stamp: &Stamp) -> Judged {
    if grant.kind == GrantKind::Support {
        let hint = "propose support access; a second person approves it";
        return Err(kept_apart(Duty::TwoPersons, "support access is not given by one person", hint));
    }
    let grant = checked(registers, grant, stamp)?;
    Ok(vec![Event::GrantGiven { id: format!("grant-{}", stamp.fresh), grant }])
}

/// A grant that fits its dates and what the person is already.
pub(super) fn checked(registers: &Registers, grant: Grant, stamp: &Stamp) -> Result<Grant, Refusal> {
    let engagement = required(&grant.engagement, "the engagement", "what it is for, in a few words", SHORT_TEXT)?;
    let reason = required(&grant.reason, "the reason", "why outside access is needed", LONG_TEXT)?;
    days(grant.from, grant.until, grant.kind.max_days(), "outside access", stamp.today)?;
    let people = &registers.people;
    let held = people.members.get(&grant.person).filter(|m| m.state != Membership::Ended);
    let running = held.into_iter().flat_map(|m| &m.grants).filter_map(|id| people.grants.get(id));
    let running: Vec<_> = running.filter(|g| g.ended.is_none() && g.grant.until >= stamp.today).collect();
    if running.iter().any(|g| g.grant.kind == grant.kind && g.grant.from <= grant.until && grant.from <= g.grant.until)
    {
        return Err(Refusal::NotPossible {
            sentence: "this person has access of that kind in these days already".to_owned(),
            hint: "end that grant first, or begin the new one after its last day".to_owned(),
        });
    }
    let mut roles = people.promised(&grant.person, stamp.today, None);
    roles.extend(grant.roles());
    together(registers, &grant.person, &roles, stamp.today)?;
    if grant.kind == GrantKind::ExternalAuditor {
        outside_the_work(registers, &grant.person, stamp)?;
    }
    Ok(Grant { engagement, reason, works: grant.works && grant.kind == GrantKind::Consultant, ..grant })
}

/// Who built or advised does not examine it from outside (SoD-10, R350). The client cannot waive this: it is the firm's own
/// independence.
fn outside_the_work(registers: &Registers, person: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let people = &registers.people;
    if people.controls.values().any(|owner| owner == person) {
        let hint = "choose somebody who owns no control here";
        return Err(kept_apart(Duty::OutsideAccess, "this person owns controls here", hint));
    }
    let since = stamp.today.saturating_sub(LOOK_BACK_DAYS.days());
    let advised = people.grants.values().any(|held| {
        let grant = &held.grant;
        grant.person == person && grant.kind == GrantKind::Consultant && grant.until >= since
    });
    if advised || worked(registers, person, stamp) {
        let sentence = format!("this person built or advised here within the last {LOOK_BACK_DAYS} days");
        return Err(kept_apart(Duty::ConsultantApproves, sentence, "ask the firm for somebody who did not"));
    }
    Ok(())
}

pub(super) fn end(registers: &Registers, id: String, reason: &str) -> Judged {
    let reason = required(reason, "the reason", "why the access ends now", LONG_TEXT)?;
    if !registers.people.grants.contains_key(&id) {
        return Err(unknown("grant", &id));
    }
    Ok(vec![Event::GrantEnded { id, reason }])
}

pub(super) fn name_deputy(registers: &Registers, deputy: Deputy, stamp: &Stamp) -> Judged {
    let reason = required(&deputy.reason, "the reason", "why a deputy is needed", LONG_TEXT)?;
    days(deputy.from, deputy.until, MAX_GRANT_DAYS, "a deputy's time", stamp.today)?;
    if deputy.principal == deputy.deputy {
        return Err(kept_apart(Duty::DeputyInherits, "nobody is their own deputy", "name somebody else"));
    }
    if deputy.deputy == stamp.by.person {
        let hint = "let the person who is to be represented, or another owner, name you";
        return Err(kept_apart(Duty::OwnRole, "nobody makes themselves a deputy", hint));
    }
    let principal = member(registers, &deputy.principal)?;
    member(registers, &deputy.deputy)?;
    // The right to name a deputy comes with one's own membership, never with that of somebody represented.
    let owner = registers.people.members.get(&stamp.by.person).is_some_and(|m| m.roles.contains(&Role::Owner));
    if deputy.principal != stamp.by.person && !owner {
        let hint = "let the person who is represented, or an owner, name another deputy";
        return Err(kept_apart(Duty::DeputyInherits, "a deputy does not name a deputy in turn", hint));
    }
    if principal.roles.is_empty() {
        let hint = "the firm that was engaged names somebody else, and an owner gives that person access";
        return Err(kept_apart(Duty::OutsideAccess, "outside access is not passed on", hint));
    }
    let mut roles = registers.people.promised(&deputy.deputy, stamp.today, None);
    roles.extend(&principal.roles);
    together(registers, &deputy.deputy, &roles, stamp.today).map_err(|_| {
        let hint = "name a deputy whose roles go together with the ones they would stand in for";
        kept_apart(Duty::DeputyInherits, "this deputy would hold roles that exclude each other", hint)
    })?;
    if principal.roles.contains(&Role::InternalAuditor) {
        independent(registers, &deputy.deputy, stamp)?;
    }
    Ok(vec![Event::DeputyNamed { id: format!("deputy-{}", stamp.fresh), deputy: Deputy { reason, ..deputy } }])
}

pub(super) fn end_deputy(registers: &Registers, id: String) -> Judged {
    match registers.people.deputies.get(&id) {
        None => Err(unknown("deputy", &id)),
        Some(held) if held.ended => Err(Refusal::NothingToChange { what: "the deputy's time".to_owned() }),
        Some(_) => Ok(vec![Event::DeputyEnded { id }]),
    }
}
