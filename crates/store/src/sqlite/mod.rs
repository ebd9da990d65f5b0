//! The shelf in a folder: one SQLite file, one writer with group commit, a few readers.

mod fail;
mod open;
mod read;
mod record;
#[cfg(test)]
mod tests;
mod write;
mod writer;

use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use fail::Fail;
use ledger::{Hash, Head, Sealed};
use rusqlite::Connection;

use crate::record::{SWEPT_AT_ONCE, check, check_names};
use crate::store::PayloadVisit;
use crate::{
    Appended, CheckpointRecord, EntryRef, LogRecord, Move, Record, Request, Snapshot, Store, StoreError, TakeOver, leaf,
};

/// Readers that are kept open between calls; more are opened while more are needed.
const READERS_KEPT: usize = 4;

/// A store in a data folder.
pub(crate) struct Sqlite {
    path: PathBuf,
    /// Absent when only reading.
    writer: Option<writer::Writer>,
    readers: Mutex<Vec<Connection>>,
    how: open::How,
    /// Held until the store is dropped; declared last, so that the writer has ended before the folder is free.
    _claim: Option<open::Claim>,
}

impl Sqlite {
    /// Opens the folder for reading and writing, makes it if absent, and holds it against other processes.
    pub(crate) fn open(folder: &Path) -> Result<Sqlite, StoreError> {
        let (claim, path) = open::claim(folder)?;
        let connection = open::writable(&path)?;
        let writer = writer::Writer::start(path.clone(), connection)?;
        Ok(Sqlite {
            path,
            writer: Some(writer),
            readers: Mutex::default(),
            how: open::How::Beside,
            _claim: Some(claim),
        })
    }

    /// Opens the folder for reading only; takes no lock and makes no file.
    pub(crate) fn open_read_only(folder: &Path) -> Result<Sqlite, StoreError> {
        let path = folder.join(open::DATABASE);
        let (connection, how) = open::read_only(&path)?;
        Ok(Sqlite { path, writer: None, readers: Mutex::new(vec![connection]), how, _claim: None })
    }

    /// Runs `work` on a reader. A reader that a panic interrupted is not used again.
    fn reading<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fail>) -> Result<T, StoreError> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => open::reader(&self.path, self.how)?,
        };
        let answer = work(&reader).map_err(|fail| fail.on(&self.path));
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT && reader.is_autocommit() {
            readers.push(reader);
        }
        answer
    }

    /// Runs `work` on the writer's thread and answers once it is on the disk. It may be run twice, the first run undone.
    fn writing<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection) -> Result<T, Fail> + Send + 'static,
    ) -> Result<T, StoreError> {
        match &self.writer {
            Some(writer) => writer.run(work).map_err(|fail| fail.on(&self.path)),
            None => Err(StoreError::ReadOnly { path: self.path.clone() }),
        }
    }
}

impl Store for Sqlite {
    fn kind(&self) -> &'static str {
        "sqlite"
    }

    fn create_log(&self, log: &LogRecord, head: &Head) -> Result<(), StoreError> {
        let (log, head) = (log.clone(), head.clone());
        self.writing(move |c| write::create_log(c, &log, &head))
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
        // Hashing is done here, by the caller's thread, so that the one writer only writes.
        let rows = leaf::rows(expected, new, entries)?;
        let (expected, new, request) = (expected.clone(), new.clone(), request.clone());
        self.writing(move |c| write::append(c, &expected, &new, &rows, &request))
    }

    fn take_over(&self, taken: TakeOver) -> Result<(), StoreError> {
        let taken = leaf::taken(taken)?;
        self.writing(move |c| write::take_over(c, &taken))
    }

    fn request(&self, log: &str, request: &Request) -> Result<Option<(u64, u64)>, StoreError> {
        request.held(self.reading(|c| read::request(c, read::log_no(c, log)?, &request.id))?)
    }

    fn read(
        &self,
        log: &str,
        range: Range<u64>,
        each: &mut dyn FnMut(EntryRef<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        self.reading(|c| read::entries(c, log, range, each))
    }

    fn read_payloads(&self, log: &str, range: Range<u64>, each: PayloadVisit<'_>) -> Result<(), StoreError> {
        self.reading(|c| read::payloads(c, log, range, each))
    }

    fn last_before(&self, log: &str, time_us: i64) -> Result<u64, StoreError> {
        self.reading(|c| read::last_before(c, log, time_us))
    }

    fn leaf_hashes(&self, log: &str, range: Range<u64>) -> Result<Vec<Hash>, StoreError> {
        self.reading(|c| read::leaf_hashes(c, log, range))
    }

    fn redact(&self, log: &str, seq: u64) -> Result<(), StoreError> {
        let log = log.to_owned();
        self.writing(move |c| write::redact(c, &log, seq))?;
        self.scour()
    }

    fn save_snapshot(&self, log: &str, snapshot: &Snapshot) -> Result<(), StoreError> {
        let (log, snapshot) = (log.to_owned(), snapshot.clone());
        self.writing(move |c| write::save_snapshot(c, &log, &snapshot))
    }

    fn snapshot(&self, log: &str, at_most: u64) -> Result<Option<Snapshot>, StoreError> {
        self.reading(|c| read::snapshot(c, log, at_most))
    }

    fn drop_snapshots(&self, log: &str) -> Result<(), StoreError> {
        let log = log.to_owned();
        self.writing(move |c| write::drop_snapshots(c, &log))
    }

    fn save_checkpoint(
        &self,
        log: &str,
        previous_size: Option<u64>,
        size: u64,
        root: Hash,
        note: &str,
    ) -> Result<(), StoreError> {
        let (log, note) = (log.to_owned(), note.to_owned());
        self.writing(move |c| write::save_checkpoint(c, &log, previous_size, size, root, &note))
    }

    fn checkpoints(&self, log: &str) -> Result<Vec<CheckpointRecord>, StoreError> {
        self.reading(|c| read::checkpoints(c, log))
    }

    fn setting(&self, log: Option<&str>, key: &str) -> Result<Option<String>, StoreError> {
        self.reading(|c| read::setting(c, log, key))
    }

    fn put_setting(&self, log: Option<&str>, key: &str, value: &str) -> Result<(), StoreError> {
        let (log, key, value) = (log.map(str::to_owned), key.to_owned(), value.to_owned());
        self.writing(move |c| write::put_setting(c, log.as_deref(), &key, &value))
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
        let moves = moves.to_vec();
        self.writing(move |c| record::change(c, &moves))
    }

    fn sweep_records(&self, now_us: i64) -> Result<u64, StoreError> {
        let mut all = 0;
        loop {
            let some = self.writing(move |c| record::sweep(c, now_us))? as u64;
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
        match &self.writer {
            Some(writer) => writer.scour().map_err(|fail| fail.on(&self.path)),
            None => Err(StoreError::ReadOnly { path: self.path.clone() }),
        }
    }
}
