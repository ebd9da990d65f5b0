//! The roadmap: every step of a route on the calendar, as early and as late as the figures allow, shortened by what the registers
//! show done (K13, R287-R298, R309, R313, R317).

mod binding;
mod length;
mod place;

pub use binding::Binding;
pub use length::Lengths;

use super::book::{Beside, Book, Sourced};
use super::facts::TaskState;
use super::timeline::{MAX_WEEKS, days_after};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::plan::{
    Actual, Choices, MAX_MONTHS, MAX_PERCENT, MIN_PERCENT, Range, Route, RouteTrack, StepKind, TrackFramework,
};
use crate::values::{Membership, Role, Window, counted};
use jiff::ToSpan;
use jiff::civil::Date;
use length::{days_between, days_of};
use place::{Placed, place};

/// Whose work a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleAt {
    /// The role.
    pub role: Role,
    /// The members who hold it, by id.
    pub people: Vec<String>,
}

/// A step on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStep {
    /// Track and step, such as `extension/foundation`.
    pub id: String,
    /// The track.
    pub track: String,
    /// Its title.
    pub title: String,
    /// What kind of time it takes.
    pub kind: StepKind,
    /// Where its track leads.
    pub framework: TrackFramework,
    /// It holds work on clauses 4 to 10.
    pub clauses: bool,
    /// How long it was published or chosen to take.
    pub lengths: Lengths,
    /// Days that are left of that, by what is done and by maturity; 0 for a step of which nothing is left.
    pub days: Range,
    /// Its days with the least lengths.
    pub early: Window,
    /// Its days with the greatest lengths.
    pub late: Window,
    /// Holidays that made it longer, with the greatest lengths.
    pub holidays: u32,
    /// Its tasks, and what shows those that are done.
    pub tasks: Vec<TaskState>,
    /// Whose work it is.
    pub people: Vec<PeopleAt>,
    /// Who takes part from outside.
    pub others: Vec<String>,
    /// Its part of the internal effort, in tenths of a full-time month.
    pub effort: Option<Range>,
    /// When it really began and ended.
    pub actual: Actual,
    /// A day more of it is a day more of the whole.
    pub critical: bool,
    /// Days by which it can be late before the whole is.
    pub slack_days: u64,
    /// Its last day, with the greatest lengths, is over, and no end of it was recorded.
    pub overdue: bool,
}

impl PlannedStep {
    /// Nothing of it is left to do.
    pub fn done(&self) -> bool {
        self.days.high == 0 || self.actual.ended.is_some()
    }

    /// Days that tasks and maturity took from what was published; negative when it became longer.
    pub fn shortened(&self) -> i64 {
        let days = |days: u64| i64::try_from(days).unwrap_or(i64::MAX);
        days(self.lengths.days.high) - days(self.days.high)
    }

    /// What shows that tasks of it are done.
    pub fn facts(&self) -> impl Iterator<Item = &TaskState> {
        self.tasks.iter().filter(|task| task.done.is_some())
    }
}

/// The same way told by its parts, where sources tell it in two manners (K13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// What it is called.
    pub title: String,
    /// Its parts with their days.
    pub parts: Vec<(String, Sourced, Range)>,
    /// Days of all.
    pub days: Range,
    /// The last day, with the least and with the greatest lengths.
    pub ends: (Date, Date),
}

/// A route on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roadmap {
    /// What was chosen.
    pub choices: Choices,
    /// Title of the route.
    pub title: String,
    /// The steps, track by track.
    pub steps: Vec<PlannedStep>,
    /// The last day, with the least and with the greatest lengths.
    pub ends: (Date, Date),
    /// Days from the first to the last.
    pub days: Range,
    /// Weeks of the plan in which two steps of one track run, with the greatest lengths.
    pub overlap_weeks: Vec<u64>,
    /// What binds it.
    pub binding: Binding,
    /// Day by which the certification body is to be asked, and the figure of its lead.
    pub book_by: Option<(Date, Sourced)>,
    /// Days of the audit itself: Stage 1 and Stage 2.
    pub audit_days: Vec<Sourced>,
    /// The same way by its parts.
    pub other: Option<OtherReading>,
    /// Published figures of the whole way, then of each of its tracks.
    pub beside: Vec<Beside>,
    /// What is odd about the choices.
    pub notes: Vec<String>,
}

