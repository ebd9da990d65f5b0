//! The matrix of a cycle.

use domain::reports::audit::{Cell, Coverage, CoverageRow};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A clause or control with what each audit did about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditCoverageRowWords {
    /// The clause or control.
    pub item: String,
    /// Its title.
    pub title: String,
    /// It is a clause.
    pub clause: bool,
    /// `covered`, `planned` or `never`.
    pub stands: &'static str,
    /// By audit: `covered`, `not_examined` or `planned`; audits that do not reach it are left out.
    pub audits: BTreeMap<String, &'static str>,
    /// Why it is audited every year; null for once in the cycle.
    pub important: Option<String>,
    /// The day of the report that covered it last.
    pub last: Option<String>,
    /// It is to be audited every year, and was not.
    pub yearly_missed: bool,
}

/// What was audited in a cycle, with its denominator.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditCoverageWords {
    /// The programme; null when none is approved, and then the usual three years are shown.
    pub programme: Option<String>,
    /// First day of the cycle.
    pub from: String,
    /// Last day of the cycle.
    pub until: String,
    /// Items audited and reported.
    pub covered: usize,
    /// Items that are planned and not covered yet.
    pub planned: usize,
    /// Items that would be missed at the end of the cycle.
    pub missed: usize,
    /// Of so many items: the clauses, and the controls that apply.
    pub of: usize,
    /// Of these, clauses.
    pub clauses: usize,
    /// A Statement of Applicability says which controls apply; without one, all of Annex A count.
    pub by_statement: bool,
    /// The whole scope was audited in the cycle: what a certification audit expects before it.
    pub whole_scope_audited: bool,
    /// The figure in words.
    pub sentence: String,
    /// What does not count as internal audit.
    pub note: &'static str,
    /// Clauses, then controls.
    pub rows: Vec<AuditCoverageRowWords>,
}

impl AuditCoverageRowWords {
    fn of(audits: &[String], row: &CoverageRow) -> AuditCoverageRowWords {
        let said = |cell: Cell| match cell {
            Cell::Outside => None,
            Cell::Planned => Some("planned"),
            Cell::NotExamined => Some("not_examined"),
            Cell::Covered => Some("covered"),
        };
        let reached = audits.iter().zip(&row.cells).filter_map(|(id, cell)| Some((id.clone(), said(*cell)?)));
        let stands = match (row.covered(), row.planned()) {
            (true, _) => "covered",
            (false, true) => "planned",
            (false, false) => "never",
        };
        AuditCoverageRowWords {
            item: row.item.id.clone(),
            title: row.item.title.clone(),
            clause: row.item.clause,
            stands,
            audits: reached.collect(),
            important: row.important.clone(),
            last: row.last.map(|day| day.to_string()),
            yearly_missed: row.yearly_missed,
        }
    }
}

impl From<&Coverage> for AuditCoverageWords {
    fn from(coverage: &Coverage) -> AuditCoverageWords {
        AuditCoverageWords {
            programme: coverage.programme.clone(),
            from: coverage.cycle.from.to_string(),
            until: coverage.cycle.until.to_string(),
            covered: coverage.covered(),
            planned: coverage.planned(),
            missed: coverage.missed().count(),
            of: coverage.rows.len(),
            clauses: coverage.clauses(),
            by_statement: coverage.by_statement,
            whole_scope_audited: coverage.full(),
            sentence: coverage.sentence(),
            note: domain::reports::audit::NOT_AN_AUDIT,
            rows: coverage.rows.iter().map(|row| AuditCoverageRowWords::of(&coverage.audits, row)).collect(),
        }
    }
}
