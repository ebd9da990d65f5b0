//! How fast somebody may guess: growing delays that never lock the owner out of a device that they know. Policy only; the
//! counts lie with the caller, one for each account, known device and client address.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

const SECOND_US: i64 = 1_000_000;

/// The longest wait between two attempts.
pub const LONGEST_US: i64 = 15 * 60 * SECOND_US;

/// After this long without a failure, half of the failures are forgotten, and again after each further such time.
pub const FORGET_US: i64 = 24 * 60 * 60 * SECOND_US;

/// Most failures in a row that an account takes from devices that it does not know (NIST SP 800-63B, on rate limiting).
/// Time does not bring them back: what remains is a known device or a recovery.
pub const MOST_UNKNOWN: u32 = 100;

/// Whose failures a count counts. At a sign-in the caller judges the address, and either the known device or the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// One account, from all devices that never signed in to it.
    Account,
    /// One account from one device that signed in before, known by its cookie. Failures elsewhere do not touch it.
    KnownDevice,
    /// One client address (for IPv6 its /64), over all accounts.
    Address,
}

impl Lane {
    /// How many failures are free.
    const fn free(self) -> u32 {
        match self {
            Self::Account | Self::KnownDevice => 5,
            Self::Address => 20,
        }
    }
}

/// The failures of one lane. `State::default()` is a lane without any; it is also what a recovery or a new password sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Failures that are not forgotten yet; the delay grows with them.
    pub failures: u32,
    /// Failures since the last success; time does not lessen them.
    pub in_a_row: u32,
    /// When the last failure was, in microseconds since 1970.
    pub last_us: i64,
}

/// Whether an attempt may be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It may.
    Go,
    /// Not before this moment, in microseconds since 1970; the attempt is refused unread and is not counted.
    Wait {
        /// The first moment at which it may be tried.
        until_us: i64,
    },
    /// Only a known device or a recovery comes in here, see [`MOST_UNKNOWN`].
    KnownDevicesOnly,
}

/// Judges an attempt before the password is looked at.
pub fn judge(state: &State, lane: Lane, now_us: i64) -> Judgement {
    if lane == Lane::Account && state.in_a_row >= MOST_UNKNOWN {
        return Judgement::KnownDevicesOnly;
    }
    let until_us = last_us(state, now_us).saturating_add(delay_us(remembered(state, now_us), lane));
    if now_us >= until_us { Judgement::Go } else { Judgement::Wait { until_us } }
}

/// The stricter of two judgements, such as that of the address and that of the account.
pub fn stricter(one: Judgement, other: Judgement) -> Judgement {
    match (one, other) {
        (Judgement::KnownDevicesOnly, _) | (_, Judgement::KnownDevicesOnly) => Judgement::KnownDevicesOnly,
        (Judgement::Wait { until_us: a }, Judgement::Wait { until_us: b }) => Judgement::Wait { until_us: a.max(b) },
        (wait @ Judgement::Wait { .. }, Judgement::Go) | (Judgement::Go, wait) => wait,
    }
}

/// The lane after a wrong password, code or token. Count before the password is hashed and take it back on success, so
/// that attempts at the same time do not slip through together.
pub fn after_failure(state: &State, now_us: i64) -> State {
    State {
        failures: remembered(state, now_us).saturating_add(1),
        in_a_row: state.in_a_row.saturating_add(1),
        last_us: last_us(state, now_us).max(now_us),
    }
}

/// The lane after a success. An address keeps what it has, because its other accounts are strangers' too: otherwise one
/// account of one's own would pay for guessing at all others.
pub fn after_success(state: &State, lane: Lane) -> State {
    match lane {
        Lane::Account | Lane::KnownDevice => State::default(),
        Lane::Address => *state,
    }
}

/// The failures that are not forgotten: half of them go with each [`FORGET_US`] without another.
fn remembered(state: &State, now_us: i64) -> u32 {
    let halvings = now_us.saturating_sub(state.last_us).max(0) / FORGET_US;
    state.failures.checked_shr(u32::try_from(halvings).unwrap_or(u32::MAX)).unwrap_or(0)
}

/// The last failure; one that lies in the future (the clock was set back) counts as now, so that nobody waits for years.
fn last_us(state: &State, now_us: i64) -> i64 {
    state.last_us.min(now_us)
}

/// 1 s at the last free failure, then twice as long with each, up to [`LONGEST_US`].
fn delay_us(failures: u32, lane: Lane) -> i64 {
    match failures.checked_sub(lane.free()) {
        None => 0,
        Some(over) if over >= 20 => LONGEST_US,
        Some(over) => (SECOND_US << over).min(LONGEST_US),
    }
}
