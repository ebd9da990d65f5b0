//! One control over a window (K5): each version judged for its part, with what shows that it ran and how that came in.

use super::days::{Look, days_of};
use super::population::population;
use crate::registers::engagement::HeldEngagement;
use crate::registers::evidence::Run;
use crate::registers::operation::{HeldOperation, day_of};
use crate::registers::{Held, Registers};
use crate::reports::evidence::clock;
use crate::reports::window::{WindowStatus, buckets, events};
use crate::values::engagement::CRITERIA;
use crate::values::{ControlVersion, EvidenceState, Frequency, Holidays, Window};
use jiff::civil::Date;

/// How a control stands over a window. A fact about runs, and no opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Every bucket that is over has a run.
    Complete,
    /// A bucket that is over has none.
    Gap,
    /// Nothing happened that it could have answered, and evidence shows the empty population.
    NotExercised,
    /// No run and nothing due in the window, and nothing shows that the population was empty.
    Unproved,
    /// It runs on events, and no population says how often it should have.
    PopulationWanted,
    /// Nothing was due so far.
    NotDue,
    /// Nobody said how often it runs.
    NoFrequency,
    /// It did not operate on any day of the window.
    NotInForce,
}

impl Status {
    /// All of them.
    pub const ALL: [Status; 8] = [
        Status::Complete,
        Status::Gap,
        Status::NotExercised,
        Status::Unproved,
        Status::PopulationWanted,
        Status::NotDue,
        Status::NoFrequency,
        Status::NotInForce,
    ];

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Status::Complete => "complete",
            Status::Gap => "gap",
            Status::NotExercised => "not_exercised",
            Status::Unproved => "unproved",
            Status::PopulationWanted => "population_wanted",
            Status::NotDue => "not_due",
            Status::NoFrequency => "no_frequency",
            Status::NotInForce => "not_in_force",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Status::Complete => "Complete",
            Status::Gap => "Gap",
            Status::NotExercised => "Not exercised",
            Status::Unproved => "Not exercised, unproved",
            Status::PopulationWanted => "Population wanted",
            Status::NotDue => "Not due yet",
            Status::NoFrequency => "No frequency",
            Status::NotInForce => "Not in force",
        }
    }

    /// Does it leave a criterion without an answer?
    pub fn leaves_open(self) -> bool {
        matches!(self, Status::Gap | Status::NoFrequency | Status::NotInForce)
    }
}

/// A control over the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlFinding {
    /// Its id.
    pub control: String,
    /// Its name as it is now.
    pub name: String,
    /// How it stands.
    pub status: Status,
    /// How often it runs, in its last version of the window.
    pub frequency: Option<Frequency>,
    /// Buckets that lie wholly inside the window and are over.
    pub full_buckets: u32,
    /// Names of full buckets without a run, and ids of events without evidence.
    pub missing: Vec<String>,
    /// Ids of events that were answered after the limit (K5): answered, and late for ever.
    pub late_events: Vec<String>,
    /// Names of buckets partly inside the window without a run inside it. They decide nothing.
    pub advisory: Vec<String>,
    /// Unbroken rows of missing buckets, first and last day.
    pub uncovered: Vec<(Date, Date)>,
    /// Days of the window before its first version, before it operated, or after it was retired.
    pub not_in_force: Vec<(Date, Date)>,
    /// Its versions, each for its part of the window.
    pub parts: Vec<PartFinding>,
    /// What shows that it ran, the earliest first.
    pub runs: Vec<RunFinding>,
    /// What has to come next, while the window is open.
    pub due: Option<Due>,
    /// What shows that nothing happened.
    pub proof: Option<Proof>,
    /// The criteria that it is linked to.
    pub criteria: Vec<String>,
}

/// A version of a control for its part of the window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartFinding {
    /// The version, from 1.
    pub version: u32,
    /// Its part.
    pub window: Window,
    /// How often it ran.
    pub frequency: Option<Frequency>,
    /// Its owner: a person's id, or the name as text.
    pub owner: String,
    /// What is another than in the version before: `wording`, `owner`, `frequency`, `system`, `limit`.
    pub changed: Vec<&'static str>,
    /// It was recorded after the day from which it holds.
    pub recorded_afterwards: bool,
    /// How it stands for its part alone.
    pub status: Status,
    /// Full buckets of its part.
    pub full_buckets: u32,
    /// Full buckets of its part without a run.
    pub missing: Vec<String>,
    /// Runs in its part.
    pub runs: usize,
}

