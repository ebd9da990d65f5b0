//! The one trait of the two shelves, with the records that go over it.

use std::ops::{ControlFlow, Range};

use ledger::{Hash, Head, Sealed};

use crate::{Move, Record, StoreError};

/// Snapshots that are kept of one log; the smallest goes first.
pub(crate) const SNAPSHOTS_KEPT: i64 = 8;

/// A log that the store holds: one per organisation, and one for the installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRecord {
    /// Random id, never reused; stands in every leaf.
    pub id: String,
    /// Short name for paths and commands; unique in this store.
    pub slug: String,
    /// When it was made, microseconds since 1970-01-01T00:00:00Z.
    pub created_us: i64,
}

/// What stands between the id of a log and the day, in the id and in the slug under which it is kept once a restored one
/// took its place.
const ASIDE: &str = "-before-";

/// The id that stands in the leaves of a log, and in whose folder its files lie: its own, or that of the log that took its
/// place when it was moved aside.
#[must_use]
pub fn written_as(log: &str) -> &str {
    log.split_once(ASIDE).map_or(log, |(id, _)| id)
}

impl LogRecord {
    /// Under which id and slug the log is kept once another takes its place on `day`, such as `20261122`: the first that is
    /// not taken, `acme-before-20261122` and then `acme-before-20261122-2`.
    #[must_use]
    pub fn aside(&self, day: &str, taken: &[LogRecord]) -> LogRecord {
        let named = |ending: &str| LogRecord {
            id: format!("{}{ASIDE}{day}{ending}", self.id),
            slug: format!("{}{ASIDE}{day}{ending}", self.slug),
            created_us: self.created_us,
        };
        let free = |one: &LogRecord| taken.iter().all(|held| held.id != one.id && held.slug != one.slug);
        let numbered = (2..).map(|number: usize| named(&format!("-{number}")));
        // Of as many names as there are logs, and one more, one is free.
        std::iter::once(named("")).chain(numbered).take(taken.len() + 1).find(free).unwrap_or_else(|| named(""))
    }

    /// Was it moved aside? Then it is only read: another log stands in its place.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        self.written_as() != self.id
    }

    /// The id that stands in its leaves: see [`written_as`].
    #[must_use]
    pub fn written_as(&self) -> &str {
        written_as(&self.id)
    }
}

/// A log that comes whole from elsewhere: see [`Store::take_over`].
#[derive(Clone, Debug)]
pub struct TakeOver {
    /// The log as it is to be called; its id is the one that stands in the leaves.
    pub log: LogRecord,
    /// Its end.
    pub head: Head,
    /// All of its entries, from the first.
    pub entries: Vec<Sealed>,
    /// The request that it belongs to.
    pub request: Request,
    /// The log of the same id that is here; `None` where none is.
    pub before: Option<Before>,
}

/// The log that makes room: its last entries, and where it is kept.
#[derive(Clone, Debug)]
pub struct Before {
    /// Under which id and slug it is kept; see [`LogRecord::aside`].
    pub aside: LogRecord,
    /// Its end as the caller knows it.
    pub expected: Head,
    /// Its end once the last entries are appended.
    pub head: Head,
    /// The last entries: at least one, which says why it ends.
    pub entries: Vec<Sealed>,
}

/// The request that an append belongs to: asked twice, it happens once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Id chosen by the caller; unique within a log.
    pub id: String,
    /// SHA-256 of what was asked, so that one id cannot stand for two wishes.
    pub body_sha256: Hash,
}

impl Request {
    /// The entries of what a shelf found under this id, unless it was another request.
    pub(crate) fn held(&self, found: Option<(Hash, u64, u64)>) -> Result<Option<(u64, u64)>, StoreError> {
        match found {
            Some((body, ..)) if body != self.body_sha256 => Err(StoreError::RequestReused),
            found => Ok(found.map(|(_, first, last)| (first, last))),
        }
    }
}

/// What an append did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// The entries are in the log and on the disk.
    Done,
    /// The same request was appended earlier, as entries `first` to `last` (both inclusive); nothing was changed.
    Before {
        /// Its first entry.
        first: u64,
        /// Its last entry.
        last: u64,
    },
}

/// An entry while it is read: borrowed from the database's own buffer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryRef<'a> {
    /// Position in the log, from 0.
    pub seq: u64,
    /// The very bytes that were hashed.
    pub leaf: &'a [u8],
    /// Salt of the payload commitment, 32 bytes; `None` once redacted.
    pub salt: Option<&'a [u8]>,
    /// The payload that was committed to; `None` once redacted.
    pub payload: Option<&'a [u8]>,
}

/// A folded state at some size of a log: a cache. Delete all of them and nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Number of entries that were folded.
    pub size: u64,
    /// Which build's shape the bytes have; a reader that knows another shape passes it by.
    pub format: String,
    /// SHA-256 of `bytes`, as it was when saved; the reader checks it before it trusts them.
    pub sha256: Hash,
    /// The state.
    pub bytes: Vec<u8>,
}

/// A signed checkpoint that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointRecord {
    /// Number of entries that it speaks for.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// The signed note (C2SP signed-note), as signed.
    pub note: String,
}

/// What the fast lane of replay is called with: position, time in microseconds, payload (`None` once redacted).
pub type PayloadVisit<'v> = &'v mut dyn FnMut(u64, i64, Option<&[u8]>) -> ControlFlow<()>;

/// Where logs lie. A `log` argument is always the log's id; [`StoreError::NoSuchLog`] when the store has none such.
pub trait Store: Send + Sync {
    /// `sqlite` or `postgresql`.
    fn kind(&self) -> &'static str;

