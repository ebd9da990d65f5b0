//! What happened to the plan.

use crate::values::plan::{Actual, Baseline, Choices, OwnFigure};
use serde::{Deserialize, Serialize};

/// A fact about the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEvent {
    /// Route, start and the other choices were set.
    PlanSet {
        /// All choices.
        choices: Choices,
    },
    /// An own figure took the place of a published one.
    PlanFigureSet {
        /// What it replaces.
        key: String,
        /// The figure.
        figure: OwnFigure,
    },
    /// The published figure counts again.
    PlanFigureRemoved {
        /// What was replaced.
        key: String,
        /// Why.
        reason: String,
    },
    /// The roadmap was kept as it stood, to be compared with what happens.
    PlanBaselineKept {
        /// The roadmap.
        baseline: Baseline,
    },
    /// It was reported when a step began or ended; empty for taken back.
    PlanStepReported {
        /// Track and step.
        step: String,
        /// When.
        actual: Actual,
    },
}

impl PlanEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            PlanEvent::PlanSet { .. } => "plan_set",
            PlanEvent::PlanFigureSet { .. } => "plan_figure_set",
            PlanEvent::PlanFigureRemoved { .. } => "plan_figure_removed",
            PlanEvent::PlanBaselineKept { .. } => "plan_baseline_kept",
            PlanEvent::PlanStepReported { .. } => "plan_step_reported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            PlanEvent::PlanSet { .. } | PlanEvent::PlanBaselineKept { .. } => ("plan", "plan"),
            PlanEvent::PlanFigureSet { key, .. } | PlanEvent::PlanFigureRemoved { key, .. } => ("plan_figure", key),
            PlanEvent::PlanStepReported { step, .. } => ("plan_step", step),
        }
    }
}
