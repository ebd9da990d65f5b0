//! Burn-down: how much of a piece of work was left at the end of each month, as it was planned and as it went. Counts of steps
//! or lines, never of effort.

use crate::registers::operation::day_of;
use crate::registers::risk::{HeldPlan, HeldRisk, Progress};
use crate::reports::plan::{Against, Roadmap};
use jiff::ToSpan;
use jiff::civil::Date;

/// Most months of one burn-down; the newest are kept.
pub const MAX_MONTHS: usize = 60;

/// One piece of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The last day by which it was planned to be done; `None` when nobody named one.
    pub due: Option<Date>,
    /// The day on which it was done.
    pub done: Option<Date>,
}

/// What was left at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurnPoint {
    /// The day: the first one, ends of months, the day of the question and the last one.
    pub on: Date,
    /// Pieces that were planned to be left; those without a day stay to the end.
    pub planned: usize,
    /// Pieces that were left; `None` for days that have not come.
    pub left: Option<usize>,
}

/// How a piece of work burns down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burndown {
    /// All pieces.
    pub of: usize,
    /// Pieces of which nobody said by when.
    pub without_day: usize,
    /// Day by day, the earliest first.
    pub points: Vec<BurnPoint>,
}

impl Burndown {
    /// What is left on the day of the question.
    pub fn left(&self) -> usize {
        self.points.iter().rev().find_map(|point| point.left).unwrap_or(self.of)
    }

    /// What was planned to be left on that day.
    pub fn planned(&self) -> usize {
        let now = self.points.iter().rev().find(|point| point.left.is_some());
        now.map_or(self.of, |point| point.planned)
    }
}

/// The burn-down of some pieces from a day on, judged on a day; `None` when there are none.
pub fn burndown(pieces: &[Piece], from: Date, on: Date) -> Option<Burndown> {
    if pieces.is_empty() {
        return None;
    }
    let days = pieces.iter().flat_map(|piece| [piece.due, piece.done]).flatten();
    let last = days.max().unwrap_or(on).max(on).max(from);
    let mut ends = vec![last];
    let mut end = last.first_of_month().saturating_sub(1.day());
    while end > from && ends.len() < MAX_MONTHS {
        ends.push(end);
        end = end.first_of_month().saturating_sub(1.day());
    }
    ends.extend([from, on.max(from)]);
    ends.sort_unstable();
    ends.dedup();
    let point = |on_day: Date| BurnPoint {
        on: on_day,
        planned: pieces.iter().filter(|piece| piece.due.is_none_or(|due| due > on_day)).count(),
        left: (on_day <= on).then(|| pieces.iter().filter(|piece| piece.done.is_none_or(|done| done > on_day)).count()),
    };
    Some(Burndown {
        of: pieces.len(),
        without_day: pieces.iter().filter(|piece| piece.due.is_none()).count(),
        points: ends.into_iter().map(point).collect(),
    })
}

/// The steps of a roadmap: as the baseline has them, or as they stand where none was kept. A step of which nothing was left from
/// the beginning is done from the first day.
pub fn of_plan(roadmap: &Roadmap, against: Option<&Against>, on: Date) -> Option<Burndown> {
    let from = roadmap.choices.start;
    let pieces: Vec<Piece> = roadmap
        .steps
        .iter()
        .map(|step| {
            let then = against.and_then(|one| one.steps.iter().find(|planned| planned.then.id == step.id));
            let due = then.map_or(step.late.until, |planned| planned.then.until_late);
            let nothing_left = (step.days.high == 0).then_some(from);
            Piece { due: Some(due), done: step.actual.ended.or(nothing_left) }
        })
        .collect();
    burndown(&pieces, from, on)
}

/// The lines of the treatment plans of some risks, each plan in its newest version, from the day on which the first of these
/// was written. A line is done on the day from which on it stayed done.
pub fn of_treatment<'a>(risks: impl Iterator<Item = &'a HeldRisk>, on: Date) -> Option<Burndown> {
    let plans: Vec<&HeldPlan> = risks.filter_map(|held| held.plan.as_ref()).collect();
    let from = plans.iter().map(|plan| day_of(plan.written.at_us)).min()?;
    let done = |progress: &Progress| {
        let since = progress.steps.iter().rev().take_while(|(step, _)| !step.to.is_open()).last();
        since.map(|(_, signed)| day_of(signed.at_us))
    };
    let pieces: Vec<Piece> = plans
        .iter()
        .flat_map(|plan| plan.treatment.lines.iter().map(|line| (line, plan.progress.get(&line.id))))
        .map(|(line, progress)| Piece { due: line.due, done: progress.and_then(done) })
        .collect();
    let first = pieces.iter().filter_map(|piece| piece.done).min().map_or(from, |done| done.min(from));
    burndown(&pieces, first, on)
}
