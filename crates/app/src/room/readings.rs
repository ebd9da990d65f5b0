//! What external auditors read, on its way into the ledger: gathered in memory and written once a minute for each person and
//! engagement, at sign-out, before an access ends and when the installation is closed. A machine that is cut off loses the
//! readings of the last minute at most.

use crate::history::Live;
use crate::{App, Failure, Fault, Who, clock};
use domain::command::{Command, RoomCommand};
use domain::registers::Registers;
use domain::rules::room::{MAX_READINGS, read_of, watched};
use domain::values::{Reading, SubjectKind};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Most persons and engagements that wait; when there are more, all are written at once.
const MOST_WAITING: usize = 1_000;
/// How long a reading waits at most, microseconds.
const MINUTE_US: i64 = 60_000_000;

/// What waits, by organisation, person and engagement.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Mutex<BTreeMap<Whose, Batch>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    slug: String,
    person: String,
    engagement: String,
}

#[derive(Clone, Debug)]
struct Batch {
    via: &'static str,
    from_us: i64,
    until_us: i64,
    readings: BTreeMap<(SubjectKind, String), u32>,
    more: u32,
}

impl Batch {
    fn add(&mut self, at_us: i64, kind: SubjectKind, id: &str) {
        self.from_us = self.from_us.min(at_us);
        self.until_us = self.until_us.max(at_us);
        let (key, full) = ((kind, id.to_owned()), self.readings.len() >= MAX_READINGS);
        if let Some(times) = self.readings.get_mut(&key) {
            *times = times.saturating_add(1);
        } else if full {
            self.more = self.more.saturating_add(1);
        } else {
            self.readings.insert(key, 1);
        }
    }

    fn command(&self, engagement: String) -> Command {
        let reading = |((kind, id), times): (&(SubjectKind, String), &u32)| Reading {
            kind: *kind,
            id: id.clone(),
            times: *times,
        };
        Command::Room(RoomCommand::NoteReadings {
            engagement,
            from_us: self.from_us,
            until_us: self.until_us,
            readings: self.readings.iter().map(reading).collect(),
            more: self.more,
        })
    }
}

impl App {
    /// Notes that somebody read a thing, if they are watched as external auditors are; cheap for everybody else.
    ///
    /// # Errors
    /// [`Fault`] for who is watched where nothing can be written: then nothing may be read either.
    pub fn note_read(&self, slug: &str, who: &Who, kind: SubjectKind, id: &str) -> Result<(), Fault> {
        let live = self.live(slug)?;
        self.note_read_in(&live, &live.state().registers, who, kind, id)
    }

    pub(crate) fn note_read_in(
        &self,
        live: &Live,
        registers: &Registers,
        who: &Who,
        kind: SubjectKind,
        id: &str,
    ) -> Result<(), Fault> {
        let now = self.clock.now_us();
        if !watched(registers, who.id(), clock::day_of(now)) {
            return Ok(());
        }
        if self.read_only {
            let hint = "open it without --read-only";
            return Err(Fault {
                by_user: true,
                ..Fault::new("the reading of an external auditor cannot be recorded", hint)
            });
        }
        let mut waiting = self.readings.0.lock().unwrap_or_else(PoisonError::into_inner);
        for engagement in read_of(registers, who.id(), clock::day_of(now), kind, id) {
            let whose = Whose { slug: live.record.slug.clone(), person: who.id().to_owned(), engagement };
            let fresh = || Batch { via: who.via, from_us: now, until_us: now, readings: BTreeMap::new(), more: 0 };
            waiting.entry(whose).or_insert_with(fresh).add(now, kind, id);
        }
        let many = waiting.len() > MOST_WAITING;
        drop(waiting);
        // A day that ends within the minute may be the last one of an access: what is read then is written at once.
        let ends = clock::day_of(now) != clock::day_of(now + MINUTE_US);
        if many || ends { self.flush_readings().map(|_| ()) } else { Ok(()) }
    }

    /// Writes what was read into the ledgers; answers how many entries were made.
    ///
    /// # Errors
    /// [`Fault`] when an entry cannot be written; its readings wait for the next time.
    pub fn flush_readings(&self) -> Result<usize, Fault> {
        let batches = std::mem::take(&mut *self.readings.0.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut written, mut failed) = (0, None);
        for (whose, batch) in batches {
            let who = Who::person(&whose.person, batch.via);
            let command = batch.command(whose.engagement.clone());
            match self.change_with_files(&whose.slug, &who, None, command, &[]) {
                Ok(_) => written += 1,
                Err(Failure::Refused(refusal)) => self.not_recorded(&whose, &who, &batch, &refusal.to_string()),
                Err(Failure::Fault(fault)) => {
                    self.put_back(whose, batch);
                    failed = Some(fault);
                }
            }
        }
        failed.map_or(Ok(written), Err)
    }

    /// What the ledger does not take any more, since the access ended in another way: it stands in the security log.
    fn not_recorded(&self, whose: &Whose, who: &Who, batch: &Batch, why: &str) {
        let Ok(live) = self.live(&whose.slug) else { return };
        let named: Vec<&str> = batch.readings.keys().map(|(_, id)| id.as_str()).collect();
        let detail = format!("{}: {} ({why})", whose.engagement, named.join(", "));
        self.note_in(&live, who, "read", &detail.chars().take(2_000).collect::<String>());
    }

    fn put_back(&self, whose: Whose, batch: Batch) {
        let mut waiting = self.readings.0.lock().unwrap_or_else(PoisonError::into_inner);
        match waiting.get_mut(&whose) {
            None => {
                waiting.insert(whose, batch);
            }
            Some(newer) => {
                newer.from_us = newer.from_us.min(batch.from_us);
                newer.more = newer.more.saturating_add(batch.more);
                for ((kind, id), times) in batch.readings {
                    newer.add(newer.until_us, kind, &id);
                    if let Some(held) = newer.readings.get_mut(&(kind, id)) {
                        *held = held.saturating_add(times - 1);
                    }
                }
            }
        }
    }
}

/// Closing an installation writes what waits.
impl Drop for App {
    fn drop(&mut self) {
        // Nobody is left to hear of a fault; the ledger says nothing untrue without these readings.
        let _ = self.flush_readings();
    }
}
