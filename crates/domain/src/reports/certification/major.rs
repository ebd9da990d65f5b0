//! A major nonconformity of Stage 2: verified within six months of its last day, or Stage 2 is done again.

use super::{Consequence, VERIFICATION_MONTHS, months_after, out_of_order};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// Where the verification of a major stands (K7; ISO/IEC 17021-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The last day on which it is in time.
    pub limit: Date,
    /// Was it verified after the limit, or has the limit passed without?
    pub overdue: bool,
    /// What follows from that.
    pub consequence: Option<Consequence>,
}

/// Judges a major as of a day. What is verified on the last day of Stage 2 is verified on the spot.
///
/// # Errors
/// [`Refusal::NotPossible`] when a day lies before the last day of Stage 2, or the verification after the day judged.
pub fn stage2_major(last_day: Date, verified: Option<Date>, as_of: Date) -> Result<Verification, Refusal> {
    let limit = months_after(last_day, VERIFICATION_MONTHS, "stage2_last_day")?;
    let ended = format!("lies before the last day of Stage 2, {last_day}");
    if as_of < last_day {
        return Err(out_of_order("as_of", as_of, &ended, "judge it on that day or later"));
    }
    if let Some(day) = verified {
        if day < last_day {
            return Err(out_of_order("verified", day, &ended, "write the day on which the body verified the action"));
        }
        if day > as_of {
            let what = format!("lies after the day judged, {as_of}");
            return Err(out_of_order("verified", day, &what, "leave it out while it is not verified"));
        }
    }
    let overdue = verified.unwrap_or(as_of) > limit;
    Ok(Verification { limit, overdue, consequence: overdue.then_some(Consequence::NewStage2) })
}
