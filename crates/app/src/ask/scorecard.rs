//! Questions about readiness scorecards: what answers come to, with an organisation and without one.

use super::{DEFAULT_CROSSWALK, Question, Seen};
use domain::refusal::Refusal;
use domain::registers::scorecard::HeldScorecard;
use domain::reports::scorecard::{ScorecardResult, result};
use domain::rules::scorecard::{check_answers, check_card};
use domain::values::nearest::nearest;
use domain::values::scorecard::TakenScorecard;

/// What answers come to, kept nowhere; without an organisation the library alone speaks.
#[derive(Clone, Debug)]
pub struct ScorecardResultOf {
    /// Questions and answers.
    pub taken: TakenScorecard,
}

impl Question for ScorecardResultOf {
    type Answer = ScorecardResult;

    fn answer(&self, seen: &Seen<'_>) -> Result<ScorecardResult, Refusal> {
        check_card(&self.taken.card, seen.catalogue)?;
        check_answers(&self.taken.card, &self.taken.answers)?;
        result(&self.taken, (seen.catalogue, DEFAULT_CROSSWALK), seen.registers, seen.on)
    }
}

/// The scorecards that an organisation took.
#[derive(Clone, Copy, Debug, Default)]
pub struct ScorecardsOf;

/// They, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardsAnswer {
    /// With their ids.
    pub taken: Vec<(String, HeldScorecard)>,
}

impl Question for ScorecardsOf {
    type Answer = ScorecardsAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ScorecardsAnswer, Refusal> {
        let register = &seen.organisation()?.scorecards;
        Ok(ScorecardsAnswer { taken: register.each().rev().map(|(id, held)| (id, held.clone())).collect() })
    }
}

/// One scorecard; the newest without an id.
#[derive(Clone, Debug, Default)]
pub struct ScorecardOf(pub Option<String>);

/// One scorecard, and what it comes to on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardDetail {
    /// Its id.
    pub id: String,
    /// It.
    pub held: HeldScorecard,
    /// What it comes to, beside what the registers say on the day.
    pub result: ScorecardResult,
}

impl Question for ScorecardOf {
    type Answer = Option<ScorecardDetail>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Option<ScorecardDetail>, Refusal> {
        let registers = seen.organisation()?;
        let register = &registers.scorecards;
        let found = match &self.0 {
            None => register.newest(),
            Some(id) => Some(register.find(id).ok_or_else(|| {
                let known: Vec<String> = register.each().map(|(id, _)| id).collect();
                let near = nearest(id, known.iter().map(String::as_str)).map(str::to_owned);
                Refusal::Unknown { what: "scorecard", id: id.clone(), nearest: near }
            })?),
        };
        let detail = |(id, held): (String, &HeldScorecard)| {
            let result = result(&held.taken, (seen.catalogue, DEFAULT_CROSSWALK), Some(registers), seen.on)?;
            Ok(ScorecardDetail { id, held: held.clone(), result })
        };
        found.map(detail).transpose()
    }
}
