//! Puts the steps of one track on the calendar, one time with the least and one time with the greatest lengths.

use super::length::{days_between, last_day, length};
use super::{Lengths, PeopleAt, PlannedStep};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::plan::book::Book;
use crate::reports::plan::facts::{TaskState, task};
use crate::reports::plan::timeline::months_end;
use crate::values::Window;
use crate::values::plan::{Actual, Choices, Length, Range, TableStep, Track};
use jiff::ToSpan;
use jiff::civil::Date;

/// A track on the calendar.
pub(super) struct Placed {
    /// Its steps.
    pub(super) steps: Vec<PlannedStep>,
    /// Its last day, with the least and with the greatest lengths.
    pub(super) ends: (Date, Date),
}

/// Where the next step can begin, and the step before it.
struct Cursor {
    before: Option<Window>,
    next: Date,
}

pub(super) fn place(
    registers: &Registers,
    book: &Book<'_>,
    track: &Track,
    choices: &Choices,
    from: (Date, Date),
    on: Date,
) -> Result<Placed, Refusal> {
    let mut cursors = (Cursor { before: None, next: from.0 }, Cursor { before: None, next: from.1 });
    let mut before: Option<&Length> = None;
    let mut placed = Placed { steps: Vec::new(), ends: (from.0, from.1) };
    for step in &track.steps {
        let lengths = length(book, step, before, choices)?;
        before = Some(&step.length);
        let id = format!("{}/{}", track.id, step.id);
        let actual = registers.plans.actuals.get(&id).cloned().unwrap_or_default();
        let tasks: Vec<TaskState> = step.tasks.iter().map(|one| task(registers, one, on)).collect();
        let days = left(step, lengths.days, &tasks, choices);
        // What was reported stays on its days; what is not begun never begins before the plan does, however early the step
        // before it ended.
        let reported = actual.started.is_some() || actual.ended.is_some();
        let start = if reported { Date::MIN } else { choices.start };
        let (early, _) = put(registers, &mut cursors.0, step, &lengths, days.low, (&actual, start))?;
        let (late, holidays) = put(registers, &mut cursors.1, step, &lengths, days.high, (&actual, start))?;
        if days.high > 0 || actual.ended.is_some() {
            placed.ends = (placed.ends.0.max(early.until), placed.ends.1.max(late.until));
        }
        placed.steps.push(PlannedStep {
            id,
            track: track.id.clone(),
            title: step.title.clone(),
            kind: step.kind,
            framework: track.framework,
            clauses: step.clauses,
            lengths,
            days,
            early,
            late,
            holidays,
            overdue: days.high > 0 && actual.ended.is_none() && late.until < on,
            tasks,
            people: step.roles.iter().map(|role| PeopleAt { role: *role, people: Vec::new() }).collect(),
            others: step.others.iter().filter(|who| *who != "consultant" || choices.consultant).cloned().collect(),
            effort: None,
            actual,
            critical: false,
            slack_days: 0,
        });
    }
    effort(book, track, &mut placed.steps)?;
    Ok(placed)
}

/// Days that are left of own work: by maturity, and by the share of its tasks that is open; each task counts alike but those
/// of which a source says that most time goes into them (R119), because no source says how long one takes. A part of a day is a
/// day.
fn left(step: &TableStep, days: Range, tasks: &[TaskState], choices: &Choices) -> Range {
    if !step.kind.work() {
        let all = !tasks.is_empty() && tasks.iter().all(|task| task.done.is_some());
        return if all { Range::default() } else { days };
    }
    let days = days.part(u64::from(choices.maturity_percent), 100);
    if tasks.is_empty() {
        return days;
    }
    let all: u64 = tasks.iter().map(TaskState::weight).sum();
    let open: u64 = tasks.iter().filter(|task| task.done.is_none()).map(TaskState::weight).sum();
    let part = |days: u64| (days * open).div_ceil(all);
    Range { low: part(days.low), high: part(days.high) }
}

/// Puts one step where the cursor stands but not before `start`, and moves the cursor.
fn put(
    registers: &Registers,
    cursor: &mut Cursor,
    step: &TableStep,
    lengths: &Lengths,
    days: u64,
    (actual, start): (&Actual, Date),
) -> Result<(Window, u32), Refusal> {
    let back = match cursor.before {
        // It cannot begin before the step that it runs beside.
        Some(before) => lengths.overlap.min(days_between(before.from, before.until) + 1),
        None => 0,
    };
    let planned = cursor.next.saturating_sub(back.days()).max(start);
    let from = actual.started.unwrap_or(planned).min(actual.ended.unwrap_or(Date::MAX));
    if days == 0 && actual.ended.is_none() {
        cursor.before = None;
        return Ok((Window { from: planned, until: planned }, 0));
    }
    let (until, holidays) = match (actual.ended, lengths.months) {
        (Some(ended), _) => (ended, 0),
        (None, Some(months)) => (months_end(from, months, "window_months")?, 0),
        (None, None) if step.kind.work() => last_day(from, days, &registers.operations.holidays),
        (None, None) => last_day(from, days, &std::collections::BTreeMap::new()),
    };
    cursor.before = Some(Window { from, until });
    cursor.next = until.tomorrow().unwrap_or(until);
    Ok((Window { from, until }, holidays))
}

/// The internal effort of a track, spread over its own work by the days that were published of each step; the parts
/// add up to the whole.
fn effort(book: &Book<'_>, track: &Track, steps: &mut [PlannedStep]) -> Result<(), Refusal> {
    let Some(figure) = track.effort.as_ref().map(|key| book.of(key)).transpose()? else { return Ok(()) };
    let days: Vec<u64> = steps.iter().filter(|step| step.kind.work()).map(|step| step.lengths.days.high).collect();
    let tenths = figure.range.times(10).spread(&days);
    for (step, tenths) in steps.iter_mut().filter(|step| step.kind.work()).zip(tenths) {
        step.effort = Some(tenths);
    }
    Ok(())
}
