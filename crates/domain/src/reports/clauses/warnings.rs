//! Two pitfalls: clause work that lags behind Annex A (R82), and documents with nothing done by them (R83).

use super::look::Look;
use super::place::Place;
use super::{ClauseFile, GovernanceMark, OperationMark};
use crate::registers::Registers;
use crate::reports::certification::Gate;
use crate::values::statement::ANNEX_A;
use crate::values::{ItemKind, Percent};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Clause work is less than half started when fewer sub-clauses than this share are: 50 percent.
pub const CLAUSES_HALF: usize = 50;
/// Annex A work is well advanced from this share of the applicable controls on: 60 percent.
pub const ANNEX_ADVANCED: usize = 60;
/// Most things that are told of documents without practice.
pub const MAX_PAPER: usize = 200;

/// Annex A work and clause work side by side. The two are counted apart, and neither says that anything is ready (R61).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Sub-clauses of which something is recorded.
    pub started: usize,
    /// Sub-clauses that are audited: the denominator.
    pub clauses: usize,
    /// Controls of Annex A that are there.
    pub there: usize,
    /// The denominator of these.
    pub controls: usize,
    /// What was counted as there, of what.
    pub under: &'static str,
    /// Clause work is less than half started while Annex A work is well advanced.
    pub underestimated: bool,
}

impl Balance {
    /// The warning, with the figures and the thresholds.
    pub fn sentence(&self) -> String {
        let (clauses, annex) = (Percent::of(self.started, self.clauses), Percent::of(self.there, self.controls));
        format!(
            "{} of {} sub-clauses are started ({clauses} %), and {} of {} controls are there ({annex} %; {}). Below \
             {CLAUSES_HALF} % against {ANNEX_ADVANCED} % or more, the work that takes longest was left for last.",
            self.started, self.clauses, self.there, self.controls, self.under
        )
    }
}

pub(super) fn balance(registers: &Registers, files: &[ClauseFile], gate: &Gate) -> Balance {
    let parts = || files.iter().flat_map(|file| &file.parts);
    let started = parts().filter(|part| part.started()).count();
    let clauses = parts().count();
    let (there, controls, under) = match gate.controls_of {
        0 => own(registers),
        of => (gate.controls, of, "implemented, of those that the Statement of Applicability says apply"),
    };
    let underestimated =
        100 * started < CLAUSES_HALF * clauses && controls > 0 && 100 * there >= ANNEX_ADVANCED * controls;
    Balance { started, clauses, there, controls, under, underestimated }
}

/// Before there is a statement: controls of Annex A that an own control in place is linked to.
fn own(registers: &Registers) -> (usize, usize, &'static str) {
    let Ok(framework) = registers.catalogue.framework(ANNEX_A) else { return (0, 0, "") };
    let all: BTreeSet<&str> = framework.audited(ItemKind::Control).map(|item| item.id.as_str()).collect();
    let counting = registers.live_controls().filter(|held| held.control.in_place());
    let linked = counting.flat_map(|held| held.control.linked(ANNEX_A)).map(|(item, _)| item);
    let linked: BTreeSet<&str> = linked.filter(|item| all.contains(item)).collect();
    (linked.len(), all.len(), "with an own control in place that is linked to them, of Annex A")
}

/// Documents about a clause or a control, and no record of the last twelve months that it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperOnly {
    /// The clause, the control of Annex A or the own control.
    pub item: String,
    /// What it is called.
    pub title: String,
    /// The documents in force that speak of it.
    pub documents: Vec<String>,
    /// The newest record; `None` where there never was one.
    pub last: Option<Date>,
    /// Where a record would be.
    pub place: Place,
}

pub(super) fn paper_only(look: &Look<'_>, files: &[ClauseFile]) -> Vec<PaperOnly> {
    let parts = files.iter().flat_map(|file| &file.parts);
    let idle = parts.filter(|part| part.operation != OperationMark::Runs && part.governance != GovernanceMark::Absent);
    let clauses = idle.filter_map(|part| {
        let documents: Vec<String> =
            look.about(&part.id).filter(|(line, _)| line.state.in_force()).map(|(line, _)| line.id.clone()).collect();
        let (item, title, place) = (part.id.clone(), part.title.clone(), Place::Clause(part.id.clone()));
        (!documents.is_empty()).then(|| PaperOnly { item, title, documents, last: part.last(), place })
    });
    clauses.chain(own_controls(look)).chain(annex(look)).take(MAX_PAPER).collect()
}

/// Own controls that a document in force describes.
fn own_controls(look: &Look<'_>) -> Vec<PaperOnly> {
    let idle = look.registers.live_controls().filter_map(|held| {
        let id = &held.control.id;
        let speaks = look.live().filter(|(line, policy)| line.state.in_force() && policy.policy.controls.contains(id));
        let documents: Vec<String> = speaks.map(|(line, _)| line.id.clone()).collect();
        let last = look.last_run(id);
        let only = !documents.is_empty() && last.is_none_or(|day| !look.recent(day));
        let (item, title, place) = (id.clone(), held.control.name.clone(), Place::Control(id.clone()));
        only.then_some(PaperOnly { item, title, documents, last, place })
    });
    idle.collect()
}

/// Controls of Annex A that a document in force names, shown by own controls that are linked to them.
fn annex(look: &Look<'_>) -> Vec<PaperOnly> {
    let idle = look.framework.audited(ItemKind::Control).filter_map(|item| {
        let speaks = look.live().filter(|(line, held)| line.state.in_force() && held.policy.meets.contains(&item.id));
        let documents: Vec<String> = speaks.map(|(line, _)| line.id.clone()).collect();
        if documents.is_empty() {
            return None;
        }
        let last = look.linked(&item.id).into_iter().filter_map(|(_, day)| day).max();
        let only = last.is_none_or(|day| !look.recent(day));
        let (item, title) = (item.id.clone(), item.title.clone());
        only.then_some(PaperOnly { item, title, documents, last, place: Place::Evidence })
    });
    idle.collect()
}
