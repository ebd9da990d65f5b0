//! The occurrences that the frequency of each control asks for, version by version, and what became of each (K5).

use crate::registers::evidence::Run;
use crate::registers::operation::HeldOperation;
use crate::registers::{Held, Registers};
use crate::reports::window::buckets;
use crate::values::evidence::LATE_DAYS;
use crate::values::{Bucket, EvidenceState, Frequency, Life, LifeStep, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Longest range of one reading, in days: two years and a day.
pub const MAX_RANGE_DAYS: i32 = 731;

/// One bucket in which a control is expected to run once, as one version of it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The control.
    pub control: String,
    /// Its version, from 1.
    pub version: u32,
    /// How often that version runs.
    pub frequency: Frequency,
    /// The bucket; for a control that runs all the time, the month for which evidence is wanted.
    pub bucket: String,
    /// First day of the bucket on which the version was in force.
    pub from: Date,
    /// Last day of it on which the version was in force.
    pub until: Date,
    /// The last day on which it is not overdue: `until`, and for a control that runs all the time 30 days later, since its
    /// evidence is wanted when the month is over. What people are told as due is this day, everywhere.
    pub due: Date,
    /// The version was in force in the whole bucket. One that was not decides nothing (K5: advisory).
    pub full: bool,
    /// The person who owns the control now.
    pub owner: Option<String>,
    /// What became of it.
    pub standing: Standing,
    /// Evidence of a run in it that was rejected.
    pub rejected: Vec<String>,
}

/// What became of an occurrence by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It ran, and evidence that counts shows it.
    Done {
        /// The item.
        evidence: String,
        /// On which day.
        on: Date,
        /// Somebody else accepted the item.
        accepted: bool,
        /// The item was received more than 30 days after the end of its period.
        late: bool,
    },
    /// Its time runs.
    Due,
    /// Its time is over, and nothing shows that it ran.
    Overdue,
    /// Its time has not begun.
    Later,
    /// Only a part of the bucket was under this version, and it has no run: that decides nothing.
    Advisory,
    /// The control does not operate.
    NotInForce,
}

impl Standing {
    /// The id used in answers.
    pub fn id(&self) -> &'static str {
        match self {
            Standing::Done { .. } => "done",
            Standing::Due => "due",
            Standing::Overdue => "overdue",
            Standing::Later => "later",
            Standing::Advisory => "advisory",
            Standing::NotInForce => "not_in_force",
        }
    }

    /// As people read it.
    pub fn title(&self) -> &'static str {
        match self {
            Standing::Done { .. } => "Done",
            Standing::Due => "Due",
            Standing::Overdue => "Overdue",
            Standing::Later => "To come",
            Standing::Advisory => "Part of a bucket",
            Standing::NotInForce => "Not in force",
        }
    }
}

/// Every occurrence of a control that touches the range, the earliest first: each bucket once for each version that was in
/// force in it. Nothing is expected of a control that runs on events, has no frequency, or had no version yet; a range longer
/// than [`MAX_RANGE_DAYS`] is cut at its beginning. `today` is the day on which they are judged.
pub fn occurrences(registers: &Registers, held: &Held, range: Window, today: Date) -> Vec<Occurrence> {
    let id = &held.control.id;
    let Some(operation) = registers.operations.controls.get(id) else { return Vec::new() };
    let range = Window { from: range.from.max(range.until.saturating_sub((MAX_RANGE_DAYS - 1).days())), ..range };
    let life = registers.operations.life(held);
    let reading = Reading { registers, held, runs: registers.evidence.runs(id), life, today };
    let mut found = Vec::new();
    for (version, part) in in_force(operation) {
        let Some(frequency) = version.frequency.filter(|frequency| *frequency != Frequency::EventDriven) else {
            continue;
        };
        let stepped = if frequency == Frequency::Continuous { Frequency::Monthly } else { frequency };
        let Some(part) = common(whole(registers, stepped, range), part) else { continue };
        for bucket in buckets(stepped, part, &registers.operations.holidays) {
            if let Some(part) = common(Window { from: bucket.from, until: bucket.until }, part)
                && common(part, range).is_some()
            {
                found.push(reading.one((version.number, frequency), &bucket, part));
            }
        }
    }
    found.sort_by_key(|one| (one.until, one.from));
    found
}

