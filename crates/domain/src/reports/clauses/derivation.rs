//! From the risk assessment to the Statement of Applicability to the audit plan (R105): each control that treats a risk, what the
//! Statement decides of it, and the internal audits that reach it.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::audit::{Cell, coverage};
use crate::reports::statement::rows;
use crate::values::statement::Applicability;
use jiff::civil::Date;

/// Most controls of one answer.
pub const MAX_DERIVED: usize = 500;

/// A control that treats a risk, on its way to the audit plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DerivationLine {
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// The version of the Statement that was read; `None` while there is none.
    pub statement: Option<String>,
    /// What it decides.
    pub decision: Applicability,
    /// Internal audits of the cycle whose scope holds it.
    pub audits: Vec<String>,
    /// The day of the report that covered it last.
    pub audited: Option<Date>,
    /// Where the way is broken; empty where it is whole.
    pub broken: Vec<&'static str>,
}

/// Every control that a treatment uses, in the order of Annex A, own ones last.
///
/// # Errors
/// As [`rows`].
pub fn derivation(registers: &Registers, on: Date) -> Result<Vec<DerivationLine>, Refusal> {
    let statements = &registers.statements;
    let current = statements.effective().or_else(|| statements.current());
    let empty = crate::registers::statement::HeldStatementVersion::default();
    let (all, _) = rows(registers, current.as_ref().map_or(&empty, |(_, held)| held), on)?;
    let matrix = coverage(registers, None, on);
    let used = all.into_iter().filter(|row| !row.risks.is_empty());
    let line = |row: crate::reports::statement::StatementRow| {
        let reached = matrix.rows.iter().find(|one| one.item.id == row.control);
        let within = |cells: &[Cell]| -> Vec<String> {
            let with = matrix.audits.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Outside);
            with.map(|(id, _)| id.clone()).collect()
        };
        let audits = reached.map(|one| within(&one.cells)).unwrap_or_default();
        let broken = [
            (row.entry.decision != Applicability::Applicable, "the Statement does not include it"),
            (audits.is_empty(), "no audit of the cycle reaches it"),
        ];
        DerivationLine {
            statement: current.as_ref().map(|(id, _)| id.clone()),
            decision: row.entry.decision,
            audited: reached.and_then(|one| one.last),
            broken: broken.into_iter().filter_map(|(is, words)| is.then_some(words)).collect(),
            audits,
            control: row.control,
            title: row.title,
            risks: row.risks,
        }
    };
    Ok(used.map(line).take(MAX_DERIVED).collect())
}
