//! Until when evidence is current: a control that runs every quarter is shown by the run of this quarter or the last one.

use crate::values::Frequency;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Days for which evidence of a continuous or business-day control is current after the end of its period.
const SHORT_DAYS: i32 = 31;

/// The last day on which evidence is current for a control of this frequency: the end of the bucket after the one in which
/// the control ran; a month for what runs all the time or every day; for ever for what an event asks for.
pub fn current_until(frequency: Frequency, ran: Date) -> Option<Date> {
    let month_end = |months: i32| ran.first_of_month().saturating_add(months.months()).last_of_month();
    // Months from the month of the run to the last month of the next bucket of that many months.
    let months = |length: i8| i32::from(length - 1 - (ran.month() - 1) % length + length);
    Some(match frequency {
        Frequency::EventDriven => return None,
        Frequency::Continuous | Frequency::BusinessDay => ran.saturating_add(SHORT_DAYS.days()),
        Frequency::Weekly => {
            let left = 7 - i32::from(ran.weekday().to_monday_one_offset());
            ran.saturating_add((left + 7).days())
        }
        Frequency::Monthly => month_end(1),
        Frequency::Quarterly => month_end(months(3)),
        Frequency::HalfYearly => month_end(months(6)),
        Frequency::Annual => date(ran.year().saturating_add(1).min(9998), 12, 31),
    })
}

/// Is evidence of a run no longer current on a day?
pub fn expired(frequency: Frequency, ran: Date, on: Date) -> bool {
    current_until(frequency, ran).is_some_and(|until| on > until)
}
