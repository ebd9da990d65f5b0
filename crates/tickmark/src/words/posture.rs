//! How the programme stood month by month, as it is told.

use domain::reports::posture::{Change, MonthOfPosture, Posture};
use serde::Serialize;
use utoipa::ToSchema;

/// What the figures say and what they do not.
pub const POSTURE_NOTE: &str = "Counted from what is recorded: findings by the day they were found and closed, risks by \
    their rating at the end of the month, runs by the evidence that is there today. Fewer findings can also mean that \
    fewer were looked for.";

/// Months, and what became of each measure.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostureWords {
    /// The first month first; at most 24, the newest.
    pub months: Vec<PostureMonthWords>,
    /// The first month that is over against the last one; empty before two are.
    pub changes: Vec<PostureChangeWords>,
    /// What the figures say and what they do not.
    pub says: &'static str,
}

/// How the programme stood at the end of a month, and what happened in it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostureMonthWords {
    /// The last day of the month, or the day of the question for the month that runs.
    #[schema(format = Date)]
    pub on: String,
    /// Is the month over?
    pub over: bool,
    /// Major nonconformities open at the end.
    pub open_major: usize,
    /// Minor nonconformities open at the end.
    pub open_minor: usize,
    /// Nonconformities found in the month.
    pub found: usize,
    /// Nonconformities closed in the month.
    pub closed: usize,
    /// Risks open at the end.
    pub risks: usize,
    /// Of those, above the appetite.
    pub above_appetite: usize,
    /// Of those, without a current rating.
    pub unrated: usize,
    /// Runs of controls due in the month.
    pub runs: usize,
    /// Of those, without evidence of a run.
    pub missed: usize,
    /// Share of runs that are shown, in percent with one decimal; null when none was due.
    pub on_time: Option<String>,
    /// Exceptions that an auditor noted in the month and did not clear.
    pub exceptions: usize,
}

/// A measure in the first and in the last month that is over.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PostureChangeWords {
    /// `open_findings`, `above_appetite`, `missed_runs` or `exceptions`.
    pub measure: &'static str,
    /// The first month.
    pub first: PosturePointWords,
    /// The last one.
    pub last: PosturePointWords,
    /// `better`, `worse`, `same` or `unknown`; by share where both are counted of something.
    pub way: &'static str,
}

/// A figure at the end of a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PosturePointWords {
    /// The last day of the month.
    #[schema(format = Date)]
    pub on: String,
    /// The figure.
    pub count: usize,
    /// What it is counted of; null for a whole.
    pub of: Option<usize>,
}

impl PostureWords {
    /// The words of all months.
    pub fn of(posture: &Posture) -> PostureWords {
        PostureWords {
            months: posture.months.iter().map(month).collect(),
            changes: posture.changes.iter().map(change).collect(),
            says: POSTURE_NOTE,
        }
    }
}

fn month(month: &MonthOfPosture) -> PostureMonthWords {
    PostureMonthWords {
        on: month.on.to_string(),
        over: month.over,
        open_major: month.open_findings.0,
        open_minor: month.open_findings.1,
        found: month.found,
        closed: month.closed,
        risks: month.risks,
        above_appetite: month.above,
        unrated: month.unrated,
        runs: month.runs,
        missed: month.missed,
        on_time: month.on_time().map(|share| share.to_string()),
        exceptions: month.exceptions,
    }
}

fn change(change: &Change) -> PostureChangeWords {
    let point = |(on, count, of): (jiff::civil::Date, usize, Option<usize>)| PosturePointWords {
        on: on.to_string(),
        count,
        of,
    };
    PostureChangeWords {
        measure: change.measure.id(),
        first: point(change.first),
        last: point(change.last),
        way: change.way.id(),
    }
}
