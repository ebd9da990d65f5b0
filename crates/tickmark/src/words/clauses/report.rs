//! All clauses as JSON, with the governance cycle, the characteristics, the warnings and continuity; and one clause.

use super::{ClauseFileWords, PlaceWords};
use crate::words::NamedWords;
use app::Within;
use domain::reports::certification::Gate;
use domain::reports::clauses::{
    ANNEX_ADVANCED, Balance, CLAUSES_HALF, CharacteristicLine, ClauseDetail, ClausesReport, Continuity, CycleLine,
    DerivationLine, PaperOnly, TWO_LAYERS,
};
use serde::Serialize;
use utoipa::ToSchema;

/// The two layers of the standard, counted apart.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TwoLayersWords {
    /// Clauses that somebody judged as more than not started.
    pub clauses_addressed: usize,
    /// Clauses that are audited: the denominator.
    pub clauses: usize,
    /// Applicable controls of the Statement that are implemented.
    pub controls_implemented: usize,
    /// Applicable controls of the Statement: the denominator; 0 without a Statement.
    pub controls_applicable: usize,
    /// What these figures are not.
    pub note: &'static str,
}

impl From<&Gate> for TwoLayersWords {
    fn from(gate: &Gate) -> TwoLayersWords {
        TwoLayersWords {
            clauses_addressed: gate.clauses,
            clauses: gate.clauses_of,
            controls_implemented: gate.controls,
            controls_applicable: gate.controls_of,
            note: TWO_LAYERS,
        }
    }
}

/// Clause work beside Annex A work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseBalanceWords {
    /// Sub-clauses of which something is recorded.
    pub started: usize,
    /// Sub-clauses: the denominator.
    pub clauses: usize,
    /// Controls of Annex A that are there.
    pub controls_there: usize,
    /// The denominator of these.
    pub controls: usize,
    /// What was counted as there, of what.
    pub counted: &'static str,
    /// Below this share of clauses, in percent, ...
    pub clauses_below: usize,
    /// ... while at least this share of controls is there, it is warned.
    pub controls_from: usize,
    /// The warning is given.
    pub underestimated: bool,
    /// The figures in a sentence.
    pub sentence: String,
}

impl From<&Balance> for ClauseBalanceWords {
    fn from(balance: &Balance) -> ClauseBalanceWords {
        ClauseBalanceWords {
            started: balance.started,
            clauses: balance.clauses,
            controls_there: balance.there,
            controls: balance.controls,
            counted: balance.under,
            clauses_below: CLAUSES_HALF,
            controls_from: ANNEX_ADVANCED,
            underestimated: balance.underestimated,
            sentence: balance.sentence(),
        }
    }
}

/// A step of the governance cycle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GovernanceCycleWords {
    /// `risk_assessment`, `internal_audit`, `management_review`, `corrective_action` or `improvement`.
    pub step: &'static str,
    /// The clause that asks for it.
    pub clause: &'static str,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// When it was done last.
    pub last: Option<String>,
    /// When it is due next.
    pub next: Option<String>,
    /// That day is over.
    pub overdue: bool,
    /// What the two days are.
    pub why: String,
    /// Where it is.
    pub place: PlaceWords,
}

impl GovernanceCycleWords {
    fn of(app: &Within<'_>, line: &CycleLine) -> GovernanceCycleWords {
        GovernanceCycleWords {
            step: line.step.id(),
            clause: line.step.clause(),
            owner: line.owner.as_ref().map(|person| NamedWords::of(app, person)),
            last: line.last.map(|day| day.to_string()),
            next: line.next.map(|day| day.to_string()),
            overdue: line.overdue,
            why: line.why.clone(),
            place: PlaceWords::from(&line.place),
        }
    }
}

/// One of the six characteristics of a management system.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CharacteristicWords {
    /// A stable word.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// The sub-clauses that ask for it.
    pub clauses: &'static [&'static str],
    /// The least mark of governance of these.
    pub governance: &'static str,
    /// The least mark of operation of these.
    pub operation: &'static str,
}

impl From<&CharacteristicLine> for CharacteristicWords {
    fn from(line: &CharacteristicLine) -> CharacteristicWords {
        CharacteristicWords {
            id: line.what.id(),
            title: line.what.title(),
            clauses: line.what.clauses(),
            governance: line.governance.id(),
            operation: line.operation.id(),
        }
    }
}

/// Documents with nothing done by them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PaperOnlyWords {
    /// The clause, the control of Annex A or the own control.
    pub item: String,
    /// What it is called.
    pub title: String,
    /// The documents in force that speak of it.
    pub documents: Vec<String>,
    /// The newest record.
    pub last: Option<String>,
    /// Where a record would be.
    pub place: PlaceWords,
}

impl From<&PaperOnly> for PaperOnlyWords {
    fn from(one: &PaperOnly) -> PaperOnlyWords {
        PaperOnlyWords {
            item: one.item.clone(),
            title: one.title.clone(),
            documents: one.documents.clone(),
            last: one.last.map(|day| day.to_string()),
            place: PlaceWords::from(&one.place),
        }
    }
}

