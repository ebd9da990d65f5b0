//! Invitations that wait for somebody who has an account already.

use crate::people::{Opened, Person};
use crate::{App, Fault, Who};
use domain::registers::Registers;
use domain::registers::people::Member;
use domain::values::{Membership, Role};
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

impl App {
    /// What waits for who asks: organisations that invited them and that they have not accepted yet.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn invitations_for(&self, who: &Who) -> Result<Vec<Opened>, Fault> {
        let unnamed = || Person {
            name: self.name_of(who.id()),
            email: String::new(),
            since_us: 0,
            operator: false,
            invited_as: Default::default(),
        };
        let mut waiting = Vec::new();
        for record in self.store.logs()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            let member = state.registers.people.members.get(who.id());
            let waits = |m: &&Member| m.state == Membership::Invited && who.is_led_to(&state.registers);
            let Some(member) = member.filter(waits) else { continue };
            waiting.push(Opened {
                slug: record.slug,
                organisation: state.registers.name.clone(),
                person: self.person(who.id())?.unwrap_or_else(unnamed),
                has_account: self.has_account(who.id())?,
                by: self.name_at(&record.id, &member.invited_by),
                roles: awaiting(&state.registers, who.id()),
            });
        }
        Ok(waiting)
    }

    /// Is it who asks that an invitation is meant for?
    pub fn is_invited(&self, who: &Who, opened: &Opened) -> bool {
        let waiting = self.invitations_for(who).unwrap_or_default();
        waiting.iter().any(|one| one.slug == opened.slug && one.person.email == opened.person.email)
    }
}
