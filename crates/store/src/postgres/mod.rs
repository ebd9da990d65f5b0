//! The shelf in a PostgreSQL database, schema `tickmark`: the same story as the folder's.
//!
//! The driver waits on a runtime of its own, so it must not be called from an asynchronous task: doors call the store
//! from blocking threads.

mod fail;
mod open;
mod pool;
mod read;
mod record;
mod write;

use std::ops::{ControlFlow, Range};
use std::path::PathBuf;

use ::postgres::Client;
use fail::Fail;
use ledger::{Hash, Head, Sealed};

use crate::record::{SWEPT_AT_ONCE, check, check_names};
use crate::store::PayloadVisit;
use crate::{
    Appended, CheckpointRecord, EntryRef, LogRecord, Move, Record, Request, Snapshot, Store, StoreError, TakeOver, leaf,
};

/// Rows that are fetched at a time, so that memory does not grow with the log.
const ROWS: u64 = 4096;

/// A store in a PostgreSQL database.
pub(crate) struct Postgres {
    pool: pool::Pool,
    /// Stands where the folder's shelf names a file.
    name: PathBuf,
}

impl Postgres {
    /// Connects, and brings the schema up to date.
    pub(crate) fn open(url: &str) -> Result<Postgres, StoreError> {
        let (config, name) = open::config(url)?;
        let pool = pool::Pool::new(config);
        let store = Postgres { pool, name };
        store.reading(open::migrate)?;
        Ok(store)
    }

    /// Runs `work`; once more on a new connection if the old one turns out to be broken. `work` must be repeatable.
    fn reading<T>(&self, work: impl Fn(&mut Client) -> Result<T, Fail>) -> Result<T, StoreError> {
        let attempt = || {
            let mut client = self.pool.take().map_err(|error| Fail::from(error).on(&self.name))?;
            work(&mut client).map_err(|fail| fail.on(&self.name))
        };
        match attempt() {
            Err(StoreError::Unavailable) => {
                self.pool.forget();
                attempt()
            }
            answer => answer,
        }
    }

