//! Files by the SHA-256 of their content: staged, hashed, on the disk, and only then named by an entry.
//!
//! The order makes every crash harmless: a file that no entry names is an orphan, never a loss. Each log has its own
//! shelf, so that one organisation cannot learn what another holds. Names come from content only, never from a user.

mod chunks;
mod follow;
mod put;
mod range;
mod remove;
mod scratch;
mod scrub;
mod tally;
mod upload;
mod verified;

use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Mutex, RwLock};

use ledger::Blob;

pub use range::Part;
pub use scratch::{Scratch, Whole};
pub use scrub::{Scrub, Scrubbed};
pub use upload::{Standing, UPLOAD_KEPT, UPLOAD_MAX, UPLOADS_OPEN_MAX, UploadLimits};
pub use verified::Verified;

use crate::{StoreError, written_as};

/// Where files lie in the data folder.
const BLOBS: &str = "blobs";
/// Where files lie while they are received; what is left here by a crash is rubbish, except uploads that can go on.
const STAGE: &str = "stage";
/// Longest log id that may become a folder's name.
const LOG_ID_MAX: usize = 64;

/// The file shelves in a data folder.
#[derive(Debug)]
pub struct Files {
    folder: PathBuf,
    /// Makes stage names unique within this process.
    counter: AtomicU64,
    /// An fsync failed. What the kernel then holds is unknown, so nothing is accepted any more.
    broken: AtomicBool,
    /// Held to read while a file gets its place, and to write while one is removed.
    turns: RwLock<()>,
    uploads: UploadLimits,
    /// Held while an upload begins, so that the open ones are counted right.
    beginning: Mutex<()>,
    warm: Mutex<upload::Warm>,
}

impl Files {
    /// Opens the file shelves of a data folder. Makes nothing: folders are made when the first file comes.
    pub fn open(folder: &Path) -> Result<Files, StoreError> {
        match fs::metadata(folder) {
            Ok(data) if !data.is_dir() => Err(StoreError::Fault(format!("{} is not a folder", folder.display()))),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::of_io(folder, &error)),
            _ => Ok(Files {
                folder: folder.to_owned(),
                counter: AtomicU64::new(0),
                broken: AtomicBool::new(false),
                turns: RwLock::default(),
                uploads: UploadLimits::default(),
                beginning: Mutex::default(),
                warm: Mutex::default(),
            }),
        }
    }

    /// Receives a file of at most `quota` bytes; on the disk for good when it returns. A file that is there already is
    /// read again and compared: equal is fine, different is [`StoreError::Corrupt`]. [`StoreError::TooLarge`] past the
    /// quota, [`StoreError::Full`] without space; nothing remains of either.
    pub fn put(&self, log: &str, content: &mut dyn Read, quota: u64) -> Result<Blob, StoreError> {
        self.receive(log, content, quota)
    }

    /// Opens a file for reading, verified against its name: a file of up to 8 MiB before its first byte is handed out, a
    /// larger one while it streams, with an error at its end. [`StoreError::Missing`] if it is not there or was removed.
    pub fn read(&self, log: &str, sha256: &str) -> Result<Verified, StoreError> {
        Verified::open(self.present(log, sha256)?, sha256)
    }

    /// Whether the file is there and was not removed; says nothing of its content.
    pub fn exists(&self, log: &str, sha256: &str) -> Result<bool, StoreError> {
        match self.present(log, sha256) {
            Ok(path) => remove::there(&path),
            Err(StoreError::Missing { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Reads every file of a log again, one at each step, and says of each whether it is what its name says.
    pub fn scrub(&self, log: &str) -> Result<Scrub, StoreError> {
        Scrub::start(&self.shelf(log)?)
    }

    /// Removes what crashes left in the stage, and answers how many files and uploads that were. What another thread or
    /// process is receiving at this moment stays, and so does an upload that moved within [`UPLOAD_KEPT`].
    pub fn clean_stage(&self) -> Result<u64, StoreError> {
        let stage = self.folder.join(STAGE);
        let fail = |error: io::Error| StoreError::of_io(&stage, &error);
        let list = match fs::read_dir(&stage) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            list => list.map_err(fail)?,
        };
        let mut removed = 0;
        for item in list {
            let path = item.map_err(fail)?.path();
            if upload::goes_on(&path) {
                continue;
            }
            match File::open(&path).map(|file| file.try_lock()) {
                Ok(Err(TryLockError::WouldBlock)) => continue,
                // Gone meanwhile, or not to be opened: then removing it tells.
                _ => fs::remove_file(&path).map_err(fail)?,
            }
            removed += 1;
        }
        Ok(removed + self.sweep(UPLOAD_KEPT)?)
    }

    /// The folder of a log's files; one that was moved aside has them in common with the one in its place.
    fn shelf(&self, log: &str) -> Result<PathBuf, StoreError> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if log.is_empty() || log.len() > LOG_ID_MAX || !log.bytes().all(plain) {
            return Err(StoreError::Fault(format!("{log:?} cannot be the id of a log")));
        }
        Ok(self.folder.join(BLOBS).join(written_as(log)))
    }

    /// Where a file lies: two levels of 256 folders keep each folder small.
    fn path(&self, log: &str, sha256: &str) -> Result<PathBuf, StoreError> {
        if !is_name(sha256) {
            return Err(StoreError::Fault(format!("{sha256:?} is not a SHA-256 in lower-case hex")));
        }
        Ok(self.shelf(log)?.join(&sha256[..2]).join(&sha256[2..4]).join(sha256))
    }
}

/// Whether `name` is 64 lower-case hex digits.
fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
