//! One's own sessions: listed, and ended.

use super::Session;
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionFacts {
    /// Id by which it can be ended.
    pub id: String,
    /// What the browser calls itself.
    pub agent: String,
    /// Network address.
    pub address: String,
    /// When it began, microseconds since 1970.
    pub began_us: i64,
    /// Last use.
    pub seen_us: i64,
    /// The identity provider, if one spoke for the person.
    pub issuer: Option<String>,
    /// Is it the one that asks?
    pub this: bool,
}

impl App {
    /// Ends the session that asks.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be written.
    pub fn sign_out(&self, who: &Who) -> Result<(), Fault> {
        // What could not be written waits for the next minute, and keeps nobody signed in.
        let _ = self.flush_readings();
        match &who.session {
            Some(session) => self.drop_session(&session.key),
            None => Ok(()),
        }
    }

    /// One's own sessions, the last used first.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_sessions(&self, who: &Who) -> Result<Vec<SessionFacts>, Fault> {
        let now = self.clock.now_us();
        let this = who.session.as_ref().map(|s| s.key.as_str());
        let mut list: Vec<SessionFacts> = self
            .all_kept::<Session>(Some(who.id()))?
            .into_iter()
            .filter(|held| !held.value.over(now) && held.value.moved_us.is_none())
            .map(|held| SessionFacts {
                this: this == Some(held.key.as_str()),
                id: held.key[..16].to_owned(),
                agent: held.value.agent,
                address: held.value.address,
                began_us: held.value.began_us,
                seen_us: held.value.seen_us,
                issuer: held.value.issuer,
            })
            .collect();
        list.sort_by_key(|s| std::cmp::Reverse(s.seen_us));
        Ok(list)
    }

    /// Ends one of one's own sessions, or all but this one (`None`).
    ///
    /// # Errors
    /// A refusal when there is no such session.
    pub fn end_sessions(&self, who: &Who, id: Option<&str>) -> Result<usize, Failure> {
        let this = who.session.as_ref().map(|s| s.key.clone());
        let all = self.all_kept::<Session>(Some(who.id()))?;
        let chosen = all.iter().map(|s| &s.key).filter(|key| match id {
            Some(id) => key.starts_with(id) && id.len() == 16,
            None => Some(*key) != this.as_ref(),
        });
        let mut ended = 0;
        for key in chosen {
            self.drop_session(key)?;
            ended += 1;
        }
        match id {
            Some(id) if ended == 0 => {
                Err(Refusal::Unknown { what: "session", id: id.to_owned(), nearest: None }.into())
            }
            _ => Ok(ended),
        }
    }

    /// Ends every session of a person, at once.
    pub(crate) fn end_all_sessions(&self, person: &str) -> Result<usize, Fault> {
        let all = self.all_kept::<Session>(Some(person))?;
        for held in &all {
            self.drop_session(&held.key)?;
        }
        Ok(all.len())
    }
}
