//! Recertification: decided by the old expiry, within the restoration limit, or too late.

use super::{CYCLE_MONTHS, Consequence, RESTORATION_MONTHS, days_between, months_after, out_of_order};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// What a decision on recertification gives (K7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Renewal {
    /// Was it decided by the old expiry or within the restoration limit?
    pub restorable: bool,
    /// Then the new expiry: 36 months after the old one, whenever within the limit it was decided.
    pub new_expiry: Option<Date>,
    /// Days between the last day of the old certificate and the day of the decision, both excluded: on both a certificate
    /// is in force.
    pub days_without_certificate: u32,
    /// The last day on which the old certificate can be restored.
    pub restoration_limit: Date,
    /// What follows when that day has passed.
    pub consequence: Option<Consequence>,
}

/// What comes of a decision on recertification.
///
/// # Errors
/// [`Refusal::NotPossible`] when the decision lies before the cycle that ends on the old expiry.
pub fn renewal(old_expiry: Date, decision: Date) -> Result<Renewal, Refusal> {
    let began = months_after(old_expiry, -CYCLE_MONTHS, "old_expiry")?;
    if decision <= began {
        let what = format!("lies before the cycle that ends on {old_expiry}");
        return Err(out_of_order("decision", decision, &what, format!("write a day after {began}")));
    }
    let restoration_limit = months_after(old_expiry, RESTORATION_MONTHS, "old_expiry")?;
    let renewed = months_after(old_expiry, CYCLE_MONTHS, "old_expiry")?;
    let restorable = decision <= restoration_limit;
    Ok(Renewal {
        restorable,
        new_expiry: restorable.then_some(renewed),
        days_without_certificate: days_between(old_expiry, decision).saturating_sub(1),
        restoration_limit,
        consequence: (!restorable).then_some(Consequence::NewStage2AtLeast),
    })
}