impl Roadmap {
    /// The weeks in which two steps of one track run, in words; `None` where none do.
    pub fn overlapping(&self) -> Option<String> {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for week in &self.overlap_weeks {
            match runs.last_mut().filter(|(_, last)| last + 1 == *week) {
                Some((_, last)) => *last = *week,
                None => runs.push((*week, *week)),
            }
        }
        let told = |(first, last)| if first == last { format!("{first}") } else { format!("{first} to {last}") };
        let told: Vec<String> = runs.into_iter().map(told).collect();
        let weeks = if self.overlap_weeks.len() == 1 { "Week" } else { "Weeks" };
        (!told.is_empty())
            .then(|| format!("{weeks} of the plan in which two steps of one track run: {}.", told.join(", ")))
    }
}

/// A window that is shorter is warned of; below the other, it is explained.
const SHORT_WINDOW_MONTHS: u32 = 3;
/// The window from which on a report is held to be useful.
const USEFUL_WINDOW_MONTHS: u32 = 6;

/// The roadmap of these choices on a day.
///
/// # Errors
/// [`Refusal::Unknown`] for a route that is not known, [`Refusal::NotPossible`] for choices that cannot be reckoned with, and when its
/// days leave the calendar.
pub fn roadmap(registers: &Registers, book: &Book<'_>, choices: &Choices, on: Date) -> Result<Roadmap, Refusal> {
    let route = book.tables().route(&choices.route)?;
    possible(choices)?;
    days_after(choices.start, MAX_WEEKS * 7, "start")?;
    let mut placed: Vec<(&RouteTrack, Placed)> = Vec::new();
    for one in &route.tracks {
        let earlier = one.after.as_ref().and_then(|after| placed.iter().find(|(track, _)| track.track == *after));
        let after = |day: Date| day.tomorrow().unwrap_or(day);
        let from = earlier.map_or((choices.start, choices.start), |(_, done)| (after(done.ends.0), after(done.ends.1)));
        placed.push((one, place(registers, book, book.tables().track(&one.track)?, choices, from, on)?));
    }
    let ends = placed
        .iter()
        .fold((choices.start, choices.start), |ends, (_, one)| (ends.0.max(one.ends.0), ends.1.max(one.ends.1)));
    let waits = |track: &str| route.tracks.iter().any(|other| other.after.as_deref() == Some(track));
    let mut steps = Vec::new();
    for (track, one) in placed {
        let slack = if waits(&track.track) { 0 } else { days_between(one.ends.1, ends.1) };
        steps.extend(one.steps.into_iter().map(|step| PlannedStep {
            critical: slack == 0 && step.days.high > 0,
            slack_days: u64::try_from(slack).unwrap_or_default(),
            ..step
        }));
    }
    for step in &mut steps {
        step.people = people(registers, &step.people);
    }
    let length = |end: Date| u64::try_from(days_between(choices.start, end) + 1).unwrap_or_default();
    Ok(Roadmap {
        title: route.title.clone(),
        days: Range { low: length(ends.0), high: length(ends.1) },
        overlap_weeks: overlap_weeks(choices.start, &steps),
        binding: binding::binding(&steps),
        book_by: book_by(book, &steps)?,
        audit_days: audit_days(book, &steps)?,
        other: other(book, choices, &steps)?,
        beside: book.beside(&claims(book, route)?),
        notes: notes(choices, &steps),
        choices: choices.clone(),
        steps,
        ends,
    })
}

/// The members who hold a role today.
fn people(registers: &Registers, wanted: &[PeopleAt]) -> Vec<PeopleAt> {
    let holds = |role: Role| {
        let members = registers.people.members.iter();
        members.filter(move |(_, one)| one.state == Membership::Confirmed && one.roles.contains(&role))
    };
    let one = |at: &PeopleAt| PeopleAt { role: at.role, people: holds(at.role).map(|(id, _)| id.clone()).collect() };
    wanted.iter().map(one).collect()
}

/// Claims about the whole way, then about the length of each of its tracks; each once.
fn claims(book: &Book<'_>, route: &Route) -> Result<Vec<String>, Refusal> {
    let mut all = route.beside.clone();
    for one in &route.tracks {
        for claim in &book.tables().track(&one.track)?.beside {
            if !all.contains(claim) {
                all.push(claim.clone());
            }
        }
    }
    Ok(all)
}

