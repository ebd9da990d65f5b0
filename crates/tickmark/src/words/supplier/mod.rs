//! Suppliers, their reports and what those ask of us, as JSON.

mod shapes;

pub use shapes::{
    AssessmentShape, BridgeLetterShape, CuecAnswerShape, IncidentShape, ReportShape, RulesShape, StepShape,
    SupplierShape,
};

use super::{MarkWords, NamedWords};
use app::Within;
use app::ask::SuppliersAnswer;
use domain::registers::supplier::{HeldReport, HeldSupplier};
use domain::reports::supplier::{CuecStanding, Finding, PaperStanding, SupplierStanding, SuppliersReport};
use domain::values::supplier::{
    BridgeLetter, CuecAnswer, Supplier, SupplierAssessment, SupplierIncident, SupplierReport, SupplierRules,
    SupplierStep,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that is missing or wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierFindingWords {
    /// A stable word, such as `no_security_requirements`.
    pub id: &'static str,
    /// As people say it.
    pub what: String,
    /// What it would be evidence for.
    pub answers: &'static [&'static str],
}

impl SupplierFindingWords {
    /// The words of a finding.
    pub fn of(finding: &Finding) -> SupplierFindingWords {
        SupplierFindingWords { id: finding.id(), what: finding.sentence(), answers: finding.answers() }
    }
}

/// The figures of suppliers in use, each with its whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierFiguresWords {
    /// Suppliers in the register.
    pub suppliers: usize,
    /// Those in use: the whole of `lacking`.
    pub in_use: usize,
    /// Those in use and under contract with us: the whole of `reviewed` and `agreed`.
    pub contracted: usize,
    /// Assessed or reviewed within a year.
    pub reviewed: usize,
    /// Whose contract lacks nothing that is wanted.
    pub agreed: usize,
    /// Of which something is missing.
    pub lacking: usize,
    /// Controls that current reports ask of us: the whole of `cuecs_settled`.
    pub cuecs: usize,
    /// Those that are met or do not concern us.
    pub cuecs_settled: usize,
}

impl SupplierFiguresWords {
    /// The words of a report.
    pub fn of(report: &SuppliersReport) -> SupplierFiguresWords {
        let (cuecs_settled, cuecs) = report.settled();
        SupplierFiguresWords {
            suppliers: report.suppliers.len(),
            in_use: report.in_use,
            contracted: report.contracted,
            reviewed: report.reviewed,
            agreed: report.agreed,
            lacking: report.lacking,
            cuecs,
            cuecs_settled,
        }
    }
}

/// An assessment and who recorded it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierAssessmentWords {
    /// What it came to.
    #[schema(value_type = AssessmentShape)]
    pub assessment: SupplierAssessment,
    /// Who recorded it.
    pub by: NamedWords,
}

/// A step and who recorded it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierStepWords {
    /// The step.
    #[schema(value_type = StepShape)]
    pub step: SupplierStep,
    /// Who recorded it.
    pub by: NamedWords,
}

/// A supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierWords {
    /// Its id.
    pub id: String,
    /// `proposed`, `assessed`, `approved`, `monitored`, `exiting` or `ended`.
    pub state: &'static str,
    /// What the register says of it.
    #[schema(value_type = SupplierShape)]
    pub supplier: Supplier,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// The day on which it is reviewed next.
    #[schema(format = Date)]
    pub next_review: Option<String>,
    /// The day of the latest assessment or review of a report.
    #[schema(format = Date)]
    pub reviewed: Option<String>,
    /// What is missing or wrong on the day.
    pub findings: Vec<SupplierFindingWords>,
    /// Its assessments, in the order in which they were recorded.
    pub assessments: Vec<SupplierAssessmentWords>,
    /// Its steps, in their order.
    pub steps: Vec<SupplierStepWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl SupplierWords {
    /// The words of one supplier.
    pub fn of(
        app: &Within<'_>,
        id: &str,
        held: &HeldSupplier,
        standing: Option<&SupplierStanding>,
        version: u64,
    ) -> SupplierWords {
        let assessments = held.assessments.iter().map(|(assessment, by)| SupplierAssessmentWords {
            assessment: assessment.clone(),
            by: NamedWords::of(app, by),
        });
        let steps = held.steps.iter();
        SupplierWords {
            id: id.to_owned(),
            state: held.state.id(),
            supplier: held.supplier.clone(),
            owner: held.supplier.owner.as_deref().map(|id| NamedWords::of(app, id)),
            next_review: held.next_review.map(|day| day.to_string()),
            reviewed: standing.and_then(|s| s.reviewed).map(|day| day.to_string()),
            findings: standing.into_iter().flat_map(|s| &s.findings).map(SupplierFindingWords::of).collect(),
            assessments: assessments.collect(),
            steps: steps
                .map(|(step, by)| SupplierStepWords { step: step.clone(), by: NamedWords::of(app, by) })
                .collect(),
            version,
        }
    }

    /// Every supplier, by id.
    pub fn all(app: &Within<'_>, answer: &SuppliersAnswer) -> Vec<SupplierWords> {
        let all = answer.register.suppliers.iter();
        all.map(|(id, held)| {
            SupplierWords::of(app, id, held, answer.report.supplier(id), answer.version("supplier", id))
        })
        .collect()
    }
}

