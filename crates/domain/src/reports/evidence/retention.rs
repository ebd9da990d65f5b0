//! How long evidence is kept: the longest rule of the frameworks that use it (rule 10, R168).

use super::serves::reused_for;
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::{Target, Window, counted};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Months of a certification cycle: what is kept for longer than that is kept for the rest after the cycle.
const CYCLE_MONTHS: u32 = 36;

/// The last day on which an item has to be kept, and the rule that says so: the longest of the frameworks that use it,
/// counted from the end of the window in which it counts, or of its period; for certification not before the cycle is over
/// for which it was collected. `None` for what no framework uses.
///
/// A framework uses what shows a control that is linked to it, and what is reused for it through the crosswalk of the
/// profile: either may stand in a package of that framework. What was accepted once was relied on: a later version for an
/// earlier period, and a control that the item no longer shows, make its time no shorter.
pub fn keep_until(registers: &Registers, held: &HeldEvidence) -> Option<(Date, String)> {
    let users = users(registers, held);
    let periods = held.relied_on().map(|version| version.evidence.period);
    periods.filter_map(|period| longest(registers, &users, period)).max()
}

fn longest(registers: &Registers, users: &BTreeMap<&str, Option<&str>>, period: Window) -> Option<(Date, String)> {
    let ends = users.iter().filter_map(|(framework, through)| {
        let months = registers.evidence.months(framework)?;
        let (from, months) = match *framework {
            "soc2-tsc-2017" => (registers.engagements.last_window_end(period).unwrap_or(period.until), months),
            "iso27001-2022" => certified(registers, period, months),
            _ => (period.until, months),
        };
        let until = from.saturating_add(i64::from(months).months());
        let through = through.map(|crosswalk| format!(", reused through {crosswalk}")).unwrap_or_default();
        Some((until, format!("{framework}, {} from {from}{through}", counted(months, "month", "months"))))
    });
    ends.max()
}

/// From which day on, and for how many months: from the end of the period, or for what is left of the months after the
/// cycle of the certificate, whichever is later.
fn certified(registers: &Registers, period: Window, months: u32) -> (Date, u32) {
    let end = |from: Date, months: u32| from.saturating_add(i64::from(months).months());
    let cycle = registers.certifications.cycle_end(period.until).zip(months.checked_sub(CYCLE_MONTHS));
    let later = cycle.filter(|(from, rest)| end(*from, *rest) > end(period.until, months));
    later.unwrap_or((period.until, months))
}

/// The frameworks that use an item; with the crosswalk where that alone leads there.
fn users<'a>(registers: &'a Registers, held: &'a HeldEvidence) -> BTreeMap<&'a str, Option<&'a str>> {
    let accepted = held.judgements.iter().any(|judgement| judgement.accepted);
    let before = held.unlinked.iter().filter(move |_| accepted);
    let shown: Vec<&str> = held.controls.keys().chain(before).map(String::as_str).collect();
    let controls = shown.iter().filter_map(|id| registers.controls.get(*id));
    let keys = controls.flat_map(|held| held.control.links.keys());
    let mut users: BTreeMap<&str, Option<&str>> =
        keys.filter_map(|key| Target::of_key(key)).map(|(framework, _)| (framework, None)).collect();
    if let Some((framework, crosswalk)) = reused_for(registers, shown.iter().copied()) {
        users.entry(framework).or_insert(Some(crosswalk));
    }
    users
}
