//! A person's own data, and the one place where it is changed or erased.

use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use identity::names::{Email, NameProblem, PersonName, skeleton};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use store::{Expect, MAX_MOVES, Move};

/// What is kept of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name as they write it.
    pub name: String,
    /// E-mail address; empty for who has none here.
    pub email: String,
    /// Since when, microseconds since 1970.
    pub since_us: i64,
    /// Keeps this installation running.
    #[serde(default)]
    pub operator: bool,
    /// By ledger: the name that was typed there, for who has not accepted yet. Nobody else's pages show another name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) invited_as: BTreeMap<String, String>,
    /// The address that a letter proved; one that was changed otherwise since is not proved by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) proved: Option<String>,
}

impl Person {
    /// Did a letter to the address that they have now prove that it is theirs?
    pub fn is_proved(&self) -> bool {
        let now = email_of(&self.email).ok();
        now.is_some_and(|now| {
            self.proved.as_deref().and_then(|p| email_of(p).ok()).is_some_and(|p| p.key() == now.key())
        })
    }
}

/// How a person is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Called {
    /// Name as they write it.
    pub(crate) name: String,
    /// E-mail address; empty for who has none here.
    pub(crate) email: String,
    /// The name as it looks on a screen, so that look-alikes are found.
    pub(crate) shape: String,
    /// By ledger: the name that was typed there, for who has not accepted yet.
    pub(crate) invited_as: BTreeMap<String, String>,
}

impl From<Person> for Called {
    fn from(person: Person) -> Called {
        Called { name: person.name, email: person.email, shape: String::new(), invited_as: person.invited_as }
    }
}

impl Kept for Person {
    const KIND: &'static str = "person";
}

/// Which person an address belongs to; the key is the address's key.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) person: String,
}

impl Kept for Address {
    const KIND: &'static str = "address";
}

/// Why a name or an address was not taken, in a sentence that names the field once.
fn why(field: &str, problem: NameProblem) -> String {
    match problem {
        NameProblem::Empty => format!("{field} is empty"),
        NameProblem::TooLong(most) => format!("{field} is longer than {most}"),
        NameProblem::Control => format!("{field} contains a control character or a line break"),
        NameProblem::Invisible => {
            format!("{field} contains characters that cannot be seen or that turn the direction of writing")
        }
        NameProblem::Marks => format!("{field} contains a letter with too many marks"),
        NameProblem::NoLetter => format!("{field} has no letter"),
        NameProblem::Address => format!("{field} has not the form name@domain.example"),
        NameProblem::Local => format!("the part of {field} before the @ cannot be read"),
        NameProblem::Domain => format!("the part of {field} behind the @ is not a domain name"),
    }
}

/// A name or address that cannot be taken, as a refusal.
pub(crate) fn name_of(text: &str) -> Result<String, Refusal> {
    PersonName::parse(text).map(|n| n.to_string()).map_err(|e| Refusal::NotPossible {
        sentence: why("the name", e),
        hint: "write it as the person does, at most 120 characters".to_owned(),
    })
}

pub(crate) fn email_of(text: &str) -> Result<Email, Refusal> {
    Email::parse(text).map_err(|e| Refusal::NotPossible {
        sentence: why("the e-mail address", e),
        hint: "write it like name@example.com".to_owned(),
    })
}