/// The review of a report, and who did it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportReviewWords {
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// Who reviewed.
    pub by: NamedWords,
    /// What it found.
    pub finding: String,
}

/// What was decided of a report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReportDecisionWords {
    /// `accepted`, `accepted_with_actions` or `rejected`.
    pub decision: &'static str,
    /// Who decided.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// Why, and what is done beside.
    pub reason: String,
}

/// The time after a report's period.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapAfterWords {
    /// Days since the end of the period.
    pub days: i64,
    /// Days that neither the period nor a bridge letter speaks of.
    pub open: i64,
    /// The last day of the bridge letter.
    #[schema(format = Date)]
    pub bridged_until: Option<String>,
    /// More than three months after the period, beyond what a bridge letter usually covers.
    pub beyond_three_months: bool,
}

/// What a report asks of us, and how that is met.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CuecWords {
    /// The report's id.
    pub report: String,
    /// The supplier's id.
    pub supplier: String,
    /// The control's id in the report.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// `open`, `met` or `not_applicable`; open again when the own control that met it is retired.
    pub state: &'static str,
    /// The own control that met it is retired.
    pub control_retired: bool,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// What was said of it.
    #[schema(value_type = CuecAnswerShape)]
    pub answer: CuecAnswer,
    /// What was said of it in the report before; to be confirmed, and open until then.
    pub carried: Option<CarriedWords>,
}

/// An answer carried over from an earlier report of the same supplier.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CarriedWords {
    /// The report in which it was said.
    pub from: String,
    /// What was said.
    #[schema(value_type = CuecAnswerShape)]
    pub answer: CuecAnswer,
    /// The new report asks it in other words.
    pub reworded: bool,
}

impl CuecWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, standing: &CuecStanding) -> CuecWords {
        CuecWords {
            report: standing.report.clone(),
            supplier: standing.supplier.clone(),
            id: standing.asked.id.clone(),
            text: standing.asked.text.clone(),
            state: standing.state.id(),
            control_retired: standing.retired,
            owner: standing.answer.owner.as_deref().map(|id| NamedWords::of(app, id)),
            answer: standing.answer.clone(),
            carried: standing.carried.as_ref().map(|carried| CarriedWords {
                from: carried.from.clone(),
                answer: carried.answer.clone(),
                reworded: carried.reworded,
            }),
        }
    }
}

