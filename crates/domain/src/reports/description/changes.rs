//! What changed in the days of an engagement, as far as it is recorded: what DC 9 has to tell.

use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::operation::{HeldOperation, day_of};
use crate::values::{ControlVersion, Examination, LifeStep};
use jiff::civil::Date;

/// A change in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day.
    pub on: Date,
    /// The id that the description should name: of a control, a supplier, or of the engagement.
    pub id: String,
    /// What changed.
    pub what: String,
}

/// Control versions begun, controls retired, suppliers taken on or left, and windows set again, in the days of a Type II; the
/// earliest first. A Type I speaks of one day and has none.
///
/// That something was recorded here for the first time changed nothing in the system: the first version of a control is a
/// change only where it is recorded that it was set up, or began to run, in the period, and what a supplier's first day here
/// says is how it was found.
pub fn changes(registers: &Registers, id: &str, held: &HeldEngagement) -> Vec<Change> {
    let Examination::Type2 { window } = held.engagement.kind else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for own in controls_in_scope(registers, held) {
        let control = &own.control;
        if let Some(of) = registers.operations.controls.get(&control.id) {
            let found = of.versions.iter().filter_map(|version| Some((began(of, version)?, version)));
            // What is in force from the first day on has not changed in the period.
            for (on, version) in found.filter(|(on, _)| *on > window.from && *on <= window.until) {
                let what = match version.number {
                    1 => format!("new control: {}", version.name),
                    n => format!("version {n} of the control: {}", version.name),
                };
                all.push(Change { on, id: control.id.clone(), what });
            }
        }
        let ended = day_of(own.changed_us);
        if control.status == crate::values::Status::Retired && window.contains(ended) {
            all.push(Change { on: ended, id: control.id.clone(), what: format!("retired: {}", control.name) });
        }
    }
    for (supplier, of) in &registers.suppliers.suppliers {
        let first = of.steps.iter().map(|(step, _)| step.on).min();
        let later = of.steps.iter().filter(|(step, _)| window.contains(step.on) && Some(step.on) != first);
        for (step, _) in later {
            let what = format!("supplier {}: {}", of.supplier.name, step.to.title().to_lowercase());
            all.push(Change { on: step.on, id: supplier.clone(), what });
        }
    }
    for set in held.windows.iter().filter(|set| set.while_open && window.contains(day_of(set.at_us))) {
        let what = format!("the window was set to {} to {}", set.kind.days().from, set.kind.days().until);
        all.push(Change { on: day_of(set.at_us), id: id.to_owned(), what });
    }
    all.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
    all
}

/// The day on which a version changed something: a later one when it came into force; the first, the day on which the control
/// was set up or began to run, where one is recorded.
fn began(of: &HeldOperation, version: &ControlVersion) -> Option<Date> {
    if version.number > 1 {
        return Some(version.from);
    }
    [LifeStep::Implemented, LifeStep::Operating].iter().filter_map(|step| of.life.get(step)).min().copied()
}
