//! Internal audits as JSON: programmes, the list, one audit, the matrix of a cycle.

mod coverage;
mod one;
mod programme;
mod shapes;
mod sheet;

pub use coverage::{AuditCoverageRowWords, AuditCoverageWords};
pub use one::{AuditChecklistWords, InternalAuditWords};
pub use programme::AuditProgrammeWords;
pub use shapes::{
    ShapeOfAuditAnswer, ShapeOfAuditFinding, ShapeOfAuditPlan, ShapeOfAuditProgramme, ShapeOfAuditReport,
};

pub(crate) use sheet::audit_sheets;

use super::NamedWords;
use app::Within;
use app::clock::minute_of;
use domain::registers::audit::{HeldAudit, Said, Stepped};
use domain::reports::audit::AuditLine;
use domain::values::audit::{FindingClass, LineResult};
use serde::Serialize;
use utoipa::ToSchema;

/// A text with who said it and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditSaidWords {
    /// The text; empty where there is none.
    pub text: String,
    /// The day that was named for it; null where only the time of recording counts.
    pub on: Option<String>,
    /// Who recorded it.
    pub by: NamedWords,
    /// When.
    pub at: String,
}

impl AuditSaidWords {
    /// Of a person and a time, without words.
    pub fn made(app: &Within<'_>, by: &str, at_us: i64) -> AuditSaidWords {
        AuditSaidWords { text: String::new(), on: None, by: NamedWords::of(app, by), at: minute_of(at_us) }
    }

    /// The words of a text.
    pub fn said(app: &Within<'_>, said: &Said) -> AuditSaidWords {
        AuditSaidWords { text: said.text.clone(), ..AuditSaidWords::made(app, &said.by, said.at_us) }
    }

    /// The words of a step.
    pub fn step(app: &Within<'_>, step: &Stepped) -> AuditSaidWords {
        let (text, on) = (step.note.clone(), Some(step.on.to_string()));
        AuditSaidWords { text, on, ..AuditSaidWords::made(app, &step.by, step.at_us) }
    }
}

/// An audit as the list shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditLineWords {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `planned`, `announced`, `fieldwork`, `reported`, `actions_open`, `verified`, `closed` or `cancelled`.
    pub state: &'static str,
    /// First planned day.
    pub from: String,
    /// Last planned day.
    pub until: String,
    /// How many clauses and controls it reaches.
    pub scope: usize,
    /// Its auditors.
    pub auditors: Vec<NamedWords>,
    /// Hired auditors who are no members.
    pub hired: Vec<String>,
    /// Lines of its checklist; 0 before it is announced.
    pub lines: usize,
    /// Lines that were answered.
    pub answered: usize,
    /// Lines that were answered `conforms`.
    pub conforms: usize,
    /// Lines that were answered `finding`.
    pub with_finding: usize,
    /// Lines that were answered `not_examined`.
    pub not_examined: usize,
    /// Major nonconformities that it found.
    pub major: usize,
    /// Minor nonconformities that it found.
    pub minor: usize,
    /// Opportunities for improvement.
    pub opportunities: usize,
    /// What is done well.
    pub positive: usize,
    /// Nonconformities of it that are still open, by id.
    pub open_nonconformities: Vec<String>,
    /// The day of the report.
    pub reported_on: Option<String>,
    /// Days since its last planned day; null when it is not late.
    pub overdue_days: Option<i32>,
    /// What is worth a look.
    pub notices: Vec<String>,
}

impl AuditLineWords {
    /// The words of an audit.
    pub fn of(app: &Within<'_>, held: &HeldAudit, line: &AuditLine) -> AuditLineWords {
        let plan = &held.plan;
        let answered = |result| line.figures.answered.get(&result).copied().unwrap_or_default();
        let found = |class| line.figures.findings.get(&class).copied().unwrap_or_default();
        AuditLineWords {
            id: line.id.clone(),
            title: plan.title.clone(),
            state: line.state.id(),
            from: plan.window.from.to_string(),
            until: plan.window.until.to_string(),
            scope: plan.scope.len(),
            auditors: held.auditors.keys().map(|person| NamedWords::of(app, person)).collect(),
            hired: plan.hired.iter().cloned().collect(),
            lines: line.figures.lines,
            answered: line.figures.done(),
            conforms: answered(LineResult::Conforms),
            with_finding: answered(LineResult::Finding),
            not_examined: answered(LineResult::NotExamined),
            major: found(FindingClass::Major),
            minor: found(FindingClass::Minor),
            opportunities: found(FindingClass::Opportunity),
            positive: found(FindingClass::Positive),
            open_nonconformities: line.figures.open.clone(),
            reported_on: held.report.as_ref().map(|report| report.report.on.to_string()),
            overdue_days: line.overdue_days,
            notices: line.notices.iter().map(|notice| notice.sentence()).collect(),
        }
    }
}
