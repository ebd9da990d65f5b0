//! The three years of a cycle as a calendar, with the periods of SOC 2 reports interleaved (K7).

use super::{Cycle, months_after};
use crate::refusal::Refusal;
use crate::values::Window;
use crate::values::operation::words;
use jiff::civil::Date;

/// Longest period of a SOC 2 report that the calendar draws, in months.
pub const MAX_PERIOD_MONTHS: u32 = 24;

/// What a day of the cycle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// The decision; the certificate begins.
    Decision,
    /// The last day for the first surveillance.
    FirstSurveillance,
    /// The day aimed at for the second.
    SecondSurveillance,
    /// Recertification opens.
    RecertificationOpens,
    /// The last day of the certificate.
    Expiry,
    /// The last day on which it can be restored.
    RestorationLimit,
}

words!(Happening {
    Decision = "decision", "Decision";
    FirstSurveillance = "first_surveillance_due", "First surveillance due";
    SecondSurveillance = "second_surveillance_target", "Second surveillance, target";
    RecertificationOpens = "recertification_opens", "Recertification opens";
    Expiry = "expiry", "Last day of the certificate";
    RestorationLimit = "restoration_limit", "Last day of restoration";
});

impl Cycle {
    /// The days of the cycle, earliest first.
    pub fn days(&self) -> [(Happening, Date); 6] {
        [
            (Happening::Decision, self.decision),
            (Happening::FirstSurveillance, self.first_surveillance_due),
            (Happening::SecondSurveillance, self.second_surveillance_target),
            (Happening::RecertificationOpens, self.recertification_opens),
            (Happening::Expiry, self.expiry),
            (Happening::RestorationLimit, self.restoration_limit),
        ]
    }
}

/// The periods of SOC 2 reports that touch the time from the decision to the restoration limit, each beginning on the day
/// after the one before, so that no day stays between two reports. `first` is the first day of any one of them, not later
/// than the restoration limit.
///
/// # Errors
/// [`Refusal::NotPossible`] when the length is not 1 to [`MAX_PERIOD_MONTHS`] months, or the first day lies after the limit or
/// more than ten years before the decision.
pub fn periods(cycle: &Cycle, first: Date, months: u32) -> Result<Vec<Window>, Refusal> {
    let length = i32::try_from(months).ok().filter(|_| (1..=MAX_PERIOD_MONTHS).contains(&months));
    let length = length.ok_or_else(|| Refusal::NotPossible {
        sentence: format!("months: a period of {months} months is not drawn"),
        hint: format!("write a number from 1 to {MAX_PERIOD_MONTHS}"),
    })?;
    let earliest = months_after(cycle.decision, -120, "decision")?;
    if first > cycle.restoration_limit || first < earliest {
        let sentence = format!("soc2: {first} does not lie from {earliest} to {}", cycle.restoration_limit);
        return Err(Refusal::NotPossible {
            sentence,
            hint: "write the first day of a period of these years".to_owned(),
        });
    }
    let mut periods = Vec::new();
    let mut begun = 0;
    // Each begins a whole number of periods after the first day, so that months of different length do not add up.
    loop {
        let from = months_after(first, begun * length, "soc2")?;
        if from > cycle.restoration_limit {
            return Ok(periods);
        }
        begun += 1;
        let next = months_after(first, begun * length, "soc2")?;
        let until = next.yesterday().unwrap_or(next);
        if until >= cycle.decision {
            periods.push(Window::new(from, until)?);
        }
    }
}
