//! Surveillance held against its cycle: a visit in each calendar year, the first in time.

use super::{Cycle, days_between, out_of_order};
use crate::refusal::Refusal;
use jiff::civil::Date;

/// What the visits of a cycle show (K7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visits {
    /// The calendar years that need one, earliest first.
    pub years_needing: Vec<i16>,
    /// Those of them without one.
    pub years_missing: Vec<i16>,
    /// Was the first not later than its last day? Without any visit: no.
    pub first_in_time: bool,
    /// Days by which the first came after its last day, 0 when it was in time; `None` without any visit.
    pub late_days: Option<u32>,
}

impl Cycle {
    /// Holds the days of surveillance, in any order, against the cycle.
    ///
    /// # Errors
    /// [`Refusal::NotPossible`], naming the first day that lies outside the cycle: a visit follows the decision, and none
    /// is held under a certificate that has run out.
    pub fn visits(&self, surveillance: &[Date]) -> Result<Visits, Refusal> {
        for (at, day) in surveillance.iter().enumerate() {
            let field = format!("surveillance[{at}]");
            if *day <= self.decision {
                let hint = "leave visits of an earlier cycle out";
                return Err(out_of_order(
                    &field,
                    *day,
                    &format!("is not after the decision of {}", self.decision),
                    hint,
                ));
            }
            if *day > self.expiry {
                let hint = "leave visits of a later cycle out";
                return Err(out_of_order(&field, *day, &format!("lies after the expiry of {}", self.expiry), hint));
            }
        }
        let years_needing = self.years_needing_surveillance();
        let visited = |year: &i16| surveillance.iter().any(|day| day.year() == *year);
        let years_missing = years_needing.iter().copied().filter(|year| !visited(year)).collect();
        let first = surveillance.iter().min();
        Ok(Visits {
            years_needing,
            years_missing,
            first_in_time: first.is_some_and(|day| *day <= self.first_surveillance_due),
            late_days: first.map(|day| days_between(self.first_surveillance_due, *day)),
        })
    }
}
