//! Where time enters. Everything below is told what time it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// The clock of an installation: the machine's, or one that is moved by hand (demonstrations and tests).
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Clock {
        Clock(None)
    }

    /// A clock that stands at `us` microseconds since 1970 until it is moved.
    pub fn by_hand(us: i64) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(us))))
    }

    /// Moves a clock by hand; the machine's clock takes no notice.
    pub fn set(&self, us: i64) {
        if let Some(hand) = &self.0 {
            hand.store(us, Ordering::SeqCst);
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[allow(clippy::disallowed_methods, reason = "this is the one place where time enters")]
    pub fn now_us(&self) -> i64 {
        self.0.as_ref().map_or_else(|| Timestamp::now().as_microsecond(), |hand| hand.load(Ordering::SeqCst))
    }

    /// Today in UTC.
    pub fn today(&self) -> Date {
        day_of(self.now_us())
    }
}

/// The day of a time, in UTC.
pub fn day_of(us: i64) -> Date {
    Timestamp::from_microsecond(us).map_or(Date::ZERO, |t| TimeZone::UTC.to_datetime(t).date())
}

/// The last microsecond of a day, in UTC: what had been recorded by the end of it.
pub fn end_of(day: Date) -> i64 {
    let next = day.tomorrow().and_then(|d| d.to_zoned(TimeZone::UTC));
    next.map_or(i64::MAX, |z| z.timestamp().as_microsecond() - 1)
}

/// A time as people read it: `2026-11-21 09:30 UTC`.
pub fn minute_of(us: i64) -> String {
    Timestamp::from_microsecond(us).map_or_else(
        |_| String::new(),
        |t| {
            let civil = t.to_zoned(TimeZone::UTC).datetime();
            format!("{} {:02}:{:02} UTC", civil.date(), civil.hour(), civil.minute())
        },
    )
}
