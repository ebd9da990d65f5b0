//! Turns: never two runs of one collector, never more than a few at once, and each slot of a schedule once.

use super::credentials::Credential;
use super::schedule::slots;
use crate::history::Live;
use crate::shelf::{FOR_EVER, Held, Kept, put, take};
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use domain::registers::collector::HeldCollector;
use domain::rules::access::Object;
use domain::values::{Action, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use store::Expect;

/// Most collectors that run at the same time, tries included.
pub const AT_ONCE: usize = 2;
/// How long a schedule waits after a run that could not be recorded.
const WAIT_US: i64 = 3_600_000_000;
/// How much longer than its limit a run takes at most: the rule, the files, the entries.
const AROUND_US: i64 = 120_000_000;

/// The turn of a collector; the key is the ledger and the collector, the owner is the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Turn {
    /// When the run began that is under way.
    since_us: i64,
    /// It ends by then.
    busy_until_us: i64,
    /// The schedule does not try before.
    not_before_us: i64,
    /// Why the last run of the schedule could not be recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trouble: Option<String>,
}

impl Kept for Turn {
    const KIND: &'static str = "collector_turn";
}

/// What stands beside the ledger of a collector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CollectorState {
    /// When the run began that is under way, microseconds since 1970.
    pub running_since_us: Option<i64>,
    /// Why nothing runs any more: whoever set it takes no part now.
    pub stopped: Option<String>,
    /// Why the last run of the schedule could not be recorded; nothing where [`CollectorState::stopped`] says it.
    pub trouble: Option<String>,
    /// The credentials that its check uses, without what they hold.
    pub credentials: Vec<Credential>,
}

pub(super) fn key_of(log: &str, id: &str) -> String {
    format!("{log}/{id}")
}

/// A place among those who run; given back when it is dropped.
pub(super) struct Place<'a> {
    app: &'a App,
    key: String,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut running = self.app.hands.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.remove(&self.key);
    }
}

