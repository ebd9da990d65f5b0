//! Which days the missing buckets leave uncovered, and from which day on a window would show none.

use super::buckets::spans;
use super::check::{held, inside};
use crate::values::{Frequency, Holidays, Window};
use jiff::civil::Date;

/// First and last day of every unbroken row of missing buckets, earliest first. What lies between two buckets that
/// follow each other belongs to the row: nothing was due on the weekend between a Friday and a Monday without a run.
pub fn uncovered_days(frequency: Frequency, window: Window, runs: &[Date], holidays: &Holidays) -> Vec<(Date, Date)> {
    let runs = inside(window, runs);
    let mut ranges: Vec<(Date, Date)> = Vec::new();
    let mut unbroken = false;
    for (span, has_run) in held(spans(frequency, window, holidays), &runs) {
        let missing = span.full && !has_run;
        match ranges.last_mut().filter(|_| missing && unbroken) {
            Some(last) => last.1 = span.until,
            None if missing => ranges.push((span.from, span.until)),
            None => {}
        }
        unbroken = missing;
    }
    ranges
}

/// The earliest day S, not before `reach.from`, such that [`super::check`] over S to `reach.until` is no `gap`;
/// `None` when only a window that begins after its end would be. Takes one pass over the buckets.
///
/// A later start has no full bucket that an earlier one lacks, so from S on every start is clean as well. S is the day
/// after the first day of the last missing bucket: that bucket then lies in the window in part alone, where a run is
/// advisory.
pub fn earliest_clean_start(frequency: Frequency, reach: Window, runs: &[Date], holidays: &Holidays) -> Option<Date> {
    let runs = inside(reach, runs);
    let missing = held(spans(frequency, reach, holidays), &runs).filter(|(span, has_run)| span.full && !has_run);
    match missing.last() {
        None => Some(reach.from),
        Some((span, _)) => span.from.tomorrow().ok().filter(|start| *start <= reach.until),
    }
}
