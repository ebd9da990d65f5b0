//! The calendar stretches in which a control has to run once: day, ISO week, month, quarter, half-year, year (K5).

use crate::values::{Bucket, Frequency, Holidays, Window};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// Every bucket that touches the window, earliest first: at most one a day, and no day is looked at for itself where
/// buckets are longer. A business day is Monday to Friday without `holidays`, which nothing else reads. A control that
/// runs on events has no buckets.
pub fn buckets(frequency: Frequency, window: Window, holidays: &Holidays) -> Vec<Bucket> {
    let spans = spans(frequency, window, holidays);
    spans.map(|s| Bucket { from: s.from, until: s.until, name: name(frequency, s.from), full: s.full }).collect()
}

/// A bucket before it is named: names are made only where they are shown.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) full: bool,
}

/// The spans that touch the window, earliest first.
pub(super) fn spans(frequency: Frequency, window: Window, holidays: &Holidays) -> impl Iterator<Item = Span> {
    let has_buckets = frequency != Frequency::EventDriven;
    let first = has_buckets.then(|| begins(frequency, window.from));
    // On the last day of the calendar there is no day after, and no bucket either.
    let next = move |from: &Date| ends(frequency, *from).tomorrow().ok();
    let touching = std::iter::successors(first, next).take_while(move |from| *from <= window.until);
    let due = move |day: &Date| frequency != Frequency::BusinessDay || is_business_day(*day, holidays);
    touching.filter(due).map(move |from| {
        let until = ends(frequency, from);
        Span { from, until, full: window.from <= from && until <= window.until }
    })
}

fn is_business_day(day: Date, holidays: &Holidays) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains_key(&day)
}

/// First day of the bucket that a day lies in.
fn begins(frequency: Frequency, day: Date) -> Date {
    // `date` panics on what is no date; the months are 1 to 12, and so is what is made of them.
    let month = |month: i8| date(day.year(), month, 1);
    match frequency {
        Frequency::Continuous | Frequency::BusinessDay | Frequency::EventDriven => day,
        Frequency::Weekly => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
        Frequency::Monthly => month(day.month()),
        Frequency::Quarterly => month((day.month() - 1) / 3 * 3 + 1),
        Frequency::HalfYearly => month((day.month() - 1) / 6 * 6 + 1),
        Frequency::Annual => month(1),
    }
}

/// Last day of the bucket that begins on a day.
fn ends(frequency: Frequency, from: Date) -> Date {
    let month = |later: i8| date(from.year(), from.month() + later, 1).last_of_month();
    match frequency {
        Frequency::Continuous | Frequency::BusinessDay | Frequency::EventDriven => from,
        Frequency::Weekly => from.saturating_add(6.days()),
        Frequency::Monthly => month(0),
        Frequency::Quarterly => month(2),
        Frequency::HalfYearly => month(5),
        Frequency::Annual => month(11),
    }
}

/// The name of the bucket that begins on a day.
pub(super) fn name(frequency: Frequency, from: Date) -> String {
    let (year, month) = (from.year(), from.month());
    match frequency {
        Frequency::Continuous | Frequency::BusinessDay | Frequency::EventDriven => from.to_string(),
        Frequency::Weekly => {
            let week = from.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        Frequency::Monthly => format!("{year}-{month:02}"),
        Frequency::Quarterly => format!("{year}-Q{}", (month - 1) / 3 + 1),
        Frequency::HalfYearly => format!("{year}-H{}", (month - 1) / 6 + 1),
        Frequency::Annual => year.to_string(),
    }
}