/// Weeks of the plan that lie in two steps of one track.
fn overlap_weeks(start: Date, steps: &[PlannedStep]) -> Vec<u64> {
    let week = |day: Date| u64::try_from(days_between(start, day)).unwrap_or_default() / 7 + 1;
    let mut found = std::collections::BTreeSet::new();
    for (at, one) in steps.iter().enumerate().filter(|(_, one)| one.days.high > 0) {
        for other in steps.iter().skip(at + 1).filter(|other| other.track == one.track && other.days.high > 0) {
            // What was reported of an earlier plan may lie before the start.
            let (from, until) = (one.late.from.max(other.late.from).max(start), one.late.until.min(other.late.until));
            if from <= until {
                found.extend(week(from)..=week(until));
            }
        }
    }
    found.into_iter().collect()
}

/// A certification body is asked before its audit by the longest lead that was published.
fn book_by(book: &Book<'_>, steps: &[PlannedStep]) -> Result<Option<(Date, Sourced)>, Refusal> {
    let audits = |step: &&PlannedStep| {
        step.framework == TrackFramework::Iso27001 && matches!(step.kind, StepKind::Audit | StepKind::Lead)
    };
    let Some(audit) = steps.iter().find(audits) else { return Ok(None) };
    let lead = book.of("iso.audit_lead")?;
    let weeks = i64::try_from(lead.range.high).unwrap_or_default();
    let by = match audit.kind {
        // The lead is the step itself.
        StepKind::Lead => audit.early.from,
        _ => audit.early.from.saturating_sub((weeks * 7).days()),
    };
    Ok(Some((by, lead)))
}

fn audit_days(book: &Book<'_>, steps: &[PlannedStep]) -> Result<Vec<Sourced>, Refusal> {
    if !steps.iter().any(|step| step.framework == TrackFramework::Iso27001) {
        return Ok(Vec::new());
    }
    ["iso.stage1", "iso.stage2"].into_iter().map(|key| book.of(key)).collect()
}

/// The parts of the way from SOC 2 to ISO/IEC 27001, beside its phases.
fn other(book: &Book<'_>, choices: &Choices, steps: &[PlannedStep]) -> Result<Option<OtherReading>, Refusal> {
    let Some(first) = steps.iter().find(|step| step.track == "extension") else { return Ok(None) };
    let track = book.tables().track("parts")?;
    let (mut parts, mut days) = (Vec::new(), Range::default());
    for step in &track.steps {
        let figure = book.of(step.length.figure.as_deref().unwrap_or_default())?;
        let length = days_of(&figure);
        days = days.plus(length);
        parts.push((step.title.clone(), figure, length));
    }
    let from = if steps.iter().any(|step| step.track != first.track) { first.early.from } else { choices.start };
    let end = |days: u64| days_after(from, days.saturating_sub(1), "start");
    Ok(Some(OtherReading { title: track.title.clone(), parts, days, ends: (end(days.low)?, end(days.high)?) }))
}

/// Whether the window and the share of what was published can be reckoned with, kept or tried out.
///
/// # Errors
/// [`Refusal::NotPossible`], which names the field and its range.
pub(crate) fn possible(choices: &Choices) -> Result<(), Refusal> {
    let refused = |sentence: String, hint: String| Err(Refusal::NotPossible { sentence, hint });
    if !(1..=MAX_MONTHS).contains(&choices.window_months) {
        return refused(
            format!("window_months: {} months are no window", choices.window_months),
            format!("write 3 to 12, or another number from 1 to {MAX_MONTHS}"),
        );
    }
    if !(MIN_PERCENT..=MAX_PERCENT).contains(&choices.maturity_percent) {
        return refused(
            format!("maturity_percent: {} % is out of range", choices.maturity_percent),
            format!("write 100 for as published, or another number from {MIN_PERCENT} to {MAX_PERCENT}"),
        );
    }
    Ok(())
}

fn notes(choices: &Choices, steps: &[PlannedStep]) -> Vec<String> {
    let mut notes = Vec::new();
    let months = choices.window_months;
    if steps.iter().any(|step| step.kind == StepKind::Window) {
        if months < SHORT_WINDOW_MONTHS {
            notes.push(format!(
                "a window of {} is shorter than the {SHORT_WINDOW_MONTHS} that are usual at the least: few readers take such a report",
                counted(months, "month", "months")
            ));
        } else if months < USEFUL_WINDOW_MONTHS {
            notes.push(format!(
                "a window of {months} months is common for a first report; no rule asks for more, but from {USEFUL_WINDOW_MONTHS} months on it says more, and controls that run once a year need twelve"
            ));
        }
    }
    if choices.maturity_percent != 100 {
        let why = match choices.maturity_reason.trim() {
            "" => "no reason is written yet",
            why => why,
        };
        notes.push(format!("preparation and build take {} % of what was published: {why}", choices.maturity_percent));
    }
    notes
}