/// A control about continuity.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContinuityLineWords {
    /// The control of Annex A.
    pub item: &'static str,
    /// Its short title.
    pub title: String,
    /// Clauses of ISO 22301:2019 that it serves.
    pub serves: &'static str,
    /// What both share.
    pub shares: &'static str,
    /// What the Statement says: `undecided`, `applicable` or `excluded`.
    pub decision: Option<&'static str>,
    /// Own controls that are linked to it.
    pub controls: Vec<String>,
    /// Documents in force about it.
    pub documents: Vec<String>,
    /// The newest day that evidence shows.
    pub last: Option<String>,
}

/// Continuity of information security, and what of business continuity it serves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContinuityWords {
    /// The controls.
    pub controls: Vec<ContinuityLineWords>,
    /// Open risks to availability.
    pub availability_risks: Vec<String>,
}

impl From<&Continuity> for ContinuityWords {
    fn from(continuity: &Continuity) -> ContinuityWords {
        let line = |one: &domain::reports::clauses::ContinuityLine| ContinuityLineWords {
            item: one.item,
            title: one.title.clone(),
            serves: one.serves,
            shares: one.shares,
            decision: one.decision.map(|decision| decision.id()),
            controls: one.controls.clone(),
            documents: one.documents.clone(),
            last: one.last.map(|day| day.to_string()),
        };
        ContinuityWords {
            controls: continuity.lines.iter().map(line).collect(),
            availability_risks: continuity.risks.clone(),
        }
    }
}

/// All clauses.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClausesReportWords {
    /// The first day of the last 12 months, in which a record counts as new.
    pub since: String,
    /// Clauses 4 to 10.
    pub clauses: Vec<ClauseFileWords>,
    /// Both layers, counted apart.
    pub layers: TwoLayersWords,
    /// Clause work beside Annex A work.
    pub balance: ClauseBalanceWords,
    /// The governance cycle.
    pub cycle: Vec<GovernanceCycleWords>,
    /// The six characteristics.
    pub characteristics: Vec<CharacteristicWords>,
    /// Documents with nothing done by them.
    pub paper_only: Vec<PaperOnlyWords>,
    /// Continuity.
    pub continuity: ContinuityWords,
}

impl ClausesReportWords {
    /// The words of all.
    pub fn of(app: &Within<'_>, report: &ClausesReport) -> ClausesReportWords {
        ClausesReportWords {
            since: report.since.to_string(),
            clauses: report.files.iter().map(|file| ClauseFileWords::of(app, file)).collect(),
            layers: TwoLayersWords::from(&report.gate),
            balance: ClauseBalanceWords::from(&report.balance),
            cycle: report.cycle.iter().map(|line| GovernanceCycleWords::of(app, line)).collect(),
            characteristics: report.characteristics.iter().map(CharacteristicWords::from).collect(),
            paper_only: report.paper_only.iter().map(PaperOnlyWords::from).collect(),
            continuity: ContinuityWords::from(&report.continuity),
        }
    }
}

/// One clause.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClauseDetailWords {
    /// The clause.
    pub clause: ClauseFileWords,
    /// The first day of the last 12 months, in which a record counts as new.
    pub since: String,
    /// Steps of the governance cycle that it asks for.
    pub cycle: Vec<GovernanceCycleWords>,
    /// Documents about it with nothing done by them.
    pub paper_only: Vec<PaperOnlyWords>,
    /// Continuity, of clause 8.
    pub continuity: Option<ContinuityWords>,
    /// The way from risks to the audit plan, of clause 6.
    pub derivation: Vec<DerivationWords>,
}

/// A control that treats a risk, on its way to the audit plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DerivationWords {
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// The version of the Statement that was read.
    pub statement: Option<String>,
    /// What it decides: `undecided`, `applicable` or `excluded`.
    pub decision: &'static str,
    /// Internal audits of the cycle whose scope holds it.
    pub audits: Vec<String>,
    /// The day of the report that covered it last.
    pub audited: Option<String>,
    /// Where the way is broken.
    pub broken: Vec<&'static str>,
}

impl From<&DerivationLine> for DerivationWords {
    fn from(line: &DerivationLine) -> DerivationWords {
        DerivationWords {
            control: line.control.clone(),
            title: line.title.clone(),
            risks: line.risks.clone(),
            statement: line.statement.clone(),
            decision: line.decision.id(),
            audits: line.audits.clone(),
            audited: line.audited.map(|day| day.to_string()),
            broken: line.broken.clone(),
        }
    }
}

impl ClauseDetailWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, detail: &ClauseDetail) -> ClauseDetailWords {
        ClauseDetailWords {
            clause: ClauseFileWords::of(app, &detail.file),
            since: detail.since.to_string(),
            cycle: detail.cycle.iter().map(|line| GovernanceCycleWords::of(app, line)).collect(),
            paper_only: detail.paper_only.iter().map(PaperOnlyWords::from).collect(),
            continuity: detail.continuity.as_ref().map(ContinuityWords::from),
            derivation: detail.derivation.iter().map(DerivationWords::from).collect(),
        }
    }
}
