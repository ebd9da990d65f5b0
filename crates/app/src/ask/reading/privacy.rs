//! The Privacy category topic by topic.

use super::super::{Question, Seen};
use super::{Read, lens};
use domain::refusal::Refusal;
use domain::reports::privacy::{Privacy, privacy};
use domain::reports::programme::View;

/// The privacy criteria with what Annex A answers of them.
#[derive(Clone, Debug, Default)]
pub struct PrivacyOf {
    /// How to read.
    pub view: View,
}

/// The privacy criteria, and how they were read.
#[derive(Clone, Debug, PartialEq)]
pub struct PrivacyAnswer {
    /// How it was read.
    pub read: Read,
    /// The topics.
    pub privacy: Privacy,
}

impl Question for PrivacyOf {
    type Answer = PrivacyAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<PrivacyAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        Ok(PrivacyAnswer { read: Read::of(&lens), privacy: privacy(&lens) })
    }
}
