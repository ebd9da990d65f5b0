//! Delivery: in the order of the ledger, one at a time for each webhook, at least once. Nothing is kept in memory: what was
//! under way when the process ended is sent again.

use super::message::{self, Message};
use super::{LastAnswer, Queue, SEALED, key_of, unknown};
use crate::history::Live;
use crate::shelf::{FOR_EVER, put, take};
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::values::Webhook;
use ledger::Leaf;
use std::ops::ControlFlow;
use store::Expect;

const MINUTE_US: i64 = 60_000_000;
/// The longest time between two attempts.
const LONGEST_DELAY_US: i64 = 12 * 60 * MINUTE_US;
/// A receiver that takes nothing for so long is paused.
const PATIENCE_US: i64 = 72 * 60 * MINUTE_US;
/// Longer than an exchange can take: after that whoever began it has ended without a word.
const UNDER_WAY_US: i64 = 2 * MINUTE_US;
/// Entries looked through in one step for the next that the webhook is about.
const LOOKED_THROUGH: u64 = 2_000;
/// Longest words of an answer that are kept, in characters.
const MAX_WORDS: usize = 300;

/// What a step of a delivery did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// Something was taken or passed over; there may be more.
    More,
    /// The receiver did not take it: it is tried again later.
    Failed,
    /// Nothing is to be done now.
    Nothing,
}

impl App {
    /// The webhooks that have something to deliver now, as keys for [`App::deliver_webhook`].
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn webhooks_due(&self) -> Result<Vec<String>, Fault> {
        let (mut due, now) = (Vec::new(), self.clock.now_us());
        for held in self.all_kept::<Queue>(None)? {
            if self.has_work(&held.value, now)? {
                due.push(held.key);
            }
        }
        Ok(due)
    }

    fn has_work(&self, queue: &Queue, now: i64) -> Result<bool, Fault> {
        if queue.paused.is_some() || queue.due_us > now || queue.busy_until_us > now {
            return Ok(false);
        }
        let live = self.live_by_log(&queue.log)?;
        let state = live.state();
        let webhook = state.registers.people.webhooks.get(&queue.webhook);
        // One that was removed meanwhile is work too: its queue goes.
        Ok(webhook.is_none_or(|w| w.active && queue.next < state.head.size))
    }

    /// Delivers the next entry of one webhook, if it is due; waits for the receiver. `base` is the address of this server.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read or written; a receiver that does not answer is no fault.
    pub fn deliver_webhook(&self, key: &str, base: &str) -> Result<Delivered, Fault> {
        let now = self.clock.now_us();
        let Some(held) = self.kept::<Queue>(key)? else {
            return Ok(Delivered::Nothing);
        };
        let queue = held.value;
        if !self.has_work(&queue, now)? {
            return Ok(Delivered::Nothing);
        }
        let live = self.live_by_log(&queue.log)?;
        let webhook = live.state().registers.people.webhooks.get(&queue.webhook).cloned();
        let Some(webhook) = webhook else {
            self.shelve(&[take::<Queue>(key, Expect::Version(held.version))])?;
            return Ok(Delivered::Nothing);
        };
        let until = live.state().head.size.min(queue.next + LOOKED_THROUGH);
        let Some((entry, news)) = self.next_news(&live, &queue, &webhook, until, base)? else {
            let passed = Queue { next: until, ..queue };
            let moved = self.shelve(&[put(key, &passed.log, FOR_EVER, &passed, Expect::Version(held.version))?])?;
            return Ok(if moved { Delivered::More } else { Delivered::Nothing });
        };
        let busy = Queue { next: entry, busy_until_us: now + UNDER_WAY_US, ..queue };
        if !self.shelve(&[put(key, &busy.log, FOR_EVER, &busy, Expect::Version(held.version))?])? {
            return Ok(Delivered::Nothing);
        }
        let answer = self.hand_over(&busy, &webhook.url, news, Some(entry))?;
        self.renew(key, |queue| judged(queue, entry, &answer))?;
        let paused = self.kept::<Queue>(key)?.and_then(|held| held.value.paused);
        if let Some(why) = paused.filter(|_| !answer.taken) {
            let nobody = Who::person("", "webhook");
            self.note_in(&live, &nobody, "webhook_paused", &format!("{}: {why}", queue_name(&webhook)));
        }
        Ok(if answer.taken { Delivered::More } else { Delivered::Failed })
    }

