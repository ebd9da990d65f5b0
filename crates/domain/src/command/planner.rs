//! Commands about the planner: which framework first.

use crate::values::Action;
use crate::values::sequence::{Answers, FigureKind, FigureSet};
use serde::Serialize;

/// A change of what the planner was answered, or of the figures that it reads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PlannerCommand {
    /// Answer the questions that decide which framework comes first.
    AnswerPlanner {
        /// All answers; what is not there is not answered.
        answers: Box<Answers>,
    },
    /// Set a figure of the rules in place of the published one, or go back to that.
    SetPlannerFigure {
        /// Which.
        figure: FigureKind,
        /// The own figure with its source; `None` goes back to the published one.
        set: Option<FigureSet>,
    },
}

impl PlannerCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            PlannerCommand::AnswerPlanner { .. } => "answer_planner",
            PlannerCommand::SetPlannerFigure { .. } => "set_planner_figure",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            PlannerCommand::AnswerPlanner { .. } => ("planner", "planner"),
            PlannerCommand::SetPlannerFigure { figure, .. } => ("planner_figure", figure.id()),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::AnswerPlanner
    }
}