    /// Makes a log that ends in `head`, which is empty except for one taken over from elsewhere. [`StoreError::Exists`]
    /// if its slug or id is taken.
    fn create_log(&self, log: &LogRecord, head: &Head) -> Result<(), StoreError>;

    /// All logs, by slug.
    fn logs(&self) -> Result<Vec<LogRecord>, StoreError>;

    /// The end of a log.
    fn head(&self, log: &str) -> Result<Head, StoreError>;

    /// Appends `entries`, which lead from `expected` to `new`, and moves the head: all of it or nothing, on the disk when
    /// it returns. [`StoreError::Stale`] when someone was faster, [`StoreError::RequestReused`] when the request's id was
    /// used for another body.
    fn append(
        &self,
        expected: &Head,
        new: &Head,
        entries: &[Sealed],
        request: &Request,
    ) -> Result<Appended, StoreError>;

    /// Puts a whole log in its place: the one of the same id is ended and moved aside with its checkpoints, requests and
    /// snapshots, and the new one is made with all of its entries. All of it or nothing, on the disk when it returns.
    /// [`StoreError::Stale`] when the log that makes room has grown since, [`StoreError::Exists`] when an id or slug is
    /// taken. Settings stay with the id.
    fn take_over(&self, taken: TakeOver) -> Result<(), StoreError>;

    /// First and last entry (both inclusive) of an earlier request, if it was appended.
    /// [`StoreError::RequestReused`] when its id was used for another body.
    fn request(&self, log: &str, request: &Request) -> Result<Option<(u64, u64)>, StoreError>;

    /// Shows the entries from `range.start` to before `range.end` in order, or to the end of the log if that is earlier,
    /// until `each` breaks. [`StoreError::Corrupt`] if one is missing.
    fn read(
        &self,
        log: &str,
        range: Range<u64>,
        each: &mut dyn FnMut(EntryRef<'_>) -> ControlFlow<()>,
    ) -> Result<(), StoreError>;

    /// As [`Store::read`], but only what a replay folds: the fast lane.
    fn read_payloads(&self, log: &str, range: Range<u64>, each: PayloadVisit<'_>) -> Result<(), StoreError>;

    /// Number of entries that had been recorded by `time_us`: the longest beginning of the log in which no entry states
    /// a later time. It never shows what was not yet recorded, even if a clock once stepped back.
    fn last_before(&self, log: &str, time_us: i64) -> Result<u64, StoreError>;

    /// Leaf hashes of the entries in `range`, cut at the end of the log.
    fn leaf_hashes(&self, log: &str, range: Range<u64>) -> Result<Vec<Hash>, StoreError>;

    /// Erases payload and salt of one entry, and every snapshot that may contain them. Call it only after the entry
    /// that says so is appended. Doing it twice is the same as once; do it again after [`StoreError::Traces`].
    fn redact(&self, log: &str, seq: u64) -> Result<(), StoreError>;

    /// Keeps a snapshot; one of the same size is replaced, and only the newest few are kept.
    fn save_snapshot(&self, log: &str, snapshot: &Snapshot) -> Result<(), StoreError>;

    /// The largest snapshot of at most `at_most` entries. Its bytes are not checked here.
    fn snapshot(&self, log: &str, at_most: u64) -> Result<Option<Snapshot>, StoreError>;

    /// Forgets all snapshots of a log.
    fn drop_snapshots(&self, log: &str) -> Result<(), StoreError>;

    /// Keeps a signed checkpoint, if the last one kept has `previous_size` entries (`None`: there is none yet).
    /// [`StoreError::Stale`] when another was kept meanwhile; [`StoreError::Contradicts`] for a second root of one size
    /// or a shorter log. The same size and root again changes nothing.
    fn save_checkpoint(
        &self,
        log: &str,
        previous_size: Option<u64>,
        size: u64,
        root: Hash,
        note: &str,
    ) -> Result<(), StoreError>;

    /// All checkpoints of a log, shortest first.
    fn checkpoints(&self, log: &str) -> Result<Vec<CheckpointRecord>, StoreError>;

    /// A setting of a log, or of the installation (`None`). Settings are not history.
    fn setting(&self, log: Option<&str>, key: &str) -> Result<Option<String>, StoreError>;

    /// Sets a setting.
    fn put_setting(&self, log: Option<&str>, key: &str, value: &str) -> Result<(), StoreError>;

    /// The record of a kind under a key. One that has ended is there until it is swept: look at its `until_us`.
    fn record(&self, kind: &str, key: &str) -> Result<Option<Record>, StoreError>;

    /// All records of a kind, or those of one owner, by key in the order of its bytes.
    fn records(&self, kind: &str, owner: Option<&str>) -> Result<Vec<Record>, StoreError>;

    /// At most `limit` records of a kind, or of one owner, with a key below `before` (exclusive); highest key first.
    fn records_before(
        &self,
        kind: &str,
        owner: Option<&str>,
        before: Option<&str>,
        limit: u32,
    ) -> Result<Vec<Record>, StoreError>;

    /// Makes the changes in order: all or none, on the disk when it returns. [`StoreError::Moved`] with the first whose
    /// expectation fails; [`StoreError::RecordTooLarge`], [`StoreError::RecordName`], [`StoreError::TooManyMoves`] for
    /// what is over a limit.
    fn change_records(&self, moves: &[Move]) -> Result<(), StoreError>;

    /// Erases the records whose `until_us` is at or before `now_us`, and what the disk holds of them; answers how many.
    /// Those without end (`i64::MAX`) always stay.
    fn sweep_records(&self, now_us: i64) -> Result<u64, StoreError>;

    /// Clears the disk of what erased and replaced records leave behind; call it after changes that erase a person's
    /// data. [`StoreError::Traces`] if that cannot be done just now.
    fn scour(&self) -> Result<(), StoreError>;
}
