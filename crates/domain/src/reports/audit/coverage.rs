//! What was audited in a cycle, what is planned, and what never (clause 9.2.2, R127, R132).

use super::scope::{ScopeItem, speaking, whole};
use crate::registers::Registers;
use crate::registers::audit::{HeldAudit, HeldProgramme};
use crate::registers::statement::HeldStatementVersion;
use crate::reports::certification::cycle_of;
use crate::values::audit::{AuditProgramme, LineResult};
use crate::values::statement::{Applicability, StatementState};
use crate::values::{Window, counted};
use jiff::ToSpan;
use jiff::civil::Date;

/// What an audit did about an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// It is not in the scope.
    Outside,
    /// It is in the scope, and the audit is not reported yet.
    Planned,
    /// It was in the scope, and was not examined.
    NotExamined,
    /// It was examined, and reported.
    Covered,
}

/// An item of the whole scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// The clause or control.
    pub item: ScopeItem,
    /// For each audit of the cycle what it did about the item.
    pub cells: Vec<Cell>,
    /// Why it is audited every year; `None` for once in the cycle.
    pub important: Option<String>,
    /// The day of the report that covered it last.
    pub last: Option<Date>,
    /// It is to be audited every year, and was not in the year before the day.
    pub yearly_missed: bool,
}

impl CoverageRow {
    /// Covered by a report in the cycle?
    pub fn covered(&self) -> bool {
        self.cells.contains(&Cell::Covered)
    }

    /// Not covered, and in the scope of an audit that is on its way?
    pub fn planned(&self) -> bool {
        !self.covered() && self.cells.contains(&Cell::Planned)
    }
}

/// The matrix of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The programme, approved or on its way; `None` when there is none, and then the cycle is that of the certificate, or
    /// the three years that follow the last programme or begin with the year of the day.
    pub programme: Option<String>,
    /// The cycle.
    pub cycle: Window,
    /// Ids of the audits of the cycle, by number: the columns.
    pub audits: Vec<String>,
    /// The rows: clauses, then controls.
    pub rows: Vec<CoverageRow>,
    /// A statement says which controls apply: one that decides nothing yet does not.
    pub by_statement: bool,
    /// The id of that statement while it is not in force.
    pub draft: Option<String>,
}

impl Coverage {
    /// Items that were audited in the cycle: the numerator, of [`Coverage::rows`].
    pub fn covered(&self) -> usize {
        self.rows.iter().filter(|row| row.covered()).count()
    }

    /// Items that are planned and not covered yet.
    pub fn planned(&self) -> usize {
        self.rows.iter().filter(|row| row.planned()).count()
    }

    /// Items that would be missed at the end of the cycle: neither covered nor planned.
    pub fn missed(&self) -> impl Iterator<Item = &CoverageRow> {
        self.rows.iter().filter(|row| !row.covered() && !row.planned())
    }

    /// Was the whole scope audited in the cycle, as it has to be before a certification audit (R132)?
    pub fn full(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(CoverageRow::covered)
    }

    /// Of how many items are clauses.
    pub fn clauses(&self) -> usize {
        self.rows.iter().filter(|row| row.item.clause).count()
    }

    /// The figure in words, with its denominator.
    pub fn sentence(&self) -> String {
        let (clauses, all) = (self.clauses(), self.rows.len());
        let said = match (&self.draft, self.by_statement) {
            (Some(id), true) => format!("by {id}, a Statement of Applicability that is not in force"),
            (None, true) => "by the Statement of Applicability".to_owned(),
            (_, false) => "while no Statement says otherwise".to_owned(),
        };
        format!(
            "{} of {} audited in the cycle from {} to {}: {}, and {} {said}",
            self.covered(),
            counted(all, "item", "items"),
            self.cycle.from,
            self.cycle.until,
            counted(clauses, "clause", "clauses"),
            counted(all - clauses, "control that applies", "controls that apply"),
        )
    }
}

