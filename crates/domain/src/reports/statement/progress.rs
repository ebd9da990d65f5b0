//! How far a version is, in counts with their denominators.

use super::checks::SoaFinding;
use super::rows::StatementRow;
use crate::values::Percent;
use crate::values::statement::{Applicability, EntryField, Implementation, Origin};
use std::collections::BTreeMap;

/// How far a version is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Controls of Annex A.
    pub annex: usize,
    /// Controls of own design.
    pub own: usize,
    /// All entries by what is decided.
    pub decided: BTreeMap<Applicability, usize>,
    /// Applicable ones by how far they are there; those of which nobody has said so are in no count.
    pub status: BTreeMap<Implementation, usize>,
    /// Applicable ones with evidence in date.
    pub evidenced: usize,
    /// Decisions that were taken from a proposal and that no person has looked at one by one.
    pub taken: usize,
    /// Entries for which something is proposed that does not stand there.
    pub proposed: usize,
    /// Findings that stand in the way of an approval.
    pub blocking: usize,
    /// Findings besides.
    pub others: usize,
    /// Questions that auditors would ask.
    pub warnings: usize,
}

impl Progress {
    /// All entries: the denominator of [`Progress::share`].
    pub fn entries(&self) -> usize {
        self.annex + self.own
    }

    /// Entries of which something is decided.
    pub fn settled(&self) -> usize {
        self.entries() - self.decided.get(&Applicability::Undecided).copied().unwrap_or_default()
    }

    /// Share of the entries that are decided (K1).
    pub fn share(&self) -> Percent {
        Percent::of(self.settled(), self.entries())
    }

    /// Applicable entries.
    pub fn applicable(&self) -> usize {
        self.decided.get(&Applicability::Applicable).copied().unwrap_or_default()
    }
}

/// Counts the rows of a version and what is wrong with it.
pub fn progress(rows: &[StatementRow], findings: &[SoaFinding]) -> Progress {
    let mut made = Progress::default();
    for row in rows {
        let entry = &row.entry;
        if entry.own {
            made.own += 1
        } else {
            made.annex += 1
        }
        *made.decided.entry(entry.decision).or_default() += 1;
        made.taken += usize::from(entry.origin.get(&EntryField::Decision) == Some(&Origin::Proposal));
        made.proposed += usize::from(!row.open.fields().is_empty());
        made.warnings += row.warnings.len();
        if entry.decision == Applicability::Applicable {
            made.evidenced += usize::from(row.evidence.as_ref().is_some_and(|one| one.in_date));
            if let Some(status) = entry.status {
                *made.status.entry(status).or_default() += 1;
            }
        }
    }
    made.blocking = findings.iter().filter(|one| one.check.blocks()).count();
    made.others = findings.len() - made.blocking;
    made
}
