//! Entries of the registers of the management system that are due: to be reviewed, measured, held, closed.

use super::corrective::Corrective;
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::reports::isms::due_on;
use crate::values::isms::RegisterKind;
use jiff::ToSpan;
use jiff::civil::Date;

/// How far ahead an entry is told of, in days: most are looked at once a year.
const AHEAD_DAYS: i32 = 60;
/// Most entries that are told of.
const MOST: usize = 500;

/// Entries of whom is looked at that are overdue, or due within [`AHEAD_DAYS`] days.
pub(super) fn entries(registers: &Registers, of: Of<'_>, today: Date) -> Vec<Corrective> {
    let until = today.saturating_add(AHEAD_DAYS.days());
    let all = RegisterKind::ALL.into_iter().flat_map(|kind| registers.isms.of(kind));
    let due = all.filter(|held| of.has(registers, held.owner())).filter_map(|held| {
        let due = due_on(held).filter(|due| *due <= until)?;
        Some(Corrective {
            kind: TaskKind::Keep,
            id: held.id.clone(),
            title: held.title().to_owned(),
            what: held.declared().due.map(|due| due.what.to_owned()).unwrap_or_default(),
            person: held.owner().map(str::to_owned),
            due: Some(due),
        })
    });
    due.take(MOST).collect()
}