/// The versions of a control with their parts, from the day on which it began to operate where one was recorded.
pub(super) fn in_force(operation: &HeldOperation) -> impl Iterator<Item = (&crate::values::ControlVersion, Window)> {
    let began = operation.life.get(&LifeStep::Operating).copied().unwrap_or(Date::MIN);
    let all = Window { from: began, until: date(9998, 12, 31) };
    operation.parts(all).into_iter()
}

/// The range, made longer at both ends to whole buckets, so that a bucket cut by the range alone is no part of one.
fn whole(registers: &Registers, frequency: Frequency, range: Window) -> Window {
    let of = |day: Date| {
        buckets(frequency, Window { from: day, until: day }, &registers.operations.holidays).into_iter().next()
    };
    Window {
        from: of(range.from).map_or(range.from, |bucket| bucket.from),
        until: of(range.until).map_or(range.until, |bucket| bucket.until),
    }
}

pub(super) fn common(a: Window, b: Window) -> Option<Window> {
    let both = Window { from: a.from.max(b.from), until: a.until.min(b.until) };
    (both.from <= both.until).then_some(both)
}

struct Reading<'a> {
    registers: &'a Registers,
    held: &'a Held,
    runs: Vec<Run<'a>>,
    life: Life,
    today: Date,
}

impl Reading<'_> {
    fn one(&self, version: (u32, Frequency), bucket: &Bucket, part: Window) -> Occurrence {
        let (control, (version, frequency)) = (self.held.control.id.clone(), version);
        // Evidence for a month of what runs all the time is wanted when the month is over, and late 30 days after.
        let (begins, due) = match frequency {
            Frequency::Continuous => (part.until, part.until.saturating_add(LATE_DAYS.days())),
            _ => (part.from, part.until),
        };
        let run = if frequency == Frequency::Continuous { self.shown_throughout(part) } else { self.run_in(part) };
        let rejected = if run.is_some() { Vec::new() } else { self.rejected(part) };
        let standing = match run {
            _ if self.life != Life::Operating => Standing::NotInForce,
            Some(run) => Standing::Done {
                evidence: run.evidence.to_owned(),
                on: run.on,
                accepted: run.held.state == EvidenceState::Accepted,
                late: run.held.newest().days_after_period() > LATE_DAYS,
            },
            None => self.without_run(bucket, part, Window { from: begins, until: due }),
        };
        Occurrence {
            owner: self.registers.people.controls.get(&control).cloned(),
            control,
            version,
            frequency,
            bucket: bucket.name.clone(),
            from: part.from,
            until: part.until,
            due,
            full: bucket.full,
            standing,
            rejected,
        }
    }

    /// What became of a part of a bucket that nothing shows; `time` is when its run, or its evidence, is wanted.
    fn without_run(&self, bucket: &Bucket, part: Window, time: Window) -> Standing {
        let elsewhere = || self.run_in(Window { from: bucket.from, until: bucket.until }).is_some();
        if self.today < time.from {
            Standing::Later
        } else if !bucket.full && (part.until < bucket.until || self.today > time.until || elsewhere()) {
            Standing::Advisory
        } else if self.today <= time.until {
            Standing::Due
        } else {
            Standing::Overdue
        }
    }

    /// The first run on a day of the part.
    fn run_in(&self, part: Window) -> Option<Run<'_>> {
        let first = self.runs.partition_point(|run| run.on < part.from);
        self.runs.get(first).copied().filter(|run| run.on <= part.until)
    }

    /// The item that covers the last day, when items that count cover every day of the part.
    fn shown_throughout(&self, part: Window) -> Option<Run<'_>> {
        let period = |run: &Run<'_>| run.held.newest().evidence.period;
        let mut covering: Vec<Run<'_>> =
            self.runs.iter().copied().filter(|run| common(period(run), part).is_some()).collect();
        covering.sort_by_key(|run| (period(run).from, run.evidence));
        let mut next = part.from;
        for run in covering {
            if period(&run).from > next {
                return None;
            }
            if period(&run).until >= part.until {
                return Some(run);
            }
            next = next.max(period(&run).until.tomorrow().ok()?);
        }
        None
    }

    /// Rejected evidence of a run on a day of the part.
    fn rejected(&self, part: Window) -> Vec<String> {
        let (room, control) = (&self.registers.evidence, &self.held.control.id);
        let ids = room.shows.get(control).into_iter().flatten();
        let said = |id: &&String| {
            room.items.get(*id).is_some_and(|item| {
                item.state == EvidenceState::Rejected
                    && item.controls.get(control).is_some_and(|shows| part.contains(shows.ran))
            })
        };
        ids.filter(said).cloned().collect()
    }
}
