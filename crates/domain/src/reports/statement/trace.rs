//! Where an entry comes from and what it leads to: risk, treatment, entry, own control, evidence (R105).

use super::evidence::EntryEvidence;
use super::ground::{Treated, stands_for};
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
    pub evidence: Option<EntryEvidence>,
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
    /// It is said to be implemented, or a line of a treatment that uses it is done, and no evidence in date shows it.
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
pub fn chains(registers: &Registers, rows: &[StatementRow]) -> Vec<Chain> {
    let done = done(registers, &rows.iter().map(|row| row.control.as_str()).collect());
    let spoken = |row: &&StatementRow| row.entry.decision == Applicability::Applicable || !row.risks.is_empty();
    rows.iter().filter(spoken).map(|row| chain(row, done.contains(&row.control))).collect()
}

fn chain(row: &StatementRow, done: bool) -> Chain {
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
    if applicable && (done || entry.status == Some(Implementation::Implemented)) && !in_date {
        gaps.push(Gap::NoEvidence);
    }
    Chain {
        control: row.control.clone(),
        title: row.title.clone(),
        risks: row.risks.clone(),
        decision: entry.decision,
        status: entry.status,
        own,
        evidence: row.evidence.clone(),
        gaps,
    }
}

/// Own controls that are linked to it, then those that the entry refers to: the same whose evidence shows it.
fn own_of(row: &StatementRow) -> Vec<String> {
    let named = row.entry.references.iter().filter(|one| one.kind == ReferenceKind::Control).map(|one| &one.to);
    let more = named.filter(|one| !row.linked.contains(*one));
    row.linked.iter().chain(more).cloned().collect()
}

/// The controls that lines of treatment which are done use, with what they stand for: what is done has to be shown, as the
/// chain of the risks asks for.
fn done(registers: &Registers, annex: &BTreeSet<&str>) -> BTreeSet<String> {
    let plans = registers.risks.risks.values().filter(|held| !held.closed).filter_map(|held| held.plan.as_ref());
    let lines = plans.flat_map(|plan| {
        let open = |id: &String| plan.progress.get(id).is_none_or(|progress| progress.state.is_open());
        plan.treatment.lines.iter().filter(move |line| !open(&line.id))
    });
    let controls = lines.flat_map(|line| &line.controls).map(|control| spelled(registers, annex, control));
    controls.flat_map(|control| stands_for(registers, &control)).collect()
}

/// A control as the catalogue spells it.
fn spelled(registers: &Registers, annex: &BTreeSet<&str>, control: &str) -> String {
    let known = annex.contains(control) || registers.controls.contains_key(control);
    if known { control.to_owned() } else { canonical(control) }
}

/// The treatments of open risks with the controls that their lines name, those of `annex` as it spells them; a risk without
/// a plan has none.
pub(super) fn treatments(registers: &Registers, annex: &BTreeSet<&str>) -> Vec<Treated> {
    let each = registers.risks.risks.iter().filter(|(_, held)| !held.closed).filter_map(|(risk, held)| {
        let lines = &held.plan.as_ref()?.treatment.lines;
        let controls = lines
            .iter()
            .flat_map(|line| line.controls.iter().map(|control| spelled(registers, annex, control)))
            .collect();
        Some(Treated { risk: risk.clone(), controls })
    });
    each.filter(|treated| !treated.controls.is_empty()).collect()
}
