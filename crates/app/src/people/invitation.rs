//! Invitations: a one-time link, handed over by whoever invites; rights begin when it is accepted (SoD-16).

use super::person::Person;
use crate::accounts::{Begun, Visitor};
use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Fault, Receipt, Who, keys};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::{Action, Grant, Membership, Role, State};
use identity::token::{Kind, Token};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::Expect;

/// How long an invitation can be accepted.
const LIFE_US: i64 = 14 * 86_400_000_000;

/// An invitation that waits; the key is the hash of its secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Invitation {
    pub(crate) log: String,
    pub(crate) person: String,
}

impl Kept for Invitation {
    const KIND: &'static str = "invitation";
}

/// Somebody was invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The person's id.
    pub person: String,
    /// The secret of the one-time link; shown once, kept nowhere.
    pub secret: String,
    /// Where it stands in the ledger.
    pub receipt: Receipt,
}

/// What an invitation is about, for the page that asks to accept it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Short name of the organisation.
    pub slug: String,
    /// Its name.
    pub organisation: String,
    /// The invited person.
    pub person: Person,
    /// Is the address known to this installation already: an account, an identity at a provider, a part in another
    /// organisation? Then they sign in instead of choosing a password.
    pub known: bool,
    /// Who invited, by name.
    pub by: String,
    /// Roles that begin.
    pub roles: Vec<Role>,
    /// Outside access that begins, by its first day: what for, and for which days.
    pub grants: Vec<Grant>,
}

impl App {
    /// Invites a person with roles. Who has an account keeps it.
    ///
    /// # Errors
    /// A refusal for a bad name or address, or by the rules of membership; nothing is half done.
    pub fn invite(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        name: &str,
        email: &str,
        roles: BTreeSet<Role>,
    ) -> Result<Invited, Failure> {
        self.bring_in(slug, who, request, name, email, |person| Command::InvitePerson { person, roles })
    }

    /// Gives outside access to a person by name and address; `grant.person` is filled in here.
    ///
    /// # Errors
    /// As [`App::invite`].
    pub fn invite_outsider(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        name: &str,
        email: &str,
        grant: Grant,
    ) -> Result<Invited, Failure> {
        self.bring_in(slug, who, request, name, email, |person| Command::GiveGrant { grant: Grant { person, ..grant } })
    }

    fn bring_in(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        name: &str,
        email: &str,
        command: impl FnOnce(String) -> Command,
    ) -> Result<Invited, Failure> {
        let log = self.live(slug)?.record.id.clone();
        let (person, new) = self.person_for(&log, name, email)?;
        // Before the change, so that no page that is drawn meanwhile shows another name.
        let typed = self.type_name(slug, &person, name)?;
        let receipt = match self.change(slug, who, request, command(person.clone())) {
            Ok(receipt) => receipt,
            Err(failure) => {
                self.untype_name(typed, new)?;
                return Err(failure);
            }
        };
        let secret = self.new_invitation(&log, &person)?;
        Ok(Invited { person, secret, receipt })
    }

