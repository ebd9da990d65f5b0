//! Who somebody at a provider is here.

use super::{Identity, identity_key, refused};
use crate::history::Live;
use crate::people::email_of;
use crate::shelf::{FOR_EVER, put};
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::values::{Membership, SignOn};
use identity::oidc::Proven;
use store::Expect;

impl App {
    /// The person at a provider: known from before, or linked by a verified address if an owner allowed that. Only somebody
    /// whom this organisation invited can be linked, since its owner answers for its provider and for nobody else's. Who was
    /// invited and comes in this way is confirmed by it.
    pub(super) fn person_at(&self, live: &Live, sign_on: &SignOn, proven: &Proven) -> Result<String, Failure> {
        let key = identity_key(&proven.issuer, &proven.subject);
        let (person, new) = match self.kept::<Identity>(&key)? {
            Some(held) => (held.value.person, false),
            None => match self.linkable(live, sign_on, proven) {
                Ok(person) => (person, true),
                // Two callbacks at once: the other may have linked it between our two looks.
                Err(refusal) => match self.kept::<Identity>(&key)? {
                    Some(held) => (held.value.person, false),
                    None => return Err(refusal),
                },
            },
        };
        let state = live.state().registers.people.members.get(&person).map(|m| m.state);
        match state {
            Some(Membership::Confirmed | Membership::Invited) => {}
            Some(Membership::Suspended) => {
                return Err(refused("your membership is suspended", "ask an owner of the organisation").into());
            }
            Some(Membership::Ended) | None => return Err(nobody_here(false).into()),
        }
        if new {
            self.keep_identity(live, &key, &person, &proven.issuer)?;
        }
        if state == Some(Membership::Invited) {
            self.confirm_by_provider(live, &person)?;
        }
        Ok(person)
    }

    /// Whom a verified address leads to, where an owner allowed that and nothing speaks against it.
    fn linkable(&self, live: &Live, sign_on: &SignOn, proven: &Proven) -> Result<String, Failure> {
        let Some(email) = proven.email.as_deref().filter(|_| proven.email_verified && sign_on.link_by_email) else {
            return Err(nobody_here(proven.email.is_some() && !proven.email_verified).into());
        };
        let email = email_of(email)?;
        let state = live.state();
        let members = &state.registers.people.members;
        let found = self.person_by_email(&email)?.filter(|p| members.contains_key(p));
        let person = found.ok_or_else(|| nobody_here(false))?;
        let operator = self.person(&person)?.is_some_and(|p| p.operator);
        // An account with a factor of its own, with another identity, or with a part in another organisation is not handed
        // over on an address alone.
        let factor = self.has_account(&person)? && self.account(&person)?.value.has_second_factor();
        if operator || factor || !self.identities_of(&person)?.is_empty() || self.belongs_elsewhere(live, &person)? {
            return Err(refused(
                "this address has an account here that is not linked to this provider",
                "sign in with that account first, and link the provider in its profile",
            )
            .into());
        }
        Ok(person)
    }

    pub(super) fn keep_identity(&self, live: &Live, key: &str, person: &str, issuer: &str) -> Result<(), Failure> {
        let now_us = self.clock.now_us();
        let identity = Identity { person: person.to_owned(), issuer: issuer.to_owned(), since_us: now_us };
        if !self.shelve(&[put(key, person, FOR_EVER, &identity, Expect::Absent)?])? {
            // Two callbacks at once: the first has linked it, and it is good if it linked the same person.
            let other = self.kept::<Identity>(key)?.is_none_or(|held| held.value.person != person);
            if other {
                return Err(refused("this identity was just linked to another account", "begin again").into());
            }
            return Ok(());
        }
        self.note_in(live, &Who::person(person, "web"), "identity_linked", issuer);
        Ok(())
    }

    fn confirm_by_provider(&self, live: &Live, person: &str) -> Result<(), Failure> {
        let confirmed = self.accept_as(&Who::person(person, "web"), &live.record.slug);
        let state = live.state().registers.people.members.get(person).map(|m| m.state);
        // Another sign-in of the same person may have been faster.
        if state == Some(Membership::Confirmed) { Ok(()) } else { confirmed.map(|_| ()) }
    }

    pub(crate) fn belongs_elsewhere(&self, here: &Live, person: &str) -> Result<bool, Fault> {
        for record in self.in_use()?.into_iter().filter(|l| l.id != here.record.id) {
            let live = self.live(&record.slug)?;
            let member = live.state().registers.people.members.get(person).map(|m| m.state);
            if member.is_some_and(|m| m != Membership::Ended) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn nobody_here(unverified: bool) -> Refusal {
    let hint = match unverified {
        true => "the provider has not verified your address; ask your administrator there to do so",
        false => "ask an owner of the organisation to invite you with the address that the provider knows",
    };
    refused("the provider knows you, and nobody here is linked to you", hint)
}
