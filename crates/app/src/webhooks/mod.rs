//! Webhooks: what the ledger says of them, and beside it a secret for each, and how far its receiver has come.
//!
//! News are delivered in the order of the ledger, one at a time, at least once ([`deliver`]); a receiver that does not
//! answer for three days is paused until an owner says to go on.

mod deliver;
mod message;
#[cfg(test)]
mod tests;

pub use deliver::Delivered;

use crate::history::Live;
use crate::shelf::{FOR_EVER, Held, Kept, put, take};
use crate::{App, Failure, Fault, Receipt, Who, keys};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::access::Object;
use domain::values::{Action, State, Webhook};
use outgoing::Refused;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Expect;

/// How a sealed secret is bound to its webhook.
const SEALED: &str = "webhook";

/// The queue of one webhook; the key is the ledger and the webhook, the owner is the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Queue {
    pub(crate) log: String,
    pub(crate) webhook: String,
    /// The secret that deliveries are signed with, sealed.
    secret: String,
    /// The next entry to deliver.
    next: u64,
    /// How often that entry was tried in vain.
    failures: u32,
    /// When it was tried in vain first, microseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    failing_us: Option<i64>,
    /// Not tried before, microseconds since 1970.
    due_us: i64,
    /// A delivery is under way, until then at most.
    busy_until_us: i64,
    /// Why nothing is tried any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    paused: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    last: Option<LastAnswer>,
}

impl Kept for Queue {
    const KIND: &'static str = "webhook";
}

/// What the receiver last said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAnswer {
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Which entry was delivered; `None` for a test.
    pub entry: Option<u64>,
    /// Did the receiver take it?
    pub taken: bool,
    /// In a few words: `answered 204`, or why there was no answer.
    pub words: String,
}

/// How far the receiver of a webhook has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookState {
    /// The next entry to deliver.
    pub next: u64,
    /// Entries that are not delivered or passed over yet.
    pub behind: u64,
    /// How often the next entry was tried in vain.
    pub failures: u32,
    /// When it is tried again, microseconds since 1970; `None` when nothing waits.
    pub due_us: Option<i64>,
    /// Why nothing is tried any more.
    pub paused: Option<String>,
    /// What the receiver last said.
    pub last: Option<LastAnswer>,
}

/// A webhook was set.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSet {
    /// Its id.
    pub id: String,
    /// The secret of a new one; shown once.
    pub secret: Option<String>,
    /// Where it stands in the ledger.
    pub receipt: Receipt,
}

impl std::fmt::Debug for WebhookSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebhookSet").field("id", &self.id).finish_non_exhaustive()
    }
}

fn key_of(log: &str, webhook: &str) -> String {
    format!("{log}/{webhook}")
}

fn unknown(id: &str) -> Failure {
    Refusal::Unknown { what: "webhook", id: id.to_owned(), nearest: None }.into()
}

impl App {
    /// Sets a webhook: a new one with a secret of its own, or another address or choice of events for one that is there.
    ///
    /// # Errors
    /// A refusal by the rules of the doors, or for an address that no request goes to.
    pub fn set_webhook(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        id: Option<&str>,
        webhook: Webhook,
    ) -> Result<WebhookSet, Failure> {
        let live = self.settable(slug, who)?;
        self.callable(&webhook.url)?;
        let before = id.and_then(|id| live.state().registers.people.webhooks.get(id).cloned());
        let moved = before.is_some_and(|b| b.url != webhook.url);
        let command = Command::SetWebhook { id: id.map(str::to_owned), webhook };
        let receipt = self.change(slug, who, request, command)?;
        let set = |id: &str, secret| WebhookSet { id: id.to_owned(), secret, receipt: receipt.clone() };
        match id {
            Some(id) => {
                if moved {
                    self.go_on(&live, id, false)?;
                }
                Ok(set(id, None))
            }
            // The same request again: its secret was shown the first time.
            None if receipt.repeated => Ok(set("", None)),
            None => {
                let secret = self.fresh_secret(&live, &receipt.object, receipt.last + 1)?;
                Ok(set(&receipt.object, Some(secret)))
            }
        }
    }

    /// Removes a webhook, its secret and what waited for it.
    ///
    /// # Errors
    /// A refusal when it is not known, or without the right.
    pub fn remove_webhook(&self, slug: &str, who: &Who, request: Option<&str>, id: &str) -> Result<Receipt, Failure> {
        let receipt = self.change(slug, who, request, Command::RemoveWebhook { id: id.to_owned() })?;
        let live = self.live(slug)?;
        self.shelve(&[take::<Queue>(&key_of(&live.record.id, id), Expect::Any)])?;
        self.store.scour()?;
        Ok(receipt)
    }

