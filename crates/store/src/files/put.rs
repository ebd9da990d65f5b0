//! Receiving a file: stage, hash, fsync, link into place, fsync the folder.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use ledger::Blob;

use super::remove::{GONE, gone_or, there};
use super::tally::{Hash, Tally};
use super::{Files, STAGE, chunks, verified};
use crate::StoreError;

/// Bytes that are read, hashed and written at a time.
pub(super) const PIECE: usize = 256 << 10;
/// Names tried before a stage is called broken; more than one is needed only beside another process.
const NAMES: u32 = 1000;

impl Files {
    pub(super) fn receive(&self, log: &str, content: &mut dyn Read, quota: u64) -> Result<Blob, StoreError> {
        self.still_sound()?;
        self.shelf(log)?;
        let mut staged = self.stage()?;
        let (blob, list) = staged.fill(content, quota)?;
        staged.file.sync_all().map_err(|error| self.fsync_failed(&staged.path, &error))?;
        self.settle(log, &staged.path, &blob, &list)?;
        Ok(blob)
    }

    /// An error once an fsync has failed, until the program is started again.
    pub(super) fn still_sound(&self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::Acquire) {
            let folder = self.folder.display();
            return Err(StoreError::Fault(format!("{folder}: an earlier file did not reach the disk; start again")));
        }
        Ok(())
    }

    /// Gives a synced file of the stage its lasting place, with its list of chunks unless that is empty; on the disk when
    /// it returns. What a tombstone stands for was removed on purpose; receiving it again lifts the tombstone, last of all.
    pub(super) fn settle(&self, log: &str, staged: &Path, blob: &Blob, list: &[Hash]) -> Result<(), StoreError> {
        let target = self.path(log, &blob.sha256)?;
        let folder = target.parent().unwrap_or(&self.folder);
        let tombstone = chunks::beside(&target, GONE);
        self.make_parents(&target)?;
        {
            let _turn = self.turns.read().unwrap_or_else(PoisonError::into_inner);
            if !there(&tombstone)? {
                place(staged, &target, blob)?;
                self.list(&target, blob, list)?;
                return self.sync_folder(folder);
            }
        }
        let _alone = self.turns.write().unwrap_or_else(PoisonError::into_inner);
        if there(&tombstone)? {
            // A removal that broke off is finished first.
            self.unlink(&target)?;
        }
        place(staged, &target, blob)?;
        self.list(&target, blob, list)?;
        self.sync_folder(folder)?;
        gone_or(&tombstone, fs::remove_file(&tombstone))?;
        self.sync_folder(folder)
    }

    fn list(&self, target: &Path, blob: &Blob, list: &[Hash]) -> Result<(), StoreError> {
        if list.is_empty() || !chunks::wanted(blob.size) || there(&chunks::beside(target, chunks::ENDING))? {
            return Ok(());
        }
        self.write_list(target, &blob.sha256, blob.size, list)
    }

    /// Writes the list of a file's chunks; whole or not at all, and replacing one that is there.
    pub(super) fn write_list(&self, target: &Path, sha256: &str, size: u64, list: &[Hash]) -> Result<(), StoreError> {
        let mut staged = self.stage()?;
        staged.write(&chunks::encode(sha256, size, list))?;
        staged.file.sync_all().map_err(|error| self.fsync_failed(&staged.path, &error))?;
        let path = chunks::beside(target, chunks::ENDING);
        let moved = read_only(&staged.path).and_then(|()| fs::rename(&staged.path, &path));
        moved.map_err(|error| StoreError::of_io(&path, &error))
    }

    /// A new file in the stage, locked for as long as it is being received.
    pub(super) fn stage(&self) -> Result<Staged, StoreError> {
        let stage = self.folder.join(STAGE);
        private_folder(&stage).map_err(|error| StoreError::of_io(&stage, &error))?;
        for _ in 0..NAMES {
            let name = format!("{}-{}", std::process::id(), self.counter.fetch_add(1, Ordering::Relaxed));
            let path = stage.join(name);
            match private_file(&path) {
                Ok(file) => {
                    let staged = Staged { file, path };
                    staged.file.lock().map_err(|error| StoreError::of_io(&staged.path, &error))?;
                    return Ok(staged);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(StoreError::of_io(&path, &error)),
            }
        }
        Err(StoreError::Fault(format!("{} has no free name", stage.display())))
    }

    /// Makes the folders above `target`, each on the disk before the next.
    fn make_parents(&self, target: &Path) -> Result<(), StoreError> {
        let Some(parent) = target.parent() else { return Ok(()) };
        let absent: Vec<&Path> = parent.ancestors().take_while(|folder| !folder.is_dir()).collect();
        for folder in absent.into_iter().rev() {
            private_folder(folder).map_err(|error| StoreError::of_io(folder, &error))?;
            self.sync_folder(folder.parent().unwrap_or(folder))?;
        }
        Ok(())
    }

    pub(super) fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let open = File::open(folder).map_err(|error| StoreError::of_io(folder, &error))?;
        open.sync_all().map_err(|error| self.fsync_failed(folder, &error))
    }

    /// A second fsync would say that all is well although the pages are lost, so there is no second one.
    pub(super) fn fsync_failed(&self, path: &Path, error: &io::Error) -> StoreError {
        self.broken.store(true, Ordering::Release);
        tracing::error!(%error, path = %path.display(), "fsync failed");
        StoreError::of_io(path, error)
    }
}

/// A file in the stage; removed when dropped, for by then it has been linked into place or is rubbish.
pub(super) struct Staged {
    pub(super) file: File,
    pub(super) path: PathBuf,
}

impl Staged {
    /// Copies `content` into the stage while hashing and counting.
    fn fill(&mut self, content: &mut dyn Read, quota: u64) -> Result<(Blob, Vec<Hash>), StoreError> {
        let mut tally = Tally::default();
        let mut buffer = vec![0; PIECE];
        loop {
            let read = match content.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(StoreError::Fault(format!("the file could not be received: {error}"))),
            };
            if tally.size() + read as u64 > quota {
                return Err(StoreError::TooLarge { limit: quota });
            }
            tally.take(&buffer[..read]);
            self.write(&buffer[..read])?;
        }
        let size = tally.size();
        let on_disk = self.file.metadata().map_err(|error| StoreError::of_io(&self.path, &error))?.len();
        if on_disk != size {
            let what = format!("{on_disk} of {size} bytes were written");
            return Err(StoreError::Corrupt { path: self.path.clone(), what });
        }
        Ok(tally.done())
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file.write_all(bytes).map_err(|error| StoreError::of_io(&self.path, &error))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path)
            && error.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(%error, path = %self.path.display(), "a staged file stays until the next start");
        }
    }
}

/// Gives the staged file its lasting name without ever replacing another; a file of that name must be equal.
fn place(staged: &Path, target: &Path, blob: &Blob) -> Result<(), StoreError> {
    let fail = |error: &io::Error| StoreError::of_io(target, error);
    read_only(staged).map_err(|error| fail(&error))?;
    match fs::hard_link(staged, target) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => verified::check(target, blob),
        // Some file systems have no hard links; a process alone in its folder may look first and then rename.
        Err(_) if !target.exists() => fs::rename(staged, target).map_err(|error| fail(&error)),
        Err(error) => Err(fail(&error)),
    }
}

pub(super) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.write(true).create_new(true).open(path)
}

/// 0440: nobody changes a kept file, and a backup's group may read it.
fn read_only(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o440);
    #[cfg(not(unix))]
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}
