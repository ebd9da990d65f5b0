//! That nothing happened in a window which a control could have answered (K5): a record, and whether it is believed.

use super::{HeldEngagement, Unexercised};
use crate::registers::Registers;

/// The record of an engagement that a control was not exercised, as long as what shows it counts and nothing speaks against
/// it.
pub fn unexercised<'a>(
    registers: &Registers,
    id: &str,
    held: &'a HeldEngagement,
    control: &str,
) -> Option<&'a Unexercised> {
    let said = held.unexercised.get(control)?;
    let shown = registers.evidence.items.get(&said.evidence).is_some_and(|item| item.counts());
    (shown && exercised(registers, id, held, control, &said.evidence).is_none()).then_some(said)
}

/// What says that a control was exercised in the window after all: a frozen list of its population that is not empty, or
/// a run that another item than the proof shows.
pub fn exercised(registers: &Registers, id: &str, held: &HeldEngagement, control: &str, proof: &str) -> Option<String> {
    let window = held.window()?;
    let mut lists = registers.testing.populations_of(id, control);
    if let Some((list, _)) = lists.find(|(_, held)| held.frozen.is_some() && !held.population.items.is_empty()) {
        return Some(format!("{list} is frozen and not empty"));
    }
    let runs = registers.evidence.runs(control);
    let run = runs.iter().find(|run| run.evidence != proof && window.contains(run.on))?;
    Some(format!("{} shows that it ran on {}", run.evidence, run.on))
}
