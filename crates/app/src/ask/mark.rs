//! What an answer rests on: the entries that were seen, the days, and the rules that were set aside meanwhile.

use crate::App;
use crate::history::Live;
use domain::registers::Registers;
use domain::registers::people::HeldWaiver;
use domain::values::Duty;
use jiff::civil::Date;

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Short name of the organisation.
    pub slug: String,
    /// Name of the organisation.
    pub name: String,
    /// Recorded by the end of this day.
    pub as_of: Date,
    /// Judged on this day.
    pub on: Date,
    /// Number of entries seen.
    pub entries: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// An earlier day was asked for.
    pub past: bool,
    /// Waivers of a rule of separation of duty in force on the day judged (SoD-18).
    pub waivers: Vec<Waived>,
}

impl Mark {
    /// The number of the last entry seen; entries are numbered from 0.
    pub fn entry(&self) -> u64 {
        self.entries.saturating_sub(1)
    }
}

/// A waiver as it stands on every report that is made while it lasts (SoD-18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waived {
    /// Its id.
    pub id: String,
    /// The rule that is set aside.
    pub duty: Duty,
    /// For whom, by name.
    pub person: String,
    /// Why, and what is done instead.
    pub reason: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Who approved it, by name.
    pub approved_by: String,
    /// Approved by the only person there was.
    pub alone: bool,
}

impl App {
    /// The waivers in force on a day, with the names of this organisation.
    pub(super) fn waived(&self, live: &Live, registers: &Registers, on: Date) -> Vec<Waived> {
        let name = |id: &str| self.name_at(&live.record.id, id);
        let told = |(id, held): (&String, &HeldWaiver)| Waived {
            id: id.clone(),
            duty: held.waiver.duty,
            person: name(&held.waiver.person),
            reason: held.waiver.reason.clone(),
            from: held.waiver.from,
            until: held.waiver.until,
            approved_by: held.approved_by.as_deref().map(name).unwrap_or_default(),
            alone: held.alone,
        };
        registers.people.waivers_on(on).map(told).collect()
    }
}