/// A run, with how its evidence came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFinding {
    /// The day.
    pub on: Date,
    /// The item that shows it.
    pub evidence: String,
    /// Somebody else accepted the item.
    pub accepted: bool,
    /// Received more than 30 days after the end of its period.
    pub late: bool,
    /// Claimed to have been collected more than 7 days before it was received.
    pub back_dated: bool,
    /// Received, or said to show this control, after the window was closed.
    pub after_close: bool,
}

impl RunFinding {
    /// Did it come in as it should?
    pub fn in_time(&self) -> bool {
        !(self.late || self.back_dated || self.after_close)
    }
}

/// A bucket that is running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its name.
    pub bucket: String,
    /// The last day on which a run counts.
    pub by: Date,
    /// It lies wholly inside the window: without a run it will be missing.
    pub full: bool,
}

/// What shows that a population was empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The item.
    pub evidence: String,
    /// What it says.
    pub note: String,
    /// It covers every day of the window that is over.
    pub covers: bool,
}

/// What a control is held against.
#[derive(Clone, Copy)]
pub(super) struct Judging<'a> {
    pub(super) registers: &'a Registers,
    pub(super) id: &'a str,
    pub(super) held: &'a HeldEngagement,
    pub(super) window: Window,
    pub(super) on: Date,
}

impl<'a> Judging<'a> {
    /// The runs of a control. What shows that its population was empty shows no run, though it is linked to it.
    pub(super) fn runs(&self, control: &str) -> Vec<Run<'a>> {
        let empty = self.held.unexercised.get(control).map(|recorded| recorded.evidence.as_str());
        let mut runs = self.registers.evidence.runs(control);
        runs.retain(|run| Some(run.evidence) != empty);
        runs
    }

    /// The part of the window whose days are over; `None` before its first day is.
    pub(super) fn over(&self) -> Option<Window> {
        let until = if self.on <= self.window.until { self.on.yesterday().ok()? } else { self.window.until };
        (self.window.from <= until).then_some(Window { from: self.window.from, until })
    }

    /// The days of a part of the window that count as runs: none lies after the day on which it is judged.
    pub(super) fn days(&self, frequency: Frequency, runs: &[Run<'_>], part: Window) -> Vec<Date> {
        let until = part.until.min(self.on);
        if until < part.from { Vec::new() } else { days_of(frequency, runs, Window { from: part.from, until }) }
    }

    fn running(&self) -> bool {
        self.window.contains(self.on)
    }
}

/// A stretch of the window over which a control ran equally often, whatever else of it changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) frequency: Option<Frequency>,
    pub(super) limit_days: Option<u32>,
    pub(super) window: Window,
}

/// The versions in a window as stretches of one frequency: a change of wording alone hides no missing bucket.
pub(super) fn stretches(of: &HeldOperation, window: Window) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    for (version, part) in of.parts(window) {
        match all.last_mut() {
            Some(last) if last.frequency == version.frequency && last.limit_days == version.limit_days => {
                last.window.until = part.until;
            }
            _ => all.push(Stretch { frequency: version.frequency, limit_days: version.limit_days, window: part }),
        }
    }
    all
}

/// Holds one control against the window.
pub(super) fn control(judging: Judging<'_>, own: &Held) -> ControlFinding {
    let Judging { registers, window, .. } = judging;
    let id = &own.control.id;
    let runs = judging.runs(id);
    let mut finding = ControlFinding {
        control: id.clone(),
        name: own.control.name.clone(),
        status: Status::NotInForce,
        frequency: None,
        full_buckets: 0,
        missing: Vec::new(),
        late_events: Vec::new(),
        advisory: Vec::new(),
        uncovered: Vec::new(),
        not_in_force: vec![(window.from, window.until)],
        parts: Vec::new(),
        runs: shown(judging, &runs),
        due: None,
        proof: proof(judging, id),
        criteria: own.control.linked(CRITERIA).map(|(item, _)| item.to_owned()).collect(),
    };
    let (Some(force), Some(of)) = (registers.operations.in_force(own, window), registers.operations.controls.get(id))
    else {
        return finding;
    };
    finding.not_in_force = outside(window, force);
    let mut looks = Vec::new();
    finding.parts = parts(judging, of, force, &runs, &mut looks);
    finding.frequency = finding.parts.last().and_then(|part| part.frequency);
    let mut statuses = Vec::new();
    for stretch in stretches(of, force) {
        // A stretch of one version alone is the part that was looked at already.
        let same = |look: &Look| Some(look.frequency) == stretch.frequency && look.part == stretch.window;
        let look = looks.iter().position(same).map(|at| looks.swap_remove(at));
        let look = look.or_else(|| stretch.frequency.map(|frequency| judging.look(frequency, &runs, stretch.window)));
        statuses.push(look.map_or(Status::NoFrequency, |look| stretch_of(judging, &mut finding, stretch, look)));
    }
    if !statuses.is_empty() {
        finding.status = whole(judging, &finding, &statuses);
    }
    finding
}

