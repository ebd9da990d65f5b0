//! The criteria in scope: which own controls answer them, and what losing one would take away.

use super::{View, lens};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::coverage::coverage;
use crate::reports::lens::Lens;
use crate::reports::what_if;
use std::collections::{BTreeMap, BTreeSet};

/// One criterion and the own controls that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionStanding {
    /// `CC6.1`.
    pub id: String,
    /// Controls in place.
    pub in_place: Vec<String>,
    /// Controls that are linked but not in place.
    pub not_in_place: Vec<String>,
}

/// Every criterion in scope with the own controls linked to it.
///
/// # Errors
/// As [`lens`].
pub fn criteria(registers: &Registers, view: &View) -> Result<Vec<CriterionStanding>, Refusal> {
    let lens = lens(registers, view)?;
    let from = lens.reading.from;
    let mut by_item: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for held in registers.live_controls() {
        for (item, _) in held.control.linked(&from.id) {
            let (yes, no) = by_item.entry(item).or_default();
            if held.control.in_place() { yes } else { no }.push(held.control.id.clone());
        }
    }
    let in_scope = from.items.iter().filter(|i| !i.heading && i.category.is_none_or(|c| lens.categories.contains(c)));
    Ok(in_scope
        .map(|i| {
            let (in_place, not_in_place) = by_item.remove(i.id.as_str()).unwrap_or_default();
            CriterionStanding { id: i.id.clone(), in_place, not_in_place }
        })
        .collect())
}

/// What losing an own control would take away: criteria that nothing else answers, and Annex A controls.
///
/// # Errors
/// As [`lens`].
pub fn losing_control(registers: &Registers, view: &View, id: &str) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let mut without = view.clone();
    without.without_controls.push(id.to_owned());
    let (now, then) = (lens(registers, view)?, lens(registers, &without)?);
    let unmet =
        |l: &Lens<'_>| l.met.clone().unwrap_or_default().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let criteria = unmet(&now).difference(&unmet(&then)).cloned().collect();
    let lost = what_if::difference(&coverage(&now), &coverage(&then));
    Ok((criteria, lost))
}
