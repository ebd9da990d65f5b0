//! How long evidence is kept: the longest rule of the frameworks that use it (rule 10, R168).

use super::serves::reused_for;
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::{Target, counted};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The last day on which an item has to be kept, and the rule that says so: the longest of the frameworks that use it,
/// counted from the end of the window in which it counts, or of its period. `None` for what no framework uses.
///
/// A framework uses what shows a control that is linked to it, and what is reused for it through the crosswalk of the
/// profile: either may stand in a package of that framework.
pub fn keep_until(registers: &Registers, held: &HeldEvidence) -> Option<(Date, String)> {
    let period = held.newest().evidence.period;
    let ends = users(registers, held).into_iter().filter_map(|(framework, through)| {
        let months = registers.evidence.months(framework)?;
        let from = match framework {
            "soc2-tsc-2017" => registers.engagements.last_window_end(period).unwrap_or(period.until),
            _ => period.until,
        };
        let until = from.saturating_add(i64::from(months).months());
        let through = through.map(|crosswalk| format!(", reused through {crosswalk}")).unwrap_or_default();
        Some((until, format!("{framework}, {} from {from}{through}", counted(months, "month", "months"))))
    });
    ends.max()
}

/// The frameworks that use an item; with the crosswalk where that alone leads there.
fn users<'a>(registers: &'a Registers, held: &'a HeldEvidence) -> BTreeMap<&'a str, Option<&'a str>> {
    let shown = || held.controls.keys().map(String::as_str);
    let controls = shown().filter_map(|id| registers.controls.get(id));
    let keys = controls.flat_map(|held| held.control.links.keys());
    let mut users: BTreeMap<&str, Option<&str>> =
        keys.filter_map(|key| Target::of_key(key)).map(|(framework, _)| (framework, None)).collect();
    if let Some((framework, crosswalk)) = reused_for(registers, shown()) {
        users.entry(framework).or_insert(Some(crosswalk));
    }
    users
}