    /// Puts a new secret in place of the old one, which no longer signs anything; shown once.
    ///
    /// # Errors
    /// A refusal when the webhook is not known, or without the right.
    pub fn new_webhook_secret(&self, slug: &str, who: &Who, id: &str) -> Result<String, Failure> {
        let live = self.settable(slug, who)?;
        if !live.state().registers.people.webhooks.contains_key(id) {
            return Err(unknown(id));
        }
        let secret = self.fresh_secret(&live, id, live.state().head.size)?;
        self.store.scour()?;
        self.note_in(&live, who, "webhook_secret_changed", id);
        Ok(secret)
    }

    /// Tries a paused webhook again; with `skip`, only what is recorded from now on is sent to it.
    ///
    /// # Errors
    /// A refusal when the webhook is not known, or without the right.
    pub fn resume_webhook(&self, slug: &str, who: &Who, id: &str, skip: bool) -> Result<(), Failure> {
        let live = self.settable(slug, who)?;
        if !self.go_on(&live, id, skip)? {
            return Err(unknown(id));
        }
        self.note_in(&live, who, "webhook_resumed", id);
        Ok(())
    }

    /// How far each webhook of an organisation has come, by id; one without a secret is not in the answer.
    ///
    /// # Errors
    /// A refusal without the right.
    pub fn webhook_states(&self, slug: &str, who: &Who) -> Result<BTreeMap<String, WebhookState>, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.authorize(&live, &state.registers, who, Action::ReadDoors, &Object::plain(State::Live))?;
        let size = state.head.size;
        let shown = |Held { value: q, .. }: Held<Queue>| {
            let behind = size.saturating_sub(q.next);
            let facts = WebhookState {
                next: q.next,
                behind,
                failures: q.failures,
                due_us: (behind > 0 && q.paused.is_none()).then_some(q.due_us),
                paused: q.paused,
                last: q.last,
            };
            (q.webhook, facts)
        };
        Ok(self.all_kept::<Queue>(Some(&live.record.id))?.into_iter().map(shown).collect())
    }

    /// The organisation, if who asks may set webhooks in it.
    fn settable(&self, slug: &str, who: &Who) -> Result<Arc<Live>, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.authorize(&live, &state.registers, who, Action::SetWebhook, &Object::plain(State::Live))?;
        drop(state);
        Ok(live)
    }

    /// Refuses an address that would never be called. A name that is not known at the moment may be known tomorrow.
    fn callable(&self, url: &str) -> Result<(), Failure> {
        match self.outgoing.check(url) {
            Err(refused) if !matches!(refused, Refused::NotResolved { .. } | Refused::Timeout { .. }) => {
                Err(Refusal::NotPossible { sentence: refused.to_string(), hint: refused.hint().to_owned() }.into())
            }
            _ => Ok(()),
        }
    }

    fn fresh_secret(&self, live: &Live, id: &str, next: u64) -> Result<String, Fault> {
        let (log, bytes) = (&live.record.id, keys::random::<32>()?);
        let key = key_of(log, id);
        let secret = self.sealed(SEALED, &key, &bytes)?;
        let queue = Queue {
            log: log.clone(),
            webhook: id.to_owned(),
            secret: secret.clone(),
            next,
            failures: 0,
            failing_us: None,
            due_us: 0,
            busy_until_us: 0,
            paused: None,
            last: None,
        };
        let kept = self.renew(&key, |q| Queue { secret: secret.clone(), ..q })?;
        if !kept {
            self.shelve(&[put(&key, log, FOR_EVER, &queue, Expect::Absent)?])?;
        }
        Ok(message::shown(&bytes))
    }

    fn go_on(&self, live: &Live, id: &str, skip: bool) -> Result<bool, Fault> {
        let size = live.state().head.size;
        self.renew(&key_of(&live.record.id, id), |q| Queue {
            next: if skip { size } else { q.next },
            failures: 0,
            failing_us: None,
            due_us: 0,
            paused: None,
            ..q
        })
    }

    /// Changes a queue as it stands, tried again when somebody was faster; `false` when there is none.
    fn renew(&self, key: &str, change: impl Fn(Queue) -> Queue) -> Result<bool, Fault> {
        for _ in 0..8 {
            let Some(Held { owner, version, value, .. }) = self.kept::<Queue>(key)? else {
                return Ok(false);
            };
            if self.shelve(&[put(key, &owner, FOR_EVER, &change(value), Expect::Version(version))?])? {
                return Ok(true);
            }
        }
        Err(Fault::new("the webhook is being changed elsewhere", "ask again"))
    }
}
