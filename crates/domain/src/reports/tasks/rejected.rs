//! Rejected evidence that no run asks for again: where the occurrence of a control is open, it names the item; what shows no
//! such run would be nobody's to mend, and is for whoever handed it in.

use super::occurrences::{Occurrence, Standing, occurrences};
use super::people::{Of, TaskKind};
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::values::{EvidenceState, Status, Window};
use jiff::civil::Date;

/// An item that was rejected, with whose it is.
pub(super) struct Rejected {
    pub kind: TaskKind,
    pub id: String,
    pub title: String,
    pub reason: String,
    pub person: String,
}

/// Items of whom is looked at, by id; what was handed in by somebody who has left is the programme manager's.
pub(super) fn rejected<'a>(registers: &'a Registers, of: Of<'a>, today: Date) -> impl Iterator<Item = Rejected> + 'a {
    let items = registers.evidence.items.iter().filter(|(_, held)| held.state == EvidenceState::Rejected);
    let mine = items.filter(move |(_, held)| {
        !a_run_asks_again(registers, held, today) && of.has(registers, Some(held.newest().by.as_str()))
    });
    mine.map(|(id, held)| Rejected {
        kind: TaskKind::HandInAgain,
        id: id.clone(),
        title: held.newest().evidence.title.clone(),
        reason: held.judgements.last().map(|judged| judged.note.clone()).unwrap_or_default(),
        person: held.newest().by.clone(),
    })
}

/// Is it named by an occurrence that is open again, or was its run shown by another item?
fn a_run_asks_again(registers: &Registers, held: &HeldEvidence, today: Date) -> bool {
    held.controls.iter().filter_map(|(id, shows)| Some((registers.controls.get(id)?, shows.ran))).any(|(own, ran)| {
        let during = occurrences(registers, own, Window { from: ran, until: ran }, today);
        let asks = |one: &Occurrence| matches!(one.standing, Standing::Due | Standing::Overdue | Standing::Done { .. });
        own.control.status != Status::Retired
            && during.iter().any(|one| one.from <= ran && ran <= one.until && asks(one))
    })
}
