//! Uploads that can be resumed: a file comes in pieces, over days and restarts, and is a file only when it is whole.
//!
//! An upload lies in the stage as `<log>.<id>.part`, the bytes, and `<log>.<id>.state`, what was promised and how far it
//! has come. Bytes are on the disk before the state says so, and the state is on the disk before the sender is told. So
//! after a crash the part may be longer than the state says, never shorter; what is longer was never acknowledged.

mod session;
mod state;
mod sweep;
mod warm;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;
use std::time::Duration;

use ledger::Blob;

use super::put::{private_file, private_folder};
use super::remove::{gone_or, there};
use super::{Files, LOG_ID_MAX, STAGE, is_name};
use crate::StoreError;
use state::Promise;
pub(super) use warm::Warm;

/// Endings of an upload's two files.
pub(super) const PART: &str = ".part";
pub(super) const STATE: &str = ".state";

/// Largest upload, unless [`UploadLimits`] says otherwise: 1 GiB.
pub const UPLOAD_MAX: u64 = 1 << 30;
/// Uploads that a log may have open at a time, unless [`UploadLimits`] says otherwise.
pub const UPLOADS_OPEN_MAX: usize = 64;
/// An upload that has not moved for so long is given up when the program starts: 24 hours.
pub const UPLOAD_KEPT: Duration = Duration::from_hours(24);

/// What uploads may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadLimits {
    /// Largest upload in bytes.
    pub size: u64,
    /// Uploads that one log may have open at a time.
    pub open: usize,
}

impl Default for UploadLimits {
    fn default() -> Self {
        UploadLimits { size: UPLOAD_MAX, open: UPLOADS_OPEN_MAX }
    }
}

/// How far an upload has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Bytes that are on the disk for good; the next piece begins here.
    pub offset: u64,
    /// Bytes that were promised.
    pub size: u64,
    /// SHA-256 that was promised, in lower-case hex, if one was.
    pub sha256: Option<String>,
}

/// Whether a file in the stage belongs to an upload; a part without its state belongs to none.
pub(super) fn goes_on(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending == Some(&STATE[1..]) || ending == Some(&PART[1..]) && path.with_extension(&STATE[1..]).exists()
}

/// The two files of an upload.
#[derive(Clone, Debug)]
struct Places {
    part: PathBuf,
    state: PathBuf,
}

impl Files {
    /// Changes what uploads may take; for those that begin from now on.
    #[must_use]
    pub fn with_upload_limits(mut self, limits: UploadLimits) -> Files {
        self.uploads = limits;
        self
    }

    /// Begins an upload of `size` bytes under an id that the caller made, and answers at which offset it stands: 0, or
    /// more if it was begun before with the same promise. [`StoreError::RequestReused`] with another promise,
    /// [`StoreError::TooLarge`], [`StoreError::TooManyUploads`].
    pub fn begin(&self, log: &str, id: &str, size: u64, sha256: Option<&str>) -> Result<u64, StoreError> {
        self.still_sound()?;
        let places = self.places(log, id)?;
        if let Some(sha256) = sha256.filter(|sha256| !is_name(sha256)) {
            return Err(StoreError::Fault(format!("{sha256:?} is not a SHA-256 in lower-case hex")));
        }
        let promise = Promise { size, sha256: sha256.map(str::to_owned) };
        let _one = self.beginning.lock().unwrap_or_else(PoisonError::into_inner);
        match state::read(&places.state) {
            Ok(before) if before.promise != promise => return Err(StoreError::RequestReused),
            Ok(_) => return Ok(self.standing(log, id)?.offset),
            Err(StoreError::NoSuchUpload) => {}
            Err(error) => return Err(error),
        }
        if size > self.uploads.size {
            return Err(StoreError::TooLarge { limit: self.uploads.size });
        }
        if self.open_uploads(log)? >= self.uploads.open {
            return Err(StoreError::TooManyUploads { limit: self.uploads.open });
        }
        let stage = self.folder.join(STAGE);
        private_folder(&stage).map_err(|error| StoreError::of_io(&stage, &error))?;
        self.sync_folder(&self.folder)?;
        let mut staged = self.stage()?;
        staged.write(&promise.head())?;
        staged.file.sync_all().map_err(|error| self.fsync_failed(&staged.path, &error))?;
        fs::rename(&staged.path, &places.state).map_err(|error| StoreError::of_io(&places.state, &error))?;
        // Left by a crash while an earlier upload of this id was given up.
        gone_or(&places.part, fs::remove_file(&places.part))?;
        private_file(&places.part).map_err(|error| StoreError::of_io(&places.part, &error))?;
        self.sync_folder(&stage)?;
        Ok(0)
    }

    /// Receives the bytes from `offset` on, and answers where the upload stands then; they are on the disk by that time.
    /// If the sender breaks off, what has come is kept: ask for [`Files::standing`] and go on from there.
    /// [`StoreError::UploadOffset`] if the upload stands elsewhere, [`StoreError::TooLarge`] past what was promised,
    /// [`StoreError::UploadBusy`] while another piece comes in, [`StoreError::Full`] without space; then nothing that
    /// was not acknowledged is kept.
    pub fn append(&self, log: &str, id: &str, offset: u64, content: &mut dyn Read) -> Result<u64, StoreError> {
        self.still_sound()?;
        self.with_upload(log, id, |session| session.append(self, offset, content))
    }

    /// How far an upload has come. [`StoreError::NoSuchUpload`] if it was never begun, is finished or was given up.
    pub fn standing(&self, log: &str, id: &str) -> Result<Standing, StoreError> {
        self.with_upload(log, id, |session| Ok(session.standing()))
    }

    /// Makes a whole upload a file, as [`Files::put`] would have, and forgets the upload. May be asked again after a
    /// crash; once it has answered the upload is gone. [`StoreError::Incomplete`] while bytes are missing;
    /// [`StoreError::Mismatch`] if the bytes are not those that were promised: then the upload is given up, since no
    /// further byte could heal it.
    pub fn finish(&self, log: &str, id: &str) -> Result<Blob, StoreError> {
        self.still_sound()?;
        let places = self.places(log, id)?;
        let blob = self.with_upload(log, id, |session| {
            let (blob, list) = session.whole()?;
            match session.promised(&blob) {
                Ok(()) => self.settle(log, &places.part, &blob, &list)?,
                Err(mismatch) => {
                    self.forget(&places)?;
                    return Err(mismatch);
                }
            }
            self.forget(&places)?;
            Ok(blob)
        });
        self.cool(&places);
        blob
    }

    /// Gives an upload up; answers whether there was one. [`StoreError::UploadBusy`] while a piece comes in.
    pub fn abandon(&self, log: &str, id: &str) -> Result<bool, StoreError> {
        let places = self.places(log, id)?;
        let known = there(&places.state)?;
        let gone = if known { self.with_files(&places, || self.forget(&places)) } else { Ok(()) };
        gone?;
        self.cool(&places);
        Ok(known)
    }

    /// Where the files of an upload lie. No log or id has a point in it, so no two uploads share a name.
    fn places(&self, log: &str, id: &str) -> Result<Places, StoreError> {
        self.shelf(log)?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if id.is_empty() || id.len() > LOG_ID_MAX || !id.bytes().all(plain) {
            return Err(StoreError::Fault(format!("{id:?} cannot be the id of an upload")));
        }
        let at = |ending: &str| self.folder.join(STAGE).join(format!("{log}.{id}{ending}"));
        Ok(Places { part: at(PART), state: at(STATE) })
    }
}
