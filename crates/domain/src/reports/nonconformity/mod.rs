//! Nonconformities and corrective action: what closing needs, how the register stands on a day, and what points where.

pub mod close;
mod filter;
mod register;
mod trace;

pub use filter::Filter;
pub use register::{ClassFigures, Figures, Line, NonconformitiesReport, nonconformities, one};
pub use trace::{CitedEvidence, TouchedControl, Trace, about_control, citing, engagement_of, from_reference, trace};

use crate::registers::nonconformity::HeldNonconformity;
use crate::values::nonconformity::NonconformityRules;
use jiff::ToSpan;
use jiff::civil::Date;

/// The first day on which it can be said that the action of this round worked; `None` while action is missing.
pub fn judged_from(held: &HeldNonconformity, rules: &NonconformityRules) -> Option<Date> {
    let on = held.acted_on().filter(|_| held.acted())?;
    Some(on.saturating_add(i64::from(rules.wait_days).days()))
}