impl App {
    /// Takes a place among those who run.
    pub(super) fn place(&self, key: &str, id: &str) -> Result<Place<'_>, Refusal> {
        let mut running = self.hands.running.lock().unwrap_or_else(PoisonError::into_inner);
        if running.contains(key) {
            return Err(busy(id));
        }
        if running.len() >= AT_ONCE {
            return Err(Refusal::NotPossible {
                sentence: format!("{AT_ONCE} collectors run at the moment, and never more at once"),
                hint: "try again when one of them has ended".to_owned(),
            });
        }
        running.insert(key.to_owned());
        Ok(Place { app: self, key: key.to_owned() })
    }

    /// Writes down that a run began, for other processes over the same database as well.
    pub(super) fn begin_turn(&self, log: &str, id: &str, seconds: u32) -> Result<(), Failure> {
        let (key, now) = (key_of(log, id), self.clock.now_us());
        let held = self.kept::<Turn>(&key)?;
        // A database in this folder is this process's alone: what says otherwise ended without a word.
        let alone = self.store.kind() == "sqlite";
        if !alone && held.as_ref().is_some_and(|held| held.value.busy_until_us > now) {
            return Err(busy(id).into());
        }
        let turn = held.as_ref().map(|held| held.value.clone()).unwrap_or_default();
        let until = now + i64::from(seconds) * 1_000_000 + AROUND_US;
        let turn = Turn { since_us: now, busy_until_us: until, ..turn };
        let expect = held.map_or(Expect::Absent, |held| Expect::Version(held.version));
        match self.shelve(&[put(&key, log, FOR_EVER, &turn, expect)?])? {
            true => Ok(()),
            false => Err(busy(id).into()),
        }
    }

    /// Writes down that it ended, and what kept it from being recorded.
    pub(super) fn end_turn(&self, log: &str, id: &str, trouble: Option<String>) -> Result<(), Fault> {
        let not_before_us = if trouble.is_some() { self.clock.now_us() + WAIT_US } else { 0 };
        let turn = Turn { not_before_us, trouble, ..Turn::default() };
        self.shelve(&[put(&key_of(log, id), log, FOR_EVER, &turn, Expect::Any)?])?;
        Ok(())
    }

    pub(super) fn forget_turn(&self, log: &str, id: &str) -> Result<(), Fault> {
        self.shelve(&[take::<Turn>(&key_of(log, id), Expect::Any)]).map(|_| ())
    }

    /// The collectors that are due now, as keys for [`App::run_due_collector`]. A slot that passed while nothing ran is
    /// due once, however many passed.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn collectors_due(&self) -> Result<Vec<String>, Fault> {
        let (mut due, now) = (Vec::new(), self.clock.now_us());
        if self.read_only {
            return Ok(due);
        }
        let running = self.hands.running.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            for (id, _) in state.registers.collectors.collectors.iter().filter(|(_, held)| is_due(held, now)) {
                let key = key_of(&record.id, id);
                let waits = |turn: Held<Turn>| turn.value.not_before_us > now;
                if !running.contains(&key) && !self.kept::<Turn>(&key)?.is_some_and(waits) {
                    due.push(key);
                }
            }
        }
        Ok(due)
    }

    /// What stands beside the ledger: what runs, what is in trouble, which credentials are there; by collector.
    ///
    /// # Errors
    /// A refusal without the right to read collectors.
    pub fn collector_states(&self, slug: &str, who: &Who) -> Result<BTreeMap<String, CollectorState>, Failure> {
        let seen =
            self.ask(slug, who, crate::At::default(), &crate::ask::CollectorsOf { control: None, removed: true })?;
        let live = self.live(slug)?;
        let state = live.state();
        let whole = Object::plain(State::Live);
        let today = self.clock.today();
        // Whoever sees some collectors as the owner of their controls sees how they run, and no credentials.
        let all = domain::rules::access::allowed(&state.registers, &who.badge, Action::ReadCollectors, &whole, today);
        let log = &live.record.id;
        let mut credentials = self.kept_credentials(log)?;
        let running = self.hands.running.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let now = self.clock.now_us();
        let mut states = BTreeMap::new();
        for line in seen.value {
            let key = key_of(log, &line.id);
            let turn = self.kept::<Turn>(&key)?.map(|held| held.value).unwrap_or_default();
            let elsewhere = self.store.kind() != "sqlite" && turn.busy_until_us > now;
            let kept = credentials.remove(&line.id).unwrap_or_default();
            let told = if all.is_ok() {
                self.told_credentials(&live.record.id, &kept, &line.held.collector)
            } else {
                Vec::new()
            };
            let stopped = self.without_setter(&live, &state.registers, &line.id, &line.held);
            let stopped = stopped.filter(|_| line.held.removed.is_none()).map(|refusal| refusal.to_string());
            states.insert(
                line.id,
                CollectorState {
                    running_since_us: (running.contains(&key) || elsewhere).then_some(turn.since_us),
                    trouble: turn.trouble.filter(|_| stopped.is_none()),
                    stopped,
                    credentials: told,
                },
            );
        }
        Ok(states)
    }

    /// The open organisation and the collector of a key.
    pub(super) fn of_key<'k>(&self, key: &'k str) -> Result<(std::sync::Arc<Live>, &'k str), Fault> {
        let parts = key.split_once('/');
        let (log, id) = parts.ok_or_else(|| Fault::new(format!("`{key}` names no collector"), "ask again"))?;
        Ok((self.live_by_log(log)?, id))
    }
}

fn busy(id: &str) -> Refusal {
    Refusal::NotPossible {
        sentence: format!("{id} runs at the moment, and never twice at once"),
        hint: "look at what it says when it has ended".to_owned(),
    }
}

/// Did a slot of its schedule pass since it was approved, changed or let go on, and since its last run?
fn is_due(held: &HeldCollector, now_us: i64) -> bool {
    let slot = slots(held.collector.schedule, now_us).map(|(last, _)| last);
    let ran_us = held.last().map_or(i64::MIN, |last| last.run.started_us);
    held.runs_now() && slot.is_some_and(|slot| slot > held.since_us && slot > ran_us)
}
