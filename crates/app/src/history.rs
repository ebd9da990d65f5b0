//! The registers of each organisation: live ones brought up to the last entry, and earlier ones folded again.

use crate::trail::Trail;
use crate::{App, Fault, VERSION, clock};
use domain::event::Event;
use domain::registers::{Recorded, Registers};
use ledger::{Hash, Head};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use store::{LogRecord, Snapshot};

/// Entries folded after a snapshot before the next one is saved.
const SNAPSHOT_EVERY: u64 = 2_000;
/// Entries handed over at once when a long history is folded on two threads.
const BATCH: usize = 2_048;
/// The shape of the registers; raised whenever the fold or the registers change.
const FOLD: u32 = 10;

/// What is stored for an entry: who, and what happened.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Envelope<'a> {
    #[serde(borrow)]
    pub(crate) by: Cow<'a, str>,
    /// Id of the token that was shown, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) token: Option<String>,
    pub(crate) event: Event,
}

/// State of an organisation at some entry.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) registers: Registers,
    pub(crate) head: Head,
}

/// An organisation that is open.
pub(crate) struct Live {
    pub(crate) record: LogRecord,
    state: RwLock<Arc<State>>,
    /// Held while one change is judged and appended, so that changes of this process do not race each other.
    writing: Mutex<()>,
    /// Which entries are about which object.
    pub(crate) trail: Mutex<Trail>,
    /// The root of the tree over so many entries, hex: every answer states it, and only an entry changes it.
    root: Mutex<(u64, String)>,
}

impl Live {
    pub(crate) fn state(&self) -> Arc<State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The root over the entries of a head, hex.
    pub(crate) fn root_of(&self, head: &Head) -> String {
        let mut root = self.root.lock().unwrap_or_else(PoisonError::into_inner);
        if root.0 != head.size || root.1.is_empty() {
            *root = (head.size, hex::encode(head.root().0));
        }
        root.1.clone()
    }

    pub(crate) fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the state in place when nobody reads it, else in a copy.
    pub(crate) fn update(&self, change: impl FnOnce(&mut State)) {
        let mut guard = self.state.write().unwrap_or_else(PoisonError::into_inner);
        change(Arc::make_mut(&mut guard));
    }
}

impl App {
    /// The open organisation with this short name.
    pub(crate) fn live(&self, slug: &str) -> Result<Arc<Live>, Fault> {
        let open = self.organisations.read().unwrap_or_else(PoisonError::into_inner).get(slug).cloned();
        if let Some(live) = open {
            if self.store.kind() != "sqlite" {
                self.catch_up(&live)?;
            }
            return Ok(live);
        }
        let record = self.record_where(|l| l.slug == slug)?.ok_or_else(|| no_such(slug))?;
        let mut map = self.organisations.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(live) = map.get(slug) {
            return Ok(live.clone());
        }
        let head = self.store.head(&record.id)?;
        let (mut registers, from) = self.nearest_snapshot(&record.id, head.size)?;
        self.fold(&record.id, &mut registers, from..head.size)?;
        if head.size - from >= SNAPSHOT_EVERY && !self.read_only {
            self.save_snapshot(&record.id, &registers)?;
        }
        let state = RwLock::new(Arc::new(State { registers, head }));
        let live = Arc::new(Live {
            record,
            state,
            writing: Mutex::default(),
            trail: Mutex::default(),
            root: Mutex::default(),
        });
        map.insert(slug.to_owned(), live.clone());
        Ok(live)
    }

    /// The open organisation whose ledger has this id.
    pub(crate) fn live_by_log(&self, log: &str) -> Result<Arc<Live>, Fault> {
        let known = self.organisations.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(live) = known.values().find(|l| l.record.id == log).cloned() {
            drop(known);
            return self.live(&live.record.slug);
        }
        drop(known);
        let record = self.record_where(|l| l.id == log)?.ok_or_else(|| no_such(log))?;
        self.live(&record.slug)
    }

    /// The first ledger that is meant: one in use, or else one that was moved aside.
    fn record_where(&self, meant: impl Fn(&LogRecord) -> bool) -> Result<Option<LogRecord>, Fault> {
        match self.ledgers()?.iter().find(|l| meant(l)) {
            Some(found) => Ok(Some(found.clone())),
            None => Ok(self.store.logs()?.into_iter().find(|l| l.is_aside() && meant(l))),
        }
    }

    /// Folds in what another process appended. Where another process put a backup in place, everything is folded anew.
    pub(crate) fn catch_up(&self, live: &Live) -> Result<(), Fault> {
        let (known, head) = (live.state(), self.store.head(&live.record.id)?);
        if head.size == known.head.size && head.last == known.head.last {
            return Ok(());
        }
        if !self.leads_from(&known.head, &head)? {
            return self.begin_anew(live, &known.head, head);
        }
        let mut registers = known.registers.clone();
        self.fold(&live.record.id, &mut registers, known.head.size..head.size)?;
        live.update(|state| {
            if state.head.size < head.size {
                *state = State { registers, head };
            }
        });
        Ok(())
    }

    /// Does a head come after another one, or is it that of a ledger that took its place?
    fn leads_from(&self, earlier: &Head, head: &Head) -> Result<bool, Fault> {
        let Some(last) = earlier.size.checked_sub(1) else { return Ok(true) };
        Ok(self.store.leaf_hashes(&head.log, last..earlier.size)?.first() == Some(&earlier.last))
    }

