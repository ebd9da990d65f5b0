//! Receiving a file: stage, hash, fsync, link into place, fsync the folder.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use ledger::Blob;
use sha2::{Digest, Sha256};

use super::{Files, STAGE, verified};
use crate::StoreError;

/// Bytes that are read, hashed and written at a time.
const CHUNK: usize = 256 << 10;
/// Names tried before a stage is called broken; more than one is needed only beside another process.
const NAMES: u32 = 1000;

impl Files {
    pub(super) fn receive(&self, log: &str, content: &mut dyn Read, quota: u64) -> Result<Blob, StoreError> {
        if self.broken.load(Ordering::Acquire) {
            let folder = self.folder.display();
            return Err(StoreError::Fault(format!("{folder}: an earlier file did not reach the disk; start again")));
        }
        self.shelf(log)?;
        let mut staged = self.stage()?;
        let blob = staged.fill(content, quota)?;
        staged.file.sync_all().map_err(|error| self.fsync_failed(&staged.path, &error))?;
        let target = self.path(log, &blob.sha256)?;
        self.make_parents(&target)?;
        place(&staged.path, &target, &blob)?;
        self.sync_folder(target.parent().unwrap_or(&self.folder))?;
        Ok(blob)
    }

    /// A new file in the stage, locked for as long as it is being received.
    fn stage(&self) -> Result<Staged, StoreError> {
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

    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let open = File::open(folder).map_err(|error| StoreError::of_io(folder, &error))?;
        open.sync_all().map_err(|error| self.fsync_failed(folder, &error))
    }

    /// A second fsync would say that all is well although the pages are lost, so there is no second one.
    fn fsync_failed(&self, path: &Path, error: &io::Error) -> StoreError {
        self.broken.store(true, Ordering::Release);
        tracing::error!(%error, path = %path.display(), "fsync failed");
        StoreError::of_io(path, error)
    }
}

/// A file in the stage; removed when dropped, for by then it has been linked into place or is rubbish.
struct Staged {
    file: File,
    path: PathBuf,
}

impl Staged {
    /// Copies `content` into the stage while hashing and counting.
    fn fill(&mut self, content: &mut dyn Read, quota: u64) -> Result<Blob, StoreError> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        let mut size = 0_u64;
        loop {
            let read = match content.read(&mut buffer) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(StoreError::Fault(format!("the file could not be received: {error}"))),
            };
            size += read as u64;
            if size > quota {
                return Err(StoreError::TooLarge { limit: quota });
            }
            hasher.update(&buffer[..read]);
            self.file.write_all(&buffer[..read]).map_err(|error| StoreError::of_io(&self.path, &error))?;
        }
        let on_disk = self.file.metadata().map_err(|error| StoreError::of_io(&self.path, &error))?.len();
        if on_disk != size {
            let what = format!("{on_disk} of {size} bytes were written");
            return Err(StoreError::Corrupt { path: self.path.clone(), what });
        }
        Ok(Blob { sha256: hex::encode(hasher.finalize()), size })
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

fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn private_file(path: &Path) -> io::Result<File> {
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
