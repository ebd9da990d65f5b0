//! The register of the plan: what was chosen, own figures, baselines, and when steps really began and ended.

use super::Recorded;
use crate::event::PlanEvent as Happened;
use crate::values::plan::{Actual, Baseline, Choices, OwnFigure};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The plan of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanRegister {
    /// What was chosen last; `None` before anybody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// Own figures by the key of what they replace.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub figures: BTreeMap<String, OwnFigure>,
    /// Baselines, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub baselines: Vec<HeldBaseline>,
    /// When steps really began and ended, by track and step.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub actuals: BTreeMap<String, Actual>,
}

/// A baseline with who kept it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldBaseline {
    /// The roadmap as it was.
    pub baseline: Baseline,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// Folds an event in.
pub(super) fn apply(register: &mut PlanRegister, recorded: Recorded<'_>, _entry: u64, event: Happened) {
    match event {
        Happened::PlanSet { choices } => register.choices = Some(choices),
        Happened::PlanFigureSet { key, figure } => {
            register.figures.insert(key, figure);
        }
        Happened::PlanFigureRemoved { key, .. } => {
            register.figures.remove(&key);
        }
        Happened::PlanBaselineKept { baseline } => {
            let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
            register.baselines.push(HeldBaseline { baseline, by, at_us });
        }
        Happened::PlanStepReported { step, actual } => {
            if actual == Actual::default() {
                register.actuals.remove(&step);
            } else {
                register.actuals.insert(step, actual);
            }
        }
    }
}
