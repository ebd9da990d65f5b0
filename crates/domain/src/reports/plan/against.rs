//! What was planned against what is: each step of a baseline beside the same step today.

use super::roadmap::{PlannedStep, Roadmap};
use crate::values::plan::{Baseline, BaselineStep};
use jiff::civil::Date;

/// A step of a baseline beside the same step today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgainstStep {
    /// As it was planned.
    pub then: BaselineStep,
    /// Its last day today: when it ended, or else as planned with the greatest lengths; `None` when the route has no such step
    /// any more.
    pub now: Option<Date>,
    /// It has ended.
    pub ended: bool,
    /// Days by which it is later than the greatest lengths of the baseline; negative when it is earlier.
    pub late_days: Option<i64>,
}

/// A baseline beside the roadmap of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// Number of the baseline, from 1.
    pub number: usize,
    /// Why it was kept.
    pub reason: String,
    /// The day on which it was kept.
    pub kept: Date,
    /// Step by step.
    pub steps: Vec<AgainstStep>,
    /// Days by which the end is later than in the baseline; negative when it is earlier.
    pub late_days: i64,
}

/// A baseline beside the roadmap of today.
pub fn against(number: usize, baseline: &Baseline, kept: Date, roadmap: &Roadmap) -> Against {
    let one = |then: &BaselineStep| {
        let found = roadmap.steps.iter().find(|step| step.id == then.id);
        let now = found.map(last);
        AgainstStep {
            then: then.clone(),
            now,
            ended: found.is_some_and(|step| step.actual.ended.is_some()),
            late_days: now.map(|now| days(then.until_late, now)),
        }
    };
    let steps: Vec<AgainstStep> = baseline.steps.iter().map(one).collect();
    let end = baseline.steps.iter().map(|step| step.until_late).max();
    let late_days = end.map_or(0, |end| days(end, roadmap.ends.1));
    Against { number, reason: baseline.reason.clone(), kept, steps, late_days }
}

fn last(step: &PlannedStep) -> Date {
    step.actual.ended.unwrap_or(step.late.until)
}

fn days(from: Date, until: Date) -> i64 {
    from.until(until).map_or(0, |span| i64::from(span.get_days()))
}
