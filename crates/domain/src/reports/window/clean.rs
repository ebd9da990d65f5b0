//! From which day on a window would show no missing bucket.

use super::buckets::spans;
use super::check::{held, inside};
use crate::values::{Frequency, Holidays, Window};
use jiff::civil::Date;

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
