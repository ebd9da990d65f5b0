//! Hashing a file while it is still being written: a second thread reads behind the writer, and has what it read on the
//! disk from time to time, so that little is left to do when the last byte is written.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use ledger::Blob;
use sha2::{Digest, Sha256};

use super::put::PIECE;
use super::verified;
use crate::StoreError;

/// Bytes after which what was written goes to the disk, instead of all of it at the end.
const SYNC_EACH: u64 = 64 << 20;

/// A thread that hashes a growing file up to the place before which nothing changes any more.
pub(super) struct Follower {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<Result<Blob, Trouble>>>,
}

/// Why a file could not be followed to its end.
pub(super) enum Trouble {
    /// It could not be read back.
    Read(StoreError),
    /// It did not reach the disk.
    Sync(io::Error),
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    news: Condvar,
}

#[derive(Default)]
struct State {
    /// Nothing before this place changes any more.
    settled: u64,
    /// Nothing comes after it either.
    whole: bool,
    /// Nobody wants the hash.
    dropped: bool,
}

impl Follower {
    /// Follows the file at `path`, of which `file` is the writer's handle.
    pub(super) fn start(file: &File, path: &Path) -> Result<Follower, StoreError> {
        let fail = |error: io::Error| StoreError::of_io(path, &error);
        let (reader, _) = verified::open(path)?;
        let shared = Arc::new(Shared::default());
        let run =
            Run { reader, writer: file.try_clone().map_err(fail)?, path: path.to_owned(), shared: shared.clone() };
        let thread = std::thread::Builder::new().name("store-follower".to_owned()).spawn(move || run.run());
        Ok(Follower { shared, thread: Some(thread.map_err(fail)?) })
    }

    /// Tells that nothing before this place changes any more.
    pub(super) fn settled(&self, at: u64) {
        self.shared.lock().settled = at;
        self.shared.news.notify_one();
    }

    /// Name and size of the file, which has `size` bytes now.
    pub(super) fn finish(mut self, size: u64) -> Result<Blob, Trouble> {
        {
            let mut state = self.shared.lock();
            (state.settled, state.whole) = (size, true);
        }
        self.shared.news.notify_one();
        let ended = self.thread.take().map(JoinHandle::join);
        let stopped = || Trouble::Read(StoreError::Fault("the thread that hashes a file ended before it".to_owned()));
        ended.and_then(Result::ok).unwrap_or_else(|| Err(stopped()))
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.shared.lock().dropped = true;
        self.shared.news.notify_one();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is more to read than `done` bytes; `None` when there never will be.
    fn more_than(&self, done: u64) -> Option<u64> {
        let idle = |state: &mut State| state.settled <= done && !state.whole && !state.dropped;
        let state = self.news.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        (state.settled > done && !state.dropped).then_some(state.settled)
    }
}

struct Run {
    reader: File,
    writer: File,
    path: PathBuf,
    shared: Arc<Shared>,
}

impl Run {
    fn run(mut self) -> Result<Blob, Trouble> {
        let (mut hasher, mut size, mut synced) = (Sha256::new(), 0, 0);
        let mut buffer = vec![0; PIECE];
        while let Some(settled) = self.shared.more_than(size) {
            let room = usize::try_from(settled - size).map_or(PIECE, |left| left.min(PIECE));
            match self.reader.read(&mut buffer[..room]) {
                Ok(0) => return Err(Trouble::Read(self.fault(&io::ErrorKind::UnexpectedEof.into()))),
                Ok(read) => {
                    hasher.update(&buffer[..read]);
                    size += read as u64;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Trouble::Read(self.fault(&error))),
            }
            if size - synced >= SYNC_EACH {
                self.writer.sync_data().map_err(Trouble::Sync)?;
                synced = size;
            }
        }
        Ok(Blob { sha256: hex::encode(hasher.finalize()), size })
    }

    fn fault(&self, error: &io::Error) -> StoreError {
        StoreError::of_io(&self.path, error)
    }
}
