//! How the programme stood month by month.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::posture::{Posture, posture};
use domain::values::Action;

/// Findings, risks and failures of controls by month.
#[derive(Clone, Copy, Debug, Default)]
pub struct PostureOf;

impl Question for PostureOf {
    type Answer = Posture;

    fn rights(&self) -> Vec<Action> {
        vec![Action::ReadProgramme, Action::ReadRisks, Action::ReadNonconformities, Action::ReadEvidence]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Posture, Refusal> {
        Ok(posture(seen.organisation()?, seen.on))
    }
}
