//! From a score to a roadmap: the open steps by phase, with days as ranges (R330).

use super::steps::NextStep;
use crate::values::scorecard::Scorecard;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A phase with open steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapPhase {
    /// Its number, from 1.
    pub number: u32,
    /// As people say it.
    pub title: String,
    /// Its steps by their questions, the most valuable first.
    pub steps: Vec<String>,
    /// Person-days of all of them, from the lowest to the highest.
    pub days: [u32; 2],
    /// Calendar weeks that it takes at least, because a step of it needs them.
    pub weeks: u32,
    /// Its first day, if all goes fast and if all goes slowly.
    pub from: [Date; 2],
    /// Its last day, likewise.
    pub until: [Date; 2],
}

/// The phases that have open steps, one after another from a day on, worked at by `people` five days a week. Holidays are not
/// reckoned with: the planner does that.
pub fn roadmap(card: &Scorecard, steps: &[NextStep], start: Date, people: u32) -> Vec<RoadmapPhase> {
    let (mut fast, mut slow) = (start, start);
    let mut phases = Vec::new();
    for (number, title) in (1_u32..).zip(&card.phases) {
        let of = |step: &&NextStep| card.question(&step.question).is_some_and(|question| question.phase == number);
        let mine: Vec<&NextStep> = steps.iter().filter(of).collect();
        if mine.is_empty() {
            continue;
        }
        let days = [0, 1].map(|end| mine.iter().map(|step| step.days[end]).sum::<u32>());
        let weeks = mine.iter().filter_map(|step| card.question(&step.question)).map(|question| question.weeks).max();
        let weeks = weeks.unwrap_or_default();
        let end = |from: Date, days: u32| {
            // Week k of a plan that starts on D ends on D + 7k - 1 (K2).
            let by_weeks = from.saturating_add(i64::from(weeks).weeks()).saturating_sub(1.day());
            after_working_days(from, days.div_ceil(people.max(1)).saturating_sub(1)).max(by_weeks).max(from)
        };
        let until = [end(fast, days[0]), end(slow, days[1])];
        let steps = mine.iter().map(|step| step.question.clone()).collect();
        phases.push(RoadmapPhase { number, title: title.clone(), steps, days, weeks, from: [fast, slow], until });
        (fast, slow) = (until[0].saturating_add(1.day()), until[1].saturating_add(1.day()));
    }
    phases
}

/// The day so many working days after one.
pub(super) fn after_working_days(from: Date, days: u32) -> Date {
    let mut day = from.saturating_add(i64::from(days / 5).weeks());
    let mut rest = days % 5;
    while rest > 0 {
        let next = day.saturating_add(1.day());
        if next == day {
            return day;
        }
        day = next;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            rest -= 1;
        }
    }
    day
}
