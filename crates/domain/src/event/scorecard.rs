//! What happened to the readiness scorecard.

use crate::values::scorecard::TakenScorecard;
use serde::{Deserialize, Serialize};

/// A fact about the readiness scorecard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScorecardEvent {
    /// A scorecard was answered; its questions travel with the answers.
    ScorecardTaken {
        /// Its id.
        id: String,
        /// Questions and answers.
        taken: Box<TakenScorecard>,
    },
}

impl ScorecardEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            ScorecardEvent::ScorecardTaken { .. } => "scorecard_taken",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            ScorecardEvent::ScorecardTaken { id, .. } => ("scorecard", id),
        }
    }
}