impl App {
    /// A person by id.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn person(&self, id: &str) -> Result<Option<Person>, Fault> {
        Ok(self.kept::<Person>(id)?.map(|held| held.value))
    }

    /// How a person is called, from memory where one process owns the store.
    pub(crate) fn called(&self, id: &str) -> Option<Arc<Called>> {
        if self.store.kind() == "sqlite" {
            let known = self.names.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned();
            if let Some(called) = known {
                return called;
            }
        }
        let called = self.person(id).ok().flatten().map(|p| Arc::new(Called { shape: skeleton(&p.name), ..p.into() }));
        self.names.write().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), called.clone());
        called
    }

    /// The person's name.
    pub(crate) fn person_name(&self, id: &str) -> Option<String> {
        self.called(id).map(|called| called.name.clone())
    }

    /// The person's e-mail address; empty for who has none here.
    pub fn email_of(&self, id: &str) -> String {
        self.called(id).map(|called| called.email.clone()).unwrap_or_default()
    }

    /// Changes whenever somebody's name or address does: what a kept page depends on besides the ledger.
    pub fn people_version(&self) -> u64 {
        self.people_changed.load(Ordering::Acquire)
    }

    /// Whose address this is.
    pub(crate) fn person_by_email(&self, email: &Email) -> Result<Option<String>, Fault> {
        Ok(self.kept::<Address>(&email.key())?.map(|held| held.value.person))
    }

    /// The person with this address, or a new one, who is shown in that ledger by the name typed here until they accept.
    pub(crate) fn person_for(&self, log: &str, name: &str, email: &str) -> Result<(String, bool), Failure> {
        let (name, email) = (name_of(name)?, email_of(email)?);
        if let Some(known) = self.person_by_email(&email)? {
            return Ok((known, false));
        }
        let (id, person) = self.newcomer(log, name, &email)?;
        if !self.put_person(&id, &person, &email)? {
            // Somebody added the same address at the same time: theirs is the person.
            let known = self.person_by_email(&email)?;
            let gone = || Fault::new("the address was taken and given back", "ask again");
            return Ok((known.ok_or_else(gone)?, false));
        }
        Ok((id, true))
    }

    /// Somebody new with a fresh id, who is shown in that ledger by this name until they accept. Nothing is kept yet.
    pub(super) fn newcomer(&self, log: &str, name: String, email: &Email) -> Result<(String, Person), Fault> {
        let person = Person {
            email: email.as_str().to_owned(),
            since_us: self.clock.now_us(),
            operator: false,
            invited_as: [(log.to_owned(), name.clone())].into(),
            proved: None,
            name,
        };
        Ok((format!("person-{}", keys::random_hex(8)?), person))
    }

    /// Keeps a person and their address; `false` when the address is somebody else's.
    pub(crate) fn put_person(&self, id: &str, person: &Person, email: &Email) -> Result<bool, Fault> {
        let address = Address { person: id.to_owned() };
        let before = self.kept::<Address>(&email.key())?;
        let expect = match before {
            Some(held) if held.value.person == id => Expect::Version(held.version),
            Some(_) => return Ok(false),
            None => Expect::Absent,
        };
        let mut moves =
            vec![put(id, "", FOR_EVER, person, Expect::Any)?, put(&email.key(), id, FOR_EVER, &address, expect)?];
        if let Some(old) = self.person(id)?.and_then(|p| Email::parse(&p.email).ok())
            && old.key() != email.key()
        {
            moves.push(take::<Address>(&old.key(), Expect::Any));
        }
        let done = self.shelve(&moves)?;
        self.forget_names();
        Ok(done)
    }

    /// Sets one's own name.
    ///
    /// # Errors
    /// A refusal for a name that cannot be one.
    pub fn rename_self(&self, who: &Who, name: &str) -> Result<(), Failure> {
        let name = name_of(name)?;
        let Some(held) = self.kept::<Person>(who.id())? else {
            return Err(Refusal::Unknown { what: "person", id: who.id().to_owned(), nearest: None }.into());
        };
        let person = Person { name, ..held.value };
        if !self.shelve(&[put(who.id(), "", FOR_EVER, &person, Expect::Version(held.version))?])? {
            return Err(Refusal::Outdated { what: "person", id: who.id().to_owned() }.into());
        }
        self.forget_names();
        Ok(())
    }

    /// Erases everything that is kept of a person: name, address, means of signing in. Entries keep the bare id.
    pub(crate) fn erase_person(&self, id: &str) -> Result<(), Fault> {
        self.erase_people(&[id.to_owned()])
    }

    /// As [`App::erase_person`] for each; the disk is cleared once.
    pub(super) fn erase_people(&self, ids: &[String]) -> Result<(), Fault> {
        let mut moves = Vec::new();
        for id in ids {
            let of_one = self.erasing(id)?;
            if moves.len() + of_one.len() > MAX_MOVES {
                self.store.change_records(&std::mem::take(&mut moves))?;
            }
            moves.extend(of_one);
        }
        self.store.change_records(&moves)?;
        self.store.scour()?;
        self.forget_names();
        ids.iter().for_each(|id| self.forget_sessions(id));
        Ok(())
    }

    /// The changes that erase a person.
    fn erasing(&self, id: &str) -> Result<Vec<Move>, Fault> {
        let mut moves = vec![take::<Person>(id, Expect::Any)];
        if let Some(email) = self.person(id)?.and_then(|p| Email::parse(&p.email).ok()) {
            moves.push(take::<Address>(&email.key(), Expect::Any));
        }
        for kind in [
            "account",
            "session",
            "device",
            "invitation",
            "half_way",
            "reset",
            "ceremony",
            "identity",
            "directory_user",
            "directory_name",
            "calendar_feed",
            "reminder",
            "reminder_rhythm",
            "address_change",
        ] {
            for record in self.store.records(kind, Some(id))? {
                moves.push(Move::Take { kind: record.kind, key: record.key, expect: Expect::Any });
            }
        }
        moves.push(Move::Take { kind: "account".to_owned(), key: id.to_owned(), expect: Expect::Any });
        Ok(moves)
    }

    pub(crate) fn forget_names(&self) {
        self.names.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.people_changed.fetch_add(1, Ordering::AcqRel);
    }
}