    fn begin_anew(&self, live: &Live, known: &Head, head: Head) -> Result<(), Fault> {
        let registers = self.at_size(live, head.size)?;
        live.update(|state| {
            if state.head == *known {
                *state = State { registers, head };
            }
        });
        *live.trail.lock().unwrap_or_else(PoisonError::into_inner) = Trail::default();
        *live.root.lock().unwrap_or_else(PoisonError::into_inner) = Default::default();
        Ok(())
    }

    /// The registers as of the first `size` entries.
    pub(crate) fn at_size(&self, live: &Live, size: u64) -> Result<Registers, Fault> {
        let (mut registers, from) = self.nearest_snapshot(&live.record.id, size)?;
        self.fold(&live.record.id, &mut registers, from..size)?;
        Ok(registers)
    }

    /// The nearest snapshot that can be trusted, or nothing: a snapshot is a cache.
    fn nearest_snapshot(&self, log: &str, at_most: u64) -> Result<(Registers, u64), Fault> {
        if let Some(snapshot) = self.store.snapshot(log, at_most)?
            && let Some(mut registers) = trusted(&snapshot)
            && registers.entries == snapshot.size
        {
            registers.catalogue.prepare();
            return Ok((registers, snapshot.size));
        }
        Ok((Registers::default(), 0))
    }

    /// Keeps the registers as a snapshot.
    pub(crate) fn save_snapshot(&self, log: &str, registers: &Registers) -> Result<(), Fault> {
        let bytes = serde_json::to_vec(registers).map_err(|e| Fault::new(format!("the registers: {e}"), ""))?;
        let sha256 = Hash::of(&bytes);
        let snapshot = Snapshot { size: registers.entries, format: format_name(), sha256, bytes };
        Ok(self.store.save_snapshot(log, &snapshot)?)
    }

    /// Folds a range of entries; a long one is read on this thread and folded on another.
    fn fold(&self, log: &str, registers: &mut Registers, range: std::ops::Range<u64>) -> Result<(), Fault> {
        if range.is_empty() {
            return Ok(());
        }
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Batch>(4);
            let folder = scope.spawn(move || receive.into_iter().try_for_each(|batch| batch.fold_into(registers)));
            let mut batch = Batch::default();
            let mut broken = false;
            let read = self.store.read_payloads(log, range, &mut |seq, at_us, payload| {
                batch.push(seq, at_us, payload);
                if batch.ends.len() < BATCH {
                    return ControlFlow::Continue(());
                }
                broken = send.send(std::mem::take(&mut batch)).is_err();
                if broken { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
            if !broken {
                // A closed channel means that folding failed; its own error is reported below.
                let _ = send.send(batch);
            }
            drop(send);
            let folded =
                folder.join().map_err(|_| Fault::new("folding the history stopped", "run `tickmark verify`"))?;
            read?;
            folded
        })
    }
}

/// Payloads of consecutive entries, one after the other in one buffer.
#[derive(Default)]
struct Batch {
    bytes: Vec<u8>,
    /// For each entry: where its payload ends, its position and time, and whether it was redacted.
    ends: Vec<(usize, u64, i64, bool)>,
}

impl Batch {
    fn push(&mut self, seq: u64, at_us: i64, payload: Option<&[u8]>) {
        self.bytes.extend_from_slice(payload.unwrap_or_default());
        self.ends.push((self.bytes.len(), seq, at_us, payload.is_none()));
    }

    fn fold_into(self, registers: &mut Registers) -> Result<(), Fault> {
        let mut start = 0;
        for (end, seq, at_us, redacted) in self.ends {
            let payload = &self.bytes[start..end];
            start = end;
            if redacted {
                registers.skip(at_us);
                continue;
            }
            let envelope: Envelope<'_> = serde_json::from_slice(payload).map_err(|e| {
                Fault::new(format!("entry {seq} cannot be read: {e}"), "a newer tickmark may have written it")
            })?;
            registers.apply(Recorded { at_us, by: &envelope.by }, envelope.event);
        }
        Ok(())
    }
}

/// The registers of a snapshot whose shape is ours and whose bytes are those that were saved. Hashing takes about as long
/// as reading, so each has a thread; what was read from bytes of another hash is thrown away.
fn trusted(snapshot: &Snapshot) -> Option<Registers> {
    if snapshot.format != format_name() {
        return None;
    }
    std::thread::scope(|scope| {
        let hashed = scope.spawn(|| Hash::of(&snapshot.bytes));
        let read = serde_json::from_slice::<Registers>(&snapshot.bytes).ok();
        let whole = hashed.join().is_ok_and(|hash| hash == snapshot.sha256);
        read.filter(|_| whole)
    })
}

fn format_name() -> String {
    format!("registers/{FOLD}/{VERSION}")
}

pub(crate) fn no_such(slug: &str) -> Fault {
    Fault {
        sentence: format!("no organisation is known as `{slug}`"),
        hint: "list organisations with `tickmark organisations`, or begin one with `tickmark init`".to_owned(),
        by_user: true,
    }
}

impl App {
    /// Number of entries recorded by the end of a day.
    pub(crate) fn size_on(&self, live: &Live, day: jiff::civil::Date) -> Result<u64, Fault> {
        Ok(self.store.last_before(&live.record.id, clock::end_of(day))?)
    }
}
