//! How many calls in how much time: for a token, for everything of one person, and for an address that shows no good token.

use super::problem::Problem;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A number of calls at once, and as many again a second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rate {
    /// Calls at once, after a rest.
    pub(super) at_once: i64,
    /// Calls a second in the long run.
    pub(super) a_second: i64,
}

/// One token, or one session.
pub(super) const TOKEN: Rate = Rate { at_once: 3_000, a_second: 100 };
/// All tokens and sessions of one person together.
pub(super) const PERSON: Rate = Rate { at_once: 6_000, a_second: 200 };
/// One address (of IPv6 its /64), for calls without a good token.
pub(super) const ADDRESS: Rate = Rate { at_once: 3_000, a_second: 10 };

/// One address (of IPv6 its /64), for the calendars behind secret addresses.
const CALENDAR: Rate = Rate { at_once: 60, a_second: 1 };

/// Most callers that are counted at a time; when there are more, those who have rested are forgotten.
const MAX_CALLERS: usize = 50_000;
const SECOND_US: i64 = 1_000_000;

/// What every caller has drawn lately: for each the moment at which all of it is given back (GCRA), microseconds since
/// 1970. It lies in memory only; a restart forgives.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<HashMap<String, i64>>);

impl Limits {
    /// Draws one calendar for an address; the seconds to wait when it has none left.
    pub(crate) fn draw_calendar(&self, address: &str, now_us: i64) -> Option<u64> {
        self.draw_or_wait(&[(format!("calendar {address}"), CALENDAR)], now_us).err().map(|(seconds, _)| seconds)
    }

    /// Draws one call for each caller; refused when one of them has none left, and then none is drawn.
    pub(super) fn draw(&self, callers: &[(String, Rate)], now_us: i64) -> Result<(), Problem> {
        self.draw_or_wait(callers, now_us).map_err(|(seconds, rate)| Problem::too_many_calls(seconds, rate))
    }

    /// The same; a refusal is the seconds to wait and the rate that was drawn empty.
    fn draw_or_wait(&self, callers: &[(String, Rate)], now_us: i64) -> Result<(), (u64, Rate)> {
        let mut drawn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if drawn.len() + callers.len() > MAX_CALLERS {
            drawn.retain(|_, back_us| *back_us > now_us);
            if drawn.len() + callers.len() > MAX_CALLERS {
                drawn.clear();
            }
        }
        let next = |drawn: &HashMap<String, i64>, key: &String, rate: &Rate| {
            drawn.get(key).copied().unwrap_or(now_us).max(now_us) + SECOND_US / rate.a_second
        };
        for (key, rate) in callers {
            let over = next(&drawn, key, rate) - now_us - rate.at_once * SECOND_US / rate.a_second;
            if over > 0 {
                return Err((over.unsigned_abs().div_ceil(SECOND_US.unsigned_abs()), *rate));
            }
        }
        for (key, rate) in callers {
            let back_us = next(&drawn, key, rate);
            drawn.insert(key.clone(), back_us);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { at_once: 3, a_second: 2 };

    fn draw(limits: &Limits, key: &str, now_us: i64) -> bool {
        limits.draw(&[(key.to_owned(), RATE)], now_us).is_ok()
    }

    #[test]
    fn so_many_at_once_and_as_many_again_a_second() {
        let limits = Limits::default();
        assert!((0..3).all(|_| draw(&limits, "a", 0)));
        assert!(!draw(&limits, "a", 0), "the fourth at once");
        assert!(draw(&limits, "b", 0), "another caller has their own");
        assert!(!draw(&limits, "a", 499_999));
        assert!(draw(&limits, "a", 500_000), "one comes back after half a second");
        assert!(!draw(&limits, "a", 500_000));
        assert!((0..3).all(|_| draw(&limits, "a", 10 * SECOND_US)), "never more than at once, however long the rest");
        assert!(!draw(&limits, "a", 10 * SECOND_US));
    }

    #[test]
    fn a_refused_call_draws_from_nobody() {
        let limits = Limits::default();
        let both = [("token".to_owned(), RATE), ("person".to_owned(), Rate { at_once: 1, a_second: 1 })];
        assert!(limits.draw(&both, 0).is_ok());
        assert!(limits.draw(&both, 0).is_err());
        assert!(draw(&limits, "token", 0) && draw(&limits, "token", 0), "the refused call drew nothing");
        assert!(!draw(&limits, "token", 0));
    }

    #[test]
    fn a_clock_that_goes_back_locks_nobody_out() {
        let limits = Limits::default();
        assert!(draw(&limits, "a", 1_000 * SECOND_US));
        assert!(draw(&limits, "b", 0));
    }

    #[test]
    fn callers_who_have_rested_are_forgotten() {
        let limits = Limits::default();
        for at in 0..MAX_CALLERS + 10 {
            assert!(draw(&limits, &at.to_string(), at as i64 * SECOND_US));
        }
        assert!(limits.0.lock().unwrap().len() < MAX_CALLERS);
    }
}
