//! One organisation's view: which criteria it meets, what it linked directly, what it inherited (E, R22, R36, R194).

mod advice;
mod criteria;
mod gap;
mod steps;

pub use advice::{Advice, advice, open_suggestions};
pub use criteria::{CriterionStanding, criteria, losing_control};
pub use gap::{gap_input, organisation_gap};
pub use steps::{StepCounts, steps};

use super::lens::Lens;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{Categories, Mode};
use std::collections::BTreeSet;

/// How a question about an organisation wants the crosswalk read; what is left out comes from its profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Crosswalk id.
    pub crosswalk: Option<String>,
    /// Scope.
    pub categories: Option<Categories>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Own controls left out on purpose (what-if).
    pub without_controls: Vec<String>,
    /// Criteria left out on purpose (what-if).
    pub without_criteria: Vec<String>,
}

/// The lens of an organisation: a row counts only if a control in place answers its criterion; direct links count too.
///
/// # Errors
/// [`Refusal::Unknown`] for a crosswalk that is not adopted or a control or criterion that is not known.
pub fn lens<'a>(registers: &'a Registers, view: &View) -> Result<Lens<'a>, Refusal> {
    let profile = &registers.profile;
    let reading = registers.catalogue.reading(view.crosswalk.as_deref().unwrap_or(&profile.crosswalk))?;
    let categories = view.categories.unwrap_or(profile.categories);
    let mut lens = Lens::new(reading, categories, view.mode.unwrap_or(profile.mode));
    for id in &view.without_controls {
        if !registers.controls.contains_key(id) {
            let known = registers.controls.keys().map(String::as_str);
            let nearest = crate::values::nearest::nearest(id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "control", id: id.clone(), nearest });
        }
    }
    for id in &view.without_criteria {
        let id = crate::values::reference::canonical(id);
        if reading.from.item(&id).is_none() {
            let known = reading.from.items.iter().map(|i| i.id.as_str());
            let nearest = crate::values::nearest::nearest(&id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "criterion", id, nearest });
        }
        lens.without.insert(id);
    }
    let mut met = BTreeSet::new();
    let in_place = registers
        .controls
        .values()
        .map(|h| &h.control)
        .filter(|c| c.in_place() && !view.without_controls.contains(&c.id));
    for control in in_place {
        met.extend(control.linked(&reading.from.id).map(|(item, _)| item));
        lens.direct.extend(control.linked(&reading.to.id).map(|(item, l)| (item, control.id.as_str(), l.extent)));
    }
    lens.met = Some(met);
    let layers = registers.catalogue.layers_on(&reading.crosswalk.id);
    lens.layers = layers
        .filter_map(|layer| {
            let decided = registers.suggestions.get(&layer.crosswalk.id)?;
            let accepted: BTreeSet<&str> =
                decided.iter().filter(|(_, d)| d.accepted).map(|(row, _)| row.as_str()).collect();
            (!accepted.is_empty()).then_some((layer, Some(accepted)))
        })
        .collect();
    Ok(lens)
}
