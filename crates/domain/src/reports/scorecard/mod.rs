//! What the answers to a scorecard say: a score for each framework apart, what lowers it, what the registers contradict, which
//! steps are worth most, and a roadmap (R327-R330). A score is a self-assessment: neither coverage nor readiness.

mod contradictions;
mod facts;
mod lowers;
mod result;
mod roadmap;
mod score;
mod steps;

pub use contradictions::{Contradiction, contradictions};
pub use facts::{FactLevel, FactSeen, seen};
pub use lowers::{Lowered, lowers};
pub use result::{ScorecardResult, result};
pub use roadmap::{RoadmapPhase, roadmap};
pub use score::{AreaScore, PartScore, ScorecardScore, Touched, score, touched};
pub use steps::{NextStep, StepGround, most_valuable, steps};

/// Steps that are named as the most valuable ones.
pub const MOST_VALUABLE: usize = 3;

/// The sentence that stands beside every score.
pub const SCORE_IS_NOT_READINESS: &str = "A score is what somebody said of themselves in a few minutes. It is neither \
     coverage nor readiness, and no auditor relies on it.";
