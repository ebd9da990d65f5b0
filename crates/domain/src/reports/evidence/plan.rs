//! The evidence plan: which types of evidence are expected for each criterion, and for each control and clause of the other
//! framework, through the own controls that answer them; designed once for both (R168, R184).

use super::packs::{Packed, packs};
use super::serves::of_controls;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::programme::{View, lens};
use crate::values::{EvidenceState, EvidenceType, ItemKind};
use std::collections::{BTreeMap, BTreeSet};

/// A type of evidence that is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedType {
    /// Own controls that say that it shows them.
    pub controls: BTreeSet<String>,
    /// Accepted items of this type that show one of them.
    pub accepted: usize,
}

/// What is expected for one criterion, control or clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The framework.
    pub framework: String,
    /// The criterion, control or clause.
    pub item: String,
    /// Its title.
    pub title: String,
    /// The types, each with who says so and what is there.
    pub types: BTreeMap<EvidenceType, ExpectedType>,
    /// Own controls that answer it and do not say what shows them.
    pub unsaid: BTreeSet<String>,
}

/// The plan for both frameworks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidencePlan {
    /// The crosswalk that links are read by.
    pub crosswalk: String,
    /// Criteria in scope, then controls of Annex A, then clauses, in the order of their framework.
    pub items: Vec<Expected>,
    /// Months for which each of the two frameworks has evidence kept.
    pub kept: Vec<(String, Option<u32>)>,
    /// What is there for the packs that are asked for together.
    pub packs: Vec<Packed>,
}

impl EvidencePlan {
    /// Items of a framework for which a type is expected, and all of its items.
    pub fn planned(&self, framework: &str) -> (usize, usize) {
        let of = || self.items.iter().filter(|one| one.framework == framework);
        (of().filter(|one| !one.types.is_empty()).count(), of().count())
    }
}

/// The plan, read from what own controls say of themselves.
///
/// # Errors
/// As [`lens`].
pub fn evidence_plan(registers: &Registers, view: &View) -> Result<EvidencePlan, Refusal> {
    let lens = lens(registers, view)?;
    let (from, to) = (&lens.reading.from, &lens.reading.to);
    let criteria = from.items.iter().filter(|i| !i.heading && i.category.is_some_and(|c| lens.categories.contains(c)));
    let criteria = criteria.map(|i| (from.id.clone(), i.id.clone(), i.title.clone()));
    let others = to.audited(ItemKind::Control).chain(to.audited(ItemKind::Clause));
    let others = others.map(|i| (to.id.clone(), i.id.clone(), i.title.clone()));
    let empty =
        |(framework, item, title)| Expected { framework, item, title, types: BTreeMap::new(), unsaid: BTreeSet::new() };
    let mut items: Vec<Expected> = criteria.chain(others).map(empty).collect();
    let places: BTreeMap<(String, String), usize> =
        items.iter().enumerate().map(|(at, one)| ((one.framework.clone(), one.item.clone()), at)).collect();
    let there = accepted(registers);
    for held in registers.live_controls() {
        let control = &held.control.id;
        let said = registers.operations.controls.get(control).map(|of| &of.operation.evidence);
        let serves = of_controls(registers, &lens, std::iter::once(control.as_str()));
        let served = serves.criteria.iter().map(|id| (&from.id, id)).chain(serves.iso.keys().map(|id| (&to.id, id)));
        for (framework, item) in served {
            let Some(expected) = places.get(&(framework.clone(), item.clone())).map(|at| &mut items[*at]) else {
                continue;
            };
            for kind in said.into_iter().flatten() {
                let of_type = expected.types.entry(*kind).or_default();
                of_type.controls.insert(control.clone());
                of_type.accepted += there.get(&(control.as_str(), *kind)).copied().unwrap_or_default();
            }
            if said.is_none_or(BTreeSet::is_empty) {
                expected.unsaid.insert(control.clone());
            }
        }
    }
    let kept = [&from.id, &to.id].map(|id| (id.clone(), registers.evidence.months(id))).to_vec();
    Ok(EvidencePlan { crosswalk: lens.reading.crosswalk.id.clone(), items, kept, packs: packs(registers) })
}

/// Accepted items, by the control that they show and their type.
fn accepted(registers: &Registers) -> BTreeMap<(&str, EvidenceType), usize> {
    let mut there = BTreeMap::new();
    for held in registers.evidence.items.values().filter(|held| held.state == EvidenceState::Accepted) {
        let kind = held.newest().evidence.kind;
        for control in held.controls.keys() {
            *there.entry((control.as_str(), kind)).or_default() += 1;
        }
    }
    there
}
