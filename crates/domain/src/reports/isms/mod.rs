//! The registers of the management system on a day: what the standards want of each, what is missing now and where, what is
//! due, and the figures.

mod due;
mod figures;
mod filter;
mod findings;
mod special;

pub use due::{DueEntry, due_on};
pub use figures::Kpi;
pub use filter::EntryFilter;
pub use findings::Finding;

use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::values::isms::{RegisterKind, Stage};
use jiff::civil::Date;

/// One register on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterReport {
    /// Which.
    pub kind: RegisterKind,
    /// Entries that count: all that were not ended.
    pub entries: usize,
    /// Of these, those about which something is still to be done or kept.
    pub live: usize,
    /// How many stand in which state.
    pub states: Vec<(&'static Stage, usize)>,
    /// Entries with the day on which they are due, the earliest first.
    pub due: Vec<DueEntry>,
    /// What is missing.
    pub findings: Vec<Finding>,
    /// The figures.
    pub kpis: Vec<Kpi>,
}

impl RegisterReport {
    /// Entries whose day is over.
    pub fn overdue(&self) -> usize {
        self.due.iter().filter(|due| due.overdue).count()
    }
}

/// One register on a day, of the entries for which `seen` says yes.
pub fn register(
    registers: &Registers,
    kind: RegisterKind,
    on: Date,
    seen: impl Fn(&HeldEntry) -> bool,
) -> RegisterReport {
    let all: Vec<&HeldEntry> = registers.isms.of(kind).filter(|held| held.there() && seen(held)).collect();
    let states = kind.declared().stages.iter();
    let due = due::due(&all, on);
    RegisterReport {
        kind,
        entries: all.len(),
        live: all.iter().filter(|held| held.live()).count(),
        states: states.map(|stage| (stage, all.iter().filter(|held| held.state == stage.id).count())).collect(),
        findings: findings::findings(registers, kind, &all, &due, on),
        kpis: figures::kpis(registers, kind, &all, &due, on),
        due,
    }
}

/// Every register on a day, in the order of the clauses.
pub fn overview(registers: &Registers, on: Date, seen: impl Fn(&HeldEntry) -> bool) -> Vec<RegisterReport> {
    RegisterKind::ALL.into_iter().map(|kind| register(registers, kind, on, &seen)).collect()
}

/// The registers that are evidence for a control of Annex A, a criterion or a clause.
pub fn serving(item: &str) -> Vec<RegisterKind> {
    let serves = |kind: &RegisterKind| {
        let declared = kind.declared();
        declared.serves.contains(&item) || declared.wants.iter().any(|want| want.id == item)
    };
    RegisterKind::ALL.into_iter().filter(serves).collect()
}