/// How the whole stands: what is worst about its stretches.
fn whole(judging: Judging<'_>, finding: &ControlFinding, statuses: &[Status]) -> Status {
    let has = |status: Status| statuses.contains(&status);
    let shown = finding.proof.as_ref().is_some_and(|proof| proof.covers) || empty_list(judging, &finding.control);
    let proved = shown && finding.runs.is_empty();
    match () {
        () if has(Status::Gap) => Status::Gap,
        () if has(Status::NoFrequency) => Status::NoFrequency,
        () if has(Status::PopulationWanted) && !proved => Status::PopulationWanted,
        () if has(Status::Complete) => Status::Complete,
        () if proved => Status::NotExercised,
        () if judging.on <= judging.window.until => Status::NotDue,
        () => Status::Unproved,
    }
}

/// Is there a frozen list of the days that are over, and is it empty? It is evidence that nothing happened.
fn empty_list(judging: Judging<'_>, control: &str) -> bool {
    let listed = judging.registers.testing.speaking(judging.id, control);
    let covers =
        |period: Window| judging.over().is_some_and(|over| period.from <= over.from && over.until <= period.until);
    listed.is_some_and(|(_, held)| {
        held.frozen.is_some() && held.population.items.is_empty() && covers(held.population.period)
    })
}

/// Judges one stretch as far as its days are over, and adds what it shows.
fn stretch_of(judging: Judging<'_>, finding: &mut ControlFinding, stretch: Stretch, look: Look) -> Status {
    let Look { frequency, days, closed, .. } = look;
    if frequency == Frequency::EventDriven {
        return of_events(judging, finding, stretch);
    }
    let holidays = &judging.registers.operations.holidays;
    let running = judging.running() && stretch.window.contains(judging.on);
    if running {
        finding.due = due(judging, frequency, stretch.window, &days, holidays);
    }
    let Some(mut found) = closed else {
        return if days.is_empty() { Status::NotDue } else { Status::Complete };
    };
    // The bucket that is running is due, and no advice about a part of it is needed.
    if running {
        let running = buckets(frequency, Window { from: judging.on, until: judging.on }, holidays);
        found.advisory.retain(|name| running.iter().all(|bucket| bucket.name != *name));
    }
    finding.full_buckets += found.full_buckets;
    finding.uncovered.append(&mut found.uncovered);
    finding.missing.append(&mut found.missing);
    finding.advisory.append(&mut found.advisory);
    match found.status {
        WindowStatus::Gap => Status::Gap,
        WindowStatus::NotExercised if days.is_empty() => Status::NotExercised,
        _ => Status::Complete,
    }
}

fn of_events(judging: Judging<'_>, finding: &mut ControlFinding, stretch: Stretch) -> Status {
    let Some(cases) = population(judging.registers, judging.id, &finding.control) else {
        return Status::PopulationWanted;
    };
    let inside: Vec<_> = cases.into_iter().filter(|case| stretch.window.contains(case.due_from)).collect();
    let found = events(stretch.limit_days.unwrap_or_default(), &inside, Some(judging.on));
    let status = if found.missing.is_empty() { Status::Complete } else { Status::Gap };
    finding.full_buckets += u32::try_from(found.population).unwrap_or(u32::MAX);
    finding.missing.extend(found.missing);
    finding.late_events.extend(found.late);
    match status {
        Status::Gap => Status::Gap,
        _ if !listed_to_the_end(judging, &finding.control, stretch.window) => Status::PopulationWanted,
        _ if inside.is_empty() => Status::NotExercised,
        _ => status,
    }
}

/// Does the list that speaks for a control reach over the whole stretch? Asked when the window is over: until then a list
/// cannot reach to its end.
fn listed_to_the_end(judging: Judging<'_>, control: &str, stretch: Window) -> bool {
    let listed = judging.registers.testing.speaking(judging.id, control).map(|(_, held)| held.population.period);
    let whole = |period: Window| period.from <= stretch.from && stretch.until <= period.until;
    judging.on <= judging.window.until || listed.is_some_and(whole)
}

