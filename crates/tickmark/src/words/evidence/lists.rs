//! Lists: items, requests, what is wrong, what is there twice, and how far evidence reaches.

use super::item::shown;
use super::{EvidenceCheckWords, EvidenceMarksWords, PeriodWords, ShowsWords};
use crate::words::{Echo, NamedWords};
use app::ask::{EvidenceLine, RequestLine, ReuseRatioAnswer};
use app::{Mark, Within};
use domain::reports::evidence::{Check, Twice};
use serde::Serialize;
use utoipa::ToSchema;

/// One line of the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceLineWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: &'static str,
    /// Its state.
    pub state: &'static str,
    /// The period that it covers.
    pub period: PeriodWords,
    /// Controls that it shows, with the day on which each ran.
    pub controls: Vec<ShowsWords>,
    /// When its newest version was received.
    pub received: String,
    /// Who handed that in.
    pub by: NamedWords,
    /// Number of its files.
    pub files: usize,
    /// Late, back-dated, after the close.
    pub marks: EvidenceMarksWords,
    /// Rules that it breaks, without reading its files.
    pub broken: Vec<EvidenceCheckWords>,
}

impl EvidenceLineWords {
    /// The words of a line.
    pub fn of(app: &Within<'_>, line: &EvidenceLine) -> EvidenceLineWords {
        let newest = line.held.newest();
        EvidenceLineWords {
            id: line.id.clone(),
            title: newest.evidence.title.clone(),
            kind: newest.evidence.kind.id(),
            state: line.held.state.id(),
            period: newest.evidence.period.into(),
            controls: shown(app, &line.held),
            received: app::clock::minute_of(newest.received_us),
            by: NamedWords::of(app, &newest.by),
            files: newest.files.len(),
            marks: (&line.marks).into(),
            broken: line.broken.iter().map(EvidenceCheckWords::from).collect(),
        }
    }
}

/// A request for evidence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EvidenceRequestWords {
    /// Its id.
    pub id: String,
    /// Of which control.
    pub control: String,
    /// Whom it asks.
    pub person: NamedWords,
    /// What is wanted.
    pub wanted: String,
    /// For which period.
    pub period: Option<PeriodWords>,
    /// By which day.
    #[schema(format = Date)]
    pub due: String,
    /// Does it wait for an answer?
    pub open: bool,
    /// Past its day, and open.
    pub overdue: bool,
    /// Who asked.
    pub by: NamedWords,
    /// When.
    pub asked: String,
    /// Items that answered it.
    pub answers: Vec<String>,
    /// Why it was closed without an answer.
    pub closed: Option<String>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl EvidenceRequestWords {
    /// The words of a request.
    pub fn of(app: &Within<'_>, line: &RequestLine) -> EvidenceRequestWords {
        let held = &line.held;
        EvidenceRequestWords {
            id: line.id.clone(),
            control: held.request.control.clone(),
            person: NamedWords::of(app, &held.request.person),
            wanted: held.request.wanted.clone(),
            period: held.request.period.map(PeriodWords::from),
            due: held.request.due.to_string(),
            open: held.open(),
            overdue: line.overdue,
            by: NamedWords::of(app, &held.by),
            asked: app::clock::minute_of(held.asked_us),
            answers: held.answers.clone(),
            closed: held.closed.clone(),
            version: line.version,
        }
    }
}

/// An item that breaks rules now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BrokenWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The rules that it breaks.
    pub broken: Vec<EvidenceCheckWords>,
}

impl BrokenWords {
    /// The words of one.
    pub fn of(id: &str, title: &str, broken: &[Check]) -> BrokenWords {
        let broken = broken.iter().map(EvidenceCheckWords::from).collect();
        BrokenWords { id: id.to_owned(), title: title.to_owned(), broken }
    }
}

/// Two items that are the same evidence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TwiceWords {
    /// The earlier item.
    pub first: String,
    /// The later item.
    pub second: String,
    /// Why they are the same.
    pub reason: String,
}

impl From<&Twice> for TwiceWords {
    fn from(twice: &Twice) -> TwiceWords {
        TwiceWords { first: twice.first.clone(), second: twice.second.clone(), reason: twice.reason.clone() }
    }
}

/// A criterion without accepted evidence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MissingEvidenceWords {
    /// The criterion.
    pub criterion: String,
    /// Own controls that are linked to it.
    pub controls: Vec<String>,
    /// Controls and clauses of ISO/IEC 27001 that evidence for it would serve and nothing serves yet.
    pub unlocks: Vec<String>,
}

/// How far accepted evidence for SOC 2 reaches into the certification audit; Annex A and clauses have denominators of
/// their own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReuseRatioWords {
    /// Controls of Annex A: the denominator.
    pub annex_a: usize,
    /// Of those, served by the same evidence as it is.
    pub annex_a_reused: usize,
    /// Of those, served with a supplement.
    pub annex_a_supplemented: usize,
    /// Share of Annex A that is served, in percent with one decimal.
    pub annex_a_share: String,
    /// Auditable clauses: a denominator of their own.
    pub clauses: usize,
    /// Of those, served by the same evidence as it is.
    pub clauses_reused: usize,
    /// Of those, served with a supplement.
    pub clauses_supplemented: usize,
    /// Criteria in scope.
    pub criteria: usize,
    /// Criteria with accepted evidence.
    pub criteria_with_evidence: usize,
    /// Criteria without, those that would unlock most first.
    pub missing: Vec<MissingEvidenceWords>,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

impl ReuseRatioWords {
    /// The words of an answer.
    pub fn of(answer: &ReuseRatioAnswer, mark: &Mark) -> ReuseRatioWords {
        let ratio = &answer.ratio;
        let tenths = ratio.annex_a_share().tenths();
        ReuseRatioWords {
            annex_a: ratio.annex_a,
            annex_a_reused: ratio.annex_a_served.0,
            annex_a_supplemented: ratio.annex_a_served.1,
            annex_a_share: format!("{}.{}", tenths / 10, tenths % 10),
            clauses: ratio.clauses,
            clauses_reused: ratio.clauses_served.0,
            clauses_supplemented: ratio.clauses_served.1,
            criteria: ratio.criteria.0,
            criteria_with_evidence: ratio.criteria.1,
            missing: ratio
                .missing
                .iter()
                .map(|one| MissingEvidenceWords {
                    criterion: one.criterion.clone(),
                    controls: one.controls.iter().cloned().collect(),
                    unlocks: one.unlocks.iter().cloned().collect(),
                })
                .collect(),
            echo: Echo::of(&answer.read, Some(mark)),
        }
    }
}
