//! What a check of a ledger can find, in words that both verifiers share.

use std::fmt;

use crate::{Hash, checkpoint::NoteError};

/// The first bad entry, and what is bad about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq}: {what}; expected {expected}, found {found}")]
pub struct Fault {
    /// Position of the entry, from 0.
    pub seq: u64,
    /// What is wrong.
    pub what: Flaw,
    /// What an intact ledger has there.
    pub expected: String,
    /// What stands there.
    pub found: String,
}

/// Kinds of fault, in the order in which an entry is checked; `docs/formats/ledger.md` defines each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A line of a bundle that is neither an entry nor the closing checkpoint.
    Line,
    /// The leaf is not canonical or not of this format.
    Leaf,
    /// The leaf is of another version of the format.
    Version,
    /// The leaf belongs to another log.
    Log,
    /// A number is missing, doubled or out of order.
    Sequence,
    /// The leaf's bytes are not those that the following entry, or the head, was chained to.
    Chain,
    /// Salt without payload, payload without salt, or beyond the limit.
    Opening,
    /// The payload is not canonical.
    Payload,
    /// Salt and payload are not those that the leaf commits to.
    Commitment,
    /// A file's hash named with another size than before.
    Blob,
    /// A redaction that does not name an earlier entry.
    Redaction,
    /// A payload is gone that no entry redacts.
    Missing,
}

impl Flaw {
    /// The word for it, the same in every verifier.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Flaw::Line => "line",
            Flaw::Leaf => "leaf",
            Flaw::Version => "version",
            Flaw::Log => "log",
            Flaw::Sequence => "sequence",
            Flaw::Chain => "chain",
            Flaw::Opening => "opening",
            Flaw::Payload => "payload",
            Flaw::Commitment => "commitment",
            Flaw::Blob => "blob",
            Flaw::Redaction => "redaction",
            Flaw::Missing => "missing",
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Flaw::Line => "the line of the bundle cannot be read",
            Flaw::Leaf => "the leaf is not one that this format writes",
            Flaw::Version => "the leaf is of another version of the format",
            Flaw::Log => "the entry belongs to another log",
            Flaw::Sequence => "an entry is missing, doubled or out of order",
            Flaw::Chain => "the leaf was altered after it was chained",
            Flaw::Opening => "salt and payload are not both there, or too long",
            Flaw::Payload => "the payload is not canonical",
            Flaw::Commitment => "the payload is not the one that was sealed",
            Flaw::Blob => "a file is named with another size than before",
            Flaw::Redaction => "the redaction does not name an earlier entry",
            Flaw::Missing => "the payload is gone and no entry redacts it",
        })
    }
}

/// Something worth an auditor's eye that breaks no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The clock stood before that of the entry before.
    TimeWentBack {
        /// Which entry.
        seq: u64,
        /// By how many microseconds.
        by_us: i64,
    },
    /// An entry redacts this one, yet its payload is still there.
    NotCarriedOut {
        /// Which entry.
        seq: u64,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Remark::TimeWentBack { seq, by_us } => {
                write!(f, "entry {seq}: its time is {by_us} microseconds before that of the entry before")
            }
            Remark::NotCarriedOut { seq } => write!(f, "entry {seq}: redacted, yet its payload is still there"),
        }
    }
}

/// Why a ledger and a checkpoint do not belong together.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// The note is not signed by that key, or is no checkpoint.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The checkpoint is of another log.
    #[error("the checkpoint is of {found}, not of {expected}")]
    Origin {
        /// Origin of the ledger's own checkpoints.
        expected: String,
        /// Origin in the checkpoint.
        found: String,
    },
    /// The checkpoint is of a longer log: entries were cut off.
    #[error("the checkpoint is of {checkpoint} entries, the ledger has only {ledger}: entries were cut off")]
    Longer {
        /// Entries in the checkpoint.
        checkpoint: u64,
        /// Entries in the ledger.
        ledger: u64,
    },
    /// The ledger's first entries are not those that were signed.
    #[error("the first {size} entries are not those that were signed; signed root {signed}, theirs {found}")]
    Root {
        /// How many entries the checkpoint is of.
        size: u64,
        /// The root that was signed.
        signed: Hash,
        /// The root of the ledger's first entries.
        found: Hash,
    },
}
