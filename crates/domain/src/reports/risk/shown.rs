//! The newest evidence of a control, and whether it is in date.

use crate::registers::Registers;
use crate::reports::evidence::current_until;
use crate::reports::statement::EntryEvidence;
use crate::values::{EvidenceState, Frequency};
use jiff::civil::Date;

/// The newest accepted evidence of a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The item.
    pub item: String,
    /// The day on which the control ran, or the last day of the item's period for one that always runs.
    pub dated: Date,
    /// The last day on which it is in date; `None` when nothing lets it expire.
    pub until: Option<Date>,
    /// In date on the day of judgement.
    pub in_date: bool,
}

impl From<EntryEvidence> for Shown {
    fn from(one: EntryEvidence) -> Shown {
        Shown { item: one.item, dated: one.dated, until: one.until, in_date: one.in_date }
    }
}

/// The accepted evidence of a control that is in date longest.
pub fn shown(registers: &Registers, control: &str, on: Date) -> Option<Shown> {
    let room = &registers.evidence;
    let frequency = registers.controls.get(control).and_then(|held| held.control.frequency);
    let items = room.shows.get(control)?.iter().filter_map(|id| room.items.get_key_value(id));
    let accepted = items.filter(|(_, held)| held.state == EvidenceState::Accepted);
    let best = accepted
        .filter_map(|(id, held)| {
            let ran = held.controls.get(control)?.ran;
            let dated =
                if frequency == Some(Frequency::Continuous) { held.newest().evidence.period.until } else { ran };
            Some((frequency.and_then(|frequency| current_until(frequency, dated)), dated, id))
        })
        .max_by_key(|(until, dated, _)| (until.unwrap_or(Date::MAX), *dated));
    best.map(|(until, dated, id)| Shown {
        item: id.clone(),
        dated,
        until,
        in_date: until.is_none_or(|until| until >= on),
    })
}
