//! One's own address: changed by a letter to the new one, whose link is good once and for an hour, and told to the old one.

use super::{no_relay, recipient, refused};
use crate::accounts::Visitor;
use crate::people::email_of;
use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Fault, Person, Who, keys};
use domain::refusal::Refusal;
use identity::names::Email;
use outgoing::Letter;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::Expect;

/// How long a link is good.
const LIFE_US: i64 = 3_600_000_000;
/// Most links of one person that wait at the same time.
const MOST_WAITING: usize = 3;
/// Bytes of the secret of a link.
const SECRET_BYTES: usize = 32;

/// A change that waits; the key is the hash of its secret, the owner is the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct AddressChange {
    person: String,
    email: String,
    /// The address that it takes the place of.
    before: String,
}

impl Kept for AddressChange {
    const KIND: &'static str = "address_change";
}

/// A change of address that waits to be confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAddress {
    /// The address that one has.
    pub before: String,
    /// The new one.
    pub email: String,
}

fn over() -> Failure {
    Refusal::NotPossible {
        sentence: "this link is not known, was used, is over, or is somebody else's".to_owned(),
        hint: "ask for a new one on your profile, signed in as the person who asked".to_owned(),
    }
    .into()
}

fn key(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

impl App {
    /// May one change one's own address here, by a letter? Not without a relay, and not where a directory says the address.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn changes_address(&self, who: &Who) -> Result<bool, Fault> {
        Ok(self.sends_mail() && !who.is_token() && self.store.records("directory_user", Some(who.id()))?.is_empty())
    }

    /// Sends a link to a new address of one's own; the address changes when it is opened. Whether somebody else has that
    /// address is not said: they get no letter, and the answer is the same.
    ///
    /// # Errors
    /// A refusal for an address that cannot be one, without a relay or a fresh proof of who one is, when too many links wait,
    /// or with what the relay said.
    pub fn ask_new_address(&self, who: &Who, email: &str, base: &str) -> Result<(), Failure> {
        if !self.sends_mail() {
            return Err(no_relay());
        }
        if !self.changes_address(who)? {
            return Err(Refusal::NotPossible {
                sentence: "your address comes from a directory".to_owned(),
                hint: "have it changed there; it is taken over from it".to_owned(),
            }
            .into());
        }
        self.proved_for_account(who)?;
        let email = email_of(email)?;
        let person = self.person(who.id())?.ok_or_else(over)?;
        if email_of(&person.email).is_ok_and(|now| now.key() == email.key()) {
            return Err(Refusal::NothingToChange { what: "your address".to_owned() }.into());
        }
        self.send_address_link(who, &person, &email, base)
    }

    /// Sends a link to the address that one has, which proves it: invitations of other organisations to it are shown from
    /// then on without their links.
    ///
    /// # Errors
    /// As [`App::ask_new_address`]; a refusal when it is proved already.
    pub fn ask_address_proof(&self, who: &Who, base: &str) -> Result<(), Failure> {
        self.proved_for_account(who)?;
        let person = self.person(who.id())?.ok_or_else(over)?;
        if person.is_proved() {
            return Err(Refusal::NothingToChange { what: "your address".to_owned() }.into());
        }
        let email = email_of(&person.email)?;
        self.send_address_link(who, &person, &email, base)
    }

    fn send_address_link(&self, who: &Who, person: &Person, email: &Email, base: &str) -> Result<(), Failure> {
        let post = self.mail.as_ref().ok_or_else(no_relay)?;
        if self.all_kept::<AddressChange>(Some(who.id()))?.len() >= MOST_WAITING {
            return Err(Refusal::NotPossible {
                sentence: "too many links for a new address wait already".to_owned(),
                hint: "use one of them, or ask again in an hour".to_owned(),
            }
            .into());
        }
        let secret = keys::random_hex(SECRET_BYTES)?;
        let change = AddressChange {
            person: who.id().to_owned(),
            email: email.as_str().to_owned(),
            before: person.email.clone(),
        };
        let until = self.clock.now_us() + LIFE_US;
        self.shelve(&[put(&key(&secret), who.id(), until, &change, Expect::Absent)?])?;
        if self.person_by_email(email)?.is_some_and(|owner| owner != who.id()) {
            return Ok(());
        }
        let text = format!(
            "{},\n\nthis link shows that {} is your address at Tickmark. It is good once and for one hour; sign in as yourself to \
             use it:\n\n{}/profile/address/{secret}\n\nIf you did not ask for it, leave it: nothing changes.\n",
            super::one_line(&person.name, 120),
            email.as_str(),
            base.trim_end_matches('/'),
        );
        let letter =
            self.letter_to(&person.name, email.as_str(), "Tickmark: confirm your new address", text, post.domain())?;
        post.send(&letter).map(|_| ()).map_err(|not| refused(&not))
    }

    /// What a link would change; it stays good.
    ///
    /// # Errors
    /// A refusal when it is not known, was used, is over, or is somebody else's.
    pub fn open_new_address(&self, who: &Who, secret: &str) -> Result<NewAddress, Failure> {
        let held = self.kept::<AddressChange>(&key(secret))?.filter(|h| h.value.person == who.id()).ok_or_else(over)?;
        let person = self.person(who.id())?.filter(|person| person.email == held.value.before).ok_or_else(over)?;
        Ok(NewAddress { before: person.email, email: held.value.email })
    }

    /// Takes the new address in place of the old one, which is told; every link that waits ends.
    ///
    /// # Errors
    /// As [`App::open_new_address`], and when the address became somebody else's meanwhile.
    pub fn take_new_address(&self, who: &Who, secret: &str, visitor: &Visitor) -> Result<NewAddress, Failure> {
        let change = self.open_new_address(who, secret)?;
        let email = email_of(&change.email)?;
        let person = self.person(who.id())?.ok_or_else(over)?;
        let held = self.all_kept::<AddressChange>(Some(who.id()))?;
        // The link goes first, so that it is good once whoever else uses it at the same time.
        let used = held.iter().find(|h| h.key == key(secret)).ok_or_else(over)?;
        if !self.shelve(&[take::<AddressChange>(&used.key, Expect::Version(used.version))])? {
            return Err(over());
        }
        let proved = Person { email: change.email.clone(), proved: Some(change.email.clone()), ..person.clone() };
        if !self.put_person(who.id(), &proved, &email)? {
            return Err(Refusal::NotPossible {
                sentence: format!("{} cannot be your address here", change.email),
                hint: "use another one, or ask an owner".to_owned(),
            }
            .into());
        }
        let others: Vec<_> = held.iter().map(|h| take::<AddressChange>(&h.key, Expect::Any)).collect();
        self.shelve(&others)?;
        if email_of(&change.before).is_ok_and(|before| before.key() == email.key()) {
            self.note_person("address_proved", who.id(), "by a link to it", visitor);
            return Ok(change);
        }
        self.note_person("address_changed", who.id(), "by a link to the new one", visitor);
        self.tell_old_address(&person.name, &change)?;
        Ok(change)
    }

    /// Tells the old address. A relay that does not take it must not undo the change, which the log has.
    fn tell_old_address(&self, name: &str, change: &NewAddress) -> Result<(), Fault> {
        let Some(post) = self.mail.as_ref().filter(|_| !change.before.is_empty()) else { return Ok(()) };
        let text = format!(
            "{},\n\nyour address at Tickmark is no longer this one: it was changed by a link to another address, by somebody \
             who was signed in as you. If that was not you, tell whoever runs your installation at once.\n",
            super::one_line(name, 120),
        );
        let letter = self.letter_to(name, &change.before, "Tickmark: your address was changed", text, post.domain())?;
        if let Err(not) = post.send(&letter) {
            let nobody = Visitor::default();
            self.note_person("letter_not_sent", "", &format!("to an old address: {not}"), &nobody);
        }
        Ok(())
    }

    fn letter_to(&self, name: &str, address: &str, subject: &str, text: String, domain: &str) -> Result<Letter, Fault> {
        Ok(Letter {
            to: recipient(name, address),
            subject: subject.to_owned(),
            text,
            reply_to: None,
            message_id: format!("address-{}@{domain}", keys::random_hex(16)?),
            list_unsubscribe: None,
            date: self.now()?,
        })
    }
}
