//! The register of the planner: the answers of the organisation, and the figures that it set itself.

use super::Recorded;
use crate::event::PlannerEvent;
use crate::values::sequence::{Answers, FigureKind, FigureSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the planner was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlannerRegister {
    /// The answers; `None` until somebody answers.
    pub answered: Option<HeldAnswers>,
    /// Figures that the organisation set in place of published ones.
    pub figures: BTreeMap<FigureKind, FigureSet>,
}

/// The answers as they were given last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAnswers {
    /// The answers.
    pub answers: Answers,
    /// Who gave them.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Folds an event in.
pub(super) fn apply(register: &mut PlannerRegister, recorded: Recorded<'_>, event: PlannerEvent) {
    match event {
        PlannerEvent::PlannerAnswered { answers } => {
            let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
            register.answered = Some(HeldAnswers { answers: *answers, by, at_us });
        }
        PlannerEvent::PlannerFigureSet { figure, set: Some(set) } => {
            register.figures.insert(figure, set);
        }
        PlannerEvent::PlannerFigureSet { figure, set: None } => {
            register.figures.remove(&figure);
        }
    }
}
