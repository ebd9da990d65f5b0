//! The delays as a table, ten thousand wrong passwords, and clocks that jump.

use proptest::prelude::*;

use super::*;

const NOON: i64 = 1_800_000_000 * SECOND_US;

fn failed(times: u32, at_us: i64) -> State {
    (0..times).fold(State::default(), |state, _| after_failure(&state, at_us))
}

#[test]
fn delays_double_from_the_fifth_failure_of_an_account() {
    for (failures, seconds) in [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (14, 512), (15, 900), (99, 900)] {
        let state = failed(failures, NOON);
        let expected =
            if seconds == 0 { Judgement::Go } else { Judgement::Wait { until_us: NOON + seconds * SECOND_US } };
        assert_eq!(judge(&state, Lane::Account, NOON), expected, "{failures}");
        assert_eq!(judge(&state, Lane::KnownDevice, NOON), expected, "{failures}");
        assert_eq!(judge(&state, Lane::Account, NOON + seconds * SECOND_US), Judgement::Go, "{failures}");
    }
}

#[test]
fn delays_start_with_the_twentieth_failure_of_an_address() {
    assert_eq!(judge(&failed(19, NOON), Lane::Address, NOON), Judgement::Go);
    assert_eq!(judge(&failed(20, NOON), Lane::Address, NOON), Judgement::Wait { until_us: NOON + SECOND_US });
    assert_eq!(judge(&failed(5000, NOON), Lane::Address, NOON), Judgement::Wait { until_us: NOON + LONGEST_US });
}

#[test]
fn ten_thousand_wrong_passwords_from_elsewhere_do_not_lock_out_the_own_device() {
    let (mut account, device) = (State::default(), State::default());
    let mut looked_at = 0;
    for attempt in 0..10_000 {
        let now = NOON + attempt * SECOND_US;
        if judge(&account, Lane::Account, now) == Judgement::Go {
            looked_at += 1;
            account = after_failure(&account, now);
        }
    }
    assert!(looked_at < 30, "{looked_at} passwords were tried in 10,000 seconds");
    assert_eq!(judge(&device, Lane::KnownDevice, NOON + 10_000 * SECOND_US), Judgement::Go);
}

#[test]
fn after_a_hundred_failures_in_a_row_time_does_not_help() {
    let (mut account, mut now, mut looked_at) = (State::default(), NOON, 0);
    for _ in 0..100_000 {
        now += FORGET_US;
        if judge(&account, Lane::Account, now) == Judgement::Go {
            looked_at += 1;
            account = after_failure(&account, now);
        }
    }
    assert_eq!(looked_at, MOST_UNKNOWN);
    assert_eq!(judge(&account, Lane::Account, now + 1000 * FORGET_US), Judgement::KnownDevicesOnly);
    assert_eq!(judge(&State::default(), Lane::Account, now), Judgement::Go, "a recovery opens it");
    assert_ne!(judge(&account, Lane::KnownDevice, now), Judgement::KnownDevicesOnly);
    assert_ne!(judge(&account, Lane::Address, now), Judgement::KnownDevicesOnly);
}

#[test]
fn failures_are_forgotten_by_halves() {
    let state = failed(40, NOON);
    for (days, left) in [(0, 40), (1, 20), (2, 10), (3, 5), (4, 2), (6, 0), (40, 0), (4000, 0)] {
        assert_eq!(remembered(&state, NOON + days * FORGET_US), left, "{days}");
    }
    assert_eq!(after_failure(&state, NOON + 3 * FORGET_US).failures, 6);
}

#[test]
fn a_success_clears_the_account_and_not_the_address() {
    let state = failed(30, NOON);
    assert_eq!(after_success(&state, Lane::Account), State::default());
    assert_eq!(after_success(&state, Lane::KnownDevice), State::default());
    assert_eq!(after_success(&state, Lane::Address), state);
}

#[test]
fn the_stricter_judgement_wins() {
    let (near, far) = (Judgement::Wait { until_us: 1 }, Judgement::Wait { until_us: 2 });
    for (one, other, expected) in [
        (Judgement::Go, Judgement::Go, Judgement::Go),
        (Judgement::Go, near, near),
        (far, Judgement::Go, far),
        (near, far, far),
        (far, Judgement::KnownDevicesOnly, Judgement::KnownDevicesOnly),
    ] {
        assert_eq!(stricter(one, other), expected);
        assert_eq!(stricter(other, one), expected);
    }
}

#[test]
fn a_clock_that_was_set_back_makes_nobody_wait_for_years() {
    let state = failed(50, NOON);
    assert_eq!(judge(&state, Lane::Account, 0), Judgement::Wait { until_us: LONGEST_US });
    assert_eq!(after_failure(&state, 0).last_us, 0);
}

proptest! {
    #[test]
    fn nobody_waits_longer_than_the_longest(failures: u32, in_a_row: u32, last_us: i64, now: i64) {
        let state = State { failures, in_a_row, last_us };
        for lane in [Lane::Account, Lane::KnownDevice, Lane::Address] {
            if let Judgement::Wait { until_us } = judge(&state, lane, now) {
                prop_assert!(until_us > now && until_us.saturating_sub(now) <= LONGEST_US);
            }
        }
        let after = after_failure(&state, now);
        prop_assert!(after.in_a_row >= in_a_row);
    }
}
