//! How the programme stood month by month: findings, risks, failures of controls; so that a claim of improvement has data
//! (R343).

use super::risk::{MonthOfRisk, trend};
use super::tasks::{Occurrence, Standing, occurrences};
use crate::registers::Registers;
use crate::registers::nonconformity::HeldNonconformity;
use crate::registers::operation::day_of;
use crate::values::nonconformity::NonconformityClass as Class;
use crate::values::{Percent, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most months that are shown, the newest ones: two years.
pub const MAX_POSTURE_MONTHS: usize = 24;

/// Months, and what became of each figure between the first and the last whole one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posture {
    /// The first month first; the last one is the month that runs, up to the day of the question.
    pub months: Vec<MonthOfPosture>,
    /// Each measure, first against last month of those that are over; empty before two are.
    pub changes: Vec<Change>,
}

/// How the programme stood at the end of a month, and what happened in it. Runs and exceptions are judged as of the day of
/// the question: evidence that came late counts as a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthOfPosture {
    /// The last day of the month; the day of the question for the month that runs.
    pub on: Date,
    /// Is the month over?
    pub over: bool,
    /// Nonconformities that were open at the end: major, minor.
    pub open_findings: (usize, usize),
    /// Nonconformities, opportunities left out, that were found in the month.
    pub found: usize,
    /// Of those found at any time, closed in the month.
    pub closed: usize,
    /// Open risks at the end.
    pub risks: usize,
    /// Of those, above the appetite.
    pub above: usize,
    /// Of those, without a current rating.
    pub unrated: usize,
    /// Runs due in the month of controls that are not retired today, in whole buckets whose time is over.
    pub runs: usize,
    /// Of those, without evidence of a run.
    pub missed: usize,
    /// Exceptions that an auditor noted in the month and did not clear.
    pub exceptions: usize,
}

impl MonthOfPosture {
    /// Share of runs that are shown, of those that were due; none when none was.
    pub fn on_time(&self) -> Option<Percent> {
        (self.runs > 0).then(|| Percent::of(self.runs - self.missed, self.runs))
    }
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Open nonconformities at the end of the month.
    OpenFindings,
    /// Open risks above the appetite at the end of the month.
    AboveAppetite,
    /// Runs missed, of those due in the month.
    MissedRuns,
    /// Exceptions noted in the month.
    Exceptions,
}

impl Measure {
    /// All of them.
    pub const ALL: [Measure; 4] =
        [Measure::OpenFindings, Measure::AboveAppetite, Measure::MissedRuns, Measure::Exceptions];

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Measure::OpenFindings => "open_findings",
            Measure::AboveAppetite => "above_appetite",
            Measure::MissedRuns => "missed_runs",
            Measure::Exceptions => "exceptions",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Measure::OpenFindings => "Open nonconformities",
            Measure::AboveAppetite => "Risks above the appetite",
            Measure::MissedRuns => "Runs of controls missed",
            Measure::Exceptions => "Exceptions noted",
        }
    }

    /// Figure and what it is counted of, where it is counted of something.
    fn of(self, month: &MonthOfPosture) -> (usize, Option<usize>) {
        match self {
            Measure::OpenFindings => (month.open_findings.0 + month.open_findings.1, None),
            Measure::AboveAppetite => (month.above, Some(month.risks)),
            Measure::MissedRuns => (month.missed, Some(month.runs)),
            Measure::Exceptions => (month.exceptions, None),
        }
    }
}

/// What became of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Fewer, or a smaller share.
    Better,
    /// More, or a greater share.
    Worse,
    /// The same.
    Same,
    /// One of the two months has nothing to count of.
    Unknown,
}

impl Way {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Way::Better => "better",
            Way::Worse => "worse",
            Way::Same => "same",
            Way::Unknown => "unknown",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Way::Better => "Better",
            Way::Worse => "Worse",
            Way::Same => "As before",
            Way::Unknown => "Nothing to compare",
        }
    }
}

/// A measure in the first and the last month that are over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What is compared.
    pub measure: Measure,
    /// The end of the first month, its figure, and what that is counted of.
    pub first: (Date, usize, Option<usize>),
    /// The same of the last month that is over.
    pub last: (Date, usize, Option<usize>),
    /// What became of it: by share where both are counted of something, by number otherwise.
    pub way: Way,
}

/// Months from the first thing recorded to a day.
pub fn posture(registers: &Registers, on: Date) -> Posture {
    let ends = ends(began(registers), on);
    let Some(first) = ends.first().map(|end| end.first_of_month()) else { return Posture::default() };
    let risks = trend(registers, on, |_| true);
    let window = Window { from: first, until: on };
    let runs = runs(registers, window);
    let months: Vec<MonthOfPosture> = ends.into_iter().map(|end| month(registers, &risks, &runs, end, on)).collect();
    Posture { changes: changes(&months), months }
}

