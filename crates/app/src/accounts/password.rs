//! Changing a password, and the one-time link that sets a new one.

use super::account::weak;
use super::{Begun, How, Visitor};
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Who, keys};
use domain::refusal::Refusal;
use identity::names::Email;
use identity::password::{self, Context};
use identity::token::{Kind, Token};
use serde::{Deserialize, Serialize};
use store::Expect;

/// How long a link for a new password is good.
const RESET_US: i64 = 3_600_000_000;

/// A link for a new password; the key is the hash of its secret.
#[derive(Debug, Serialize, Deserialize)]
struct Reset {
    person: String,
}

impl Kept for Reset {
    const KIND: &'static str = "reset";
}

impl App {
    /// Sets one's own password; every other session ends.
    ///
    /// # Errors
    /// A refusal for a wrong old or a weak new password.
    pub fn change_password(&self, who: &Who, old: &str, new: &str, visitor: &Visitor) -> Result<(), Failure> {
        let lanes = self.lanes(who.id(), visitor)?;
        self.attempt(&lanes, visitor)?;
        let account = self.account(who.id())?.value;
        if !self.password_is(old, account.password.as_deref()) {
            self.note_person("password_change_failed", who.id(), "", visitor);
            return Err(Refusal::NotPossible {
                sentence: "this is not the password that you have now".to_owned(),
                hint: "type the one that you signed in with".to_owned(),
            }
            .into());
        }
        self.succeeded(&lanes, 1)?;
        self.set_password(who.id(), new)?;
        self.end_sessions(who, None)?;
        self.note_person("password_changed", who.id(), "", visitor);
        Ok(())
    }

    fn set_password(&self, person: &str, new: &str) -> Result<(), Failure> {
        let facts = self.person(person)?;
        let (name, email) = facts.map(|p| (p.name, p.email)).unwrap_or_default();
        password::check(new, &Context { name: &name, email: &email, organisation: "" }).map_err(weak)?;
        let (hash, now) = (self.hash_password(new)?, self.clock.now_us());
        self.change_account(person, |account| {
            (account.password, account.password_us) = (Some(hash.clone()), now);
            Ok(())
        })
    }

    /// Makes a one-time link for a new password of the person with this address; for the operator to hand over in person.
    ///
    /// # Errors
    /// A refusal when the asker is not the operator, or nobody has this address.
    pub fn reset_link(&self, who: &Who, email: &str) -> Result<String, Failure> {
        if !who.operator {
            return Err(Refusal::NotPossible {
                sentence: "only the operator of the installation makes links for new passwords".to_owned(),
                hint: "ask the operator".to_owned(),
            }
            .into());
        }
        let unknown = || Refusal::Unknown { what: "address", id: email.to_owned(), nearest: None };
        let parsed = Email::parse(email).map_err(|_| unknown())?;
        let person = self.person_by_email(&parsed)?.ok_or_else(unknown)?;
        let secret = Token::mint(Kind::PasswordReset, keys::random()?);
        let until = self.clock.now_us() + RESET_US;
        let reset = Reset { person: person.clone() };
        self.shelve(&[put(&hex::encode(secret.hash()), &person, until, &reset, Expect::Absent)?])?;
        self.note_person("password_link_made", &person, "", &Visitor::default());
        Ok(secret.expose().to_owned())
    }

    /// Sets a new password with a one-time link; every session ends, and so do the pauses after wrong passwords. A second
    /// factor stays as it is and is asked for at the next sign-in.
    ///
    /// # Errors
    /// A refusal for a used link or a weak password.
    pub fn reset_password(&self, secret: &str, new: &str, visitor: &Visitor) -> Result<Option<Begun>, Failure> {
        let over = || Refusal::NotPossible {
            sentence: "this link is not known, was used, or is over".to_owned(),
            hint: "ask the operator for a new one".to_owned(),
        };
        let token = Token::parse_kind(secret.trim(), Kind::PasswordReset).map_err(|_| over())?;
        let key = hex::encode(token.hash());
        let held = self.kept::<Reset>(&key)?.ok_or_else(over)?;
        let person = held.value.person;
        let facts = self.person(&person)?.unwrap_or_else(|| crate::people::Person {
            name: String::new(),
            email: String::new(),
            since_us: 0,
            operator: false,
            invited_as: Default::default(),
            proved: None,
        });
        let context = Context { name: &facts.name, email: &facts.email, organisation: "" };
        password::check(new, &context).map_err(weak)?;
        if !self.shelve(&[take::<Reset>(&key, Expect::Version(held.version))])? {
            return Err(over().into());
        }
        if !self.has_account(&person)? {
            self.shelve(&[put(&person, &person, FOR_EVER, &super::Account::default(), Expect::Absent)?])?;
        }
        self.set_password(&person, new)?;
        self.end_all_sessions(&person)?;
        let unknown = Visitor::default();
        let lanes = self.lanes(&person, &unknown)?;
        self.succeeded(&lanes, 0)?;
        self.note_person("password_reset", &person, "", visitor);
        if self.account(&person)?.value.has_second_factor() {
            return Ok(None);
        }
        self.begin_session(&person, visitor, How { words: "a link for a new password", ..How::default() }).map(Some)
    }
}
