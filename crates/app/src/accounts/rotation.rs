//! A session goes on under a new secret when who they are was proved again, and when the person's rights have changed, so
//! that a secret which leaked before is worth nothing after.

use super::Session;
use super::session::LONGEST_US;
use crate::shelf::{put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::event::Event;
use domain::refusal::Refusal;
use domain::values::Membership;
use identity::token::{Kind, Token};
use std::sync::PoisonError;
use store::Expect;

fn over() -> Refusal {
    Refusal::NotPossible { sentence: "this session is over".to_owned(), hint: "sign in again".to_owned() }
}

fn is_due(session: &Session, now_us: i64) -> bool {
    session.due && session.moved_us.is_none() && !session.over(now_us)
}

impl App {
    /// Notes a strong proof in the session, under a new secret (the old one ends): what asks for a fresh proof can be done.
    pub(crate) fn proved_again(&self, who: &Who) -> Result<String, Failure> {
        let now = self.clock.now_us();
        self.renewed(who, |session| session.proved_us = Some(now))
    }

    /// Notes that the password was typed again, under a new secret: enough to set up a first second factor, and for nothing
    /// that an organisation guards.
    pub(super) fn typed_again(&self, who: &Who) -> Result<String, Failure> {
        let now = self.clock.now_us();
        self.renewed(who, |session| session.typed_us = Some(now))
    }

    fn renewed(&self, who: &Who, change: impl Fn(&mut Session)) -> Result<String, Failure> {
        let old = who.session.as_ref().ok_or_else(over)?;
        let now = self.clock.now_us();
        // Tried again when the last use of the session was written at the same moment.
        for _ in 0..8 {
            let held = self.kept::<Session>(&old.key)?.filter(|h| !h.value.over(now)).ok_or_else(over)?;
            let secret = Token::mint(Kind::Session, keys::random()?);
            let mut session = Session { seen_us: now, due: false, moved_us: None, ..held.value };
            change(&mut session);
            let until = session.began_us + LONGEST_US;
            let fresh = put(&hex::encode(secret.hash()), who.id(), until, &session, Expect::Absent)?;
            if self.shelve(&[take::<Session>(&old.key, Expect::Version(held.version)), fresh])? {
                self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(&old.key);
                return Ok(secret.expose().to_owned());
            }
        }
        Err(over().into())
    }

    /// Have the rights of a session's person changed, so that [`App::due_session`] has a new secret for it? From memory where
    /// this process alone keeps sessions.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn is_session_due(&self, secret: &str) -> Result<bool, Fault> {
        let Ok(token) = Token::parse_kind(secret, Kind::Session) else {
            return Ok(false);
        };
        let now = self.clock.now_us();
        Ok(self.session(&hex::encode(token.hash()))?.is_some_and(|session| is_due(&session, now)))
    }

    /// The new secret of a session whose person's rights have changed; `None` when nothing has. The old one stays good for
    /// a moment, for what the browser asked at the same time.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be written.
    pub fn due_session(&self, secret: &str) -> Result<Option<String>, Fault> {
        let Ok(token) = Token::parse_kind(secret, Kind::Session) else {
            return Ok(None);
        };
        let key = hex::encode(token.hash());
        let now = self.clock.now_us();
        let Some(held) = self.kept::<Session>(&key)?.filter(|held| is_due(&held.value, now)) else {
            return Ok(None);
        };
        let (next, until) = (Token::mint(Kind::Session, keys::random()?), held.value.began_us + LONGEST_US);
        let fresh = Session { due: false, seen_us: now, ..held.value.clone() };
        let moved = Session { due: false, moved_us: Some(now), ..held.value };
        let moves = [
            put(&hex::encode(next.hash()), &fresh.person, until, &fresh, Expect::Absent)?,
            put(&key, &fresh.person, until, &moved, Expect::Version(held.version))?,
        ];
        if !self.shelve(&moves)? {
            return Ok(None);
        }
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(&key);
        Ok(Some(next.expose().to_owned()))
    }

    /// After a change of somebody's membership: sessions of who lost the last one end, others are due for a new secret. The
    /// change stands whatever happens here, and rights are judged at each request; a fault goes to the server's log.
    pub(crate) fn rights_changed(&self, people: &[String]) {
        for person in people {
            if let Err(fault) = self.sessions_after_change(person) {
                self.troubles.write().unwrap_or_else(PoisonError::into_inner).push(fault.sentence);
            }
        }
    }

    fn sessions_after_change(&self, person: &str) -> Result<(), Fault> {
        let sessions = self.all_kept::<Session>(Some(person))?;
        if sessions.is_empty() {
            return Ok(());
        }
        if !self.is_operator(person) && !self.takes_part(person)? {
            self.end_all_sessions(person)?;
            return Ok(());
        }
        sessions.iter().try_for_each(|held| self.change_session(&held.key, |session| session.due = true))
    }

    /// Is the person in any organisation still, if only suspended or invited?
    fn takes_part(&self, person: &str) -> Result<bool, Fault> {
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            if state.registers.people.members.get(person).is_some_and(|m| m.state != Membership::Ended) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whose rights these events change, as far as they name a member.
pub(crate) fn whose_rights(events: &[Event]) -> Vec<String> {
    let whose = |event: &Event| match event {
        Event::RolesSet { person, .. }
        | Event::MemberSuspended { person, .. }
        | Event::MemberResumed { person }
        | Event::MembershipEnded { person, .. } => Some(person.clone()),
        Event::GrantGiven { grant, .. } => Some(grant.person.clone()),
        _ => None,
    };
    events.iter().filter_map(whose).collect()
}
