//! What happened to the planner: which framework first.

use crate::values::sequence::{Answers, FigureKind, FigureSet};
use serde::{Deserialize, Serialize};

/// A fact about what the planner was answered, or about the figures that it reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlannerEvent {
    /// The questions were answered.
    PlannerAnswered {
        /// All answers, those of before included.
        answers: Box<Answers>,
    },
    /// A figure of the rules was set, or went back to the published one.
    PlannerFigureSet {
        /// Which.
        figure: FigureKind,
        /// The own figure; `None`: the published one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        set: Option<FigureSet>,
    },
}

impl PlannerEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            PlannerEvent::PlannerAnswered { .. } => "planner_answered",
            PlannerEvent::PlannerFigureSet { .. } => "planner_figure_set",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            PlannerEvent::PlannerAnswered { .. } => ("planner", "planner"),
            PlannerEvent::PlannerFigureSet { figure, .. } => ("planner_figure", figure.id()),
        }
    }
}
