//! Whose the requests of external auditors are on the side of the audited, and by which day of a month each is wanted.

use super::people::Of;
use crate::registers::Registers;
use crate::registers::room::HeldRequest;
use crate::values::Window;
use crate::values::room::RequestState;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Requests of auditors by their day, those of one day by their number.
pub(super) type ByDay = BTreeMap<Date, Vec<(String, HeldRequest)>>;

/// Requests that were not taken back and have to be answered by whoever is looked at; one that names nobody who is here is
/// the programme manager's.
pub(super) fn asked_of<'a>(
    registers: &'a Registers,
    of: Of<'a>,
) -> impl Iterator<Item = (&'a String, &'a HeldRequest)> {
    let there = registers.room.requests.iter().filter(|(_, held)| held.state != RequestState::Withdrawn);
    there.filter(move |(_, held)| of.has(registers, Some(held.request.to.as_str())))
}

/// Those that are wanted on a day of the range, at most `most` of them, and how many were left out.
pub(super) fn by_day(registers: &Registers, of: Of<'_>, range: Window, most: usize) -> (ByDay, usize) {
    let mut days = ByDay::new();
    let (mut taken, mut left_out) = (0, 0);
    for (id, held) in asked_of(registers, of).filter(|(_, held)| range.contains(held.request.due)) {
        if taken == most {
            left_out += 1;
            continue;
        }
        taken += 1;
        days.entry(held.request.due).or_default().push((id.clone(), held.clone()));
    }
    days.values_mut().for_each(|all| all.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0))));
    (days, left_out)
}
