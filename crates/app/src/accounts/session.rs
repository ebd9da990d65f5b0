//! Sessions: a random secret in a cookie, its hash here. They end by idleness, by age, and when their owner ends them.

use super::Visitor;
use crate::access::InSession;
use crate::shelf::{Kept, put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::stamp::{Badge, Proof};
use identity::token::{Kind, Token};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, PoisonError};
use store::Expect;

/// A session that nobody uses ends after this (SP 800-63B at AAL2).
const IDLE_US: i64 = 30 * 60_000_000;
/// No session lasts longer than this.
pub(super) const LONGEST_US: i64 = 12 * 3_600_000_000;
/// A strong proof counts so long for what asks for a fresh one.
pub(super) const FRESH_US: i64 = 5 * 60_000_000;
/// A secret that was replaced because rights changed is good for so long, for what the browser asked at the same time.
const GRACE_US: i64 = 30_000_000;
/// How often the last use of a session is written down.
const WRITE_EVERY_US: i64 = 60_000_000;
/// How long a browser is known as one that signed in before.
const DEVICE_US: i64 = 400 * 86_400_000_000;
/// Most sessions of one person; the oldest ends when there is one more.
const MOST: usize = 20;

/// A session; the key is the hash of its secret, the owner is the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Session {
    pub(crate) person: String,
    pub(crate) began_us: i64,
    pub(crate) seen_us: i64,
    /// When a second factor, a passkey or a provider with two factors was last shown.
    pub(crate) proved_us: Option<i64>,
    pub(crate) agent: String,
    pub(crate) address: String,
    pub(crate) issuer: Option<String>,
    /// Session id at the provider, for its back channel.
    pub(crate) provider_session: Option<String>,
    /// When the password was last typed again, for what changes the account itself.
    #[serde(default)]
    pub(crate) typed_us: Option<i64>,
    /// The person's rights have changed: the next page takes it under a new secret.
    #[serde(default)]
    pub(crate) due: bool,
    /// It goes on under another secret since then; for a moment this one is still good.
    #[serde(default)]
    pub(crate) moved_us: Option<i64>,
}

impl Session {
    /// Has it ended by itself: by age, by idleness, or because it goes on under another secret?
    pub(crate) fn over(&self, now_us: i64) -> bool {
        let moved = self.moved_us.is_some_and(|at| now_us - at > GRACE_US);
        moved || now_us - self.seen_us > IDLE_US || now_us - self.began_us > LONGEST_US
    }
}

impl Kept for Session {
    const KIND: &'static str = "session";
}

/// A browser that signed in before; the key is the hash of its secret.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Device {
    pub(crate) person: String,
}

impl Kept for Device {
    const KIND: &'static str = "device";
}

/// How somebody proved who they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    pub(crate) strong: bool,
    /// When, if that was not just now: a provider may have seen the person hours ago.
    pub(crate) proved_us: Option<i64>,
    pub(crate) issuer: Option<String>,
    pub(crate) provider_session: Option<String>,
    pub(crate) words: &'static str,
}

impl How {
    pub(crate) fn password() -> How {
        How { words: "password", ..How::default() }
    }

    pub(crate) fn strong(words: &'static str) -> How {
        How { strong: true, words, ..How::default() }
    }
}

/// A session began: two secrets for the browser to keep.
#[derive(Clone, PartialEq, Eq)]
pub struct Begun {
    /// For the session cookie.
    pub session: String,
    /// For the cookie by which the device is known again.
    pub device: String,
    /// The person.
    pub person: String,
}

impl std::fmt::Debug for Begun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Begun").field("person", &self.person).finish_non_exhaustive()
    }
}

