//! The fold of what happened to people.

use super::{HeldDeed, HeldDeputy, HeldGrant, HeldToken, HeldWaiver, Member, People};
use crate::event::Event;
use crate::registers::Recorded;
use crate::values::{Membership, Role, Stage};
use std::collections::BTreeSet;

pub(in crate::registers) fn apply(people: &mut People, recorded: Recorded<'_>, event: Event) {
    match event {
        Event::PersonInvited { .. }
        | Event::MembershipConfirmed { .. }
        | Event::RolesSet { .. }
        | Event::MemberSuspended { .. }
        | Event::MemberResumed { .. }
        | Event::MembershipEnded { .. }
        | Event::GrantGiven { .. }
        | Event::GrantEnded { .. }
        | Event::DeputyNamed { .. }
        | Event::DeputyEnded { .. } => members(people, recorded, event),
        Event::WaiverProposed { .. }
        | Event::WaiverApproved { .. }
        | Event::WaiverEnded { .. }
        | Event::DeedProposed { .. }
        | Event::DeedApproved { .. }
        | Event::DeedWithdrawn { .. }
        | Event::DeedDone { .. } => governance(people, recorded, event),
        Event::BackupRestored { restored } => people.restored(recorded, restored),
        other => doors(people, recorded, other),
    }
}

fn members(people: &mut People, recorded: Recorded<'_>, event: Event) {
    let mut set = |person: &str, state: Membership| {
        if let Some(member) = people.members.get_mut(person) {
            (member.state, member.since_us) = (state, recorded.at_us);
            member.version += 1;
        }
    };
    match event {
        Event::PersonInvited { person, roles } => invited(people, recorded, person, roles),
        Event::MembershipConfirmed { person } | Event::MemberResumed { person } => set(&person, Membership::Confirmed),
        Event::MemberSuspended { person, .. } => set(&person, Membership::Suspended),
        Event::MembershipEnded { person, reason } => {
            set(&person, Membership::Ended);
            for held in people.grants.values_mut().filter(|g| g.grant.person == person && g.ended.is_none()) {
                held.ended = Some(reason.clone());
            }
            for held in people.deputies.values_mut() {
                held.ended |= held.deputy.principal == person || held.deputy.deputy == person;
            }
            // A token dies with its owner: it does not come back to life when the person does.
            for held in people.tokens.values_mut().filter(|t| t.owner == person) {
                held.revoked = true;
            }
            let controls = people.controls.len();
            people.controls.retain(|_, owner| *owner != person);
            if people.controls.len() < controls {
                people.worked.insert(person, recorded.at_us);
            }
        }
        Event::RolesSet { person, roles, .. } => {
            if let Some(member) = people.members.get_mut(&person) {
                member.roles = roles;
                member.version += 1;
            }
        }
        Event::GrantGiven { id, grant } => {
            let part = people.members.get(&grant.person).is_some_and(|m| m.state != Membership::Ended);
            if !part {
                invited(people, recorded, grant.person.clone(), BTreeSet::new());
            }
            if let Some(member) = people.members.get_mut(&grant.person) {
                member.grants.push(id.clone());
                member.version += 1;
            }
            people.grants.insert(id, HeldGrant { grant, given_by: recorded.by.to_owned(), ended: None });
        }
        Event::GrantEnded { id, reason } => {
            if let Some(held) = people.grants.get_mut(&id) {
                held.ended = Some(reason);
            }
        }
        Event::DeputyNamed { id, deputy } => {
            if let Some(member) = people.members.get_mut(&deputy.deputy) {
                member.stands_in.push(id.clone());
            }
            people.deputies.insert(id, HeldDeputy { deputy, ended: false });
        }
        Event::DeputyEnded { id } => {
            if let Some(held) = people.deputies.get_mut(&id) {
                held.ended = true;
            }
        }
        _ => {}
    }
}

fn invited(people: &mut People, recorded: Recorded<'_>, person: String, roles: BTreeSet<Role>) {
    let before = people.members.get(&person);
    let version = before.map_or(1, |m| m.version + 1);
    // Inviting again who was invited before leaves the grants and deputyships alone; who has left lost them all.
    let kept = before.filter(|m| m.state != Membership::Ended);
    let (grants, stands_in) = kept.map(|m| (m.grants.clone(), m.stands_in.clone())).unwrap_or_default();
    let member = Member {
        state: Membership::Invited,
        roles,
        invited_by: recorded.by.to_owned(),
        since_us: recorded.at_us,
        version,
        grants,
        stands_in,
    };
    people.members.insert(person, member);
}

fn governance(people: &mut People, recorded: Recorded<'_>, event: Event) {
    let by = || recorded.by.to_owned();
    match event {
        Event::WaiverProposed { id, waiver } => {
            let held = HeldWaiver {
                waiver,
                stage: Stage::Proposed,
                proposed_by: by(),
                approved_by: None,
                alone: false,
                ended: None,
            };
            people.waivers.insert(id, held);
        }
        Event::WaiverApproved { id, alone } => {
            if let Some(held) = people.waivers.get_mut(&id) {
                (held.stage, held.approved_by, held.alone) = (Stage::Approved, Some(by()), alone);
            }
        }
        Event::WaiverEnded { id, reason } => {
            if let Some(held) = people.waivers.get_mut(&id) {
                (held.stage, held.ended) = (Stage::Ended, Some(reason));
            }
        }
        Event::DeedProposed { id, deed, reason } => {
            let held = HeldDeed {
                deed,
                reason,
                stage: Stage::Proposed,
                proposed_by: by(),
                proposed_us: recorded.at_us,
                approved_by: None,
                approved_us: None,
                alone: false,
                ended: None,
            };
            people.deeds.insert(id, held);
        }
        Event::DeedApproved { id, alone } => {
            if let Some(held) = people.deeds.get_mut(&id) {
                (held.stage, held.approved_by, held.alone) = (Stage::Approved, Some(by()), alone);
                held.approved_us = Some(recorded.at_us);
            }
        }
        Event::DeedWithdrawn { id, reason } => {
            if let Some(held) = people.deeds.get_mut(&id) {
                (held.stage, held.ended) = (Stage::Ended, Some(reason));
            }
        }
        Event::DeedDone { id } => {
            if let Some(held) = people.deeds.get_mut(&id) {
                held.stage = Stage::Done;
            }
        }
        _ => {}
    }
}

fn doors(people: &mut People, recorded: Recorded<'_>, event: Event) {
    match event {
        // Whoever owned a control operated it until now, which counts as work on the programme (SoD-3).
        Event::ControlAssigned { id, person } => {
            let former = match person {
                Some(person) => people.controls.insert(id, person),
                None => people.controls.remove(&id),
            };
            if let Some(former) = former {
                people.worked.insert(former, recorded.at_us);
            }
        }
        Event::SignOnSet { sign_on } => people.sign_on = sign_on,
        Event::DirectorySet { directory } => people.directory = directory,
        Event::TokenIssued { id, scope } => {
            let held = HeldToken { scope, owner: recorded.by.to_owned(), issued_us: recorded.at_us, revoked: false };
            people.tokens.insert(id, held);
        }
        Event::TokenRevoked { id } => {
            if let Some(held) = people.tokens.get_mut(&id) {
                held.revoked = true;
            }
        }
        Event::WebhookSet { id, webhook } => {
            people.webhooks.insert(id, webhook);
        }
        Event::WebhookRemoved { id } => {
            people.webhooks.remove(&id);
        }
        _ => {}
    }
}
