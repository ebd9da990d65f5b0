//! From the day of the decision to the last day on which a certificate can be restored.

use super::{
    CYCLE_MONTHS, FIRST_SURVEILLANCE_MONTHS, OPENS_BEFORE_MONTHS, RESTORATION_MONTHS, SECOND_SURVEILLANCE_MONTHS,
    months_after,
};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// The days of a cycle that begins with a decision (K7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The day of the decision, the first day of the certificate.
    pub decision: Date,
    /// The last day of the certificate: 36 months later, less one day.
    pub expiry: Date,
    /// The last day on which the first surveillance is in time: 12 months after the decision.
    pub first_surveillance_due: Date,
    /// The day aimed at for the second: 24 months after the decision.
    pub second_surveillance_target: Date,
    /// From this day on recertification can be carried out: 3 months before the expiry.
    pub recertification_opens: Date,
    /// The last day on which a certificate that ran out is restored: 6 months after the expiry.
    pub restoration_limit: Date,
}

/// The cycle that a decision begins.
///
/// # Errors
/// A [`Refusal`] when the decision lies outside the years that a window may touch.
pub fn cycle(decision: Date) -> Result<Cycle, Refusal> {
    let later = |months| months_after(decision, months, "decision");
    let expiry = later(CYCLE_MONTHS)?;
    let expiry = expiry.yesterday().unwrap_or(expiry);
    Ok(Cycle {
        decision,
        expiry,
        first_surveillance_due: later(FIRST_SURVEILLANCE_MONTHS)?,
        second_surveillance_target: later(SECOND_SURVEILLANCE_MONTHS)?,
        recertification_opens: months_after(expiry, -OPENS_BEFORE_MONTHS, "decision")?,
        restoration_limit: months_after(expiry, RESTORATION_MONTHS, "decision")?,
    })
}

impl Cycle {
    /// The calendar years in each of which at least one surveillance lies: those after the year of the decision and before
    /// the year of the expiry, in which recertification takes its place.
    pub fn years_needing_surveillance(&self) -> Vec<i16> {
        (self.decision.year() + 1..self.expiry.year()).collect()
    }
}
