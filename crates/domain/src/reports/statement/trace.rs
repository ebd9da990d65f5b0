//! Where an entry comes from and what it leads to: risk, treatment, entry, own control, evidence (R105).

use super::ground::Treated;
use super::rows::StatementRow;
use crate::registers::Registers;
use crate::values::reference::canonical;
use crate::values::statement::{Applicability, Implementation, ReferenceKind};
use std::collections::BTreeSet;

/// The chain of one control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The control.
    pub control: String,
    /// Its title.
    pub title: String,
    /// Risks whose treatment uses it.
    pub risks: Vec<String>,
    /// What the statement decides.
    pub decision: Applicability,
    /// How far it is there.
    pub status: Option<Implementation>,
    /// Own controls that do it: linked to it, or named in the entry.
    pub own: Vec<String>,
    /// The item of evidence that holds longest.
    pub evidence: Option<String>,
    /// Where the chain is broken.
    pub gaps: Vec<Gap>,
}

/// Where a chain is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A treatment uses it, and the statement excludes it or has not decided.
    NotInStatement,
    /// It is applicable, and no own control does it and no provider answers it.
    NoOwnControl,
    /// It is said to be implemented, and no evidence in date shows it.
    NoEvidence,
}

impl Gap {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Gap::NotInStatement => "not_in_statement",
            Gap::NoOwnControl => "no_own_control",
            Gap::NoEvidence => "no_evidence",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Gap::NotInStatement => "A treatment relies on it, the statement does not include it",
            Gap::NoOwnControl => "No own control does it",
            Gap::NoEvidence => "No evidence in date shows it",
        }
    }
}

/// The chains of the rows that are applicable or that a treatment uses, in the order of the rows.
pub fn chains(rows: &[StatementRow]) -> Vec<Chain> {
    let spoken = |row: &&StatementRow| row.entry.decision == Applicability::Applicable || !row.risks.is_empty();
    rows.iter().filter(spoken).map(chain).collect()
}

fn chain(row: &StatementRow) -> Chain {
    let entry = &row.entry;
    let applicable = entry.decision == Applicability::Applicable;
    let own = if entry.own { vec![row.control.clone()] } else { own_of(row) };
    let in_date = row.evidence.as_ref().is_some_and(|one| one.in_date);
    let mut gaps = Vec::new();
    if !row.risks.is_empty() && !applicable {
        gaps.push(Gap::NotInStatement);
    }
    if applicable && own.is_empty() && row.inherited.is_none() {
        gaps.push(Gap::NoOwnControl);
    }
    if applicable && entry.status == Some(Implementation::Implemented) && !in_date {
        gaps.push(Gap::NoEvidence);
    }
    Chain {
        control: row.control.clone(),
        title: row.title.clone(),
        risks: row.risks.clone(),
        decision: entry.decision,
        status: entry.status,
        own,
        evidence: row.evidence.as_ref().map(|one| one.item.clone()),
        gaps,
    }
}

/// Own controls that are linked to it, then those that the entry refers to: the same whose evidence shows it.
fn own_of(row: &StatementRow) -> Vec<String> {
    let named = row.entry.references.iter().filter(|one| one.kind == ReferenceKind::Control).map(|one| &one.to);
    let more = named.filter(|one| !row.linked.contains(*one));
    row.linked.iter().chain(more).cloned().collect()
}

/// The treatments of open risks with the controls that their lines name, those of `annex` as it spells them; a risk without
/// a plan has none.
pub(super) fn treatments(registers: &Registers, annex: &BTreeSet<&str>) -> Vec<Treated> {
    let known = |control: &str| annex.contains(control) || registers.controls.contains_key(control);
    let spelled = |control: &String| if known(control) { control.clone() } else { canonical(control) };
    let each = registers.risks.risks.iter().filter(|(_, held)| !held.closed).filter_map(|(risk, held)| {
        let lines = &held.plan.as_ref()?.treatment.lines;
        let controls = lines.iter().flat_map(|line| line.controls.iter().map(spelled)).collect();
        Some(Treated { risk: risk.clone(), controls })
    });
    each.filter(|treated| !treated.controls.is_empty()).collect()
}
