//! Names inside one organisation. Who is asked in and has not accepted is shown there by the name that was typed there, so
//! that an invitation tells nothing of who has the address.

use super::person::{Person, name_of};
use crate::history::Live;
use crate::shelf::{FOR_EVER, put};
use crate::{App, Failure, Fault};
use domain::values::Membership;
use identity::names::skeleton;
use std::ops::Deref;
use store::{Expect, Move, written_as};

/// How often a record is written again because somebody was faster.
pub(super) const ATTEMPTS: usize = 8;

/// The installation as seen from one organisation: names are those that are shown there.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    app: &'a App,
    slug: &'a str,
}

impl Within<'_> {
    /// The name by which a person is shown in this organisation.
    pub fn name_of(&self, id: &str) -> String {
        self.app.name_in(self.slug, id)
    }
}

impl Deref for Within<'_> {
    type Target = App;

    fn deref(&self) -> &App {
        self.app
    }
}

/// What stood before a name was typed, so that it can stand again when the change is refused.
pub(crate) struct Typed {
    pub(super) log: String,
    pub(super) person: String,
    /// `None` when nothing was written.
    pub(super) before: Option<Option<String>>,
}

impl App {
    /// The installation as seen from one organisation.
    pub fn within<'a>(&'a self, slug: &'a str) -> Within<'a> {
        Within { app: self, slug }
    }

    /// The name by which a person is shown in an organisation: the one that was typed there until they have accepted, then
    /// their own; for who has none, as [`App::name_of`].
    pub fn name_in(&self, slug: &str, id: &str) -> String {
        match self.called(id) {
            // Few are still to accept: whose name is their own needs no look at the organisation.
            Some(called) if called.invited_as.is_empty() => called.name.clone(),
            Some(_) => match self.live(slug) {
                Ok(live) => self.name_at(&live.record.id, id),
                Err(_) => id.to_owned(),
            },
            None => self.name_of(id),
        }
    }

    /// As [`App::name_in`], where the ledger is known.
    pub(crate) fn name_at(&self, log: &str, id: &str) -> String {
        match self.called(id) {
            // A ledger that was moved aside is of the same organisation.
            Some(called) => called.invited_as.get(written_as(log)).unwrap_or(&called.name).clone(),
            None => self.name_of(id),
        }
    }

    /// How the shown name looks on a screen.
    pub(super) fn shape_at(&self, log: &str, id: &str) -> String {
        match self.called(id) {
            Some(called) => {
                called.invited_as.get(written_as(log)).map_or_else(|| called.shape.clone(), |typed| skeleton(typed))
            }
            None => skeleton(&self.name_of(id)),
        }
    }

    /// Keeps the name that was typed in an organisation for somebody who has not accepted there. Who has accepted once is
    /// known there: what they did keeps their own name.
    pub(crate) fn type_name(&self, slug: &str, person: &str, name: &str) -> Result<Typed, Failure> {
        let name = name_of(name)?;
        let live = self.live(slug)?;
        let typed = self.before_typing(&live, person);
        if typed.before.is_some() {
            self.set_typed(&typed.log, person, Some(&name))?;
        }
        Ok(typed)
    }

    /// What stands before a name is typed for somebody who has a record already.
    pub(super) fn before_typing(&self, live: &Live, person: &str) -> Typed {
        let log = live.record.id.clone();
        let state = live.state().registers.people.members.get(person).map(|member| member.state);
        let before = self.called(person).and_then(|called| called.invited_as.get(&log).cloned());
        let known = match state {
            Some(Membership::Confirmed | Membership::Suspended) => true,
            Some(Membership::Ended) => before.is_none(),
            Some(Membership::Invited) | None => false,
        };
        Typed { log, person: person.to_owned(), before: (!known).then_some(before) }
    }

    /// Takes back what a refused change brought: a name typed for somebody known, or the whole new person.
    pub(crate) fn untype_name(&self, typed: Typed, new: bool) -> Result<(), Fault> {
        let Some(before) = typed.before else {
            return Ok(());
        };
        if new {
            return self.erase_person(&typed.person);
        }
        // Who accepted meanwhile is shown by their own name.
        let live = self.live_by_log(&typed.log)?;
        let state = live.state().registers.people.members.get(&typed.person).map(|member| member.state);
        let accepted = matches!(state, Some(Membership::Confirmed | Membership::Suspended));
        self.set_typed(&typed.log, &typed.person, before.as_deref().filter(|_| !accepted))
    }

    /// Another name was typed, by the directory, for somebody who still has to accept.
    pub(crate) fn retype_name(&self, log: &str, person: &str, name: &str) -> Result<(), Fault> {
        let typed = self.called(person).is_some_and(|called| called.invited_as.contains_key(log));
        if typed { self.set_typed(log, person, Some(name)) } else { Ok(()) }
    }

    /// The person accepted: from now on their own name is shown in that organisation.
    pub(crate) fn shows_own_name(&self, log: &str, person: &str) -> Result<(), Fault> {
        self.set_typed(log, person, None)
    }

    fn set_typed(&self, log: &str, person: &str, name: Option<&str>) -> Result<(), Fault> {
        for _ in 0..ATTEMPTS {
            let Some(change) = self.typing(log, person, name)? else {
                return Ok(());
            };
            if self.shelve(&[change])? {
                self.forget_names();
                return Ok(());
            }
        }
        Err(Fault::new("too many others are writing at the same time", "ask again"))
    }

    /// The change by which a person is shown in a ledger by this name, or by their own; `None` when they are already, or
    /// nothing is kept of them.
    pub(super) fn typing(&self, log: &str, person: &str, name: Option<&str>) -> Result<Option<Move>, Fault> {
        let Some(held) = self.kept::<Person>(person)? else {
            return Ok(None);
        };
        if held.value.invited_as.get(log).map(String::as_str) == name {
            return Ok(None);
        }
        let mut changed = held.value;
        match name {
            Some(name) => changed.invited_as.insert(log.to_owned(), name.to_owned()),
            None => changed.invited_as.remove(log),
        };
        Ok(Some(put(person, "", FOR_EVER, &changed, Expect::Version(held.version))?))
    }
}
