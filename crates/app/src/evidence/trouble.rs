//! What can go wrong with a file, by what whoever sent or asked for it can do.

use crate::{Failure, Fault};
use domain::refusal::Refusal;
use store::StoreError;

/// Why a file was not received or not handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// A refusal or a fault as with every change.
    Failed(Failure),
    /// There is no such upload, or it is over, or it is somebody else's.
    NoUpload,
    /// There is no such file in this item.
    NoFile,
    /// The item was disposed of, and its files with it.
    Disposed,
    /// The piece was for another place: send on from `at`.
    Offset {
        /// Bytes that are on the disk.
        at: u64,
    },
    /// Another piece of the same upload is coming in.
    Busy,
    /// The file is larger than what is allowed or was promised.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Bytes are still missing.
    Incomplete {
        /// Bytes that have come.
        at: u64,
        /// Bytes promised.
        size: u64,
    },
    /// What came is not what was promised; the upload is given up.
    Mismatch {
        /// SHA-256 promised.
        expected: String,
        /// SHA-256 of what came.
        found: String,
    },
    /// Too many uploads are open, or too many files wait to be handed in.
    TooMany {
        /// The limit.
        limit: usize,
    },
    /// The part asked for begins past the end of the file.
    OutOfRange {
        /// Length of the file in bytes.
        size: u64,
    },
    /// The file is not what was received: it is not handed out.
    Changed {
        /// Name of the file.
        name: String,
    },
    /// The file is not where it was kept.
    Missing {
        /// Name of the file.
        name: String,
    },
}

impl FileTrouble {
    /// One sentence and what could be done about it.
    pub fn words(&self) -> (String, String) {
        let say = |sentence: String, hint: &str| (sentence, hint.to_owned());
        match self {
            FileTrouble::Failed(failure) => (failure.to_string(), failure.hint()),
            FileTrouble::NoUpload => say(
                "there is no such upload of yours".to_owned(),
                "a file waits for 24 hours to be handed in; begin again and send it once more",
            ),
            FileTrouble::NoFile => say("the item has no such file".to_owned(), "see the files of the item"),
            FileTrouble::Disposed => say(
                "the item was disposed of, and its files with it".to_owned(),
                "what it was and when it went stands in the history",
            ),
            FileTrouble::Offset { at } => {
                (format!("the upload stands at byte {at}"), format!("send on from byte {at}"))
            }
            FileTrouble::Busy => {
                say("another piece of this upload is coming in".to_owned(), "wait a moment, then ask where it stands")
            }
            FileTrouble::TooLarge { limit } => say(
                format!("the file is larger than the {limit} bytes that are allowed or were promised"),
                "promise the true size, or divide the file",
            ),
            FileTrouble::Incomplete { at, size } => {
                (format!("{at} of the {size} bytes promised have come"), format!("send on from byte {at}"))
            }
            FileTrouble::Mismatch { expected, found } => say(
                format!("the bytes received have SHA-256 {found}, not the {expected} that was promised"),
                "send the file again from the beginning",
            ),
            FileTrouble::TooMany { limit } => say(
                format!("{limit} uploads are open or wait to be handed in, which is the most allowed"),
                "finish, hand in or give up some of them, or wait a day",
            ),
            FileTrouble::OutOfRange { size } => {
                say(format!("the file has {size} bytes"), "ask for a part that begins before its end")
            }
            FileTrouble::Changed { name } => say(
                format!("{name} is not what was received, and is not handed out"),
                "run `tickmark verify`, and restore the file from a backup",
            ),
            FileTrouble::Missing { name } => say(
                format!("{name} is not where it was kept"),
                "run `tickmark verify`, and restore the file from a backup",
            ),
        }
    }
}

impl std::fmt::Display for FileTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.words().0)
    }
}

impl std::error::Error for FileTrouble {}

impl From<FileTrouble> for Failure {
    fn from(trouble: FileTrouble) -> Failure {
        let (sentence, hint) = trouble.words();
        match trouble {
            FileTrouble::Failed(failure) => failure,
            FileTrouble::Changed { .. } | FileTrouble::Missing { .. } => Fault::new(sentence, hint).into(),
            _ => Refusal::NotPossible { sentence, hint }.into(),
        }
    }
}

impl From<Failure> for FileTrouble {
    fn from(failure: Failure) -> FileTrouble {
        FileTrouble::Failed(failure)
    }
}

impl From<Fault> for FileTrouble {
    fn from(fault: Fault) -> FileTrouble {
        FileTrouble::Failed(fault.into())
    }
}

impl From<Refusal> for FileTrouble {
    fn from(refusal: Refusal) -> FileTrouble {
        FileTrouble::Failed(refusal.into())
    }
}

impl From<StoreError> for FileTrouble {
    fn from(error: StoreError) -> FileTrouble {
        match error {
            StoreError::NoSuchUpload => FileTrouble::NoUpload,
            StoreError::UploadOffset { at } => FileTrouble::Offset { at },
            StoreError::UploadBusy => FileTrouble::Busy,
            StoreError::TooLarge { limit } => FileTrouble::TooLarge { limit },
            StoreError::Incomplete { at, size } => FileTrouble::Incomplete { at, size },
            StoreError::Mismatch { expected, found } => FileTrouble::Mismatch { expected, found },
            StoreError::TooManyUploads { limit } => FileTrouble::TooMany { limit },
            StoreError::OutOfRange { size } => FileTrouble::OutOfRange { size },
            other => FileTrouble::Failed(other.into()),
        }
    }
}
