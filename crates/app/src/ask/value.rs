//! What the programme is worth, counted; and what each framework expects on paper.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::value::{Benefit, Expected, benefits, expected};
use domain::values::Action;

/// Figures by what they speak for, and the papers that each framework expects.
#[derive(Clone, Copy, Debug, Default)]
pub struct ValueOf;

/// What is counted, and what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueAnswer {
    /// The figures.
    pub benefits: Vec<Benefit>,
    /// The papers, SOC 2 first.
    pub expected: Vec<Expected>,
}

impl Question for ValueOf {
    type Answer = ValueAnswer;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadRisks, Action::ReadNonconformities, Action::ReadEvidence]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ValueAnswer, Refusal> {
        let registers = seen.organisation()?;
        Ok(ValueAnswer { benefits: benefits(registers, seen.on)?, expected: expected(registers)? })
    }
}
