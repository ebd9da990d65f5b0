//! What can go wrong on a shelf: one variant for each thing that a caller can do something about.

use std::io;
use std::path::{Path, PathBuf};

/// Why a store did not do what was asked. Unless a variant says otherwise, nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The log has grown since the caller looked: catch up, judge again, try again.
    #[error("someone was faster: the log has {actual} entries where {expected} were expected")]
    Stale {
        /// Number of entries that the caller had seen.
        expected: u64,
        /// Number of entries in the log now.
        actual: u64,
    },
    /// The request id was used before with another body.
    #[error("this request id was already used for a different request")]
    RequestReused,
    /// A log with this id or slug is already there.
    #[error("a log of this name or id already exists")]
    Exists,
    /// No log has this id, or the entry asked for is past its end.
    #[error("there is no such log or entry")]
    NoSuchLog,
    /// A checkpoint was offered that contradicts one already kept: another root of one size, or a shorter log.
    #[error("a checkpoint of size {size} contradicts the one already kept at size {kept}; it was not kept")]
    Contradicts {
        /// Size that was offered.
        size: u64,
        /// Size of the last checkpoint kept.
        kept: u64,
    },
    /// The folder or file cannot be written.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The folder or file.
        path: PathBuf,
    },
    /// No space is left; the change was not made.
    #[error("no space is left for {}", path.display())]
    Full {
        /// The folder or file.
        path: PathBuf,
    },
    /// Another process holds the data folder.
    #[error("another tickmark process uses this folder: {}", path.display())]
    Locked {
        /// The data folder.
        path: PathBuf,
    },
    /// The data was written by a later version of the program.
    #[error("data folder was written by a newer version (schema {found}, this program knows {known})")]
    Newer {
        /// Schema number found.
        found: u32,
        /// Highest schema number that this program knows.
        known: u32,
    },
    /// What was read cannot be right; nothing further should be trusted before a `verify`.
    #[error("{} is damaged: {what}", path.display())]
    Corrupt {
        /// The file or database.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// A file that should be there is not.
    #[error("{} is missing", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// A file is larger than the caller allows.
    #[error("the file is larger than the {limit} bytes allowed")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The part of a file that was asked for begins past its end.
    #[error("the file ends at byte {size}, before what was asked for")]
    OutOfRange {
        /// Length of the file in bytes.
        size: u64,
    },
    /// No upload has this id: it was never begun, is finished, or was given up.
    #[error("there is no such upload")]
    NoSuchUpload,
    /// A piece of an upload was offered for the wrong place. Send on from `at`.
    #[error("the upload stands at byte {at}; send on from there")]
    UploadOffset {
        /// Bytes that are on the disk; the next piece begins here.
        at: u64,
    },
    /// Another piece of the same upload is being received.
    #[error("another piece of this upload is being received; ask again when it is done")]
    UploadBusy,
    /// Too many uploads are open; finish or abandon one.
    #[error("{limit} uploads are open, which is the most allowed; finish or abandon one")]
    TooManyUploads {
        /// The limit.
        limit: usize,
    },
    /// An upload came in too many pieces; send larger ones.
    #[error("the upload came in more than the {limit} pieces allowed; send larger ones")]
    TooManyPieces {
        /// The limit.
        limit: u64,
    },
    /// An upload was to be finished before all of it had come.
    #[error("{at} of the {size} bytes promised have come; send on from there")]
    Incomplete {
        /// Bytes that have come.
        at: u64,
        /// Bytes promised.
        size: u64,
    },
    /// An upload is not the file that was promised. It was given up: send it again.
    #[error("the bytes received have SHA-256 {found}, not the {expected} that was promised; send the file again")]
    Mismatch {
        /// SHA-256 promised.
        expected: String,
        /// SHA-256 of what came.
        found: String,
    },
    /// A record is not as a change expected it: somebody was faster. Read again, judge again, try again.
    #[error("a record of kind {kind} was changed meanwhile; nothing was changed")]
    Moved {
        /// Kind of the record.
        kind: String,
        /// Its key; not in the sentence, since it may be a secret.
        key: String,
    },
    /// The body of a record is larger than [`MAX_RECORD`](crate::MAX_RECORD).
    #[error("a record of kind {kind} is larger than the {limit} bytes allowed")]
    RecordTooLarge {
        /// Kind of the record.
        kind: String,
        /// The limit in bytes.
        limit: usize,
    },
    /// A kind, key or owner is longer than [`MAX_NAME`](crate::MAX_NAME) or has a zero byte in it.
    #[error("the {what} of a record is longer than {} bytes or has a zero byte in it", crate::MAX_NAME)]
    RecordName {
        /// Which of them: `kind`, `key` or `owner`.
        what: &'static str,
    },
    /// A list of changes to records is longer than [`MAX_MOVES`](crate::MAX_MOVES).
    #[error("more than the {limit} changes allowed in one list")]
    TooManyMoves {
        /// The limit.
        limit: usize,
    },
    /// What was erased is out of the database but may still lie in its write-ahead log, because somebody is reading from
    /// there: ask for [`Store::scour`](crate::Store::scour) again.
    #[error("{}: traces of what was erased remain while somebody reads; ask again", path.display())]
    Traces {
        /// The database file.
        path: PathBuf,
    },
    /// The database cannot be reached just now. The change may or may not have been made: ask again with the same
    /// request id, which makes it happen once; of records, look what is there now.
    #[error("the database cannot be reached just now; ask again")]
    Unavailable,
    /// A surprise, worth a line in the operator's log.
    #[error("{0}")]
    Fault(String),
}

impl StoreError {
    /// The error of an operation on a file or folder, by what the caller can do about it.
    pub(crate) fn of_io(path: &Path, error: &io::Error) -> StoreError {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path },
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => StoreError::ReadOnly { path },
            _ => StoreError::Fault(format!("{}: {error}", path.display())),
        }
    }

    /// The error of an SQLite call on the database file at `path`.
    pub(crate) fn of_sqlite(path: &Path, error: &rusqlite::Error) -> StoreError {
        use rusqlite::ErrorCode as Code;
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => StoreError::Full { path },
            Some(Code::ReadOnly | Code::PermissionDenied) => StoreError::ReadOnly { path },
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => StoreError::Corrupt { path, what: error.to_string() },
            Some(Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed) => {
                StoreError::Locked { path }
            }
            _ => StoreError::Fault(format!("{}: {error}", path.display())),
        }
    }
}
