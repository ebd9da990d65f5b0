//! The evidence of an entry and until when it is in date (R98): what was accepted for the own controls that do it, and the
//! items that it refers to itself.

use super::ground::{Ground, Via};
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::reports::evidence::current_until;
use crate::values::statement::{Entry, ReferenceKind};
use crate::values::{EvidenceState, Frequency};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The item of evidence that shows an entry longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryEvidence {
    /// The item.
    pub item: String,
    /// The own control that it shows; `None` when the entry refers to the item itself.
    pub control: Option<String>,
    /// The day on which the control ran, or the last day of the item's period.
    pub dated: Date,
    /// The last day on which it is in date; `None` when nothing lets it expire.
    pub until: Option<Date>,
    /// Is it in date on the day of judgement?
    pub in_date: bool,
}

/// What shows a control longest: item, day of the run, and the last day on which it is in date.
#[derive(Clone, Copy, Debug)]
struct Shown<'a> {
    item: &'a str,
    dated: Date,
    until: Option<Date>,
}

impl Shown<'_> {
    /// What holds longest comes last, and of the same length what is newer.
    fn rank(&self) -> (Date, Date, &str) {
        (self.until.unwrap_or(Date::MAX), self.dated, self.item)
    }
}

/// The best accepted item of every own control; items that nobody has looked at yet show nothing here.
#[derive(Clone, Debug)]
pub(crate) struct Evidenced<'a> {
    best: BTreeMap<&'a str, Shown<'a>>,
}

impl<'a> Evidenced<'a> {
    pub(crate) fn new(registers: &'a Registers) -> Evidenced<'a> {
        let mut often: BTreeMap<&str, Option<Frequency>> = BTreeMap::new();
        often.extend(registers.controls.iter().map(|(id, held)| (id.as_str(), held.control.frequency)));
        let mut best: BTreeMap<&str, Shown<'_>> = BTreeMap::new();
        for (item, held) in &registers.evidence.items {
            if held.state != EvidenceState::Accepted {
                continue;
            }
            for (control, shows) in &held.controls {
                let one = shown(item, often.get(control.as_str()).copied().flatten(), held, shows.ran);
                let known = best.entry(control).or_insert(one);
                if one.rank() > known.rank() {
                    *known = one;
                }
            }
        }
        Evidenced { best }
    }

    /// The best evidence of an entry: of the own controls that are linked to it or that it refers to, and the items that it
    /// refers to itself. What the crosswalk alone proposes counts once the entry refers to it.
    pub(super) fn of_entry(&self, ground: &Ground<'_>, id: &str, entry: &Entry) -> Option<EntryEvidence> {
        let direct = ground.answers(id).iter().filter(|one| one.via == Via::Direct).map(|one| one.control.id.as_str());
        self.of((ground.registers, ground.on), direct, id, entry)
    }

    /// The best evidence of an entry, given the own controls that are linked to it.
    pub(crate) fn of<'b>(
        &self,
        (registers, on): (&Registers, Date),
        linked: impl Iterator<Item = &'b str>,
        id: &'b str,
        entry: &'b Entry,
    ) -> Option<EntryEvidence> {
        let referred = |kind: ReferenceKind| {
            entry.references.iter().filter(move |one| one.kind == kind).map(|one| one.to.as_str())
        };
        let controls = linked.chain(referred(ReferenceKind::Control)).chain(entry.own.then_some(id));
        let by_control = controls.filter_map(|control| Some((Some(control), *self.best.get(control)?)));
        let items = referred(ReferenceKind::Evidence).filter_map(|item| Some((None, of_item(registers, item)?)));
        let (control, best) = by_control.chain(items).max_by(|a, b| a.1.rank().cmp(&b.1.rank()))?;
        Some(EntryEvidence {
            item: best.item.to_owned(),
            control: control.map(str::to_owned),
            dated: best.dated,
            until: best.until,
            in_date: best.until.is_none_or(|until| until >= on),
        })
    }
}

/// Until when a run is shown, by the frequency of the control; one without a frequency lets nothing expire.
fn shown<'a>(item: &'a str, often: Option<Frequency>, held: &HeldEvidence, ran: Date) -> Shown<'a> {
    let dated = if often == Some(Frequency::Continuous) { held.newest().evidence.period.until } else { ran };
    Shown { item, dated, until: often.and_then(|often| current_until(often, dated)) }
}

/// An accepted item, whatever it shows.
fn of_item<'a>(registers: &'a Registers, id: &str) -> Option<Shown<'a>> {
    let (item, held) = registers.evidence.items.get_key_value(id)?;
    if held.state != EvidenceState::Accepted {
        return None;
    }
    let often = |control: &String| registers.controls.get(control).and_then(|held| held.control.frequency);
    let each = held.controls.iter().map(|(control, shows)| shown(item, often(control), held, shows.ran));
    let best = each.max_by(|a, b| a.rank().cmp(&b.rank()));
    Some(best.unwrap_or(Shown { item, dated: held.newest().evidence.period.until, until: None }))
}
