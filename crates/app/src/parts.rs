//! Where somebody has a part: their own memberships over the whole installation, and nothing else of any organisation.

use crate::access::AUDITOR_SESSION_US;
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::{Action, Membership, Role, State};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// One's own part in an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPart {
    /// Short name of the organisation.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Where the membership stands.
    pub state: Membership,
    /// Roles in force; for an invitation those that begin with it.
    pub roles: BTreeSet<Role>,
    /// Who invited, by name.
    pub invited_by: String,
    /// The last day of outside access, when the part is nothing else.
    pub until: Option<Date>,
    /// Why the programme is not shown to this person, if it is not: told without a note in the security log, since
    /// nobody asked for it.
    pub closed: Option<Refusal>,
}

impl App {
    /// Everything that [`App::own_parts`] says to who asks depends on, besides the day and the names of people, in one word: as
    /// long as it is the same, so is the answer. `None` while it depends on more: an invitation that waits is shown by a link
    /// that came along, or by an address that a letter proves.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn standpoint(&self, who: &Who) -> Result<Option<String>, Fault> {
        if who.link.is_some() || who.is_token() {
            return Ok(None);
        }
        let session = who.session.as_ref();
        let late = session.is_some_and(|s| self.clock.now_us() - s.began_us > AUDITOR_SESSION_US);
        let issuer = session.map(|s| s.issuer.as_deref());
        let mut all = Sha256::new_with_prefix(format!("{:?}", (who.id(), who.operator, &who.bound, issuer, late)));
        for record in self.ledgers()?.iter() {
            let state = self.live(&record.slug)?.state();
            let member = state.registers.people.members.get(who.id());
            if member.is_some_and(|member| member.state == Membership::Invited) {
                return Ok(None);
            }
            all.update(format!("{:?}", (&record.slug, &record.id, state.head.size)));
            all.update(state.head.last.0);
        }
        Ok(Some(hex::encode(all.finalize())))
    }

    /// The parts that who asks has, by short name of the organisation.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_parts(&self, who: &Who) -> Result<Vec<OwnPart>, Fault> {
        let (mut parts, today) = (Vec::new(), self.clock.today());
        for record in self.ledgers()?.iter() {
            let live = self.live(&record.slug)?;
            let state = live.state();
            let people = &state.registers.people;
            let bound = self.leads_to(&record.id, &state.registers, who)?;
            let Some(member) = people.members.get(who.id()).filter(|m| bound && m.state != Membership::Ended) else {
                continue;
            };
            let hats = people.hats(who.id(), today);
            let granted = member.grants.iter().filter_map(|id| people.grants.get(id)).filter(|g| g.ended.is_none());
            let granted: Vec<_> = granted.filter(|g| g.grant.until >= today).map(|g| &g.grant).collect();
            let promised = || member.roles.iter().copied().chain(granted.iter().flat_map(|g| g.roles())).collect();
            let closed = match self.may_enter(&live, &state.registers, who) {
                Err(Failure::Refused(refusal)) => Some(refusal),
                Err(Failure::Fault(fault)) => return Err(fault),
                Ok(()) => self.judged(&live, &state.registers, who, Action::ReadProgramme, &Object::plain(State::Live)),
            };
            parts.push(OwnPart {
                slug: record.slug.clone(),
                name: state.registers.name.clone(),
                state: member.state,
                roles: if member.state == Membership::Invited { promised() } else { hats.roles },
                invited_by: self.name_at(&live.record.id, &member.invited_by),
                until: member.roles.is_empty().then(|| granted.iter().map(|g| g.until).max()).flatten(),
                closed,
            });
        }
        Ok(parts)
    }
}
