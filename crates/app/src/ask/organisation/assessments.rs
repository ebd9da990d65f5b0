//! The judgements of items and the steps taken.

use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::{Assessment, Step, StepTaken};

/// All judgements and steps.
#[derive(Clone, Copy, Debug)]
pub struct Assessments;

/// The judgement of one item and its steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AssessmentOf {
    /// The item.
    pub item: String,
    /// The judgement.
    pub assessment: Option<Assessment>,
    /// The steps taken.
    pub steps: Vec<(Step, StepTaken)>,
}

impl Question for Assessments {
    type Answer = Vec<AssessmentOf>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<AssessmentOf>, Refusal> {
        let registers = seen.organisation()?;
        let mut items: Vec<&String> = registers.assessments.keys().chain(registers.steps.keys()).collect();
        items.sort();
        items.dedup();
        Ok(items
            .into_iter()
            .map(|item| AssessmentOf {
                item: item.clone(),
                assessment: registers.assessments.get(item).cloned(),
                steps: registers
                    .steps
                    .get(item)
                    .map(|s| s.iter().map(|(k, v)| (*k, v.clone())).collect())
                    .unwrap_or_default(),
            })
            .collect())
    }
}
