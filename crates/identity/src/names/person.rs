//! A person's name, in any script.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{NameProblem, visible};

/// Most characters of a name.
pub const MAX_NAME: usize = 120;

/// A person's name as they write it, in NFC, with single spaces. It is shown, never compared: people are told apart by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

impl PersonName {
    /// Reads a name that somebody typed: 1 to [`MAX_NAME`] characters with at least one letter, no controls, nothing that
    /// turns the direction of writing, nothing that cannot be seen.
    pub fn parse(typed: &str) -> Result<Self, NameProblem> {
        // Ten bytes for each character are more than any script needs; what is longer is not even normalised.
        if typed.len() > 10 * MAX_NAME {
            return Err(NameProblem::TooLong("120 characters"));
        }
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            return Err(NameProblem::Empty);
        }
        visible(trimmed)?;
        let name: String = trimmed.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        if name.chars().count() > MAX_NAME {
            return Err(NameProblem::TooLong("120 characters"));
        }
        if !name.chars().any(char::is_alphabetic) {
            return Err(NameProblem::NoLetter);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
