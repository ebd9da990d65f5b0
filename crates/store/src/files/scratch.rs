//! A file of our own making: written and sought in on the stage, hashed and synced, and only then kept.
//!
//! Until it is kept nothing of it remains: it goes when it is dropped, and a crash leaves it to [`Files::clean_stage`].
//! It is hashed by another thread while it is written. It gets no list of chunks: the first part that is read makes one.

use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use ledger::Blob;

use super::follow::{Follower, Trouble};
use super::put::Staged;
use super::{Files, verified};
use crate::StoreError;

/// A file on the stage, locked, that is written at any place. Fastest for whoever goes back only to what was written since
/// the last time that they went to its end.
pub struct Scratch {
    staged: Staged,
    follower: Follower,
    /// Where the next byte goes.
    at: u64,
    /// Length.
    end: u64,
    /// Before this place it is hashed already, or will be at any time.
    settled: u64,
    /// Something was written before that place, so that the hash is worth nothing.
    rewritten: bool,
}

/// A file on the stage that is whole, hashed and on the disk; to be kept, or to be dropped.
pub struct Whole {
    staged: Staged,
    blob: Blob,
}

impl std::fmt::Debug for Scratch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scratch").field("path", &self.staged.path).field("end", &self.end).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whole").field("path", &self.staged.path).field("blob", &self.blob).finish_non_exhaustive()
    }
}

impl Whole {
    /// Hash and length.
    pub fn blob(&self) -> &Blob {
        &self.blob
    }
}

impl Write for Scratch {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.staged.file.write(buffer)?;
        self.rewritten |= written > 0 && self.at < self.settled;
        self.at += written as u64;
        self.end = self.end.max(self.at);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.staged.file.flush()
    }
}

impl Seek for Scratch {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.staged.file.seek(to)?;
        if self.at == self.end && !self.rewritten {
            // Who comes back to the end has mended what is before it.
            self.settled = self.end;
            self.follower.settled(self.end);
        }
        Ok(self.at)
    }
}

impl Files {
    /// A new, empty file on the stage.
    pub fn scratch(&self) -> Result<Scratch, StoreError> {
        self.still_sound()?;
        let staged = self.stage()?;
        let follower = Follower::start(&staged.file, &staged.path)?;
        Ok(Scratch { staged, follower, at: 0, end: 0, settled: 0, rewritten: false })
    }

    /// Hashes what lies on the stage to its end and has it on the disk; it has no lasting place yet.
    pub fn finish_scratch(&self, scratch: Scratch) -> Result<Whole, StoreError> {
        let Scratch { staged, follower, end, rewritten, .. } = scratch;
        let blob = if rewritten { again(&staged.path)? } else { self.followed(&staged.path, follower.finish(end))? };
        staged.file.sync_all().map_err(|error| self.fsync_failed(&staged.path, &error))?;
        Ok(Whole { staged, blob })
    }

    fn followed(&self, path: &Path, blob: Result<Blob, Trouble>) -> Result<Blob, StoreError> {
        blob.map_err(|trouble| match trouble {
            Trouble::Read(error) => error,
            Trouble::Sync(error) => self.fsync_failed(path, &error),
        })
    }

    /// Gives a whole file its lasting place in a log's shelf; on the disk for good when it returns.
    pub fn keep(&self, log: &str, whole: &Whole) -> Result<(), StoreError> {
        self.still_sound()?;
        self.shelf(log)?;
        self.settle(log, &whole.staged.path, &whole.blob, &[])
    }

    /// Opens a file for reading as it lies there, for whoever hashes it anyway and compares. [`StoreError::Missing`] if it
    /// is not there or was removed.
    pub fn read_unchecked(&self, log: &str, sha256: &str) -> Result<impl Read + use<>, StoreError> {
        Ok(verified::open(&self.present(log, sha256)?)?.0)
    }
}

/// Name and size of a file that was written to where it had been hashed.
fn again(path: &Path) -> Result<Blob, StoreError> {
    let (sha256, size) = verified::digest(path)?;
    Ok(Blob { sha256, size })
}
