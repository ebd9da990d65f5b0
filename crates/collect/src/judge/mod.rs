//! A rule over collected JSON, and what it says: `pass`, `fail`, or `unknown`.
//!
//! The result is an observation about the JSON, made by a rule that a person approved. It is no opinion on a control, and
//! nothing here changes one. Whatever keeps a rule from an answer of its own makes the answer *unknown*.

mod apart;
mod defaults;
mod here;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::printable;

pub use apart::{Apart, JudgeLimits, answer};

/// The most bytes of the source of a rule.
pub const SOURCE_MAX: usize = 64 * 1024;

/// The most bytes of the JSON that is judged.
pub const INPUT_MAX: usize = 128 * 1024 * 1024;

/// The most characters of a reason.
pub const REASON_MAX: usize = 1000;

/// The most bytes of the details, as JSON.
pub const DETAILS_MAX: usize = 256 * 1024;

/// A rule that a person wrote and another approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The language it is written in.
    pub language: Language,
    /// The source, at most [`SOURCE_MAX`] bytes.
    pub source: String,
}

/// The language of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Rego, as Open Policy Agent has it, version 1 of the language; see `docs/collectors.md` for the functions left out.
    Rego,
}

/// What a rule says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The JSON is as the rule wants it.
    Pass,
    /// It is not.
    Fail,
    /// It cannot be said: nothing was collected, or the rule came to no answer.
    Unknown,
}

/// The answer of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Pass, fail or unknown.
    pub result: Outcome,
    /// Why, for a person; at most [`REASON_MAX`] characters, and empty if the rule gave none.
    pub reason: String,
    /// What the rule adds, such as the rows that are wrong; null if it adds nothing.
    pub details: Value,
}

impl Verdict {
    /// That it cannot be said, and why.
    #[must_use]
    pub fn unknown(why: &str) -> Self {
        Self { result: Outcome::Unknown, reason: printable(why, REASON_MAX), details: Value::Null }
    }
}
