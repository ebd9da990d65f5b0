//! The window of a control's operation, and the calendar buckets in which it has to have run (K2, K5).

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest window, in years: no examination or certificate cycle comes near it.
pub const MAX_YEARS: i32 = 10;
/// First year that a window may touch.
pub const FIRST_YEAR: i16 = 1900;
/// Last year that a window may touch; every bucket of it still ends within the calendar.
pub const LAST_YEAR: i16 = 2999;

/// A range of days that includes both ends (K2). What was typed becomes one through [`Window::new`] alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

/// Why two days are no window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWindow {
    /// The last day lies before the first.
    Reversed {
        /// First day as given.
        from: Date,
        /// Last day as given.
        until: Date,
    },
    /// It is longer than [`MAX_YEARS`].
    TooLong {
        /// First day as given.
        from: Date,
        /// Last day as given.
        until: Date,
    },
    /// It touches a year before [`FIRST_YEAR`] or after [`LAST_YEAR`].
    OutOfRange {
        /// The day outside.
        day: Date,
    },
}

impl Window {
    /// The days from `from` to `until`, both included.
    ///
    /// # Errors
    /// [`NoWindow`] when the days are reversed, too far apart, or outside the years that are known.
    pub fn new(from: Date, until: Date) -> Result<Window, NoWindow> {
        if until < from {
            return Err(NoWindow::Reversed { from, until });
        }
        let known = FIRST_YEAR..=LAST_YEAR;
        if let Some(day) = [from, until].into_iter().find(|day| !known.contains(&day.year())) {
            return Err(NoWindow::OutOfRange { day });
        }
        // The day of the year MAX_YEARS later begins the eleventh year, so the window ends before it.
        if until >= from.saturating_add(MAX_YEARS.years()) {
            return Err(NoWindow::TooLong { from, until });
        }
        Ok(Window { from, until })
    }

    /// Does the day lie in it?
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

impl NoWindow {
    /// What would be right.
    pub fn hint(&self) -> String {
        match self {
            NoWindow::Reversed { .. } => "write the first day first, as in 2026-01-01 and 2026-12-31".to_owned(),
            NoWindow::TooLong { from, .. } => {
                let last = from.saturating_add(MAX_YEARS.years()).saturating_sub(1.day());
                format!("end it on {last} at the latest, or ask in parts")
            }
            NoWindow::OutOfRange { .. } => format!("use days of the years {FIRST_YEAR} to {LAST_YEAR}"),
        }
    }
}

impl fmt::Display for NoWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoWindow::Reversed { from, until } => write!(f, "the window is reversed: {until} lies before {from}"),
            NoWindow::TooLong { from, until } => {
                write!(f, "the window from {from} to {until} is longer than {MAX_YEARS} years")
            }
            NoWindow::OutOfRange { day } => write!(f, "{day} lies outside the years of a window"),
        }
    }
}

impl std::error::Error for NoWindow {}

/// One stretch of the calendar in which a control has to run once (K5). It is whole, whatever part of it the window has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// `2026-05-07`, `2026-W14`, `2026-04`, `2026-Q1`, `2026-H1` or `2026`; a week is named by its ISO year.
    pub name: String,
    /// It lies wholly inside the window.
    pub full: bool,
}