/// The bucket that is running, if it has no run yet.
fn due(judging: Judging<'_>, frequency: Frequency, window: Window, days: &[Date], holidays: &Holidays) -> Option<Due> {
    let today = Window { from: judging.on, until: judging.on };
    let bucket = buckets(frequency, today, holidays).into_iter().next()?;
    let (from, until) = (bucket.from.max(window.from), bucket.until.min(window.until));
    let ran = days.iter().any(|day| from <= *day && *day <= until);
    let full = window.from <= bucket.from && bucket.until <= window.until;
    (!ran).then_some(Due { bucket: bucket.name, by: until, full })
}

/// Each version for its own part; what was looked at for it is kept.
fn parts(
    judging: Judging<'_>,
    of: &HeldOperation,
    force: Window,
    runs: &[Run<'_>],
    looks: &mut Vec<Look>,
) -> Vec<PartFinding> {
    let mut found = Vec::new();
    for (version, window) in of.parts(force) {
        let before = of.versions.iter().rev().find(|other| other.number < version.number);
        let look = version.frequency.map(|frequency| judging.look(frequency, runs, window));
        let days = look.as_ref().map_or(0, |look| look.days.len());
        let checked = look.as_ref().and_then(|look| look.closed.as_ref());
        let status = match (version.frequency, checked) {
            (None, _) => Status::NoFrequency,
            (Some(Frequency::EventDriven), _) => Status::PopulationWanted,
            (_, Some(checked)) if checked.status == WindowStatus::Gap => Status::Gap,
            (_, Some(checked)) if checked.status == WindowStatus::Complete => Status::Complete,
            (..) if days > 0 => Status::Complete,
            (..) if judging.on <= window.until => Status::NotDue,
            _ => Status::Unproved,
        };
        let (full_buckets, missing) =
            checked.map_or((0, Vec::new()), |found| (found.full_buckets, found.missing.clone()));
        found.push(PartFinding {
            version: version.number,
            window,
            frequency: version.frequency,
            owner: version.owner.clone(),
            changed: before.map(|before| changed(before, version)).unwrap_or_default(),
            recorded_afterwards: day_of(version.recorded_us) > version.from,
            status,
            full_buckets,
            missing,
            runs: days,
        });
        looks.extend(look);
    }
    found
}

fn changed(before: &ControlVersion, now: &ControlVersion) -> Vec<&'static str> {
    let wording = (&before.name, &before.activity) != (&now.name, &now.activity);
    let all = [
        (wording, "wording"),
        (before.owner != now.owner, "owner"),
        (before.frequency != now.frequency, "frequency"),
        (before.systems != now.systems, "system"),
        (before.limit_days != now.limit_days, "limit"),
    ];
    all.into_iter().filter(|(other, _)| *other).map(|(_, what)| what).collect()
}

/// The runs inside the window; of a continuous control each item whose period touches it.
fn shown(judging: Judging<'_>, runs: &[Run<'_>]) -> Vec<RunFinding> {
    let Judging { held, window, .. } = judging;
    let mut shown = Vec::with_capacity(runs.len());
    for run in runs {
        let period = run.held.newest().evidence.period;
        if judging.on < run.on {
            continue;
        }
        if !window.contains(run.on) && (period.until < window.from || window.until < period.from) {
            continue;
        }
        let marks = clock(run.held);
        let came = run.said_us.max(run.held.newest().received_us);
        shown.push(RunFinding {
            on: run.on,
            evidence: run.evidence.to_owned(),
            accepted: run.held.state == EvidenceState::Accepted,
            late: marks.late,
            back_dated: marks.back_dated.is_some(),
            after_close: held.closed_us.is_some_and(|closed| closed < came),
        });
    }
    shown
}

fn proof(judging: Judging<'_>, control: &str) -> Option<Proof> {
    let recorded = judging.held.unexercised.get(control)?;
    let item = judging.registers.evidence.items.get(&recorded.evidence).filter(|item| item.counts());
    let period = item.map(|item| item.newest().evidence.period);
    let covers = match (judging.over(), period) {
        (Some(over), Some(period)) => period.from <= over.from && over.until <= period.until,
        (None, _) | (_, None) => false,
    };
    Some(Proof { evidence: recorded.evidence.clone(), note: recorded.note.clone(), covers })
}

fn outside(window: Window, force: Window) -> Vec<(Date, Date)> {
    let before = (window.from < force.from).then(|| (window.from, force.from.yesterday().unwrap_or(force.from)));
    let after = (force.until < window.until).then(|| (force.until.tomorrow().unwrap_or(force.until), window.until));
    before.into_iter().chain(after).collect()
}
