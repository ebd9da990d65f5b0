//! A whole list of people made known at once: all of their names and addresses in one unit, or none.

use super::person::{Address, email_of, name_of};
use super::typed::{ATTEMPTS, Typed};
use crate::history::Live;
use crate::shelf::{FOR_EVER, put};
use crate::{App, Failure, Fault};
use domain::rules::staff::MAX_ROWS;
use std::collections::BTreeMap;
use store::{Expect, MAX_MOVES, Move};

// Of everybody new a person and an address are written: the longest list fits into one unit.
const _: () = assert!(2 * MAX_ROWS <= MAX_MOVES, "a list of people is longer than one unit of changes");

/// Who was made known.
#[derive(Default)]
pub(super) struct MadeKnown {
    /// Their ids, in the order in which they were named.
    pub(super) ids: Vec<String>,
    /// What stood before each, and whether the whole person is new.
    typed: Vec<(Typed, bool)>,
}

impl App {
    /// Makes everybody known in an organisation who goes by one of these names and addresses: somebody new gets a record,
    /// somebody who is known elsewhere is shown by the name that was typed here until they accept. One unit: all of them or
    /// nobody.
    pub(super) fn make_known(&self, slug: &str, called: &[(String, String)]) -> Result<MadeKnown, Failure> {
        let live = self.live(slug)?;
        for _ in 0..ATTEMPTS {
            let (made, moves) = self.making_known(&live, called)?;
            if moves.is_empty() {
                return Ok(made);
            }
            if self.shelve(&moves)? {
                self.forget_names();
                return Ok(made);
            }
        }
        Err(Fault::new("too many others are writing at the same time", "ask again").into())
    }

    /// Who would be made known, and the changes that do it.
    fn making_known(&self, live: &Live, called: &[(String, String)]) -> Result<(MadeKnown, Vec<Move>), Failure> {
        let log = &live.record.id;
        let (mut made, mut moves) = (MadeKnown::default(), Vec::new());
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        for (name, email) in called {
            let (name, email) = (name_of(name)?, email_of(email)?);
            let id = if let Some(id) = named.get(&email.key()) {
                id.clone()
            } else if let Some(id) = self.person_by_email(&email)? {
                let typed = self.before_typing(live, &id);
                if typed.before.is_some() {
                    moves.extend(self.typing(log, &id, Some(&name))?);
                }
                made.typed.push((typed, false));
                id
            } else {
                let (id, person) = self.newcomer(log, name, &email)?;
                moves.push(put(&id, "", FOR_EVER, &person, Expect::Absent)?);
                moves.push(put(&email.key(), &id, FOR_EVER, &Address { person: id.clone() }, Expect::Absent)?);
                made.typed.push((Typed { log: log.clone(), person: id.clone(), before: Some(None) }, true));
                id
            };
            named.insert(email.key(), id.clone());
            made.ids.push(id);
        }
        Ok((made, moves))
    }

    /// Takes back what a refused change brought, as [`App::untype_name`] does for each. Who was new and came to be known
    /// elsewhere meanwhile stays there.
    pub(super) fn unmake_known(&self, made: MadeKnown) -> Result<(), Fault> {
        let mut alone = Vec::new();
        for (typed, new) in made.typed {
            let elsewhere = |id: &str| self.person(id).map(|kept| kept.is_some_and(|kept| kept.invited_as.len() > 1));
            if new && !elsewhere(&typed.person)? {
                alone.push(typed.person);
            } else {
                self.untype_name(typed, false)?;
            }
        }
        if alone.is_empty() { Ok(()) } else { self.erase_people(&alone) }
    }
}
