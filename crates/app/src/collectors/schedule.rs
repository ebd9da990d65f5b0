//! When a collector is due, in UTC.

use domain::values::{Rhythm, Schedule, Window};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const MINUTE_US: i64 = 60_000_000;
const HOUR_US: i64 = 60 * MINUTE_US;

fn begin_of(day: Date) -> Option<i64> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp().as_microsecond())
}

fn day_of(us: i64) -> Option<Date> {
    Some(Timestamp::from_microsecond(us).ok()?.to_zoned(TimeZone::UTC).date())
}

/// The first day of the interval in which a day lies, and of the next one.
fn around(rhythm: Rhythm, day: Date) -> Option<(Date, Date)> {
    let first = match rhythm {
        Rhythm::Weekly => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?,
        Rhythm::Monthly => day.first_of_month(),
        Rhythm::ByHand | Rhythm::Hourly | Rhythm::Daily => day,
    };
    let next = match rhythm {
        Rhythm::Weekly => first.checked_add(7.days()),
        Rhythm::Monthly => first.checked_add(1.month()),
        Rhythm::ByHand | Rhythm::Hourly | Rhythm::Daily => first.checked_add(1.day()),
    };
    Some((first, next.ok()?))
}

/// The last moment at or before `now_us` at which the schedule says run, and the next one after it; microseconds since 1970.
pub(super) fn slots(schedule: Schedule, now_us: i64) -> Option<(i64, i64)> {
    let offset = i64::from(schedule.minute) * MINUTE_US;
    match schedule.rhythm {
        Rhythm::ByHand => None,
        Rhythm::Hourly => {
            let this = now_us.div_euclid(HOUR_US) * HOUR_US + offset;
            Some(if this <= now_us { (this, this + HOUR_US) } else { (this - HOUR_US, this) })
        }
        Rhythm::Daily | Rhythm::Weekly | Rhythm::Monthly => {
            let (first, next) = around(schedule.rhythm, day_of(now_us)?)?;
            let (this, next) = (begin_of(first)? + offset, begin_of(next)? + offset);
            if this <= now_us {
                return Some((this, next));
            }
            let (before, _) = around(schedule.rhythm, first.yesterday().ok()?)?;
            Some((begin_of(before)? + offset, this))
        }
    }
}

/// When a schedule says run next, microseconds since 1970; `None` for one by hand.
pub fn next_us(schedule: Schedule, after_us: i64) -> Option<i64> {
    slots(schedule, after_us).map(|(_, next)| next)
}

/// The whole interval that had ended before a day: the day, week (from Monday) or month before. `None` by hand.
pub(super) fn interval_before(rhythm: Rhythm, day: Date) -> Option<Window> {
    if rhythm == Rhythm::ByHand {
        return None;
    }
    let (first, _) = around(rhythm, day)?;
    let until = first.yesterday().ok()?;
    let (from, _) = around(rhythm, until)?;
    Some(Window { from, until })
}

/// The days up to this one for which a list that is drawn now is the next: a week, a month, else the day itself.
pub(super) fn interval_to(rhythm: Rhythm, day: Date) -> Window {
    let back = match rhythm {
        Rhythm::Weekly => day.checked_sub(6.days()),
        Rhythm::Monthly => day.checked_sub(1.month()).and_then(Date::tomorrow),
        Rhythm::ByHand | Rhythm::Hourly | Rhythm::Daily => Ok(day),
    };
    Window { from: back.unwrap_or(day), until: day }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_microsecond()
    }

    fn of(rhythm: Rhythm, minute: u16, now: &str) -> (String, String) {
        let (last, next) = slots(Schedule { rhythm, minute }, at(now)).unwrap();
        let shown = |us| Timestamp::from_microsecond(us).unwrap().to_string();
        (shown(last), shown(next))
    }

    #[test]
    fn slots_lie_around_the_moment() {
        let expected = [
            (Rhythm::Hourly, 15, "2026-03-01T00:10:00Z", "2026-02-28T23:15:00Z", "2026-03-01T00:15:00Z"),
            (Rhythm::Hourly, 15, "2026-03-01T00:15:00Z", "2026-03-01T00:15:00Z", "2026-03-01T01:15:00Z"),
            (Rhythm::Daily, 360, "2026-03-01T05:59:59Z", "2026-02-28T06:00:00Z", "2026-03-01T06:00:00Z"),
            (Rhythm::Daily, 360, "2026-03-01T06:00:00Z", "2026-03-01T06:00:00Z", "2026-03-02T06:00:00Z"),
            (Rhythm::Weekly, 60, "2026-03-04T00:00:00Z", "2026-03-02T01:00:00Z", "2026-03-09T01:00:00Z"),
            (Rhythm::Weekly, 60, "2026-03-02T00:59:00Z", "2026-02-23T01:00:00Z", "2026-03-02T01:00:00Z"),
            (Rhythm::Monthly, 60, "2026-03-01T00:30:00Z", "2026-02-01T01:00:00Z", "2026-03-01T01:00:00Z"),
            (Rhythm::Monthly, 60, "2026-12-31T00:30:00Z", "2026-12-01T01:00:00Z", "2027-01-01T01:00:00Z"),
        ];
        for (rhythm, minute, now, last, next) in expected {
            assert_eq!(of(rhythm, minute, now), (last.to_owned(), next.to_owned()), "{rhythm:?} {now}");
        }
        assert_eq!(slots(Schedule::default(), at("2026-03-01T00:00:00Z")), None);
    }

    #[test]
    fn intervals_are_whole_and_end_before_the_day_or_on_it() {
        let day: Date = "2026-03-04".parse().unwrap();
        let window = |from: &str, until: &str| Window { from: from.parse().unwrap(), until: until.parse().unwrap() };
        assert_eq!(interval_before(Rhythm::Daily, day), Some(window("2026-03-03", "2026-03-03")));
        assert_eq!(interval_before(Rhythm::Hourly, day), Some(window("2026-03-03", "2026-03-03")));
        assert_eq!(interval_before(Rhythm::Weekly, day), Some(window("2026-02-23", "2026-03-01")));
        assert_eq!(interval_before(Rhythm::Monthly, day), Some(window("2026-02-01", "2026-02-28")));
        assert_eq!(interval_before(Rhythm::ByHand, day), None);
        assert_eq!(interval_to(Rhythm::Weekly, day), window("2026-02-26", "2026-03-04"));
        assert_eq!(interval_to(Rhythm::Monthly, day), window("2026-02-05", "2026-03-04"));
        assert_eq!(interval_to(Rhythm::Daily, day), window("2026-03-04", "2026-03-04"));
    }
}
