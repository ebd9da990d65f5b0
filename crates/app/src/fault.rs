//! A refusal is a word, a fault is a surprise: the two ways in which a call can fail.

use domain::refusal::Refusal;
use store::StoreError;

/// Something outside the rules went wrong: disk, database, key, damaged data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// One clear sentence.
    pub sentence: String,
    /// What could be done about it.
    pub hint: String,
    /// Can the person who asked do something about it (a locked folder), or is it ours?
    pub by_user: bool,
}

impl Fault {
    /// A fault of our own.
    pub fn new(sentence: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { sentence: sentence.into(), hint: hint.into(), by_user: false }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for Fault {}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Fault {
        let (hint, by_user) = match &error {
            StoreError::Locked { .. } => ("stop the other process, or name another folder with --data", true),
            StoreError::ReadOnly { .. } => {
                ("give this user write permission, or name another folder with --data", true)
            }
            StoreError::Full { .. } => ("free space on that disk; nothing was changed", true),
            StoreError::Newer { .. } => ("use the newer tickmark that wrote it; nothing was changed", true),
            StoreError::Corrupt { .. } => {
                ("run `tickmark verify`, and restore a backup if it confirms the damage", false)
            }
            StoreError::Unavailable => ("check that the database runs, then ask again: it happens once", false),
            StoreError::RequestReused => ("use a new request id for a new request", true),
            StoreError::NoSuchLog => ("list organisations with `tickmark organisations`", true),
            _ => ("run `tickmark verify`; if it is clean, ask again", false),
        };
        Fault { sentence: error.to_string(), hint: hint.to_owned(), by_user }
    }
}

/// A refusal or a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The rules say no; nothing was changed.
    Refused(Refusal),
    /// Something went wrong; nothing is half done.
    Fault(Fault),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Refused(refusal) => refusal.fmt(f),
            Failure::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl Failure {
    /// What could be done about it.
    pub fn hint(&self) -> String {
        match self {
            Failure::Refused(refusal) => refusal.hint(),
            Failure::Fault(fault) => fault.hint.clone(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Fault(fault)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Fault(error.into())
    }
}
