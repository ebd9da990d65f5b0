//! Was every full bucket of the window run in? (K5)

use super::buckets::{Span, name, spans};
use crate::values::{Frequency, Holidays, Window};
use jiff::civil::Date;

/// What the runs of a control show of its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowStatus {
    /// Every full bucket has a run.
    Complete,
    /// A full bucket has none.
    Gap,
    /// No full bucket exists and no run lies in the window.
    NotExercised,
}

impl WindowStatus {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            WindowStatus::Complete => "complete",
            WindowStatus::Gap => "gap",
            WindowStatus::NotExercised => "not_exercised",
        }
    }
}

/// A window held against the runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowFinding {
    /// In a word.
    pub status: WindowStatus,
    /// How many buckets lie wholly inside the window.
    pub full_buckets: u32,
    /// Names of the full buckets without a run, earliest first.
    pub missing: Vec<String>,
    /// Names of the buckets partly inside the window without a run inside it, earliest first. They decide nothing.
    pub advisory: Vec<String>,
    /// First and last day of every unbroken row of missing buckets, earliest first. What lies between two buckets that
    /// follow each other belongs to the row: nothing was due on the weekend between a Friday and a Monday without a run.
    pub uncovered: Vec<(Date, Date)>,
}

/// Holds the runs of a control against its window. `runs` may be unordered and may repeat; each counts where its day
/// lies both in a bucket and in the window. `holidays` are read for business days alone.
///
/// A run on a day that no bucket holds, such as a Sunday of a business-day control, fills no bucket, yet lies in the
/// window: with it, a window without full buckets was exercised.
pub fn check(frequency: Frequency, window: Window, runs: &[Date], holidays: &Holidays) -> WindowFinding {
    let runs = inside(window, runs);
    let (mut full_buckets, mut missing, mut advisory) = (0, Vec::new(), Vec::new());
    let (mut uncovered, mut unbroken): (Vec<(Date, Date)>, bool) = (Vec::new(), false);
    for (span, has_run) in held(spans(frequency, window, holidays), &runs) {
        full_buckets += u32::from(span.full);
        let misses = span.full && !has_run;
        if misses {
            missing.push(name(frequency, span.from));
            match uncovered.last_mut().filter(|_| unbroken) {
                Some(row) => row.1 = span.until,
                None => uncovered.push((span.from, span.until)),
            }
        } else if !has_run {
            advisory.push(name(frequency, span.from));
        }
        unbroken = misses;
    }
    let status = if !missing.is_empty() {
        WindowStatus::Gap
    } else if full_buckets == 0 && runs.is_empty() {
        WindowStatus::NotExercised
    } else {
        WindowStatus::Complete
    };
    WindowFinding { status, full_buckets, missing, advisory, uncovered }
}

/// The runs inside the window, earliest first.
pub(super) fn inside(window: Window, runs: &[Date]) -> Vec<Date> {
    let mut runs: Vec<Date> = runs.iter().copied().filter(|day| window.contains(*day)).collect();
    runs.sort_unstable();
    runs
}

/// Each span with whether one of the runs, earliest first and all inside the window, lies in it.
pub(super) fn held<'a>(
    spans: impl Iterator<Item = Span> + 'a,
    mut runs: &'a [Date],
) -> impl Iterator<Item = (Span, bool)> + 'a {
    spans.map(move |span| {
        // Spans do not overlap and come in order, so a run before this one is of no use to a later one.
        while runs.first().is_some_and(|run| *run < span.from) {
            runs = &runs[1..];
        }
        (span, runs.first().is_some_and(|run| *run <= span.until))
    })
}