    /// Makes a new link for somebody who is invited and lost theirs; the old one ends.
    ///
    /// # Errors
    /// A refusal when the person is not invited, or the asker may not invite.
    pub fn invite_again(&self, slug: &str, who: &Who, person: &str) -> Result<String, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let object = Object { state: State::Invited, ..Object::member(&state.registers, person) };
        self.authorize(&live, &state.registers, who, Action::InvitePerson, &object)?;
        match state.registers.people.members.get(person).map(|member| member.state) {
            Some(Membership::Invited) => {}
            Some(Membership::Ended) => {
                return Err(Refusal::NothingToChange { what: "the membership".to_owned() }.into());
            }
            Some(state) => return Err(Refusal::MemberExists { state }.into()),
            None => return Err(Refusal::Unknown { what: "member", id: person.to_owned(), nearest: None }.into()),
        }
        Ok(self.new_invitation(&live.record.id, person)?)
    }

    fn new_invitation(&self, log: &str, person: &str) -> Result<String, Fault> {
        let secret = Token::mint(Kind::Invitation, keys::random()?);
        let mut moves = Vec::new();
        for old in self.all_kept::<Invitation>(Some(person))? {
            if old.value.log == log {
                moves.push(take::<Invitation>(&old.key, Expect::Any));
            }
        }
        let invitation = Invitation { log: log.to_owned(), person: person.to_owned() };
        let until = self.clock.now_us() + LIFE_US;
        moves.push(put(&hex::encode(secret.hash()), person, until, &invitation, Expect::Absent)?);
        self.shelve(&moves)?;
        Ok(secret.expose().to_owned())
    }

    fn invitation(&self, secret: &str) -> Result<crate::shelf::Held<Invitation>, Failure> {
        let over = || Refusal::NotPossible {
            sentence: "this invitation is not known, was used, or is over".to_owned(),
            hint: "ask whoever invited you for a new link".to_owned(),
        };
        let token = Token::parse_kind(secret.trim(), Kind::Invitation).map_err(|_| over())?;
        Ok(self.kept::<Invitation>(&hex::encode(token.hash()))?.ok_or_else(over)?)
    }

    /// What an invitation is about; it stays good.
    ///
    /// # Errors
    /// A refusal when it is not known, was used or is over.
    pub fn open_invitation(&self, secret: &str) -> Result<Opened, Failure> {
        let held = self.invitation(secret)?;
        let live = self.live_by_log(&held.value.log)?;
        let state = live.state();
        let over = || Refusal::NotPossible {
            sentence: "this invitation is over".to_owned(),
            hint: "ask whoever invited you for a new link".to_owned(),
        };
        let member = state.registers.people.members.get(&held.value.person);
        let member = member.filter(|m| m.state == Membership::Invited).ok_or_else(over)?;
        let person = self.person(&held.value.person)?.ok_or_else(over)?;
        Ok(Opened {
            slug: live.record.slug.clone(),
            organisation: state.registers.name.clone(),
            // Whoever invited has the link too, and learns from it no other name than the one that they typed.
            person: Person { name: self.name_at(&live.record.id, &held.value.person), ..person },
            known: self.is_known(&held.value.person)?,
            by: self.name_at(&live.record.id, &member.invited_by),
            roles: crate::accounts::awaiting(&state.registers, &held.value.person),
            grants: crate::accounts::grants_awaiting(&state.registers, &held.value.person, self.clock.today()),
        })
    }

    /// Accepts an invitation as somebody new: chooses a password, and is signed in.
    ///
    /// # Errors
    /// A refusal for a used link, a weak password, or when there is an account already: then sign in first.
    pub fn accept_as_new(&self, secret: &str, name: &str, password: &str, visitor: &Visitor) -> Result<Begun, Failure> {
        let opened = self.open_invitation(secret)?;
        if opened.known {
            return Err(Refusal::NotPossible {
                sentence: "this address is known here already".to_owned(),
                hint: "sign in with it, then open this link again; who has no password yet, or not one of their own \
                       choosing, is given a link for a new one by the operator of the installation"
                    .to_owned(),
            }
            .into());
        }
        let held = self.invitation(secret)?;
        let person = held.value.person.clone();
        let name = super::person::name_of(name)?;
        let account = self.new_account(&Person { name: name.clone(), ..opened.person.clone() }, password)?;
        // The link is taken in the same step in which the account is made, so that it is good once.
        let kept = self.kept::<Person>(&person)?;
        let version = kept.map_or(Expect::Absent, |k| Expect::Version(k.version));
        let moves = [
            take::<Invitation>(&held.key, Expect::Version(held.version)),
            put(&person, &person, crate::shelf::FOR_EVER, &account, Expect::Absent)?,
            put(&person, "", crate::shelf::FOR_EVER, &Person { name, ..opened.person }, version)?,
        ];
        if !self.shelve(&moves)? {
            return Err(Refusal::NotPossible {
                sentence: "this invitation was just used".to_owned(),
                hint: "sign in with the password that was chosen".to_owned(),
            }
            .into());
        }
        self.forget_names();
        let who = Who::person(&person, "web");
        self.change(&opened.slug, &who, None, Command::ConfirmMembership)?;
        self.begin_session(&person, visitor, crate::accounts::How::password())
    }

    /// Is the link meant for who asks?
    ///
    /// # Errors
    /// A refusal when it is not known, was used or is over.
    pub fn is_meant_for(&self, who: &Who, secret: &str) -> Result<bool, Failure> {
        Ok(self.invitation(secret)?.value.person == who.id())
    }

    /// Accepts with the account that one is signed in with, and with the link of the invitation.
    ///
    /// # Errors
    /// A refusal for a link that is not known, was used or is over, that leads elsewhere, or that is meant for somebody else.
    pub fn accept_by_link(&self, who: &Who, slug: &str, secret: &str) -> Result<Receipt, Failure> {
        let known = self.store.logs()?.into_iter().find(|record| record.slug == slug);
        let held = match self.invitation(secret) {
            Ok(held) => held.value,
            Err(failure) => return self.unless_hidden(who, slug, failure),
        };
        if held.person != who.id() || known.is_none_or(|record| record.id != held.log) {
            let failure = Refusal::NotPossible {
                sentence: "this invitation is for somebody else, or to another organisation".to_owned(),
                hint: "sign out, and open the link that you were given".to_owned(),
            };
            return self.unless_hidden(who, slug, failure.into());
        }
        self.accept_as(&Who { link: Some(held.log), ..who.clone() }, slug)
    }

    /// What is wrong with a link is told to who may know of the organisation; to others it is not there.
    fn unless_hidden(&self, who: &Who, slug: &str, failure: Failure) -> Result<Receipt, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let part = state.registers.people.members.contains_key(who.id());
        match part && self.leads_to(&live.record.id, &state.registers, who)? {
            true => Err(failure),
            false => Err(crate::history::no_such(slug).into()),
        }
    }

    /// Accepts the invitation that one is known to hold: by a provider, by a proved address, or by its link.
    ///
    /// # Errors
    /// As though the organisation were not there, for whose session shows none of these; a refusal when nothing waits.
    pub fn accept_as(&self, who: &Who, slug: &str) -> Result<Receipt, Failure> {
        let receipt = self.change(slug, who, None, Command::ConfirmMembership)?;
        let live = self.live(slug)?;
        for old in self.all_kept::<Invitation>(Some(who.id()))? {
            if old.value.log == live.record.id {
                self.shelve(&[take::<Invitation>(&old.key, Expect::Any)])?;
            }
        }
        // A kept page says whether there are other organisations.
        self.forget_names();
        Ok(receipt)
    }
}
