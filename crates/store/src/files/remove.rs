//! Removing a file: the tombstone first, then the file, so that a crash in between leaves no half of a removal.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use super::put::private_file;
use super::{Files, chunks};
use crate::StoreError;

/// Ending of a tombstone's name: an empty file that says that a file was here and was removed on purpose.
pub(super) const GONE: &str = ".gone";

impl Files {
    /// Removes a file for good and leaves a tombstone; answers whether it was there. From the tombstone on the file is
    /// not handed out any more, so a removal that broke off is finished by asking again. Refuses nothing: whether a
    /// file may go is the caller's to judge, and its entry comes first. The same content can be received again.
    pub fn remove(&self, log: &str, sha256: &str) -> Result<bool, StoreError> {
        let path = self.path(log, sha256)?;
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        if !there(&path)? {
            return Ok(false);
        }
        let tombstone = chunks::beside(&path, GONE);
        match private_file(&tombstone) {
            Ok(file) => file.sync_all().map_err(|error| self.fsync_failed(&tombstone, &error))?,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::of_io(&tombstone, &error)),
        }
        self.sync_folder(path.parent().unwrap_or(&path))?;
        self.unlink(&path)?;
        Ok(true)
    }

    /// Whether a file was here and was removed on purpose, and was not received again since.
    pub fn removed(&self, log: &str, sha256: &str) -> Result<bool, StoreError> {
        there(&chunks::beside(&self.path(log, sha256)?, GONE))
    }

    /// Takes the file and its list away, and has it on the disk that they are gone.
    pub(super) fn unlink(&self, path: &Path) -> Result<(), StoreError> {
        for gone in [chunks::beside(path, chunks::ENDING), path.to_owned()] {
            gone_or(&gone, fs::remove_file(&gone))?;
        }
        self.sync_folder(path.parent().unwrap_or(path))
    }

    /// The path of a file that may be read: [`StoreError::Missing`] under a tombstone.
    pub(super) fn present(&self, log: &str, sha256: &str) -> Result<PathBuf, StoreError> {
        let path = self.path(log, sha256)?;
        if there(&chunks::beside(&path, GONE))? { Err(StoreError::Missing { path }) } else { Ok(path) }
    }
}

pub(super) fn there(path: &Path) -> Result<bool, StoreError> {
    path.try_exists().map_err(|error| StoreError::of_io(path, &error))
}

/// That a file is gone already is as good as removing it.
pub(super) fn gone_or(path: &Path, result: io::Result<()>) -> Result<(), StoreError> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::of_io(path, &error)),
        _ => Ok(()),
    }
}
