//! Identities that a person links to their own account, sees and takes away again.

use super::{Identity, by_own_means, identity_key, refused};
use crate::accounts::Session;
use crate::history::Live;
use crate::shelf::{Held, take};
use crate::{App, Failure, Fault, Visitor, Who};
use domain::refusal::Refusal;
use domain::values::{Action, Membership};
use identity::oidc::Proven;
use store::Expect;

/// How much of a key is shown as an id.
const ID: usize = 16;

/// An identity at a provider as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// Id by which it can be unlinked.
    pub id: String,
    /// The provider.
    pub issuer: String,
    /// Since when, microseconds since 1970.
    pub since_us: i64,
}

impl App {
    /// The identities that are linked to one's own account, the oldest first.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_identities(&self, who: &Who) -> Result<Vec<LinkedIdentity>, Fault> {
        let shown = |held: Held<Identity>| LinkedIdentity {
            id: held.key.chars().take(ID).collect(),
            issuer: held.value.issuer,
            since_us: held.value.since_us,
        };
        let mut list: Vec<LinkedIdentity> = self.identities_of(who.id())?.into_iter().map(shown).collect();
        list.sort_by_key(|identity| identity.since_us);
        Ok(list)
    }

    /// The organisations in which one takes part and whose provider could be linked: short name, name, issuer.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_providers(&self, who: &Who) -> Result<Vec<(String, String, String)>, Fault> {
        let mut list = Vec::new();
        for organisation in self.organisations(who)? {
            let live = self.live(&organisation.slug)?;
            let state = live.state();
            let people = &state.registers.people;
            let takes_part = people.members.get(who.id()).is_some_and(|m| m.state == Membership::Confirmed);
            if let Some(sign_on) = people.sign_on.as_ref().filter(|_| takes_part) {
                list.push((organisation.slug, organisation.name, sign_on.issuer.clone()));
            }
        }
        Ok(list)
    }

    /// Takes a link away from one's own account; the sessions that this provider began end.
    ///
    /// # Errors
    /// A refusal without a fresh proof by the account's own means: an account that has none would be locked out.
    pub fn unlink(&self, who: &Who, id: &str, visitor: &Visitor) -> Result<(), Failure> {
        by_own_means(who)?;
        if !who.is_fresh() {
            return Err(Refusal::StepUp { action: Action::SetSignOn }.into());
        }
        let unknown = || Refusal::Unknown { what: "identity", id: id.to_owned(), nearest: None };
        let theirs = self.identities_of(who.id())?;
        let held = theirs.into_iter().find(|held| id.len() == ID && held.key.starts_with(id)).ok_or_else(unknown)?;
        if !self.shelve(&[take::<Identity>(&held.key, Expect::Version(held.version))])? {
            return Err(unknown().into());
        }
        for session in self.all_kept::<Session>(Some(who.id()))? {
            if session.value.issuer.as_deref() == Some(held.value.issuer.as_str()) {
                self.drop_session(&session.key)?;
            }
        }
        self.note_person("identity_unlinked", who.id(), &held.value.issuer, visitor);
        Ok(())
    }

    /// Links what the provider has proven to the account that is signed in in this browser.
    pub(super) fn link(&self, live: &Live, who: Option<&Who>, person: &str, proven: &Proven) -> Result<(), Failure> {
        let who = who.filter(|who| who.id() == person).ok_or_else(|| {
            refused("you are no longer signed in as the one who wanted this link", "sign in, and begin again")
        })?;
        self.may_link(who, &proven.issuer)?;
        let state = live.state().registers.people.members.get(person).map(|m| m.state);
        if !matches!(state, Some(Membership::Invited | Membership::Confirmed)) {
            return Err(refused("you no longer take part in this organisation", "ask an owner of it").into());
        }
        let key = identity_key(&proven.issuer, &proven.subject);
        if self.kept::<Identity>(&key)?.is_some() {
            return Err(refused(
                "who you are at this provider is linked to another account",
                "sign in with that one, and unlink it there first",
            )
            .into());
        }
        self.keep_identity(live, &key, person, &proven.issuer)
    }

    /// Does a provider know this person?
    pub(crate) fn has_identity(&self, person: &str) -> Result<bool, Fault> {
        Ok(!self.identities_of(person)?.is_empty())
    }

    pub(super) fn identities_of(&self, person: &str) -> Result<Vec<Held<Identity>>, Fault> {
        self.all_kept::<Identity>(Some(person))
    }
}
