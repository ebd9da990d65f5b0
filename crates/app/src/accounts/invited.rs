//! Invitations that wait for somebody who has an account already.

use crate::access::DEMO;
use crate::people::Opened;
use crate::{App, Fault, Who};
use domain::registers::Registers;
use domain::values::{Grant, Membership, Role};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The roles that begin when this person accepts: as a member, and by grants that lie ahead.
pub(crate) fn awaiting(registers: &Registers, person: &str) -> Vec<Role> {
    let people = &registers.people;
    let mut roles: BTreeSet<Role> = people.members.get(person).map(|m| m.roles.clone()).unwrap_or_default();
    roles.extend(
        people.grants.values().filter(|g| g.grant.person == person && g.ended.is_none()).flat_map(|g| g.grant.roles()),
    );
    roles.into_iter().collect()
}

/// The outside access that begins when this person accepts: neither ended nor over, by its first day.
pub(crate) fn grants_awaiting(registers: &Registers, person: &str, today: Date) -> Vec<Grant> {
    let held = registers.people.grants.values();
    let theirs = held.filter(|held| held.grant.person == person && held.ended.is_none() && held.grant.until >= today);
    let mut grants: Vec<Grant> = theirs.map(|held| held.grant.clone()).collect();
    grants.sort_by_key(|grant| (grant.from, grant.until));
    grants
}

impl App {
    /// Does an organisation show that it invited who asks? An account belongs to whoever opened the first link that was sent
    /// to its address, who need not be the one who reads that address' letters; so what another organisation sends there
    /// waits behind that organisation's own link. Shown without it is an invitation to who proved the address, to who
    /// comes by the organisation's own provider, and to the operator, who holds every ledger anyway.
    pub(crate) fn shows_invitation(&self, log: &str, registers: &Registers, who: &Who) -> Result<bool, Fault> {
        let member = registers.people.members.get(who.id());
        let Some(session) = who.session.as_ref().filter(|_| member.is_some_and(|m| m.state == Membership::Invited))
        else {
            return Ok(true);
        };
        let by_provider = session.issuer.is_some() && who.is_led_to(registers);
        let by_link = who.link.as_deref() == Some(log);
        Ok(by_link || by_provider || who.operator || self.proved_address(who.id())?)
    }

    /// Does a person have an address that a letter proved? Those of a demonstration are all the one who started it.
    pub(crate) fn proved_address(&self, person: &str) -> Result<bool, Fault> {
        let known = self.person(person)?;
        Ok(person.starts_with(DEMO) || known.is_some_and(|known| known.is_proved()))
    }

    /// Is there more to a person than an invitation: an account, an identity at a provider, a part that was accepted? A link
    /// to somebody known never makes a password, since whoever holds it may be somebody else.
    pub(crate) fn is_known(&self, person: &str) -> Result<bool, Fault> {
        if self.has_account(person)? || self.has_identity(person)? {
            return Ok(true);
        }
        for record in self.store.logs()? {
            let live = self.live(&record.slug)?;
            let state = live.state().registers.people.members.get(person).map(|m| m.state);
            if matches!(state, Some(Membership::Confirmed | Membership::Suspended)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Has this session's person a part here that they may know of: by what they came in with, and by what they have shown?
    pub(crate) fn leads_to(&self, log: &str, registers: &Registers, who: &Who) -> Result<bool, Fault> {
        // What a provider or a token speaks for, and nothing of the person's other organisations.
        let bound = who.bound.as_deref().is_none_or(|bound| bound == log) && who.is_led_to(registers);
        Ok(bound && self.shows_invitation(log, registers, who)?)
    }

    /// What waits for who asks in this organisation, if they have not accepted it yet and may know of it.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn invitation_for(&self, who: &Who, slug: &str) -> Result<Option<Opened>, Fault> {
        if !self.store.logs()?.iter().any(|record| record.slug == slug) {
            return Ok(None);
        }
        let live = self.live(slug)?;
        let state = live.state();
        let member = state.registers.people.members.get(who.id()).filter(|m| m.state == Membership::Invited);
        let Some(member) = member else { return Ok(None) };
        if !self.leads_to(&live.record.id, &state.registers, who)? {
            return Ok(None);
        }
        let Some(person) = self.person(who.id())? else { return Ok(None) };
        Ok(Some(Opened {
            slug: live.record.slug.clone(),
            organisation: state.registers.name.clone(),
            person,
            known: true,
            by: self.name_at(&live.record.id, &member.invited_by),
            roles: awaiting(&state.registers, who.id()),
            grants: grants_awaiting(&state.registers, who.id(), self.clock.today()),
        }))
    }
}