/// The matrix of the cycle of a programme, or of the one that covers the day, an approved one before one on its way.
pub fn coverage(registers: &Registers, programme: Option<&str>, day: Date) -> Coverage {
    let named = programme.and_then(|id| registers.audits.programmes.get_key_value(id));
    // One that waits for management says already which cycle is meant.
    let meant = |held: &HeldProgramme| held.closed.is_none() && held.newest().1.programme.cycle().contains(day);
    let drafted = || registers.audits.programmes.iter().rfind(|(_, held)| meant(held));
    let found = named.or_else(|| registers.audits.covering(day)).or_else(drafted);
    let said = found.map(|(_, held)| held.in_force().map_or(&held.newest().1.programme, |version| &version.programme));
    let cycle = said.map_or_else(|| usual_cycle(registers, day), AuditProgramme::cycle);
    let audits: Vec<(&String, &HeldAudit)> = registers
        .audits
        .in_order()
        .into_iter()
        .filter(|(_, audit)| audit.cancelled.is_none() && cycle.contains(when(audit)))
        .collect();
    let rows = whole(registers).into_iter().map(|item| row(item, &audits, said, day)).collect();
    let decides = |held: &HeldStatementVersion| {
        held.entries.values().any(|entry| entry.own || entry.decision != Applicability::Undecided)
    };
    let speaks = speaking(registers).filter(|(_, held)| decides(held));
    let in_force = speaks.as_ref().is_some_and(|(_, held)| held.state == StatementState::Effective);
    Coverage {
        programme: found.map(|(id, _)| id.clone()),
        cycle,
        audits: audits.into_iter().map(|(id, _)| id.clone()).collect(),
        rows,
        by_statement: speaks.is_some(),
        draft: speaks.filter(|_| !in_force).map(|(id, _)| id),
    }
}

/// The cycle where no programme in force says which: that of a programme that was closed early; else that of the certificate;
/// else the three years that follow the last programme; each if the day lies in it. Else the three years that begin with the
/// year of the day.
fn usual_cycle(registers: &Registers, day: Date) -> Window {
    let programmes = || registers.audits.programmes.values().map(|held| held.newest().1.programme.cycle());
    let certified = || {
        let (_, held) = registers.certifications.current(day)?;
        let cycle = cycle_of(held.certificate()?).ok()?;
        Some(Window { from: cycle.decision, until: cycle.expiry })
    };
    let followed =
        || programmes().map(|cycle| cycle.until).filter(|end| *end < day).max()?.tomorrow().ok().map(three_years);
    // What ended long ago, or begins later, says nothing of today.
    let of_today = |cycle: &Window| cycle.contains(day);
    let closed = programmes().rfind(of_today);
    let found = closed.or_else(|| certified().filter(of_today)).or_else(|| followed().filter(of_today));
    found.unwrap_or_else(|| three_years(day.first_of_year()))
}

fn three_years(from: Date) -> Window {
    let next = from.saturating_add(3.years());
    Window { from, until: next.yesterday().unwrap_or(next) }
}

/// The day that puts an audit into a cycle: of its report, or else its first planned one.
fn when(audit: &HeldAudit) -> Date {
    audit.report.as_ref().map_or(audit.plan.window.from, |report| report.report.on)
}

fn row(item: ScopeItem, audits: &[(&String, &HeldAudit)], said: Option<&AuditProgramme>, day: Date) -> CoverageRow {
    let cells: Vec<Cell> = audits.iter().map(|(_, audit)| cell(&item.id, audit)).collect();
    let covering = audits.iter().zip(&cells).filter(|(_, cell)| **cell == Cell::Covered);
    let last = covering.filter_map(|((_, audit), _)| audit.report.as_ref().map(|report| report.report.on)).max();
    let important = said.and_then(|programme| programme.important.get(&item.id).cloned());
    let recent = last.is_some_and(|on| on > day.saturating_sub(1.years()));
    CoverageRow { yearly_missed: important.is_some() && !recent, item, cells, important, last }
}

fn cell(id: &str, audit: &HeldAudit) -> Cell {
    if !audit.plan.scope.contains(id) {
        return Cell::Outside;
    }
    if audit.report.is_none() {
        return Cell::Planned;
    }
    let lines = audit.lines.iter().filter(|line| line.line.item == id);
    let mut answers = lines.filter_map(|line| line.answered.as_ref()).map(|answered| answered.answer.result);
    if answers.any(|result| result != LineResult::NotExamined) { Cell::Covered } else { Cell::NotExamined }
}
