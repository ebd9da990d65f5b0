//! Uploads whose hashes are still in memory, so that the next piece does not begin by reading all the earlier ones.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, TryLockError as Taken};

use super::Places;
use super::session::Session;
use super::state;
use crate::StoreError;
use crate::files::Files;
use crate::files::put::private_file;

/// Uploads kept in memory; each holds two open files and at most 300 KiB. The one used longest ago makes room.
const WARM_MAX: usize = 64;

/// The uploads in memory, by state file.
#[derive(Debug, Default)]
pub(in crate::files) struct Warm {
    slots: BTreeMap<PathBuf, (u64, Slot)>,
    /// Counts the calls, so that it is known which upload was used longest ago.
    used: u64,
}

type Slot = Arc<Mutex<Option<Session>>>;

impl Files {
    /// Does something with an upload while nobody else in this or another process can.
    pub(super) fn with_upload<T>(
        &self,
        log: &str,
        id: &str,
        act: impl FnOnce(&mut Session) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let places = self.places(log, id)?;
        let slot = self.slot(&places);
        let mut held = match slot.try_lock() {
            Ok(held) => held,
            Err(Taken::Poisoned(poisoned)) => {
                let mut held = poisoned.into_inner();
                *held = None;
                held
            }
            Err(Taken::WouldBlock) => return Err(StoreError::UploadBusy),
        };
        let mut session = match held.take() {
            Some(session) => self.current(&places, session)?,
            None => self.load(&places)?,
        };
        let done = act(&mut session);
        // Whoever broke off may leave hashes of bytes that were cut off; then the next one reads again.
        let keep = fs::metadata(&places.state).is_ok_and(|data| session.is_current(data.len()));
        if keep {
            session.part().unlock().map_err(|error| StoreError::of_io(&places.part, &error))?;
            *held = Some(session);
        } else {
            drop(session);
            self.cool(&places);
        }
        done
    }

    /// Does something with an upload's files, whatever is in them.
    pub(super) fn with_files<T>(
        &self,
        places: &Places,
        act: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let slot = self.slot(places);
        let Ok(_held) = slot.try_lock() else { return Err(StoreError::UploadBusy) };
        let _lock = match File::open(&places.part) {
            Ok(part) => Some(locked(places, part)?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(StoreError::of_io(&places.part, &error)),
        };
        act()
    }

    /// The session if the stage is as it left it; else what lies in the stage now.
    fn current(&self, places: &Places, session: Session) -> Result<Session, StoreError> {
        match session.part().try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::UploadBusy),
            Err(TryLockError::Error(error)) => return Err(StoreError::of_io(&places.part, &error)),
        }
        if fs::metadata(&places.state).is_ok_and(|data| session.is_current(data.len())) {
            return Ok(session);
        }
        drop(session);
        self.load(places)
    }

    fn load(&self, places: &Places) -> Result<Session, StoreError> {
        let before = state::read(&places.state)?;
        // A whole part may be a kept file already, which nobody opens to write.
        let whole = before.pieces.last().map_or(0, |(at, _)| *at) == before.promise.size;
        let open = || File::options().read(true).write(!whole).open(&places.part);
        let fail = |error: io::Error| StoreError::of_io(&places.part, &error);
        let part = match open() {
            // A crash at the very beginning.
            Err(error) if error.kind() == io::ErrorKind::NotFound && before.pieces.is_empty() => {
                drop(private_file(&places.part).map_err(fail)?);
                self.sync_folder(places.part.parent().unwrap_or(&places.part))?;
                open().map_err(fail)?
            }
            // A disk without hard links, where the part itself became the file.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(StoreError::NoSuchUpload),
            opened => opened.map_err(fail)?,
        };
        Session::load(places, locked(places, part)?)
    }

    /// Takes an upload out of memory.
    pub(super) fn cool(&self, places: &Places) {
        self.warm.lock().unwrap_or_else(PoisonError::into_inner).slots.remove(&places.state);
    }

    fn slot(&self, places: &Places) -> Slot {
        let mut warm = self.warm.lock().unwrap_or_else(PoisonError::into_inner);
        warm.used += 1;
        let now = warm.used;
        if warm.slots.len() >= WARM_MAX && !warm.slots.contains_key(&places.state) {
            let idle = warm.slots.iter().filter(|(_, (_, slot))| Arc::strong_count(slot) == 1);
            if let Some(oldest) = idle.min_by_key(|(_, (used, _))| *used).map(|(path, _)| path.clone()) {
                warm.slots.remove(&oldest);
            }
        }
        let (used, slot) = warm.slots.entry(places.state.clone()).or_default();
        *used = now;
        Arc::clone(slot)
    }
}

fn locked(places: &Places, part: File) -> Result<File, StoreError> {
    match part.try_lock() {
        Ok(()) => Ok(part),
        Err(TryLockError::WouldBlock) => Err(StoreError::UploadBusy),
        Err(TryLockError::Error(error)) => Err(StoreError::of_io(&places.part, &error)),
    }
}
