//! The window check against a reading that looks at every single day and knows nothing of how buckets are stepped through.

use domain::reports::window::{buckets, check, earliest_clean_start};
use domain::values::{Frequency, Holidays, Window};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The bucket of a day, by its name alone; `None` where nothing is due.
fn named(frequency: Frequency, day: Date, holidays: &Holidays) -> Option<String> {
    let (year, month) = (day.year(), day.month());
    Some(match frequency {
        Frequency::EventDriven => return None,
        Frequency::BusinessDay
            if holidays.contains_key(&day) || [Weekday::Saturday, Weekday::Sunday].contains(&day.weekday()) =>
        {
            return None;
        }
        Frequency::Continuous | Frequency::BusinessDay => day.to_string(),
        Frequency::Weekly => {
            // The week has the number of its Thursday: how many Thursdays the year has had by then.
            let thursday = day - i64::from(day.weekday().to_monday_zero_offset()).days() + 3.days();
            format!("{}-W{:02}", thursday.year(), (thursday.day_of_year() + 6) / 7)
        }
        Frequency::Monthly => format!("{year}-{month:02}"),
        Frequency::Quarterly => format!("{year}-Q{}", [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month as usize - 1]),
        Frequency::HalfYearly => format!("{year}-H{}", if month <= 6 { 1 } else { 2 }),
        Frequency::Annual => format!("{year}"),
    })
}

/// Every bucket near the window with all its days.
fn naive(frequency: Frequency, window: Window, holidays: &Holidays) -> Vec<(String, Vec<Date>)> {
    let mut all: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    let mut at = window.from - 380.days();
    while at <= window.until + 380.days() {
        if let Some(name) = named(frequency, at, holidays) {
            all.entry(name).or_default().push(at);
        }
        at = at.tomorrow().unwrap();
    }
    let mut touching: Vec<_> = all.into_iter().filter(|(_, days)| days.iter().any(|d| window.contains(*d))).collect();
    touching.sort_by_key(|(_, days)| days[0]);
    touching
}

#[derive(Debug)]
struct Case {
    frequency: Frequency,
    window: Window,
    runs: Vec<Date>,
    holidays: Holidays,
}

fn cases() -> impl Strategy<Value = Case> {
    let frequency = prop::sample::select(Frequency::ALL.to_vec());
    let runs = prop::collection::vec(-60_i64..860, 0..60);
    let off = prop::collection::vec(0_i64..800, 0..30);
    (frequency, 0_i64..1500, 0_i64..800, runs, off).prop_map(|(frequency, begins, length, runs, off)| {
        let from = date(2019, 6, 1) + begins.days();
        let window = Window::new(from, from + length.days()).unwrap();
        let runs = runs.into_iter().map(|n| from + n.days()).collect();
        let holidays = off.into_iter().map(|n| (from + n.days(), String::new())).collect();
        Case { frequency, window, runs, holidays }
    })
}

fn is_gap(frequency: Frequency, window: Window, runs: &BTreeSet<Date>, holidays: &Holidays) -> bool {
    naive(frequency, window, holidays)
        .iter()
        .any(|(_, days)| days.iter().all(|d| window.contains(*d)) && !days.iter().any(|d| runs.contains(d)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn it_agrees_with_a_reading_day_by_day(case in cases()) {
        let Case { frequency, window, runs, holidays } = case;
        let inside: BTreeSet<Date> = runs.iter().copied().filter(|d| window.contains(*d)).collect();
        let all = naive(frequency, window, &holidays);
        let drawn: Vec<(String, Date, Date, bool)> =
            buckets(frequency, window, &holidays).into_iter().map(|b| (b.name, b.from, b.until, b.full)).collect();
        let expected: Vec<(String, Date, Date, bool)> = all
            .iter()
            .map(|(name, days)| (name.clone(), days[0], days[days.len() - 1], days.iter().all(|d| window.contains(*d))))
            .collect();
        prop_assert_eq!(&drawn, &expected);
        let without = |full: bool| -> Vec<String> {
            let lacking = all.iter().zip(&expected).filter(|((_, days), (.., is_full))| {
                *is_full == full && !days.iter().any(|d| inside.contains(d))
            });
            lacking.map(|((name, _), _)| name.clone()).collect()
        };
        let found = check(frequency, window, &runs, &holidays);
        prop_assert_eq!(&found.missing, &without(true));
        prop_assert_eq!(&found.advisory, &without(false));
        let full = expected.iter().filter(|(.., full)| *full).count();
        prop_assert_eq!(found.full_buckets as usize, full);
        let status = match (found.missing.is_empty(), full == 0 && inside.is_empty()) {
            (false, _) => "gap",
            (true, true) => "not_exercised",
            (true, false) => "complete",
        };
        prop_assert_eq!(found.status.id(), status);
    }

    #[test]
    fn uncovered_days_hold_every_missing_bucket_and_no_other(case in cases()) {
        let Case { frequency, window, runs, holidays } = case;
        let found = check(frequency, window, &runs, &holidays);
        let missing: BTreeSet<&String> = found.missing.iter().collect();
        let ranges = found.uncovered;
        for bucket in buckets(frequency, window, &holidays) {
            let covered = ranges.iter().any(|(from, until)| *from <= bucket.from && bucket.until <= *until);
            prop_assert_eq!(covered, missing.contains(&bucket.name), "{}", bucket.name);
        }
        for pair in ranges.windows(2) {
            let between = buckets(frequency, window, &holidays).into_iter().filter(|b| pair[0].1 < b.from && b.until < pair[1].0);
            prop_assert!(between.count() > 0, "{:?} could be one row", pair);
        }
    }

    #[test]
    fn the_earliest_clean_start_is_the_first_that_is_no_gap(case in cases(), floor in 0_i64..60) {
        let Case { frequency, window, runs, holidays } = case;
        let runs_in: BTreeSet<Date> = runs.iter().copied().collect();
        let from = (window.from + floor.days()).min(window.until);
        let reach = Window::new(from, window.until.min(from + 60.days())).unwrap();
        let mut start = reach.from;
        let mut first = None;
        while start <= reach.until {
            if !is_gap(frequency, Window::new(start, reach.until).unwrap(), &runs_in, &holidays) {
                first = Some(start);
                break;
            }
            start = start.tomorrow().unwrap();
        }
        prop_assert_eq!(earliest_clean_start(frequency, reach, &runs, &holidays), first);
    }
}