impl App {
    pub(crate) fn begin_session(&self, person: &str, visitor: &Visitor, how: How) -> Result<Begun, Failure> {
        let (now, secret) = (self.clock.now_us(), Token::mint(Kind::Session, keys::random()?));
        let own_means = how.issuer.is_none();
        let session = Session {
            person: person.to_owned(),
            began_us: now,
            seen_us: now,
            proved_us: how.strong.then(|| how.proved_us.map_or(now, |at| at.min(now))),
            agent: visitor.agent.clone(),
            address: visitor.address.clone(),
            issuer: how.issuer,
            provider_session: how.provider_session,
            typed_us: None,
            due: false,
            moved_us: None,
        };
        let mut moves = vec![put(&hex::encode(secret.hash()), person, now + LONGEST_US, &session, Expect::Absent)?];
        let mut gone = Vec::new();
        let mut others = self.all_kept::<Session>(Some(person))?;
        others.sort_by_key(|s| s.value.seen_us);
        for old in others.iter().rev().skip(MOST - 1) {
            moves.push(take::<Session>(&old.key, Expect::Any));
            gone.push(old.key.clone());
        }
        let device = match self.known_device(visitor, person)? {
            Some(known) => known,
            None => {
                let device = Token::mint(Kind::Session, keys::random()?);
                let kept = Device { person: person.to_owned() };
                moves.push(put(&hex::encode(device.hash()), person, now + DEVICE_US, &kept, Expect::Absent)?);
                device.expose().to_owned()
            }
        };
        self.shelve(&moves)?;
        let memory = |key: &String, session: &Arc<Session>| !session.over(now) && !gone.contains(key);
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).retain(|key, session| memory(key, session));
        self.note_person("signed_in", person, &format!("with {}", how.words), visitor);
        if own_means {
            self.alarm_break_glass(person, visitor)?;
        }
        Ok(Begun { session: secret.expose().to_owned(), device, person: person.to_owned() })
    }

    /// The device's secret, if it is one that this person signed in from before.
    pub(crate) fn known_device(&self, visitor: &Visitor, person: &str) -> Result<Option<String>, Fault> {
        let Some(secret) = &visitor.device else {
            return Ok(None);
        };
        let Ok(token) = Token::parse_kind(secret, Kind::Session) else {
            return Ok(None);
        };
        let held = self.kept::<Device>(&hex::encode(token.hash()))?;
        Ok(held.filter(|d| d.value.person == person).map(|_| secret.clone()))
    }

    pub(super) fn session(&self, key: &str) -> Result<Option<Arc<Session>>, Fault> {
        if self.store.kind() == "sqlite" {
            let known = self.sessions.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
            if known.is_some() {
                return Ok(known);
            }
        }
        let Some(held) = self.kept::<Session>(key)? else {
            return Ok(None);
        };
        self.remember(key, Arc::new(held.value))
    }

    /// Keeps a session in memory, unless it was ended while it was on its way there.
    fn remember(&self, key: &str, session: Arc<Session>) -> Result<Option<Arc<Session>>, Fault> {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned(), session.clone());
        if self.kept::<Session>(key)?.is_some() {
            return Ok(Some(session));
        }
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(None)
    }

    /// Who holds a session's secret; `None` when it is over or never was.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn who_by_session(&self, secret: &str) -> Result<Option<Who>, Fault> {
        let Ok(token) = Token::parse_kind(secret, Kind::Session) else {
            return Ok(None);
        };
        let (key, now) = (hex::encode(token.hash()), self.clock.now_us());
        let Some(session) = self.session(&key)? else {
            return Ok(None);
        };
        if session.over(now) {
            self.drop_session(&key)?;
            return Ok(None);
        }
        if now - session.seen_us > WRITE_EVERY_US {
            self.change_session(&key, |session| session.seen_us = now)?;
        }
        let fresh = session.proved_us.is_some_and(|at| now - at <= FRESH_US);
        let proof = match session.proved_us {
            Some(_) if fresh => Proof::Fresh,
            Some(_) => Proof::Strong,
            None => Proof::Single,
        };
        let operator = self.is_operator(&session.person);
        Ok(Some(Who {
            badge: Badge { person: session.person.clone(), limits: None, proof },
            via: "web",
            bound: None,
            session: Some(InSession {
                key,
                began_us: session.began_us,
                issuer: session.issuer.clone(),
                fresh_until_us: session.proved_us.map_or(0, |at| at + FRESH_US),
            }),
            operator,
            came: None,
            link: None,
            token: None,
        }))
    }

    /// Changes a session as it stands. One that was ended meanwhile does not come back by it.
    pub(super) fn change_session(&self, key: &str, change: impl Fn(&mut Session)) -> Result<(), Fault> {
        for _ in 0..8 {
            let Some(held) = self.kept::<Session>(key)? else {
                return Ok(());
            };
            let mut session = held.value;
            change(&mut session);
            let until = session.began_us + LONGEST_US;
            if self.shelve(&[put(key, &session.person, until, &session, Expect::Version(held.version))?])? {
                self.remember(key, Arc::new(session))?;
                return Ok(());
            }
        }
        Ok(())
    }

    pub(crate) fn drop_session(&self, key: &str) -> Result<(), Fault> {
        self.shelve(&[take::<Session>(key, Expect::Any)])?;
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(())
    }

    pub(crate) fn forget_sessions(&self, person: &str) {
        self.sessions.write().unwrap_or_else(PoisonError::into_inner).retain(|_, s| s.person != person);
    }

    pub(crate) fn is_operator(&self, person: &str) -> bool {
        if let Some(known) = self.operators.read().unwrap_or_else(PoisonError::into_inner).get(person) {
            return *known;
        }
        // The local operator has no account in a demonstration, and is the same person with and without one.
        let local = self.local_operator("web").is_ok_and(|operator| operator.id() == person);
        let operator = local || self.person(person).ok().flatten().is_some_and(|p| p.operator);
        self.operators.write().unwrap_or_else(PoisonError::into_inner).insert(person.to_owned(), operator);
        operator
    }
}