/// A report of a supplier and its review.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierReportWords {
    /// Its id.
    pub id: String,
    /// The supplier's id.
    pub supplier: String,
    /// `soc2_type1`, `soc2_type2`, `soc1`, `soc3`, `iso_certificate` or `other`.
    pub kind: &'static str,
    /// `requested`, `received`, `reviewed`, `accepted`, `accepted_with_actions`, `rejected` or `expired`.
    pub state: &'static str,
    /// The newest of its kind from its supplier.
    pub current: bool,
    /// The note with which it was asked for.
    pub note: String,
    /// Who asked for it.
    pub requested_by: NamedWords,
    /// What it says; null before it came.
    #[schema(value_type = Option<ReportShape>)]
    pub report: Option<SupplierReport>,
    /// The last day on which it is in date.
    #[schema(format = Date)]
    pub last_day: Option<String>,
    /// The time after its period; null inside it, and for what has no such time.
    pub gap: Option<GapAfterWords>,
    /// The latest bridge letter.
    #[schema(value_type = Option<BridgeLetterShape>)]
    pub bridge_letter: Option<BridgeLetter>,
    /// Its review; null before.
    pub review: Option<ReportReviewWords>,
    /// What was decided; null before.
    pub decision: Option<ReportDecisionWords>,
    /// The same person reviewed it and decided.
    pub same_hand: bool,
    /// What it asks of us.
    pub cuecs: Vec<CuecWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl SupplierReportWords {
    /// The words of it.
    pub fn of(app: &Within<'_>, held: &HeldReport, standing: &PaperStanding, version: u64) -> SupplierReportWords {
        let gap = standing.gap.map(|gap| GapAfterWords {
            days: gap.days,
            open: gap.open,
            bridged_until: gap.bridged.map(|day| day.to_string()),
            beyond_three_months: gap.beyond,
        });
        let review = held.review.as_ref().map(|review| ReportReviewWords {
            on: review.on.to_string(),
            by: NamedWords::of(app, &review.by),
            finding: review.finding.clone(),
        });
        let decision = held.decided.as_ref().map(|decided| ReportDecisionWords {
            decision: decided.decision.id(),
            by: NamedWords::of(app, &decided.by),
            at: app::clock::minute_of(decided.at_us),
            reason: decided.reason.clone(),
        });
        SupplierReportWords {
            id: standing.id.clone(),
            supplier: held.supplier.clone(),
            kind: held.kind.id(),
            state: standing.state.id(),
            current: standing.current,
            note: held.note.clone(),
            requested_by: NamedWords::of(app, &held.requested_by),
            report: held.report.clone(),
            last_day: standing.last_day.map(|day| day.to_string()),
            gap,
            bridge_letter: held.letter.clone(),
            review,
            decision,
            same_hand: standing.same_hand,
            cuecs: standing.cuecs.iter().map(|cuec| CuecWords::of(app, cuec)).collect(),
            version,
        }
    }

    /// The reports of a supplier, what is waited for first, then the newest.
    pub fn all(app: &Within<'_>, answer: &SuppliersAnswer, supplier: &str) -> Vec<SupplierReportWords> {
        let reports = answer.register.reports_of(supplier).into_iter();
        let words = |(id, held): (&String, &HeldReport)| {
            let standing = answer.report.paper(id)?;
            Some(SupplierReportWords::of(app, held, standing, answer.version("supplier_report", id)))
        };
        reports.filter_map(words).collect()
    }
}

/// An incident that a supplier caused.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierIncidentWords {
    /// Its id.
    pub id: String,
    /// What is known of it.
    #[schema(value_type = IncidentShape)]
    pub incident: SupplierIncident,
    /// Who recorded it.
    pub by: NamedWords,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl SupplierIncidentWords {
    /// The incidents, the latest first.
    pub fn all(app: &Within<'_>, answer: &SuppliersAnswer) -> Vec<SupplierIncidentWords> {
        let words = answer.register.incidents.iter().map(|(id, held)| SupplierIncidentWords {
            id: id.clone(),
            incident: held.incident.clone(),
            by: NamedWords::of(app, &held.by),
            version: answer.version("supplier_incident", id),
        });
        let mut all: Vec<SupplierIncidentWords> = words.collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.incident.on, one.id.len(), one.id.clone())));
        all
    }
}

/// How suppliers are overseen in general.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OversightWords {
    /// Policy and procedure.
    #[schema(value_type = RulesShape)]
    pub rules: SupplierRules,
    /// What is missing of oversight in general.
    pub findings: Vec<SupplierFindingWords>,
    /// Version of policy and procedure, as `If-Match` names it.
    pub version: u64,
}

impl OversightWords {
    /// The words of it.
    pub fn of(answer: &SuppliersAnswer) -> OversightWords {
        OversightWords {
            rules: answer.register.rules.clone(),
            findings: answer.report.overall.iter().map(SupplierFindingWords::of).collect(),
            version: answer.version("supplier_rules", "suppliers"),
        }
    }
}

/// A supplier in the chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChainWords {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How far below whom we contract with.
    pub depth: usize,
    /// What stands below it was shown further up already.
    pub again: bool,
}

impl ChainWords {
    /// The chain from the top.
    pub fn all(answer: &SuppliersAnswer) -> Vec<ChainWords> {
        let words = answer.chain.iter().map(|link| ChainWords {
            id: link.id.clone(),
            name: answer.name(&link.id).to_owned(),
            depth: link.depth,
            again: link.again,
        });
        words.collect()
    }
}

/// The register as a whole, with its figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SuppliersWords {
    /// Figures.
    pub figures: SupplierFiguresWords,
    /// Policy, procedure, and what is missing in general.
    pub oversight: OversightWords,
    /// Suppliers, by id.
    pub suppliers: Vec<SupplierWords>,
    /// Suppliers of technology with the chain below them.
    pub chain: Vec<ChainWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}
