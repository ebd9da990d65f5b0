//! The clauses as JSON: the file of each with its two marks, what exists, what is missing; and where each thing is.

mod place;
mod readiness;
mod report;
mod sheets;

pub use place::PlaceWords;
pub use readiness::{ReadinessLineWords, ReadinessListWords, ReadinessWords};
pub use report::{ClauseDetailWords, ClausesReportWords};
pub(crate) use sheets::readiness_sheets;

use super::NamedWords;
use app::Within;
use domain::reports::clauses::{ClauseFile, ClauseGap, Kept, OTHERS, SubClause};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that a clause lacks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseGapWords {
    /// What, in a sentence.
    pub sentence: String,
    /// Where it is mended.
    pub place: PlaceWords,
}

impl From<&ClauseGap> for ClauseGapWords {
    fn from(gap: &ClauseGap) -> ClauseGapWords {
        ClauseGapWords { sentence: gap.sentence.clone(), place: PlaceWords::from(&gap.place) }
    }
}

/// A thing that exists.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseItemWords {
    /// Its id and what it is called.
    pub title: String,
    /// The day of its decision, or of its newest record.
    pub on: Option<String>,
    /// Where it is.
    pub place: PlaceWords,
}

/// One source about a sub-clause.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseSourceWords {
    /// `governance` or `operation`.
    pub layer: &'static str,
    /// What it is called.
    pub title: String,
    /// Where all of it is.
    pub place: PlaceWords,
    /// Those that count.
    pub n: usize,
    /// All of them: the denominator.
    pub of: usize,
    /// What was counted.
    pub counted: &'static str,
    /// The newest day.
    pub last: Option<String>,
    /// The newest ones that count, then others.
    pub items: Vec<ClauseItemWords>,
    /// How many are not named.
    pub unnamed: usize,
}

impl From<&Kept> for ClauseSourceWords {
    fn from(kept: &Kept) -> ClauseSourceWords {
        let item = |one: &domain::reports::clauses::KeptItem| ClauseItemWords {
            title: one.title.clone(),
            on: one.on.map(|day| day.to_string()),
            place: PlaceWords::from(&one.place),
        };
        ClauseSourceWords {
            layer: kept.layer.id(),
            title: kept.title.clone(),
            place: PlaceWords::from(&kept.place),
            n: kept.n,
            of: kept.of,
            counted: kept.under,
            last: kept.last.map(|day| day.to_string()),
            items: kept.items.iter().map(item).collect(),
            unnamed: kept.unnamed(),
        }
    }
}

/// Who answers for a sub-clause, and by what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseOwnerWords {
    /// The person.
    pub person: NamedWords,
    /// By what.
    pub by: String,
    /// Where that stands.
    pub place: PlaceWords,
}

/// A sub-clause in another management system standard.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SharedClauseWords {
    /// The standard.
    pub standard: &'static str,
    /// Its number there.
    pub clause: &'static str,
}

/// A sub-clause that is audited.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubClauseWords {
    /// Id, such as `6.1.2`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for, in own words.
    pub asks: String,
    /// What Stage 1 looks for.
    pub stage1: Option<String>,
    /// What Stage 2 looks for.
    pub stage2: Option<String>,
    /// Documented information that it asks for.
    pub documented_information: Vec<String>,
    /// Criteria of SOC 2 that draw on it.
    pub criteria: Vec<String>,
    /// The same sub-clause in other standards with the harmonised structure; empty where it is of information security alone.
    pub shared_with: Vec<SharedClauseWords>,
    /// `absent`, `written` or `decided`.
    pub governance: &'static str,
    /// `absent`, `before` or `runs`.
    pub operation: &'static str,
    /// Somebody's judgement: `not_started`, `informal`, `documented` or `running`.
    pub judged: Option<&'static str>,
    /// Who answers for it.
    pub owner: Option<ClauseOwnerWords>,
    /// What exists, source by source.
    pub exists: Vec<ClauseSourceWords>,
    /// What it lacks.
    pub missing: Vec<ClauseGapWords>,
    /// What comes next: the first of what is missing.
    pub next: Option<ClauseGapWords>,
}

impl SubClauseWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, part: &SubClause) -> SubClauseWords {
        let numbers = part.shared.elsewhere.into_iter().flat_map(|numbers| OTHERS.into_iter().zip(numbers));
        SubClauseWords {
            id: part.id.clone(),
            title: part.title.clone(),
            asks: part.asks.clone(),
            stage1: part.stage1.clone(),
            stage2: part.stage2.clone(),
            documented_information: part.documented.clone(),
            criteria: part.criteria.clone(),
            shared_with: numbers.map(|(standard, clause)| SharedClauseWords { standard, clause }).collect(),
            governance: part.governance.id(),
            operation: part.operation.id(),
            judged: part.judged.as_ref().map(|found| found.practice.id()),
            owner: part.owner.as_ref().map(|owner| ClauseOwnerWords {
                person: NamedWords::of(app, &owner.person),
                by: owner.by.clone(),
                place: PlaceWords::from(&owner.place),
            }),
            exists: part.kept.iter().map(ClauseSourceWords::from).collect(),
            missing: part.gaps.iter().map(ClauseGapWords::from).collect(),
            next: part.next().map(ClauseGapWords::from),
        }
    }
}

/// The file of a clause.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseFileWords {
    /// `4` to `10`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Sub-clauses that are decided.
    pub decided: usize,
    /// Sub-clauses that have a record of the last 12 months.
    pub running: usize,
    /// Sub-clauses: the denominator of both.
    pub of: usize,
    /// Its sub-clauses.
    pub sub_clauses: Vec<SubClauseWords>,
}

impl ClauseFileWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, file: &ClauseFile) -> ClauseFileWords {
        ClauseFileWords {
            id: file.id.clone(),
            title: file.title.clone(),
            decided: file.decided(),
            running: file.running(),
            of: file.parts.len(),
            sub_clauses: file.parts.iter().map(|part| SubClauseWords::of(app, part)).collect(),
        }
    }
}
