//! Runs are days (K5): a day counts once, however many items show it. Held against a part of the window, they show what is
//! missing in it.

use super::control::{ControlFinding, Judging};
use crate::registers::evidence::Run;
use crate::registers::operation::day_of;
use crate::reports::window::{WindowFinding, check};
use crate::values::{Frequency, Window};
use jiff::civil::Date;
use std::collections::BTreeSet;

impl ControlFinding {
    /// On how many days evidence shows that it ran; a day counts once, however many items show it (K5).
    pub fn days_run(&self) -> usize {
        self.runs.iter().map(|run| run.on).collect::<BTreeSet<Date>>().len()
    }
}

/// A part of the window held against the runs.
pub(super) struct Look {
    pub(super) frequency: Frequency,
    pub(super) part: Window,
    /// The days that count as runs.
    pub(super) days: Vec<Date>,
    /// What they show of the days that are over; `None` before the first is, and for what runs on events.
    pub(super) closed: Option<WindowFinding>,
}

impl Judging<'_> {
    /// Holds the runs against a part of the window, as far as its days are over.
    pub(super) fn look(&self, frequency: Frequency, runs: &[Run<'_>], part: Window) -> Look {
        let days = self.days(frequency, runs, part);
        let until = self.over().map(|over| over.until.min(part.until)).filter(|until| part.from <= *until);
        let closed = until.filter(|_| frequency != Frequency::EventDriven).map(|until| {
            let holidays = &self.registers.operations.holidays;
            check(frequency, Window { from: part.from, until }, &days, holidays)
        });
        Look { frequency, part, days, closed }
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
