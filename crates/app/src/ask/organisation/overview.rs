//! The first page: the gap, what to look at next, and how far the three steps are.

use super::super::reading::{GapAnswer, GapOf};
use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::programme::{self, Advice, CriterionStanding, StepCounts, View};
use domain::values::{Assessment, Profile};

/// The first page: gap, advice, steps.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// How to read.
    pub view: View,
}

/// What the first page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OverviewAnswer {
    /// Scope and reading.
    pub profile: Profile,
    /// The gap analysis.
    pub gap: GapAnswer,
    /// Criteria in scope with the controls that answer them.
    pub criteria: Vec<CriterionStanding>,
    /// What to look at next.
    pub advice: Vec<Advice>,
    /// The three steps.
    pub steps: StepCounts,
    /// Live own controls.
    pub controls: usize,
    /// Live own controls in place.
    pub in_place: usize,
    /// Judgements of the clauses (item, practice), for the wrapper.
    pub assessments: Vec<(String, Assessment)>,
}

impl Question for Overview {
    type Answer = OverviewAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<OverviewAnswer, Refusal> {
        let registers = seen.organisation()?;
        let gap = GapOf { view: self.view.clone(), hosting: registers.profile.hosting }.answer(seen)?;
        Ok(OverviewAnswer {
            profile: registers.profile.clone(),
            criteria: programme::criteria(registers, &self.view)?,
            advice: programme::advice(registers, seen.on)?,
            steps: programme::steps(registers, &gap.gap.coverage),
            controls: registers.live_controls().count(),
            in_place: registers.live_controls().filter(|h| h.control.in_place()).count(),
            assessments: registers.assessments.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
            gap,
        })
    }
}
