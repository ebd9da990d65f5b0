//! The two lists of readiness as JSON.

use super::PlaceWords;
use super::report::{ClauseBalanceWords, TwoLayersWords};
use domain::reports::clauses::readiness::{Checked, NOT_READY, Readiness, ReadinessLine, StageList};
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that an auditor looks at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadinessLineWords {
    /// A stable word.
    pub id: String,
    /// The part of the list.
    pub group: &'static str,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// What an auditor looks at.
    pub looks: String,
    /// `missing`, `ask_a_person` or `there`.
    pub state: &'static str,
    /// Why that is known, or what to ask.
    pub why: String,
    /// Where it is, or is mended.
    pub place: PlaceWords,
}

impl From<&ReadinessLine> for ReadinessLineWords {
    fn from(line: &ReadinessLine) -> ReadinessLineWords {
        ReadinessLineWords {
            id: line.id.clone(),
            group: line.group,
            clause: line.clause,
            looks: line.looks.clone(),
            state: line.state.id(),
            why: line.why.clone(),
            place: PlaceWords::from(&line.place),
        }
    }
}

/// The list of one stage.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadinessListWords {
    /// `stage1` or `stage2`.
    pub stage: &'static str,
    /// What that stage looks at.
    pub about: &'static str,
    /// Things that are there, as far as a machine sees.
    pub there: usize,
    /// Things that a machine can check: the denominator of these.
    pub of: usize,
    /// Things that only a person can tell.
    pub ask_a_person: usize,
    /// The sum in a sentence.
    pub sentence: String,
    /// The lines.
    pub lines: Vec<ReadinessLineWords>,
}

impl From<&StageList> for ReadinessListWords {
    fn from(list: &StageList) -> ReadinessListWords {
        ReadinessListWords {
            stage: list.stage.id(),
            about: list.stage.about(),
            there: list.count(Checked::There),
            of: list.checkable(),
            ask_a_person: list.count(Checked::AskAPerson),
            sentence: list.sentence(),
            lines: list.lines.iter().map(ReadinessLineWords::from).collect(),
        }
    }
}

/// Both lists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReadinessWords {
    /// Stage 1 and Stage 2.
    pub stages: Vec<ReadinessListWords>,
    /// Both layers of the standard, counted apart.
    pub layers: TwoLayersWords,
    /// Clause work beside Annex A work.
    pub balance: ClauseBalanceWords,
    /// The project of certification that is meant.
    pub project: Option<String>,
    /// What the sums do not say.
    pub note: &'static str,
}

impl From<&Readiness> for ReadinessWords {
    fn from(found: &Readiness) -> ReadinessWords {
        ReadinessWords {
            stages: found.stages.iter().map(ReadinessListWords::from).collect(),
            layers: TwoLayersWords::from(&found.gate),
            balance: ClauseBalanceWords::from(&found.balance),
            project: found.project.clone(),
            note: NOT_READY,
        }
    }
}
