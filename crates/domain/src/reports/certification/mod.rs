//! The dates of a certification: the cycle that a decision begins, the visits that keep it, and what comes after its end
//! (K7; ISO/IEC 17021-1, ISO/IEC 27006-1:2024). A certificate is in force on its last day too.

mod calendar;
mod cycle;
mod deadlines;
mod due;
mod edition;
mod findings;
mod gate;
mod major;
mod needs;
mod renewal;
mod standing;
mod timeline;
mod visited;
mod visits;
mod warnings;
mod way;
mod yearly;

pub use calendar::{Happening, MAX_PERIOD_MONTHS, periods};
pub use cycle::{Cycle, cycle};
pub use deadlines::{Deadlines, deadlines};
pub use due::{CertificationDue, due};
pub use edition::{Edition, LAST_DAY_OF_2013, is_current};
pub use findings::{FindingLine, FindingStanding, finding_lines};
pub use gate::{Gate, GateMissing, gate};
pub use major::{Verification, stage2_major};
pub use needs::{Need, NeedKind, decision_needs, needs, next_needs, open_concerns, open_majors, unplanned};
pub use renewal::{Renewal, renewal};
pub use standing::{SUSPENSION_MONTHS, cycle_of, next_due, overdue_surveillance, surveillance, suspension_limit};
pub use timeline::{About, Basis, Certainty, Happens, Lane, MAX_HAPPENINGS, Stopped, Timeline, Told, timeline};
pub use visited::{Visited, VisitedRow, visited};
pub use visits::Visits;
pub use warnings::{Warning, WarningKind, warnings};
pub use way::{bodys, decides, follows, usual};
pub use yearly::{Lapsed, YearlyLine, lapsed, yearly};

use crate::refusal::Refusal;
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use jiff::ToSpan;
use jiff::civil::Date;

/// Months that a certificate is in force.
pub const CYCLE_MONTHS: i32 = 36;
/// Months from the decision to the last day of the first surveillance.
pub const FIRST_SURVEILLANCE_MONTHS: i32 = 12;
/// Months from the decision to the target day of the second surveillance.
pub const SECOND_SURVEILLANCE_MONTHS: i32 = 24;
/// Months before the expiry at which recertification opens.
pub const OPENS_BEFORE_MONTHS: i32 = 3;
/// Months after the expiry within which a certificate can be restored.
pub const RESTORATION_MONTHS: i32 = 6;
/// Months after the last day of Stage 2 within which a major is verified.
pub const VERIFICATION_MONTHS: i32 = 6;

/// What follows when a limit has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// Stage 2 is done again.
    NewStage2,
    /// Stage 2 at least is done again; the body may ask for Stage 1 too.
    NewStage2AtLeast,
}

impl Consequence {
    /// As it is told.
    pub fn words(self) -> &'static str {
        match self {
            Consequence::NewStage2 => "new Stage 2",
            Consequence::NewStage2AtLeast => "new Stage 2 at least",
        }
    }
}

/// A day some months later, or earlier when they are negative: the same day of the month, or the last day of a month that
/// is shorter (K2).
///
/// # Errors
/// [`Refusal::NotPossible`], naming the field, when the day lies outside the years that a window may touch.
pub(super) fn months_after(day: Date, months: i32, field: &str) -> Result<Date, Refusal> {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        let hint = format!("write a day from {FIRST_YEAR} to {LAST_YEAR}, such as 2026-03-31");
        return Err(out_of_order(field, day, "is no day of our time", hint));
    }
    Ok(day.saturating_add(months.months()))
}

/// Days from one day to another; 0 when the other is not later.
fn days_between(from: Date, until: Date) -> u32 {
    from.until(until).map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
}

/// A day that lies where it cannot lie.
pub(super) fn out_of_order(field: &str, day: Date, what: &str, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence: format!("{field}: {day} {what}"), hint: hint.into() }
}
