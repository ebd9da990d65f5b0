//! Risks, their method, treatment, signatures and what is wrong with them, as JSON.

mod figures;
mod method;
mod one;
mod shapes;

pub use figures::{
    RiskBreakWords, RiskCellWords, RiskChainLinkWords, RiskChainWords, RiskEvidenceWords, RiskExposureWords,
    RiskHeatMapWords, RiskHeatWords, RiskLevelCountWords, RiskLossPointWords, RiskLossWords, RiskLossesWords,
    RiskMonthWords,
};
pub use method::{RiskMethodVersionWords, RiskMethodWords, RiskNoteWords};
pub use one::{
    RiskAcceptanceWords, RiskClosingWords, RiskDetailWords, RiskLineWords, RiskPlanWords, RiskRatingWords,
    RiskReopeningWords, RiskSignedWords, RiskStepWords,
};
pub use shapes::{
    RiskAcceptanceShape, RiskMethodShape, RiskQuantityShape, RiskShape, RiskSimulationShape, RiskStepShape,
    RiskTreatmentShape,
};

use super::NamedWords;
use app::Within;
use app::ask::RisksAnswer;
use domain::reports::risk::{Rated, RiskFinding, RiskLine};
use serde::Serialize;
use utoipa::ToSchema;

/// A rating as a list shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RatingWords {
    /// Its number among the ratings of the risk, from 1.
    pub number: u32,
    /// Grade of likelihood, from 1.
    pub likelihood: u8,
    /// Grade of impact, from 1.
    pub impact: u8,
    /// The level, from 1.
    pub level: u8,
    /// Its word.
    pub word: String,
    /// The version of the method that it was made by.
    pub method: u32,
    /// Above the appetite of that version.
    pub above: bool,
    /// Made before the risk was opened again: it is to be rated anew.
    pub before_opening: bool,
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// Who made it.
    pub by: NamedWords,
}

impl RatingWords {
    fn of(app: &Within<'_>, rated: &Rated) -> RatingWords {
        RatingWords {
            number: rated.number,
            likelihood: rated.likelihood,
            impact: rated.impact,
            level: rated.level,
            word: rated.word.clone(),
            method: rated.method,
            above: rated.above,
            before_opening: rated.before_opening,
            on: rated.on.to_string(),
            by: NamedWords::of(app, &rated.by),
        }
    }
}

/// A risk as the register lists it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The kind of threat.
    pub category: &'static str,
    /// Who owns it.
    pub owner: Option<NamedWords>,
    /// `identified`, `analysed`, `evaluated`, `treatment_selected`, `treating`, `residual_accepted`, `monitored` or
    /// `closed`; it follows from what was recorded.
    pub state: &'static str,
    /// Without controls.
    pub inherent: Option<RatingWords>,
    /// With the controls of today.
    pub current: Option<RatingWords>,
    /// After treatment.
    pub residual: Option<RatingWords>,
    /// `modify`, `retain`, `share` or `avoid`; null while nothing is decided.
    pub option: Option<&'static str>,
    /// The version of the plan.
    pub plan: Option<u32>,
    /// Lines of the plan that are not done.
    pub open_lines: usize,
    /// Of those, overdue.
    pub overdue_lines: usize,
    /// `missing`, `in_force`, or why the approval of the plan is stale: `rated_again`, `reopened`, `other_owner`.
    pub approval: &'static str,
    /// `missing`, `waiting`, `in_force`, `expired`, or why it is stale: `rated_again`, `replanned`, `reopened`, `other_owner`.
    pub acceptance: &'static str,
    /// When it is assessed next.
    #[schema(format = Date)]
    pub next_review: Option<String>,
    /// That day is over, or there is none.
    pub review_overdue: bool,
    /// What it lacks for ISO/IEC 27001.
    pub missing: Vec<&'static str>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl RiskWords {
    /// The words of one line of the register.
    pub fn of(app: &Within<'_>, line: &RiskLine, version: u64) -> RiskWords {
        let rated = |rated: &Option<Rated>| rated.as_ref().map(|rated| RatingWords::of(app, rated));
        RiskWords {
            id: line.id.clone(),
            title: line.title.clone(),
            category: line.category.id(),
            owner: line.owner.as_deref().map(|id| NamedWords::of(app, id)),
            state: line.state.id(),
            inherent: rated(&line.inherent),
            current: rated(&line.current),
            residual: rated(&line.residual),
            option: line.treatment.map(|(option, _)| option.id()),
            plan: line.treatment.map(|(_, version)| version),
            open_lines: line.open_lines.0,
            overdue_lines: line.open_lines.1,
            approval: line.approval.id(),
            acceptance: line.acceptance.id(),
            next_review: line.next_review.map(|day| day.to_string()),
            review_overdue: line.overdue,
            missing: line.missing.clone(),
            version,
        }
    }

    /// Every risk that is seen, the highest current level first.
    pub fn all(app: &Within<'_>, answer: &RisksAnswer) -> Vec<RiskWords> {
        let version = |id: &str| answer.versions.get(id).copied().unwrap_or_default();
        answer.lines.iter().map(|line| RiskWords::of(app, line, version(&line.id))).collect()
    }
}

/// Something that is wrong with risks, plans or signatures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskFindingWords {
    /// A stable word, such as `above_appetite`.
    pub id: &'static str,
    /// The risk; null when it is about all of them.
    pub risk: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

impl RiskFindingWords {
    /// The words of findings.
    pub fn all(findings: &[RiskFinding]) -> Vec<RiskFindingWords> {
        let words = findings.iter().map(|finding| RiskFindingWords {
            id: finding.problem.id(),
            risk: finding.risk.clone(),
            what: finding.sentence.clone(),
            hint: finding.hint.clone(),
        });
        words.collect()
    }
}
