//! The first owner: a one-time link printed at the first start. There is no default password anywhere.

use super::{Begun, How, Visitor};
use crate::people::Person;
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use identity::token::{Kind, Token};
use serde::{Deserialize, Serialize};
use store::Expect;

/// The link of the first start; there is at most one, under a fixed key.
#[derive(Debug, Serialize, Deserialize)]
struct First {
    sha256: String,
}

impl Kept for First {
    const KIND: &'static str = "first_owner";
}

const ONLY: &str = "only";

impl App {
    /// The secret of a link with which the first account is made, while there is none; a new one at each start.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be written.
    pub fn first_link(&self) -> Result<Option<String>, Fault> {
        let operator = self.local_operator("web")?;
        if self.has_account(operator.id())? {
            return Ok(None);
        }
        let secret = Token::mint(Kind::FirstOwner, keys::random()?);
        let first = First { sha256: hex::encode(secret.hash()) };
        self.shelve(&[put(ONLY, "", FOR_EVER, &first, Expect::Any)?])?;
        Ok(Some(secret.expose().to_owned()))
    }

    /// Has the first account been made? Before that nobody can sign in.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn has_first_account(&self) -> Result<bool, Fault> {
        let operator = self.local_operator("web")?;
        self.has_account(operator.id())
    }

    /// Makes the first account: the person who holds this data folder, from now on with a name, an address and a password.
    ///
    /// # Errors
    /// A refusal for a used link, a bad name or address, or a weak password; the link stays good then.
    pub fn begin_first(
        &self,
        secret: &str,
        name: &str,
        email: &str,
        password: &str,
        visitor: &Visitor,
    ) -> Result<Begun, Failure> {
        let over = || Refusal::NotPossible {
            sentence: "this link is not the one that was printed at start, or was used".to_owned(),
            hint: "look at the terminal; if an account exists already, sign in".to_owned(),
        };
        let token = Token::parse_kind(secret.trim(), Kind::FirstOwner).map_err(|_| over())?;
        let held = self.kept::<First>(ONLY)?.filter(|f| f.value.sha256 == hex::encode(token.hash()));
        let held = held.ok_or_else(over)?;
        let (name, email) = (crate::people::name_of(name)?, crate::people::email_of(email)?);
        let id = self.local_operator("web")?.id().to_owned();
        let person = Person {
            name,
            email: email.as_str().to_owned(),
            since_us: self.clock.now_us(),
            operator: true,
            invited_as: Default::default(),
            proved: None,
        };
        let account = self.new_account(&person, password)?;
        if self.person_by_email(&email)?.is_some_and(|known| known != id) {
            return Err(Refusal::NotPossible {
                sentence: "this address belongs to somebody who was invited here".to_owned(),
                hint: "use another address".to_owned(),
            }
            .into());
        }
        let taken =
            [take::<First>(ONLY, Expect::Version(held.version)), put(&id, &id, FOR_EVER, &account, Expect::Absent)?];
        if !self.shelve(&taken)? {
            return Err(over().into());
        }
        self.put_person(&id, &person, &email)?;
        self.operators.write().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        self.begin_session(&id, visitor, How { words: "the link of the first start", ..How::default() })
    }
}

impl App {
    /// A session in a demonstration, for whoever showed its key: as the local operator, or as one of those who take part.
    ///
    /// # Errors
    /// A refusal for somebody who takes no part in it.
    pub fn enter_demonstration(&self, person: Option<&str>, visitor: &Visitor) -> Result<Begun, Failure> {
        let person = match person {
            None => self.local_operator("web")?.id().to_owned(),
            Some(person) if person.starts_with("demo-") => person.to_owned(),
            Some(person) => {
                return Err(Refusal::Unknown { what: "person", id: person.to_owned(), nearest: None }.into());
            }
        };
        self.begin_session(&person, visitor, How::strong("the key of the demonstration"))
    }

    /// Counts as a second factor in a demonstration, where nobody has an account; answers the session's new secret. The door
    /// asks for it only where its key was shown.
    ///
    /// # Errors
    /// A refusal for who has an account: then that account's second factor is asked for.
    pub fn prove_in_demonstration(&self, who: &Who) -> Result<String, Failure> {
        if self.has_account(who.id())? {
            return Err(Refusal::NotPossible {
                sentence: "this account has a second factor of its own, or can have one".to_owned(),
                hint: "confirm with it".to_owned(),
            }
            .into());
        }
        self.proved_again(who)
    }
}
