//! One upload that is open: its two files, how far it has come, and the hashes of what is there.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use ledger::Blob;

use super::state::{self, PIECES_MAX, Promise, RECORD, State};
use super::{Places, Standing};
use crate::StoreError;
use crate::files::Files;
use crate::files::put::PIECE;
use crate::files::tally::{Hash, Tally};

/// Within one piece, so many bytes are put on the disk for good at a time: what a crash can cost of a long piece.
const KEPT_EACH: u64 = 8 << 20;
/// Records at the end of the state that may be wrong: the last may have been torn by a loss of power.
const TORN_MAX: usize = 1;

/// An open upload. Whoever holds it has the lock on the part.
#[derive(Debug)]
pub(super) struct Session {
    places: Places,
    promise: Promise,
    part: File,
    state: File,
    /// Bytes acknowledged.
    at: u64,
    /// Pieces on record.
    pieces: u64,
    /// Length of the state file.
    state_size: u64,
    tally: Tally,
    buffer: Vec<u8>,
    /// Whether the part ends where this session thinks.
    sound: bool,
}

impl Session {
    /// Opens what lies in the stage. `part` is the opened part, locked. Reads all that was acknowledged again, and cuts
    /// off what was not.
    pub(super) fn load(places: &Places, mut part: File) -> Result<Session, StoreError> {
        let State { promise, head, mut pieces } = state::read(&places.state)?;
        let known = pieces.len();
        let tally = loop {
            let (at, hash) = pieces.last().copied().map_or((0, None), |(at, hash)| (at, Some(hash)));
            match prefix(&mut part, places, at)? {
                Some(tally) if hash.is_none_or(|hash| hash == tally.so_far()) => break tally,
                _ if known - pieces.len() < TORN_MAX => pieces.pop(),
                _ => {
                    let what = "it is not what was received and acknowledged".to_owned();
                    return Err(StoreError::Corrupt { path: places.part.clone(), what });
                }
            };
        };
        let state_size = head + (pieces.len() * RECORD) as u64;
        let fail = |error: &io::Error| StoreError::of_io(&places.state, error);
        let mut state = File::options().write(true).open(&places.state).map_err(|error| fail(&error))?;
        state.set_len(state_size).map_err(|error| fail(&error))?;
        state.seek(SeekFrom::End(0)).map_err(|error| fail(&error))?;
        let at = tally.size();
        let session = Session {
            places: places.clone(),
            promise,
            part,
            state,
            at,
            pieces: pieces.len() as u64,
            state_size,
            tally,
            buffer: Vec::new(),
            sound: true,
        };
        // A whole part may be a kept file already: it is not touched any more.
        if at < session.promise.size {
            session.cut()?;
        }
        Ok(session)
    }

    /// Whether the state file is as this session left it.
    pub(super) fn is_current(&self, state_size: u64) -> bool {
        self.sound && self.state_size == state_size && self.at == self.tally.size()
    }

    pub(super) fn part(&self) -> &File {
        &self.part
    }

    pub(super) fn standing(&self) -> Standing {
        Standing { offset: self.at, size: self.promise.size, sha256: self.promise.sha256.clone() }
    }

    /// Receives a piece. Afterwards [`Session::is_current`] says whether the session is still good.
    pub(super) fn append(&mut self, files: &Files, offset: u64, content: &mut dyn Read) -> Result<u64, StoreError> {
        if offset != self.at {
            return Err(StoreError::UploadOffset { at: self.at });
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.resize(PIECE, 0);
        let received = self.receive(files, content, &mut buffer);
        self.buffer = buffer;
        let kept = match received {
            Ok(()) => self.keep(files),
            Err(Broken::Off(error)) => {
                self.keep(files)?;
                return Err(StoreError::Fault(format!("the file could not be received: {error}")));
            }
            Err(Broken::Here(error)) => Err(error),
        };
        match kept {
            Ok(()) => Ok(self.at),
            Err(error) => {
                // Frees the space at once; what is left is cut off when the upload goes on.
                self.sound = self.at == self.promise.size || self.cut().is_ok();
                Err(error)
            }
        }
    }

    fn receive(&mut self, files: &Files, content: &mut dyn Read, buffer: &mut [u8]) -> Result<(), Broken> {
        loop {
            let read = match content.read(buffer) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Broken::Off(error)),
            };
            if self.tally.size() + read as u64 > self.promise.size {
                return Err(Broken::Here(StoreError::TooLarge { limit: self.promise.size }));
            }
            let bytes = &buffer[..read];
            self.part.write_all(bytes).map_err(|error| StoreError::of_io(&self.places.part, &error))?;
            self.tally.take(bytes);
            if self.tally.size() - self.at >= KEPT_EACH {
                self.keep(files)?;
            }
        }
    }

    /// Has it on the disk what has come since the last time, and then on record.
    fn keep(&mut self, files: &Files) -> Result<(), StoreError> {
        if self.tally.size() == self.at {
            return Ok(());
        }
        if self.pieces >= PIECES_MAX {
            return Err(StoreError::TooManyPieces { limit: PIECES_MAX });
        }
        self.part.sync_data().map_err(|error| files.fsync_failed(&self.places.part, &error))?;
        let record = state::pack(self.tally.size(), self.tally.so_far());
        self.state.write_all(&record).map_err(|error| StoreError::of_io(&self.places.state, &error))?;
        self.state.sync_data().map_err(|error| files.fsync_failed(&self.places.state, &error))?;
        self.at = self.tally.size();
        self.pieces += 1;
        self.state_size += RECORD as u64;
        Ok(())
    }

    /// Cuts off what was not acknowledged, and goes to its end.
    fn cut(&self) -> Result<(), StoreError> {
        let cut = self.part.set_len(self.at).and_then(|()| (&self.part).seek(SeekFrom::Start(self.at)));
        cut.map(|_| ()).map_err(|error| StoreError::of_io(&self.places.part, &error))
    }

    /// Name, size and chunks of the whole file.
    pub(super) fn whole(&self) -> Result<(Blob, Vec<Hash>), StoreError> {
        if self.at == self.promise.size {
            return Ok(self.tally.clone().done());
        }
        Err(StoreError::Incomplete { at: self.at, size: self.promise.size })
    }

    /// An error if the file is not the one that was promised.
    pub(super) fn promised(&self, blob: &Blob) -> Result<(), StoreError> {
        match &self.promise.sha256 {
            Some(expected) if *expected != blob.sha256 => {
                Err(StoreError::Mismatch { expected: expected.clone(), found: blob.sha256.clone() })
            }
            _ => Ok(()),
        }
    }
}

/// Why a piece ended early.
enum Broken {
    /// The sender broke off; what has come is good.
    Off(io::Error),
    /// It cannot be kept here.
    Here(StoreError),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Broken::Here(error)
    }
}

/// Counts the first `size` bytes of the part; `None` if it has fewer.
fn prefix(part: &mut File, places: &Places, size: u64) -> Result<Option<Tally>, StoreError> {
    let fail = |error: io::Error| StoreError::of_io(&places.part, &error);
    part.rewind().map_err(fail)?;
    let mut tally = Tally::default();
    let mut ahead = part.take(size);
    let mut buffer = vec![0; PIECE];
    loop {
        match ahead.read(&mut buffer) {
            Ok(0) => return Ok((tally.size() == size).then_some(tally)),
            Ok(read) => tally.take(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(fail(error)),
        }
    }
}
