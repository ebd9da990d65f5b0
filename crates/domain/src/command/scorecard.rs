//! Commands about the readiness scorecard.

use crate::values::Action;
use crate::values::scorecard::TakenScorecard;
use serde::Serialize;

/// A change of what somebody answered to the scorecard.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ScorecardCommand {
    /// Take the answers of a scorecard into the organisation.
    TakeScorecard {
        /// Questions, answers, the day by which the result is wanted.
        taken: Box<TakenScorecard>,
    },
}

impl ScorecardCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            ScorecardCommand::TakeScorecard { .. } => "take_scorecard",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            ScorecardCommand::TakeScorecard { .. } => None,
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            ScorecardCommand::TakeScorecard { .. } => Action::AssessItem,
        }
    }
}
