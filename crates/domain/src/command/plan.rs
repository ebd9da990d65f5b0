//! Commands about the plan: time and cost.

use crate::values::Action;
use crate::values::plan::{Actual, Baseline, Choices, FigureUnit, OwnFigure};
use serde::Serialize;

/// A change of the plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PlanCommand {
    /// Choose route, start, window, size, prices, tool, consultant, maturity and seed.
    SetPlan {
        /// All choices.
        choices: Choices,
        /// Items of the cost that would pay for one thing twice, as the tables say; none when nothing does.
        twice: Vec<String>,
    },
    /// Put an own figure in the place of a published one: a quote, or what own people need.
    SetPlanFigure {
        /// What it replaces, a key of the tables.
        key: String,
        /// Its unit, by the tables.
        unit: FigureUnit,
        /// The figure.
        figure: OwnFigure,
    },
    /// Let the published figure count again.
    RemovePlanFigure {
        /// What was replaced.
        key: String,
        /// Why.
        reason: String,
    },
    /// Keep the roadmap as it stands.
    KeepPlanBaseline {
        /// The roadmap of today.
        baseline: Baseline,
    },
    /// Report when a step began and ended; empty takes it back.
    ReportPlanStep {
        /// Track and step.
        step: String,
        /// When.
        actual: Actual,
    },
}

impl PlanCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            PlanCommand::SetPlan { .. } => "set_plan",
            PlanCommand::SetPlanFigure { .. } => "set_plan_figure",
            PlanCommand::RemovePlanFigure { .. } => "remove_plan_figure",
            PlanCommand::KeepPlanBaseline { .. } => "keep_plan_baseline",
            PlanCommand::ReportPlanStep { .. } => "report_plan_step",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            PlanCommand::SetPlan { .. } | PlanCommand::KeepPlanBaseline { .. } => ("plan", "plan"),
            PlanCommand::SetPlanFigure { key, .. } | PlanCommand::RemovePlanFigure { key, .. } => ("plan_figure", key),
            PlanCommand::ReportPlanStep { step, .. } => ("plan_step", step),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::AnswerPlanner
    }
}