    /// Runs `work` in a transaction. On a connection that breaks in the middle nobody knows whether it was committed:
    /// [`StoreError::Unavailable`], and the caller asks again with the same request id.
    fn writing<T>(
        &self,
        work: impl FnOnce(&mut ::postgres::Transaction<'_>) -> Result<T, Fail>,
    ) -> Result<T, StoreError> {
        let run = || -> Result<T, Fail> {
            let mut client = self.pool.take()?;
            // Nothing was asked yet: a connection that broke while it lay idle is simply replaced.
            if client.is_closed() || client.simple_query("").is_err() {
                drop(client);
                self.pool.forget();
                client = self.pool.take()?;
            }
            let mut transaction = client.transaction()?;
            let done = work(&mut transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run().map_err(|fail| fail.on(&self.name))
    }
}

impl Store for Postgres {
    fn kind(&self) -> &'static str {
        "postgresql"
    }

    fn create_log(&self, log: &LogRecord, head: &Head) -> Result<(), StoreError> {
        self.writing(|t| write::create_log(t, log, head))
    }

    fn logs(&self) -> Result<Vec<LogRecord>, StoreError> {
        self.reading(read::logs)
    }

    fn head(&self, log: &str) -> Result<Head, StoreError> {
        self.reading(|c| read::head(c, log))
    }

    fn append(
        &self,
        expected: &Head,
        new: &Head,
        entries: &[Sealed],
        request: &Request,
    ) -> Result<Appended, StoreError> {
        let rows = leaf::rows(expected, new, entries)?;
        self.writing(|t| write::append(t, expected, new, &rows, request))
    }

    fn take_over(&self, taken: TakeOver) -> Result<(), StoreError> {
        let taken = leaf::taken(taken)?;
        self.writing(|t| write::take_over(t, &taken))
    }

    fn request(&self, log: &str, request: &Request) -> Result<Option<(u64, u64)>, StoreError> {
        request.held(self.reading(|c| {
            let log_no = read::log_no(c, log)?;
            read::request(c, log_no, &request.id)
        })?)
    }

    fn read(
        &self,
        log: &str,
        range: Range<u64>,
        each: &mut dyn FnMut(EntryRef<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        let (log_no, range) = self.reading(|c| read::within(c, log, range.clone()))?;
        for start in range.clone().step_by(ROWS as usize) {
            let part = start..range.end.min(start + ROWS);
            let rows = self.reading(|c| read::entries(c, log_no, part.clone()))?;
            for (seq, row) in part.zip(&rows) {
                if each(read::entry(row, seq).map_err(|fail| fail.on(&self.name))?).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn read_payloads(&self, log: &str, range: Range<u64>, each: PayloadVisit<'_>) -> Result<(), StoreError> {
        let (log_no, range) = self.reading(|c| read::within(c, log, range.clone()))?;
        for start in range.clone().step_by(ROWS as usize) {
            let part = start..range.end.min(start + ROWS);
            let rows = self.reading(|c| read::payloads(c, log_no, part.clone()))?;
            for (seq, row) in part.zip(&rows) {
                let (time_us, payload) = read::payload(row, seq).map_err(|fail| fail.on(&self.name))?;
                if each(seq, time_us, payload).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn last_before(&self, log: &str, time_us: i64) -> Result<u64, StoreError> {
        self.reading(|c| read::last_before(c, log, time_us))
    }

    fn leaf_hashes(&self, log: &str, range: Range<u64>) -> Result<Vec<Hash>, StoreError> {
        self.reading(|c| read::leaf_hashes(c, log, range.clone()))
    }

    fn redact(&self, log: &str, seq: u64) -> Result<(), StoreError> {
        self.writing(|t| write::redact(t, log, seq))?;
        // Without a vacuum the erased bytes would lie on as a dead row version.
        self.reading(|c| Ok(c.batch_execute("VACUUM payload, snapshot")?))
    }

    fn save_snapshot(&self, log: &str, snapshot: &Snapshot) -> Result<(), StoreError> {
        self.writing(|t| write::save_snapshot(t, log, snapshot))
    }

    fn snapshot(&self, log: &str, at_most: u64) -> Result<Option<Snapshot>, StoreError> {
        self.reading(|c| read::snapshot(c, log, at_most))
    }

    fn drop_snapshots(&self, log: &str) -> Result<(), StoreError> {
        self.writing(|t| write::drop_snapshots(t, log))
    }

    fn save_checkpoint(
        &self,
        log: &str,
        previous_size: Option<u64>,
        size: u64,
        root: Hash,
        note: &str,
    ) -> Result<(), StoreError> {
        self.writing(|t| write::save_checkpoint(t, log, previous_size, size, root, note))
    }

    fn checkpoints(&self, log: &str) -> Result<Vec<CheckpointRecord>, StoreError> {
        self.reading(|c| read::checkpoints(c, log))
    }

    fn setting(&self, log: Option<&str>, key: &str) -> Result<Option<String>, StoreError> {
        self.reading(|c| read::setting(c, log, key))
    }

    fn put_setting(&self, log: Option<&str>, key: &str, value: &str) -> Result<(), StoreError> {
        self.writing(|t| write::put_setting(t, log, key, value))
    }

    fn record(&self, kind: &str, key: &str) -> Result<Option<Record>, StoreError> {
        check_names(kind, Some(key), None)?;
        self.reading(|c| record::one(c, kind, key))
    }

    fn records(&self, kind: &str, owner: Option<&str>) -> Result<Vec<Record>, StoreError> {
        check_names(kind, None, owner)?;
        self.reading(|c| record::all(c, kind, owner))
    }

    fn records_before(
        &self,
        kind: &str,
        owner: Option<&str>,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError> {
        check_names(kind, before, owner)?;
        self.reading(|c| record::before(c, kind, owner, before, limit))
    }

    fn change_records(&self, moves: &[Move]) -> Result<(), StoreError> {
        check(moves)?;
        self.writing(|t| record::change(t, moves))
    }

    fn sweep_records(&self, now_us: i64) -> Result<u64, StoreError> {
        let mut all = 0;
        loop {
            let some = self.writing(|t| record::sweep(t, now_us))?;
            all += some;
            if some < SWEPT_AT_ONCE.into() {
                break;
            }
        }
        if all > 0 {
            self.scour()?;
        }
        Ok(all)
    }

    fn scour(&self) -> Result<(), StoreError> {
        // Without a vacuum the erased bytes would lie on as a dead row version.
        self.reading(|c| Ok(c.batch_execute("VACUUM record")?))
    }
}
