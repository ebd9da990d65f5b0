//! How long evidence is kept: the longest rule of the frameworks that use it (rule 10, R168).

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::{Target, counted};
use jiff::ToSpan;
use jiff::civil::Date;

/// The last day on which an item has to be kept, and the rule that says so: the longest of the frameworks that use it,
/// counted from the end of the window in which it counts, or of its period. `None` for what no framework uses.
pub fn keep_until(registers: &Registers, held: &HeldEvidence) -> Option<(Date, String)> {
    let period = held.newest().evidence.period;
    let controls = held.controls.keys().filter_map(|id| registers.controls.get(id));
    let mut frameworks: Vec<&str> = controls
        .flat_map(|held| held.control.links.keys())
        .filter_map(|key| Target::of_key(key))
        .map(|(f, _)| f)
        .collect();
    frameworks.sort_unstable();
    frameworks.dedup();
    let ends = frameworks.into_iter().filter_map(|framework| {
        let months = registers.evidence.months(framework)?;
        let from = match framework {
            "soc2-tsc-2017" => registers.engagements.last_window_end(period).unwrap_or(period.until),
            _ => period.until,
        };
        let until = from.saturating_add(i64::from(months).months());
        Some((until, format!("{framework}, {} from {from}", counted(months, "month", "months"))))
    });
    ends.max()
}
