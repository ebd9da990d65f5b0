//! What a door offers: judged by the same table as what is then done, and noted nowhere, since nobody has asked for it yet.

use crate::history::Live;
use crate::{App, Failure, Who};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::access::{Object, allowed, allowed_to, object};
use domain::stamp::{Badge, Proof};
use domain::values::access::cell;
use domain::values::access::table::Cell;
use domain::values::{Action, Role, State};

/// What the table says to one person about one action, on whatever it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// The action.
    pub action: Action,
    /// On what belongs to others, or to nobody, in these states; empty when never.
    pub others: Vec<State>,
    /// On what is one's own, in these states; empty when never.
    pub own: Vec<State>,
    /// Why it may never be done; `None` when it may be done on something.
    pub refusal: Option<Refusal>,
}

impl App {
    /// What stands in the way of the right to a command, were it given now; `None` when nothing does. A right that only
    /// waits for a fresh proof counts as there. What the rules say besides is judged when it is done.
    pub fn why_not(&self, slug: &str, who: &Who, command: &Command) -> Option<Refusal> {
        let action = match command {
            Command::EndMembership { person, .. } if person == who.id() => Action::Leave,
            other => other.action()?,
        };
        let today = self.clock.today();
        self.stands_in_the_way(slug, who, |registers, badge| {
            allowed_to(registers, badge, command, (action, &object(registers, command, &who.badge)), today)
        })
    }

    /// What stands in the way of doing this to nothing in particular, as before a file is read; `None` when nothing does.
    pub fn why_no_right(&self, slug: &str, who: &Who, action: Action) -> Option<Refusal> {
        let today = self.clock.today();
        let live = Object::plain(State::Live);
        self.stands_in_the_way(slug, who, |registers, badge| allowed(registers, badge, action, &live, today))
    }

    fn stands_in_the_way(
        &self,
        slug: &str,
        who: &Who,
        judge: impl Fn(&Registers, &Badge) -> Result<(), Refusal>,
    ) -> Option<Refusal> {
        let Ok(live) = self.live(slug) else {
            return Some(Refusal::NoPart);
        };
        let state = live.state();
        match self.may_enter(&live, &state.registers, who) {
            Ok(()) => {}
            Err(Failure::Refused(refusal)) => return Some(refusal),
            // To a program whose token is bound elsewhere the organisation is not there.
            Err(Failure::Fault(_)) => return Some(Refusal::NoPart),
        }
        if live.record.is_aside() {
            return Some(crate::restore::only_read(&live.record));
        }
        self.in_the_way(&live, judge(&state.registers, &fresh(who)))
    }

    /// May `who` do this to something that is their own? For what a door offers beside [`App::may`].
    pub fn may_own(&self, slug: &str, who: &Who, action: Action) -> bool {
        let Ok(live) = self.live(slug) else {
            return false;
        };
        let state = live.state();
        let own = Object { of: vec![who.id().to_owned()], ..Object::plain(State::Live) };
        self.may_enter(&live, &state.registers, who).is_ok()
            && self.judged(&live, &state.registers, who, action, &own).is_none()
    }

    /// Everything that somebody may do, and why not the rest.
    ///
    /// # Errors
    /// As though the organisation were not there for who has no part in it.
    pub fn rights_of(&self, slug: &str, who: &Who) -> Result<Vec<Right>, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.may_enter(&live, &state.registers, who)?;
        let registers = &state.registers;
        if !registers.people.members.contains_key(who.id()) {
            return Err(crate::history::no_such(slug).into());
        }
        let plain = |state| Object::plain(state);
        let own = |state| Object { of: vec![who.id().to_owned()], ..Object::plain(state) };
        let right = |action: Action| {
            let may = |about: &Object| self.judged(&live, registers, who, action, about).is_none();
            let others: Vec<State> = State::ALL.into_iter().filter(|s| may(&plain(*s))).collect();
            let owned: Vec<State> = State::ALL.into_iter().filter(|s| may(&own(*s))).collect();
            let refusal = if others.is_empty() && owned.is_empty() {
                // Asked of a thing that somebody could do it to, so that the reason names who could.
                let about =
                    usual(action).map_or(plain(State::Live), |(s, theirs)| if theirs { own(s) } else { plain(s) });
                self.judged(&live, registers, who, action, &about)
            } else {
                None
            };
            Right { action, others, own: owned, refusal }
        };
        Ok(Action::ALL.into_iter().map(right).collect())
    }

    pub(crate) fn judged(
        &self,
        live: &Live,
        registers: &Registers,
        who: &Who,
        action: Action,
        about: &Object,
    ) -> Option<Refusal> {
        self.in_the_way(live, allowed(registers, &fresh(who), action, about, self.clock.today()))
    }

    /// What stands in the way, with the names of those who could do it instead.
    fn in_the_way(&self, live: &Live, judged: Result<(), Refusal>) -> Option<Refusal> {
        match judged {
            Ok(()) => None,
            Err(Refusal::NotAllowed(mut missing)) => {
                for person in &mut missing.people {
                    *person = self.name_at(&live.record.id, person);
                }
                Some(Refusal::NotAllowed(missing))
            }
            Err(other) => Some(other),
        }
    }
}

/// A right that only waits for a fresh proof counts as there.
fn fresh(who: &Who) -> Badge {
    Badge { proof: Proof::Fresh, ..who.badge.clone() }
}

/// A state in which some role may do it, and whether only to what is its own.
fn usual(action: Action) -> Option<(State, bool)> {
    let anybody = || Role::ALL.into_iter().map(Some).chain([None]);
    let said = |state, own| anybody().any(|role| cell(role, action, state, own) == Cell::Allowed);
    let found = |own| State::ALL.into_iter().find(|state| said(*state, own)).map(|state| (state, own));
    found(false).or_else(|| found(true))
}
