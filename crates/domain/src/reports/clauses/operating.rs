//! What exists of operation as such (clause 8.1, R76): controls that are carried out, what shows it, suppliers.

use super::kept::{Kept, KeptItem, Layer};
use super::look::Look;
use super::place::Place;
use crate::registers::Held;
use crate::reports::staff::staff;
use crate::reports::supplier::suppliers;
use crate::values::Life;
use jiff::civil::Date;

fn item(held: &Held, on: Option<Date>) -> KeptItem {
    let control = &held.control;
    KeptItem::new(format!("{} {}", control.id, control.name), on, Place::Control(control.id.clone()))
}

/// Controls whose process is planned: somebody answers for it, and it says how often it runs.
pub(super) fn planned(look: &Look<'_>) -> Kept {
    let all = look.registers.live_controls().map(|held| {
        let control = &held.control;
        let owned = look.registers.people.controls.contains_key(&control.id) || !control.owner.is_empty();
        (item(held, None), owned && control.frequency.is_some())
    });
    let under = "with an owner and a frequency, of the own controls";
    Kept::of(Layer::Governance, "Controls planned", Place::Controls, under, all)
}

/// Controls that ran, as evidence shows it.
pub(super) fn ran(look: &Look<'_>) -> Kept {
    let operating =
        look.registers.live_controls().filter(|held| look.registers.operations.life(held) == Life::Operating);
    let all = operating.map(|held| {
        let on = look.last_run(&held.control.id);
        (item(held, on), on.is_some_and(|day| look.recent(day)))
    });
    let under = "with evidence of a run in the last 12 months, of the controls that operate";
    Kept::of(Layer::Operation, "Controls that ran", Place::Evidence, under, all)
}

/// Suppliers under contract that were looked at: what others provide is controlled too.
pub(super) fn supplied(look: &Look<'_>) -> Kept {
    let report = suppliers(look.registers, look.on);
    let last = report.suppliers.iter().filter_map(|one| one.reviewed).filter(|day| *day <= look.on).max();
    let under = "reviewed within a year, of the suppliers under contract";
    let sum = (report.reviewed, report.contracted, last);
    Kept::figure(Layer::Operation, "Suppliers reviewed", Place::Suppliers, under, sum)
}

/// People who were trained (clause 7.3).
pub(super) fn trained(look: &Look<'_>) -> Kept {
    let report = staff(look.registers, look.on);
    let under = "with a training of the last 12 months, of the people at work";
    Kept::figure(Layer::Operation, "People trained", Place::People, under, (report.trained, report.at_work, None))
}

/// Own controls that are linked to a clause; nothing where there is none.
pub(super) fn linked(look: &Look<'_>, clause: &str) -> Option<Kept> {
    let all = look.linked(clause).into_iter().filter_map(|(id, on)| {
        let held = look.registers.controls.get(id)?;
        Some((item(held, on), on.is_some_and(|day| look.recent(day))))
    });
    let under = "with evidence of a run in the last 12 months, of the own controls linked to it";
    let kept = Kept::of(Layer::Operation, "Own controls", Place::Controls, under, all);
    (kept.of > 0).then_some(kept)
}
