//! What an engagement examines: the criteria of its categories, and the own controls that answer them.

use super::HeldEngagement;
use crate::registers::{Held, Registers};
use crate::values::engagement::{CRITERIA, Examination};
use crate::values::{Category, EngagementState, InScope, Item, ItemKind, Status};
use std::collections::BTreeSet;

/// The criteria of the categories in scope, in the order of the framework; the common criteria always (R187). None where
/// the framework is not adopted.
pub fn criteria<'a>(registers: &'a Registers, held: &HeldEngagement) -> Vec<&'a Item> {
    let categories = held.engagement.categories.with(Category::Security);
    let all = registers.catalogue.framework(CRITERIA).map(|framework| framework.items.as_slice()).unwrap_or_default();
    let audited = all.iter().filter(|item| item.kind == ItemKind::Criterion && !item.heading);
    audited.filter(|item| item.category.is_some_and(|category| categories.contains(category))).collect()
}

/// The own controls that are examined, by id: those of the moment in which the window was closed; before that the named
/// ones, or those that are linked to a criterion in scope and in use, or operated in a part of its days and are retired
/// since: to retire a control takes nothing out of an examination.
pub fn controls_in_scope<'a>(registers: &'a Registers, held: &HeldEngagement) -> Vec<&'a Held> {
    if let Some(frozen) = &held.scope {
        return registers.controls.values().filter(|own| frozen.contains(&own.control.id)).collect();
    }
    match &held.controls {
        InScope::Named(named) => registers.controls.values().filter(|own| named.contains(&own.control.id)).collect(),
        InScope::Linked => {
            let wanted: BTreeSet<&str> = criteria(registers, held).into_iter().map(|item| item.id.as_str()).collect();
            let linked = |own: &&Held| own.control.linked(CRITERIA).any(|(item, _)| wanted.contains(item));
            registers.controls.values().filter(|own| used(registers, held, own)).filter(linked).collect()
        }
    }
}

/// Is a control in use, or was it on one of the days that the engagement speaks of?
fn used(registers: &Registers, held: &HeldEngagement, own: &Held) -> bool {
    own.control.status != Status::Retired || registers.operations.in_force(own, held.engagement.kind.days()).is_some()
}

/// Is one own control examined? As [`controls_in_scope`] has it, without a look at the others.
pub fn in_scope(registers: &Registers, held: &HeldEngagement, control: &str) -> bool {
    if let Some(frozen) = &held.scope {
        return frozen.contains(control) && registers.controls.contains_key(control);
    }
    let Some(own) = registers.controls.get(control) else { return false };
    match &held.controls {
        InScope::Named(named) => named.contains(control),
        InScope::Linked => {
            let categories = held.engagement.categories.with(Category::Security);
            let Ok(framework) = registers.catalogue.framework(CRITERIA) else { return false };
            let wanted = |item: &Item| {
                let criterion = item.kind == ItemKind::Criterion && !item.heading;
                criterion && item.category.is_some_and(|category| categories.contains(category))
            };
            let mut linked = own.control.linked(CRITERIA);
            used(registers, held, own) && linked.any(|(id, _)| framework.item(id).is_some_and(wanted))
        }
    }
}

/// A criterion in scope with the controls in scope that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered<'a> {
    /// The criterion.
    pub criterion: &'a Item,
    /// Its controls.
    pub controls: Vec<&'a Held>,
}

/// Every criterion in scope with its controls.
pub fn answered<'a>(registers: &'a Registers, held: &HeldEngagement) -> Vec<Answered<'a>> {
    let controls = controls_in_scope(registers, held);
    let of = |criterion: &'a Item| {
        let theirs = controls.iter().filter(|own| own.control.linked(CRITERIA).any(|(item, _)| item == criterion.id));
        Answered { criterion, controls: theirs.copied().collect() }
    };
    criteria(registers, held).into_iter().map(of).collect()
}

/// What a criterion lacks before a window can open: `None` when a control that is in use answers it with an owner and a
/// frequency.
pub fn lacks(registers: &Registers, answered: &Answered<'_>) -> Option<&'static str> {
    let live: Vec<&&Held> = answered.controls.iter().filter(|own| own.control.status != Status::Retired).collect();
    let owned = |own: &&Held| !own.control.owner.is_empty() || registers.people.controls.contains_key(&own.control.id);
    if live.is_empty() {
        return Some("no control");
    }
    let whole = live.iter().any(|own| owned(own) && own.control.frequency.is_some());
    (!whole).then_some("no control with owner and frequency")
}

/// The gap list by criterion: `CC6.1: no control`.
pub fn gaps(registers: &Registers, held: &HeldEngagement) -> Vec<String> {
    let all = answered(registers, held);
    all.iter().filter_map(|one| Some(format!("{}: {}", one.criterion.id, lacks(registers, one)?))).collect()
}

/// The engagements that have one of these controls in scope, each with the days that it speaks of; the latest first.
pub fn days_of<'a>(
    registers: &Registers,
    controls: impl Iterator<Item = &'a str> + Clone,
) -> Vec<(String, Examination)> {
    let all = registers.engagements.engagements.iter();
    let current = all.filter(|(_, held)| held.state != EngagementState::Withdrawn);
    let theirs = current.filter(|(_, held)| controls.clone().any(|control| in_scope(registers, held, control)));
    let mut found: Vec<(String, Examination)> = theirs.map(|(id, held)| (id.clone(), held.engagement.kind)).collect();
    found.sort_by_key(|(_, kind)| std::cmp::Reverse(kind.days()));
    found
}
