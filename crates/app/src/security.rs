//! The security log: who signed in, what failed, what was refused. Apart from the ledger, since it holds addresses that must
//! be erasable, and kept for a named time.

use crate::accounts::Visitor;
use crate::history::Live;
use crate::shelf::{Kept, put};
use crate::{App, Failure, Fault, Who, keys};
use domain::rules::access::Object;
use domain::values::{Action, Role, State};
use serde::{Deserialize, Serialize};
use std::sync::PoisonError;
use store::Expect;

/// How long a note is kept.
const KEPT_US: i64 = 400 * 86_400_000_000;
/// Most notes on one page.
const MOST: usize = 500;
/// Notes looked through for one page at most; an organisation sees its own only.
const LOOKED_THROUGH: usize = 20_000;

/// One note of the security log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// What, as one word: `signed_in`, `sign_in_failed`, `refused`, ...
    pub what: String,
    /// Who, by id; empty when nobody is known.
    pub person: String,
    /// The organisation's ledger, when it concerns one only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// In a few words; never a secret.
    pub detail: String,
    /// Network address, where a request came from.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

impl Kept for Note {
    const KIND: &'static str = "security";
}

/// Words whose notes are an alarm.
pub const ALARMS: [&str; 6] =
    ["break_glass", "sign_in_failed", "throttled", "recovery_code_used", "second_factor_failed", "sign_on_refused"];

/// A page of the security log, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotesPage {
    /// The notes.
    pub notes: Vec<Note>,
    /// Where the next older page begins.
    pub older: Option<String>,
}

impl App {
    pub(crate) fn note_person(&self, what: &str, person: &str, detail: &str, visitor: &Visitor) {
        self.note(Note {
            at_us: self.clock.now_us(),
            what: what.to_owned(),
            person: person.to_owned(),
            log: None,
            detail: detail.to_owned(),
            address: visitor.address.clone(),
            agent: visitor.agent.clone(),
        });
    }

    /// Notes what a visitor of one organisation's door did.
    pub(crate) fn note_visit(&self, live: &Live, what: &str, person: &str, detail: &str, visitor: &Visitor) {
        self.note(Note {
            at_us: self.clock.now_us(),
            what: what.to_owned(),
            person: person.to_owned(),
            log: Some(live.record.id.clone()),
            detail: detail.to_owned(),
            address: visitor.address.clone(),
            agent: visitor.agent.clone(),
        });
    }

    pub(crate) fn note_in(&self, live: &Live, who: &Who, what: &str, detail: &str) {
        self.note(Note {
            at_us: self.clock.now_us(),
            what: what.to_owned(),
            person: who.id().to_owned(),
            log: Some(live.record.id.clone()),
            detail: detail.to_owned(),
            address: who.came.as_ref().map(|came| came.address.clone()).unwrap_or_default(),
            agent: who
                .came
                .as_ref()
                .filter(|came| !came.agent.is_empty())
                .map_or_else(|| format!("by {}", who.via), |came| format!("{}, by {}", came.agent, who.via)),
        });
    }

    /// Is everything noted that this person reads in the organisation, as it is for an external auditor?
    pub fn is_watched(&self, slug: &str, who: &Who) -> bool {
        self.live(slug).is_ok_and(|live| {
            let hats = live.state().registers.people.hats(who.id(), self.clock.today());
            hats.roles.contains(&Role::ExternalAuditor)
        })
    }

    /// Writes into the security log that somebody who is watched read something; the ledger's own record of it is made by
    /// [`App::note_read`].
    pub fn log_reading(&self, slug: &str, who: &Who, what: &str) {
        if let (true, Ok(live)) = (self.is_watched(slug, who), self.live(slug)) {
            self.note_in(&live, who, "read", what);
        }
    }

    pub(crate) fn note_refused(&self, live: &Live, who: &Who, action: Action) {
        self.note_in(live, who, "refused", action.id());
    }

    /// Keeps a note. A log that cannot be written must not keep anybody from signing in: the fault goes to the server's own
    /// log and to whoever watches it.
    fn note(&self, note: Note) {
        if self.read_only {
            return;
        }
        let key = || -> Result<String, Fault> { Ok(format!("{:020}-{}", note.at_us, keys::random_hex(4)?)) };
        let kept = key().and_then(|key| {
            let owner = note.log.clone().unwrap_or_default();
            let moved = put(&key, &owner, note.at_us + KEPT_US, &note, Expect::Absent)?;
            self.shelve(&[moved]).map(|_| ())
        });
        if let Err(fault) = kept {
            self.troubles.write().unwrap_or_else(PoisonError::into_inner).push(fault.sentence);
        }
        let watchers = self.watchers.read().unwrap_or_else(PoisonError::into_inner);
        watchers.iter().for_each(|watch| watch(&note));
    }

    /// Calls `watch` with every note from now on: for a forwarder to a log outside.
    pub fn watch_security(&self, watch: impl Fn(&Note) + Send + Sync + 'static) {
        self.watchers.write().unwrap_or_else(PoisonError::into_inner).push(Box::new(watch));
    }

    /// What of the security log concerns an organisation, newest first: its own notes, and those about its members.
    ///
    /// # Errors
    /// A refusal for who may not read it.
    pub fn security_log(
        &self,
        slug: &str,
        who: &Who,
        before: Option<&str>,
        limit: usize,
    ) -> Result<NotesPage, Failure> {
        self.security_log_of(slug, who, before, limit, &|_| true)
    }

    /// As [`App::security_log`], only the notes that `wanted` takes.
    ///
    /// # Errors
    /// A refusal for who may not read it.
    pub fn security_log_of(
        &self,
        slug: &str,
        who: &Who,
        before: Option<&str>,
        limit: usize,
        wanted: &dyn Fn(&Note) -> bool,
    ) -> Result<NotesPage, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.authorize(&live, &state.registers, who, Action::ReadSecurityLog, &Object::plain(State::Live))?;
        let members = &state.registers.people.members;
        let ours = |note: &Note| match &note.log {
            Some(log) => *log == live.record.id,
            None => members.contains_key(&note.person),
        };
        let (mut page, mut at, limit) = (NotesPage::default(), before.map(str::to_owned), limit.clamp(1, MOST));
        let mut looked = 0;
        while looked < LOOKED_THROUGH {
            let records = self.store.records_before(Note::KIND, None, at.as_deref(), 500)?;
            if records.is_empty() {
                return Ok(page);
            }
            looked += records.len();
            for record in records {
                let note: Note = serde_json::from_slice(&record.body)
                    .map_err(|e| Fault::new(format!("a note of the security log: {e}"), ""))?;
                if ours(&note) && wanted(&note) {
                    page.notes.push(note);
                }
                if page.notes.len() == limit {
                    page.older = Some(record.key);
                    return Ok(page);
                }
                at = Some(record.key);
            }
        }
        page.older = at;
        Ok(page)
    }
}
