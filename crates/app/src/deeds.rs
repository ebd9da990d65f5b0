//! What two persons agreed, carried out: the only way to a full export, an erasure or a new key.

use crate::{App, Failure, Fault, Receipt, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::rules::ripe_us;
use domain::values::{Action, Deed, Duty, Stage};

impl App {
    /// Carries out an approved deed by its id: the entry first, then the deed itself.
    ///
    /// # Errors
    /// A refusal before its time, or without the right.
    pub fn carry_out(&self, slug: &str, who: &Who, request: Option<&str>, id: &str) -> Result<Receipt, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let held = state.registers.people.deeds.get(id).map(|d| (d.deed.clone(), d.stage));
        // Who may not carry it out learns nothing of what else stands in its way.
        let object = Object::plain(domain::values::State::Approved);
        self.authorize(&live, &state.registers, who, Action::CarryOutDeed, &object)?;
        drop(state);
        let deed = held.as_ref().map(|(deed, _)| deed);
        match deed {
            Some(Deed::ErasePerson { person }) => self.gone_everywhere(person)?,
            Some(Deed::Support { person, .. }) if !self.is_operator(person) => {
                return Err(Refusal::NotPossible {
                    sentence: "support access is for the operator of the installation".to_owned(),
                    hint: "stop it, and propose it for the operator".to_owned(),
                }
                .into());
            }
            Some(Deed::RotateKey) if !who.operator => {
                return Err(Refusal::NotPossible {
                    sentence: "the signing key belongs to the whole installation".to_owned(),
                    hint: "let the operator, as an owner here, carry it out".to_owned(),
                }
                .into());
            }
            _ => {}
        }
        let done = self.change(slug, who, request, Command::CarryOutDeed { id: id.to_owned() });
        let erased = |person: &str| Ok::<bool, Fault>(self.person(person)?.is_none());
        match (deed, &done) {
            // Once more where the process ended between the entry and the deed.
            (Some(Deed::ErasePerson { person }), Ok(_)) => self.erase_person(person)?,
            (Some(Deed::ErasePerson { person }), Err(_))
                if held.as_ref().is_some_and(|(_, stage)| *stage == Stage::Done) && !erased(person)? =>
            {
                self.erase_person(person)?;
            }
            (Some(Deed::RotateKey), Ok(receipt)) if !receipt.repeated => self.new_signing_key()?,
            _ => {}
        }
        done
    }

    /// Makes sure that two persons agreed on a deed, and carries out that agreement: an approved one whose time has come,
    /// or, where only one person is in the organisation, proposed, approved and carried out at once and marked so.
    ///
    /// # Errors
    /// A refusal that says what is missing.
    pub(crate) fn agreed(&self, slug: &str, who: &Who, deed: &Deed, reason: &str) -> Result<(), Failure> {
        let (now, live) = (self.clock.now_us(), self.live(slug)?);
        let state = live.state();
        let people = &state.registers.people;
        let approved: Vec<_> =
            people.deeds.iter().filter(|(_, held)| held.deed == *deed && held.stage == Stage::Approved).collect();
        let ripe = approved.iter().find(|(_, held)| ripe_us(held).is_some_and(|at| at <= now));
        if let Some((id, _)) = ripe {
            let id = (*id).clone();
            drop(state);
            return self.carry_out(slug, who, None, &id).map(|_| ());
        }
        if people.is_one_person(self.clock.today()) && people.members.contains_key(who.id()) {
            let proposed = people.deeds.iter().find(|(_, held)| held.deed == *deed && held.stage == Stage::Proposed);
            let proposed = proposed.map(|(id, _)| id.clone());
            drop(state);
            let propose = Command::ProposeDeed { deed: deed.clone(), reason: reason.to_owned() };
            let id = match proposed {
                Some(id) => id,
                None => self.change(slug, who, None, propose)?.object,
            };
            self.change(slug, who, None, Command::ApproveDeed { id: id.clone() })?;
            return self.carry_out(slug, who, None, &id).map(|_| ());
        }
        if let Some((id, _)) = approved.first() {
            // It is agreed and waits: carrying it out says for how long.
            let id = (*id).clone();
            drop(state);
            return self.carry_out(slug, who, None, &id).map(|_| ());
        }
        let object = Object::plain(domain::values::State::Absent);
        self.authorize(&live, &state.registers, who, Action::ProposeDeed, &object)?;
        Err(Refusal::KeptApart {
            duty: Duty::TwoPersons,
            sentence: format!("{} has not been agreed", deed.title().to_lowercase()),
            hint: "propose it; somebody else approves it, and a day later it can be done".to_owned(),
        }
        .into())
    }

    /// A person's data is kept once for the installation: it goes when no organisation has the person as a member any more.
    fn gone_everywhere(&self, person: &str) -> Result<(), Failure> {
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            let member = state.registers.people.members.get(person);
            if member.is_some_and(|m| m.state != domain::values::Membership::Ended) {
                return Err(Refusal::NotPossible {
                    sentence: "this person is a member of another organisation on this installation".to_owned(),
                    hint: "their data goes when the last membership has ended; carry it out then".to_owned(),
                }
                .into());
            }
        }
        Ok(())
    }
}
