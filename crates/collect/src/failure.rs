//! Why a collection did not come to its end. Never with a credential in it.

use thiserror::Error;

use crate::run::Killed;
use crate::spec::BadSpec;

/// Why there is nothing to judge. Whatever the variant, the verdict is *unknown*.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// The declaration cannot be kept.
    #[error("the declaration cannot be kept: {0}")]
    Spec(#[from] BadSpec),
    /// Nobody allowed it.
    #[error("{what} is not on the operator's list of {list} for collectors")]
    NotAllowed {
        /// What was asked for.
        what: String,
        /// The list that would have to name it: `folders` or `programs`.
        list: &'static str,
    },
    /// There is no such credential.
    #[error("there is no credential {name:?}; keep one under this name")]
    NoCredential {
        /// The name that was asked for.
        name: String,
    },
    /// The program is not there.
    #[error("the program {program} was not found, or is not a program that can be run")]
    NoProgram {
        /// The program as it was declared.
        program: String,
    },
    /// The program could not be started or followed.
    #[error("{program} could not be run: {why}")]
    NotRun {
        /// The program as it was declared.
        program: String,
        /// What the system said.
        why: String,
    },
    /// The program was ended because it went over a limit.
    #[error("{program} was ended: {because}")]
    Killed {
        /// The program as it was declared.
        program: String,
        /// Which limit.
        because: Killed,
    },
    /// The program ended otherwise than declared.
    #[error("{program} ended with {exit}; it said: {said}")]
    Exit {
        /// The program as it was declared.
        program: String,
        /// Exit code or signal.
        exit: String,
        /// The end of what it wrote on standard error, printable characters only.
        said: String,
    },
    /// What came back cannot be read.
    #[error("{what} cannot be read: {why}")]
    Unreadable {
        /// What came back.
        what: String,
        /// Where it breaks, and what would be right.
        why: String,
    },
    /// More came back than is taken; what is cut is no population.
    #[error("{what} has more than {max} {unit}; narrow it, or raise the limit")]
    TooMuch {
        /// What came back.
        what: String,
        /// The limit.
        max: u64,
        /// What is counted.
        unit: &'static str,
    },
    /// A file or folder is not as it was declared.
    #[error("{path}: {why}")]
    File {
        /// The path as it was declared.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// The client for outgoing requests refused or failed.
    #[error("{0}")]
    Outgoing(#[from] outgoing::Refused),
    /// The database refused or failed.
    #[error("the database: {why}")]
    Database {
        /// What it said.
        why: String,
    },
    /// It took longer than its limit.
    #[error("there was no complete answer within {seconds} seconds")]
    TooSlow {
        /// The limit.
        seconds: u32,
    },
}

/// Text for a person: printable characters, cut.
pub(crate) fn printable(text: &str, max: usize) -> String {
    let mut shown: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(max).collect();
    shown.truncate(shown.trim_end().len());
    shown
}