/// Runs that were due and runs that were missed, by the first day of the month.
fn runs(registers: &Registers, window: Window) -> BTreeMap<Date, (usize, usize)> {
    let mut runs: BTreeMap<Date, (usize, usize)> = BTreeMap::new();
    let all = registers.live_controls().flat_map(|held| occurrences(registers, held, window, window.until));
    for one in all.filter(|one| judged(one, window.until)) {
        let (due, missed) = runs.entry(one.until.first_of_month()).or_default();
        *due += 1;
        *missed += usize::from(one.standing == Standing::Overdue);
    }
    runs
}

/// The day from which there is something to count: of risks, findings, exceptions and versions of controls.
fn began(registers: &Registers) -> Option<Date> {
    let risks = registers.risks.risks.values().map(|held| day_of(held.recorded.at_us));
    let found = registers.nonconformities.nonconformities.values().map(|held| day_of(held.raised_us));
    let noted = registers.testing.exceptions.values().map(|held| day_of(held.at_us));
    let said = registers.operations.controls.values().filter_map(|of| of.versions.first()).map(|first| first.from);
    risks.chain(found).chain(noted).chain(said).min()
}

fn ends(began: Option<Date>, on: Date) -> Vec<Date> {
    let mut ends = Vec::new();
    let mut end = on;
    while began.is_some_and(|first| end >= first.first_of_month()) && ends.len() < MAX_POSTURE_MONTHS {
        ends.push(end);
        end = end.first_of_month().saturating_sub(1.day());
    }
    ends.reverse();
    ends
}

/// Is its time over, and does it decide anything?
fn judged(one: &Occurrence, on: Date) -> bool {
    one.full && one.until < on && matches!(one.standing, Standing::Overdue | Standing::Done { .. })
}

fn month(
    registers: &Registers,
    risks: &[MonthOfRisk],
    runs: &BTreeMap<Date, (usize, usize)>,
    end: Date,
    on: Date,
) -> MonthOfPosture {
    let within = |day: Date| day.first_of_month() == end.first_of_month() && day <= end;
    let mut month = MonthOfPosture { on: end, over: end.last_of_month() < on, ..MonthOfPosture::default() };
    for held in registers.nonconformities.nonconformities.values() {
        let class = held.nonconformity.class;
        let rejected = held.ending.as_ref().is_some_and(|ending| !ending.closed);
        if class == Class::Opportunity || rejected {
            continue;
        }
        match class {
            Class::Major if open_on(held, end) => month.open_findings.0 += 1,
            Class::Minor if open_on(held, end) => month.open_findings.1 += 1,
            _ => {}
        }
        month.found += usize::from(within(held.nonconformity.found));
        month.closed += usize::from(held.ended_on().is_some_and(within));
    }
    if let Some(stood) = risks.iter().find(|stood| stood.on == end) {
        (month.risks, month.above, month.unrated) = (stood.open, stood.above, stood.unrated);
    }
    (month.runs, month.missed) = runs.get(&end.first_of_month()).copied().unwrap_or_default();
    let noted = registers.testing.exceptions.values().filter(|held| !held.cleared() && within(day_of(held.at_us)));
    month.exceptions = noted.count();
    month
}

/// Found by the end of that day, and not closed by it.
fn open_on(held: &HeldNonconformity, day: Date) -> bool {
    held.nonconformity.found <= day && held.ended_on().is_none_or(|ended| ended > day)
}

fn changes(months: &[MonthOfPosture]) -> Vec<Change> {
    let over: Vec<&MonthOfPosture> = months.iter().filter(|month| month.over).collect();
    let [first, .., last] = over.as_slice() else { return Vec::new() };
    let change = |measure: Measure| {
        let ((before, before_of), (now, now_of)) = (measure.of(first), measure.of(last));
        Change {
            measure,
            first: (first.on, before, before_of),
            last: (last.on, now, now_of),
            way: way((before, before_of), (now, now_of)),
        }
    };
    Measure::ALL.into_iter().map(change).collect()
}

/// Shares are compared as fractions, so that no rounding decides.
fn way(before: (usize, Option<usize>), now: (usize, Option<usize>)) -> Way {
    let (was, is) = match (before.1, now.1) {
        (Some(0), _) | (_, Some(0)) => return Way::Unknown,
        (Some(of_before), Some(of_now)) => (before.0 * of_now, now.0 * of_before),
        _ => (before.0, now.0),
    };
    match is.cmp(&was) {
        std::cmp::Ordering::Less => Way::Better,
        std::cmp::Ordering::Greater => Way::Worse,
        std::cmp::Ordering::Equal => Way::Same,
    }
}
