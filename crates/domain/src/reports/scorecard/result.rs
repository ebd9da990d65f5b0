//! Everything that answers come to, gathered for a day.

use super::{
    Contradiction, Lowered, NextStep, RoadmapPhase, ScorecardScore, StepGround, Touched, contradictions, lowers,
    roadmap, score, steps, touched,
};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::Catalogue;
use crate::values::engagement::CRITERIA;
use crate::values::scorecard::TakenScorecard;
use crate::values::statement::ANNEX_A;
use jiff::civil::Date;

/// What answers come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardResult {
    /// The score of each part, and by area.
    pub score: ScorecardScore,
    /// How much of each part the questions touch.
    pub touched: Vec<Touched>,
    /// What lowers it, the most first.
    pub lowers: Vec<Lowered>,
    /// Answers that the registers contradict; none without an organisation.
    pub contradictions: Vec<Contradiction>,
    /// Steps, the most valuable first.
    pub steps: Vec<NextStep>,
    /// The steps by phase.
    pub roadmap: Vec<RoadmapPhase>,
    /// The crosswalk by which the reach of steps was computed; empty when it cannot be read.
    pub crosswalk: String,
}

/// What these answers come to on a day: in an organisation with its registers, else by a crosswalk of the library alone.
///
/// # Errors
/// [`Refusal::Unknown`] when one of the two frameworks is not in the catalogue.
pub fn result(
    taken: &TakenScorecard,
    (catalogue, crosswalk): (&Catalogue, &str),
    registers: Option<&Registers>,
    on: Date,
) -> Result<ScorecardResult, Refusal> {
    let (card, answers) = (&taken.card, &taken.answers);
    let ground = match registers {
        Some(registers) => StepGround::in_organisation(registers),
        None => StepGround::of(catalogue, crosswalk),
    };
    let steps = steps(card, answers, &ground, on, (taken.needed_by, taken.people));
    Ok(ScorecardResult {
        score: score(card, answers),
        touched: touched(card, catalogue.framework(CRITERIA)?, catalogue.framework(ANNEX_A)?),
        lowers: lowers(card, answers),
        contradictions: registers.map(|all| contradictions(all, card, answers, on)).unwrap_or_default(),
        roadmap: roadmap(card, &steps, on, taken.people),
        steps,
        crosswalk: ground.crosswalk,
    })
}
