//! What the body covered: its visits by clause and control over the cycle (R221).

use super::standing::cycle_of;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldVisit};
use crate::reports::audit::{ScopeItem, coverage, whole};
use crate::values::certification::VisitKind;
use crate::values::counted;
use jiff::civil::Date;

/// A clause or control, and the visits that covered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitedRow {
    /// The clause or control.
    pub item: ScopeItem,
    /// For each visit: was it covered?
    pub cells: Vec<bool>,
    /// An internal audit of the cycle covered it.
    pub internally: bool,
}

/// Visits of a cycle by clauses and controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visited {
    /// The visits, by number: the columns.
    pub visits: Vec<u32>,
    /// The rows: clauses, then controls.
    pub rows: Vec<VisitedRow>,
    /// Items that were covered and are not in the scope any more.
    pub beside: Vec<String>,
}

impl Visited {
    /// Items that a visit covered: the numerator, of [`Visited::rows`].
    pub fn covered(&self) -> usize {
        self.rows.iter().filter(|row| row.cells.contains(&true)).count()
    }

    /// Controls that no visit of the cycle covered.
    pub fn unvisited_controls(&self) -> impl Iterator<Item = &VisitedRow> {
        self.rows.iter().filter(|row| !row.item.clause && !row.cells.contains(&true))
    }

    /// The figure in words, with its denominator.
    pub fn sentence(&self) -> String {
        let (all, clauses) = (self.rows.len(), self.rows.iter().filter(|row| row.item.clause).count());
        format!(
            "{} of {} covered by {}: {}, and {}",
            self.covered(),
            counted(all, "item", "items"),
            counted(self.visits.len(), "visit", "visits"),
            counted(clauses, "clause", "clauses"),
            counted(all - clauses, "control that applies", "controls that apply"),
        )
    }
}

/// The matrix of the cycle of the certificate that counts, Stage 1 and Stage 2 of its first year included; before a
/// certificate, of the visits so far.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn visited(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Visited, Refusal> {
    let begins = match (held.certificates.len(), held.certificate()) {
        (0 | 1, _) | (_, None) => None,
        (_, Some(certificate)) => Some(cycle_of(certificate)?.decision),
    };
    let within = |(_, visit): &(u32, &HeldVisit)| {
        let first_audit = visit.visit.kind == VisitKind::Recertification;
        visit.record.is_some() && begins.is_none_or(|from| visit.last() > from || first_audit && renewed(held, visit))
    };
    let columns: Vec<(u32, &HeldVisit)> = held.each_visit().filter(within).collect();
    let covers = |visit: &HeldVisit, id: &str| visit.record.as_ref().is_some_and(|record| record.covered.contains(id));
    let audits = coverage(registers, None, on);
    let internal = |id: &str| audits.rows.iter().any(|row| row.item.id == id && row.covered());
    let scope = whole(registers);
    let all = columns.iter().filter_map(|(_, visit)| visit.record.as_ref()).flat_map(|record| &record.covered);
    let mut beside: Vec<String> = all.filter(|id| !scope.iter().any(|item| item.id == **id)).cloned().collect();
    beside.sort();
    beside.dedup();
    let row = |item: ScopeItem| VisitedRow {
        cells: columns.iter().map(|(_, visit)| covers(visit, &item.id)).collect(),
        internally: internal(&item.id),
        item,
    };
    let rows = scope.into_iter().map(row).collect();
    Ok(Visited { visits: columns.iter().map(|(number, _)| *number).collect(), rows, beside })
}

/// Is it the visit that the newest certificate rests on?
fn renewed(held: &HeldCertification, visit: &HeldVisit) -> bool {
    let last = held.certificate().map(|one| one.decision.on);
    let before = held.certificates.iter().rev().nth(1).map(|one| one.decision.on);
    last.is_some_and(|on| visit.last() <= on) && before.is_none_or(|on| visit.last() > on)
}
