//! The directory of an organisation (SCIM): joiners and leavers come from it, and what ends there ends here at once. It
//! changes memberships by the commands that people use, so that every rule of separation of duty holds for it as well.

mod effect;
mod groups;
mod records;
mod roles;
mod said;
mod users;

pub use groups::HeldGroup;
pub use said::{GroupSaid, Mail, UserSaid};
pub use users::HeldUser;

use crate::history::Live;
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::{Action, State};
use std::fmt;
use std::sync::{Arc, MutexGuard, PoisonError};

/// Most users of one directory.
const MAX_USERS: usize = 20_000;
/// Most groups of one directory.
const MAX_GROUPS: usize = 2_000;
/// Most members of one group.
const MAX_GROUP_MEMBERS: usize = 10_000;

/// Why the directory did not get what it asked for; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Another user or group of this directory has it already: what, in a sentence.
    Taken(String),
    /// A value cannot be taken: why, in a sentence.
    Invalid(String),
    /// It has changed since it was read.
    Stale,
    /// There is no such user or group in this directory: its kind and id.
    NotThere(&'static str, String),
    /// A rule refused, or something went wrong.
    Failed(Failure),
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotTaken::Taken(sentence) | NotTaken::Invalid(sentence) => f.write_str(sentence),
            NotTaken::Stale => f.write_str("it has changed since it was read"),
            NotTaken::NotThere(what, id) => write!(f, "the directory has no {what} `{id}`"),
            NotTaken::Failed(failure) => failure.fmt(f),
        }
    }
}

impl std::error::Error for NotTaken {}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> NotTaken {
        NotTaken::Failed(failure)
    }
}

impl From<Refusal> for NotTaken {
    fn from(refusal: Refusal) -> NotTaken {
        NotTaken::Failed(refusal.into())
    }
}

impl From<Fault> for NotTaken {
    fn from(fault: Fault) -> NotTaken {
        NotTaken::Failed(fault.into())
    }
}

/// An organisation whose directory speaks, while nobody else of the directory does.
struct Speaking<'a> {
    live: Arc<Live>,
    /// Held to the end, so that one change is seen whole by the next.
    _alone: MutexGuard<'a, ()>,
}

impl Speaking<'_> {
    fn log(&self) -> &str {
        &self.live.record.id
    }
}

impl App {
    /// Who holds a token of a directory, and of no other kind; `None` when it is over, revoked or never was.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn who_by_directory_token(&self, secret: &str) -> Result<Option<Who>, Fault> {
        Ok(self.who_by_token(secret)?.filter(|who| who.via == "directory"))
    }

    /// May this directory speak of this organisation? Its token is bound to one, and is worth what its owner may.
    ///
    /// # Errors
    /// As though the organisation were not there for a token of another; a refusal when its owner may no longer read.
    pub fn enter_directory(&self, slug: &str, who: &Who) -> Result<(), Failure> {
        self.reading(slug, who).map(|_| ())
    }

    fn reading(&self, slug: &str, who: &Who) -> Result<Arc<Live>, Failure> {
        let live = self.live(slug)?;
        let object = Object::plain(State::Live);
        self.authorize(&live, &live.state().registers, who, Action::ReadPeople, &object)?;
        Ok(live)
    }

    /// Whoever brings people in may change what the directory says; each change of a membership is judged again.
    fn speaking(&self, slug: &str, who: &Who) -> Result<Speaking<'_>, Failure> {
        if self.read_only {
            let fault = Fault::new("the data folder is open for reading only", "leave out --read-only");
            return Err(Fault { by_user: true, ..fault }.into());
        }
        let alone = self.directory.lock().unwrap_or_else(PoisonError::into_inner);
        let live = self.live(slug)?;
        let object = Object::plain(State::Absent);
        self.authorize(&live, &live.state().registers, who, Action::InvitePerson, &object)?;
        Ok(Speaking { live, _alone: alone })
    }
}

/// A change that is so already is as good as made.
fn made_or_so<T>(changed: Result<T, Failure>) -> Result<(), Failure> {
    match changed {
        Ok(_) | Err(Failure::Refused(Refusal::NothingToChange { .. })) => Ok(()),
        Err(other) => Err(other),
    }
}