    /// Sends a test to the receiver and answers what it said; nothing that waits is touched.
    ///
    /// # Errors
    /// A refusal without the right, when a delivery is under way, or when the receiver does not take it.
    pub fn test_webhook(&self, slug: &str, who: &Who, id: &str, base: &str) -> Result<LastAnswer, Failure> {
        let live = self.settable(slug, who)?;
        let webhook = live.state().registers.people.webhooks.get(id).cloned().ok_or_else(|| unknown(id))?;
        let (key, now) = (key_of(&live.record.id, id), self.clock.now_us());
        let held = self.kept::<Queue>(&key)?.ok_or_else(|| Refusal::NotPossible {
            sentence: "this webhook has no secret to sign with".to_owned(),
            hint: "make a new secret and give it to the receiver".to_owned(),
        })?;
        let under_way = || Refusal::NotPossible {
            sentence: "a delivery is under way".to_owned(),
            hint: "look at its answer in a moment, and test again then".to_owned(),
        };
        if held.value.busy_until_us > now {
            return Err(under_way().into());
        }
        let busy = Queue { busy_until_us: now + UNDER_WAY_US, ..held.value };
        if !self.shelve(&[put(&key, &busy.log, FOR_EVER, &busy, Expect::Version(held.version))?])? {
            return Err(under_way().into());
        }
        let answer = self.hand_over(&busy, &webhook.url, message::test(id, slug, base, now), None)?;
        self.renew(&key, |queue| Queue { busy_until_us: 0, last: Some(answer.clone()), ..queue })?;
        Ok(answer)
    }

    /// The next entry that the webhook is about, before `until`.
    fn next_news(
        &self,
        live: &Live,
        queue: &Queue,
        webhook: &Webhook,
        until: u64,
        base: &str,
    ) -> Result<Option<(u64, Message)>, Fault> {
        let (mut found, mut damaged) = (None, None);
        self.store.read(&queue.log, queue.next..until, &mut |entry| match Leaf::parse(entry.leaf) {
            Ok(leaf) if webhook.events.is_empty() || webhook.events.contains(&*leaf.action) => {
                found = Some((leaf.seq, message::news(&queue.webhook, &live.record.slug, base, &leaf)));
                ControlFlow::Break(())
            }
            Ok(_) => ControlFlow::Continue(()),
            Err(e) => {
                damaged = Some(format!("entry {} cannot be read: {e}", entry.seq));
                ControlFlow::Break(())
            }
        })?;
        match damaged {
            Some(sentence) => Err(Fault::new(sentence, "run `tickmark verify`")),
            None => Ok(found),
        }
    }

    fn hand_over(&self, queue: &Queue, url: &str, message: Message, entry: Option<u64>) -> Result<LastAnswer, Fault> {
        let secret = self.unsealed(SEALED, &key_of(&queue.log, &queue.webhook), &queue.secret)?;
        let request = message.request(url, secret.expose(), self.clock.now_us());
        let (taken, words) = match self.outgoing.send(&request) {
            Ok(response) => (response.is_success(), format!("answered {}", response.status)),
            Err(refused) => (false, refused.to_string()),
        };
        let words = words.chars().take(MAX_WORDS).collect();
        Ok(LastAnswer { at_us: self.clock.now_us(), entry, taken, words })
    }
}

/// The webhook as a note names it: its host, and nothing that may be a secret in its path.
fn queue_name(webhook: &Webhook) -> String {
    let rest = webhook.url.split_once("://").map_or(webhook.url.as_str(), |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

/// The queue after an answer. What somebody changed meanwhile stays: a queue that has moved on is not moved back.
fn judged(queue: Queue, entry: u64, answer: &LastAnswer) -> Queue {
    let queue = Queue { busy_until_us: 0, last: Some(answer.clone()), ..queue };
    if queue.next != entry {
        return queue;
    }
    if answer.taken {
        return Queue { next: entry + 1, failures: 0, failing_us: None, due_us: 0, ..queue };
    }
    let since = queue.failing_us.unwrap_or(answer.at_us);
    let failures = queue.failures.saturating_add(1);
    let end = since + PATIENCE_US;
    let gone = answer.words == "answered 410";
    let paused = if gone {
        Some("the receiver says that it is gone (410)".to_owned())
    } else {
        (answer.at_us >= end).then(|| format!("nothing was taken for three days; last: {}", answer.words))
    };
    let due_us = (answer.at_us + delay_us(failures)).min(end);
    Queue { failures, failing_us: Some(since), due_us, paused, ..queue }
}

/// How long to wait after so many failures: a minute, then twice as long each time, half a day at most.
fn delay_us(failures: u32) -> i64 {
    let doubled = 1_i64.checked_shl(failures.saturating_sub(1)).filter(|_| failures < 20).unwrap_or(i64::MAX);
    doubled.saturating_mul(MINUTE_US).min(LONGEST_DELAY_US)
}
