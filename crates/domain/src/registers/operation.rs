//! The register of how controls operate: their attributes, their versions by date, the steps of their life, holidays.

use super::{Held, Recorded};
use crate::event::OperationEvent;
use crate::values::{ControlVersion, Holidays, Life, LifeStep, Operation, Status, Window};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How all controls operate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Operations {
    /// By own control.
    pub controls: BTreeMap<String, HeldOperation>,
    /// Days without business.
    #[serde(default)]
    pub holidays: Holidays,
}

/// How one control operates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldOperation {
    /// Its attributes.
    #[serde(default)]
    pub operation: Operation,
    /// What it said, version by version, the oldest first.
    pub versions: Vec<ControlVersion>,
    /// The steps of its life that were recorded, by day.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub life: BTreeMap<LifeStep, Date>,
}

impl HeldOperation {
    /// The version in force on a day; before the first one, none.
    pub fn on(&self, day: Date) -> Option<&ControlVersion> {
        self.versions.iter().rev().find(|version| version.from <= day)
    }

    /// The newest version.
    pub fn newest(&self) -> Option<&ControlVersion> {
        self.versions.last()
    }

    /// The versions that were in force in a window, each with its part of it.
    pub fn parts(&self, window: Window) -> Vec<(&ControlVersion, Window)> {
        let ends = self.versions.iter().skip(1).map(|next| next.from.yesterday().unwrap_or(next.from));
        let ends = ends.chain([Date::MAX]);
        let parts = self.versions.iter().zip(ends).filter_map(|(version, until)| {
            let part = Window { from: version.from.max(window.from), until: until.min(window.until) };
            (part.from <= part.until).then_some((version, part))
        });
        parts.collect()
    }
}

impl Operations {
    /// Where a control stands: what was recorded, or what its status says of it.
    pub fn life(&self, held: &Held) -> Life {
        match held.control.status {
            Status::Retired => Life::Retired,
            status => self.reached(held, status),
        }
    }

    /// How far a control had come with a status: what was recorded, or what the status says of it.
    fn reached(&self, held: &Held, status: Status) -> Life {
        let recorded = self.controls.get(&held.control.id).and_then(|operation| operation.life.keys().next_back());
        match (recorded, status) {
            (Some(LifeStep::Operating), _) => Life::Operating,
            (Some(LifeStep::Implemented), _) => Life::Implemented,
            (Some(LifeStep::Designed), _) => Life::Designed,
            (None, Status::InPlace) => Life::Operating,
            (None, Status::PartlyInPlace) => Life::Implemented,
            (None, Status::Planned) => Life::Designed,
            (None, _) => Life::Draft,
        }
    }

    /// The days of a window on which a control operated: one that was retired has its part until that day, unless it never
    /// operated before.
    pub fn in_force(&self, held: &Held, window: Window) -> Option<Window> {
        let of = self.controls.get(&held.control.id)?;
        let first = of.versions.first()?.from;
        let (reached, until) = match held.control.status {
            Status::Retired => (self.reached(held, held.retired_from?), window.until.min(day_of(held.changed_us))),
            status => (self.reached(held, status), window.until),
        };
        if reached != Life::Operating {
            return None;
        }
        let since = of.life.get(&LifeStep::Operating).map_or(first, |since| first.max(*since));
        let from = window.from.max(since);
        (from <= until).then_some(Window { from, until })
    }

    /// Notes what a control says now; another wording, owner, frequency or system makes a new version from the day on.
    pub(super) fn note(&mut self, recorded: Recorded<'_>, held: &Held, person: Option<&String>, from: Option<Date>) {
        let control = &held.control;
        let of = self.controls.entry(control.id.clone()).or_default();
        let from = from.unwrap_or_else(|| day_of(recorded.at_us));
        let last = of.versions.last();
        let next = ControlVersion {
            number: last.map_or(1, |version| version.number + 1),
            from: last.map_or(from, |version| from.max(version.from)),
            recorded_us: recorded.at_us,
            by: recorded.by.to_owned(),
            name: control.name.clone(),
            activity: control.activity.clone(),
            owner: person.unwrap_or(&control.owner).clone(),
            frequency: control.frequency,
            systems: of.operation.systems.clone(),
            limit_days: of.operation.limit_days,
        };
        match of.versions.last_mut() {
            Some(last) if last.says_the_same(&next) => {}
            // What was in force for no day was never a version.
            Some(last) if last.from == next.from => *last = ControlVersion { number: last.number, ..next },
            _ => of.versions.push(next),
        }
    }

    /// A control said to operate since before it was recorded here was in its first version since then.
    fn began(&mut self, control: &str, on: Date) {
        let first = self.controls.get_mut(control).and_then(|of| of.versions.first_mut());
        if let Some(first) = first
            && on < first.from
        {
            first.from = on;
        }
    }
}

pub(super) fn apply(operations: &mut Operations, event: OperationEvent) {
    match event {
        OperationEvent::OperationSet { control, operation, .. } => {
            operations.controls.entry(control).or_default().operation = operation;
        }
        OperationEvent::LifeRecorded { control, step, on } => {
            if let (LifeStep::Operating, Some(on)) = (step, on) {
                operations.began(&control, on);
            }
            let life = &mut operations.controls.entry(control).or_default().life;
            match on {
                Some(on) => life.insert(step, on),
                None => life.remove(&step),
            };
        }
        OperationEvent::HolidaysSet { holidays } => operations.holidays = holidays,
    }
}

/// The day of a moment, in UTC; a moment beyond the calendar lies before every day.
pub(crate) fn day_of(us: i64) -> Date {
    Timestamp::from_microsecond(us).map_or(Date::MIN, |at| Offset::UTC.to_datetime(at).date())
}
