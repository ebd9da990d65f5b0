//! The register of scorecards that were answered.

use super::Recorded;
use crate::event::ScorecardEvent;
use crate::values::scorecard::TakenScorecard;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Scorecards that were answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScorecardRegister {
    /// By number: `SC-3` is 3.
    pub taken: BTreeMap<u32, HeldScorecard>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldScorecard {
    /// Questions and answers.
    pub taken: TakenScorecard,
    /// Who answered.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl ScorecardRegister {
    /// The id of the next one.
    pub fn next(&self) -> String {
        format!("SC-{}", self.taken.len() + 1)
    }

    /// Those that were answered with their ids, the oldest first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (String, &HeldScorecard)> {
        self.taken.iter().map(|(number, held)| (format!("SC-{number}"), held))
    }

    /// The newest one.
    pub fn newest(&self) -> Option<(String, &HeldScorecard)> {
        self.each().next_back()
    }

    /// One by its id, in any case of letters.
    pub fn find(&self, id: &str) -> Option<(String, &HeldScorecard)> {
        let id = id.trim();
        self.each().find(|(known, _)| known.eq_ignore_ascii_case(id))
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut ScorecardRegister, recorded: Recorded<'_>, _entry: u64, event: ScorecardEvent) {
    match event {
        ScorecardEvent::ScorecardTaken { id, taken } => {
            let held = HeldScorecard { taken: *taken, by: recorded.by.to_owned(), at_us: recorded.at_us };
            if let Some(number) = id.strip_prefix("SC-").and_then(|digits| digits.parse().ok()) {
                register.taken.insert(number, held);
            }
        }
    }
}
