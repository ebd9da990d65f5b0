//! Runs are days (K5): a day counts once, however many items show it.

use super::control::ControlFinding;
use crate::registers::evidence::Run;
use crate::registers::operation::day_of;
use crate::values::{Frequency, Window};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl ControlFinding {
    /// On how many days evidence shows that it ran; a day counts once, however many items show it (K5).
    pub fn days_run(&self) -> usize {
        self.runs.iter().map(|run| run.on).collect::<BTreeSet<Date>>().len()
    }
}

/// The days that count as runs, each once however many items show it (K5): those that items show, or for a continuous
/// control each day that they cover.
pub(super) fn days_of(frequency: Frequency, runs: &[Run<'_>], window: Window) -> Vec<Date> {
    if frequency != Frequency::Continuous {
        let mut days: Vec<Date> = runs.iter().map(|run| run.on).filter(|day| window.contains(*day)).collect();
        days.sort_unstable();
        days.dedup();
        return days;
    }
    let mut days = Vec::new();
    // Nothing shows a day before it has come: an item covers no day after the one on which it was received.
    let shown = |run: &Run<'_>| {
        let (period, received) = (run.held.newest().evidence.period, day_of(run.held.newest().received_us));
        Window { until: period.until.min(received), ..period }
    };
    let mut covered: Vec<Window> = runs.iter().map(shown).filter(|period| period.from <= period.until).collect();
    covered.sort_unstable();
    let mut next = window.from;
    for period in covered {
        let until = period.until.min(window.until);
        let mut day = period.from.max(next);
        while day <= until {
            days.push(day);
            match day.tomorrow() {
                Ok(tomorrow) => day = tomorrow,
                Err(_) => return days,
            }
        }
        next = next.max(day);
    }
    days
}
