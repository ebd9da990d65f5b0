//! Convention K7, sentence by sentence: the cycle of a certificate, its visits, and what comes after its end.

use domain::refusal::Refusal;
use domain::reports::certification::{
    Consequence, Cycle, Edition, Happening, cycle, is_current, periods, renewal, stage2_major,
};
use domain::values::Window;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn days(text: &[&str]) -> Vec<Date> {
    text.iter().map(|t| day(t)).collect()
}

fn of(decision: &str) -> Cycle {
    cycle(day(decision)).unwrap()
}

/// Refused in words that name the field and say what is wrong with it, with a hint.
#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Refusal>, said: &str) {
    let refusal = answer.unwrap_err();
    assert!(refusal.to_string().contains(said), "`{said}` is not said: {refusal}");
    assert!(!refusal.hint().is_empty());
}

#[test]
fn r218_r219_r220_the_days_of_a_cycle() {
    // Decision, expiry, first surveillance, second, recertification, restoration: the worked example and each edge of K2.
    let table = [
        ["2026-03-16", "2029-03-15", "2027-03-16", "2028-03-16", "2028-12-15", "2029-09-15"],
        ["2026-01-01", "2028-12-31", "2027-01-01", "2028-01-01", "2028-09-30", "2029-06-30"],
        ["2024-02-29", "2027-02-27", "2025-02-28", "2026-02-28", "2026-11-27", "2027-08-27"],
        ["2025-03-01", "2028-02-29", "2026-03-01", "2027-03-01", "2027-11-29", "2028-08-29"],
        ["2026-08-31", "2029-08-30", "2027-08-31", "2028-08-31", "2029-05-30", "2030-02-28"],
        ["2026-06-01", "2029-05-31", "2027-06-01", "2028-06-01", "2029-02-28", "2029-11-30"],
    ];
    for expected in table {
        let found = of(expected[0]);
        let told: Vec<String> = [
            found.decision,
            found.expiry,
            found.first_surveillance_due,
            found.second_surveillance_target,
            found.recertification_opens,
            found.restoration_limit,
        ]
        .iter()
        .map(Date::to_string)
        .collect();
        assert_eq!(told, expected);
    }
    refused(cycle(date(1899, 12, 31)), "decision: 1899-12-31 is no day of our time");
    refused(cycle(Date::MAX), "decision: 9999-12-31");
}

#[test]
fn r219_each_calendar_year_between_has_a_visit() {
    let none: [i16; 0] = [];
    assert_eq!(of("2026-03-16").years_needing_surveillance(), [2027, 2028]);
    // A cycle that begins on the first day of a year ends in its third: that is the year of recertification.
    assert_eq!(of("2026-01-01").years_needing_surveillance(), [2027]);
    let cycle = of("2026-03-16");
    let found = cycle.visits(&days(&["2028-02-01", "2027-02-10"])).unwrap();
    assert_eq!((found.years_missing.as_slice(), found.first_in_time, found.late_days), (&none[..], true, Some(0)));
    // On the last day it is in time; a day later it is not, though the year has its visit.
    let found = cycle.visits(&days(&["2027-03-16"])).unwrap();
    assert_eq!((found.years_missing.as_slice(), found.first_in_time, found.late_days), (&[2028][..], true, Some(0)));
    let found = cycle.visits(&days(&["2027-03-17", "2028-03-16"])).unwrap();
    assert_eq!((found.years_missing.as_slice(), found.first_in_time, found.late_days), (&none[..], false, Some(1)));
    // An early visit in the year of the decision is the first, and no year has it that needs one.
    let found = cycle.visits(&days(&["2026-12-01"])).unwrap();
    assert_eq!((found.years_missing.as_slice(), found.first_in_time), (&[2027, 2028][..], true));
    let found = cycle.visits(&[]).unwrap();
    assert_eq!(
        (found.years_missing.as_slice(), found.first_in_time, found.late_days),
        (&[2027, 2028][..], false, None)
    );
    refused(
        cycle.visits(&days(&["2027-02-10", "2026-03-16"])),
        "surveillance[1]: 2026-03-16 is not after the decision",
    );
    refused(cycle.visits(&days(&["2029-03-16"])), "surveillance[0]: 2029-03-16 lies after the expiry of 2029-03-15");
    assert!(cycle.visits(&days(&["2029-03-15"])).is_ok());
}

#[test]
fn a_major_of_stage_2_is_verified_within_six_months() {
    let (last, limit) = (day("2026-08-31"), day("2027-02-28"));
    for (verified, as_of, overdue) in [
        (None, "2026-08-31", false),
        (None, "2027-02-28", false),
        (None, "2027-03-01", true),
        (Some("2026-08-31"), "2027-06-01", false),
        (Some("2027-02-28"), "2027-06-01", false),
        (Some("2027-03-01"), "2027-06-01", true),
    ] {
        let found = stage2_major(last, verified.map(day), day(as_of)).unwrap();
        let consequence = overdue.then_some(Consequence::NewStage2);
        assert_eq!(
            (found.limit, found.overdue, found.consequence),
            (limit, overdue, consequence),
            "{verified:?} {as_of}"
        );
    }
    let as_of = day("2027-01-01");
    refused(stage2_major(last, None, day("2026-08-30")), "as_of: 2026-08-30 lies before the last day of Stage 2");
    refused(stage2_major(last, Some(day("2026-08-30")), as_of), "verified: 2026-08-30 lies before");
    refused(stage2_major(last, Some(day("2027-01-02")), as_of), "verified: 2027-01-02 lies after the day judged");
}

#[test]
fn recertification_by_the_old_expiry_within_the_limit_and_too_late() {
    let old = day("2029-03-15");
    for (decision, new_expiry, without) in [
        ("2028-12-15", Some("2032-03-15"), 0),
        ("2029-03-15", Some("2032-03-15"), 0),
        // The certificate is in force on its last day and on the day of the decision: none without one between them.
        ("2029-03-16", Some("2032-03-15"), 0),
        ("2029-03-17", Some("2032-03-15"), 1),
        ("2029-09-15", Some("2032-03-15"), 183),
        ("2029-09-16", None, 184),
    ] {
        let found = renewal(old, day(decision)).unwrap();
        assert_eq!(found.new_expiry, new_expiry.map(day), "{decision}");
        assert_eq!((found.restorable, found.days_without_certificate), (new_expiry.is_some(), without), "{decision}");
        assert_eq!(found.consequence, new_expiry.is_none().then_some(Consequence::NewStage2AtLeast), "{decision}");
        assert_eq!(found.restoration_limit, day("2029-09-15"));
    }
    // Both ends clamp (K2).
    let found = renewal(day("2028-02-29"), day("2028-02-01")).unwrap();
    assert_eq!((found.new_expiry, found.restoration_limit), (Some(day("2031-02-28")), day("2028-08-29")));
    refused(renewal(old, day("2026-03-15")), "decision: 2026-03-15 lies before the cycle that ends on 2029-03-15");
    assert!(renewal(old, day("2026-03-16")).is_ok());
}

#[test]
fn a_certificate_to_the_2013_edition_ended_with_its_transition() {
    for (standard, as_of, current) in [
        ("ISO/IEC 27001:2013", "2025-10-31", true),
        ("ISO/IEC 27001:2013", "2025-11-01", false),
        ("iso 27001 : 2013", "2026-03-01", false),
        ("ISO/IEC 27001:2022", "2026-03-01", true),
        ("ISO/IEC 27001:2022/Amd 1:2024", "2026-03-01", true),
        ("ISO/IEC 27001:2005", "2010-01-01", false),
    ] {
        assert_eq!(is_current("certificate_standard", standard, day(as_of)), Ok(current), "{standard} {as_of}");
    }
    for (standard, said) in [
        ("ISO/IEC 27001", "names no edition"),
        ("ISO/IEC 27001:2020", "an edition that was never published"),
        ("ISO/IEC 27001:20221", "an edition that was never published"),
        ("ISO/IEC 27002:2022", "is not ISO/IEC 27001"),
        ("ISO 9001:2015", "is not ISO/IEC 27001"),
        ("", "is not ISO/IEC 27001"),
        ("ISO/IEC 27001:ä2022", "an edition that was never published"),
    ] {
        refused(Edition::parse("certificate_standard", standard), said);
    }
}

#[test]
fn the_calendar_has_its_days_in_order_and_no_day_between_two_periods() {
    let cycle = of("2026-03-16");
    let named: Vec<&str> = cycle.days().iter().map(|(happening, _)| happening.id()).collect();
    assert_eq!(named, Happening::ALL.map(Happening::id));
    assert!(cycle.days().is_sorted_by_key(|(_, day)| *day));
    let found = periods(&cycle, day("2025-11-30"), 3).unwrap();
    let range = |window: &Window| format!("{}..{}", window.from, window.until);
    // A period that ended before the decision is left out; months do not drift, though February is short.
    assert_eq!(range(&found[0]), "2026-02-28..2026-05-29");
    assert_eq!(range(&found[1]), "2026-05-30..2026-08-29");
    assert!(found.windows(2).all(|pair| pair[0].until.tomorrow().unwrap() == pair[1].from));
    assert!(found.last().unwrap().from <= cycle.restoration_limit);
    assert!(found.last().unwrap().until >= cycle.restoration_limit);
    refused(periods(&cycle, day("2026-01-01"), 0), "a period of 0 months is not drawn");
    refused(periods(&cycle, day("2026-01-01"), 25), "a period of 25 months is not drawn");
    refused(periods(&cycle, day("2029-09-16"), 12), "soc2: 2029-09-16 does not lie from 2016-03-16 to 2029-09-15");
    refused(periods(&cycle, day("2016-03-15"), 12), "soc2: 2016-03-15");
}

/// Months later, counted on paper: K2 without the calendar library.
fn months_later(from: Date, months: i32) -> Date {
    let count = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + months;
    let (year, month) = (i16::try_from(count / 12).unwrap(), i8::try_from(count % 12 + 1).unwrap());
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    date(year, month, from.day().min(last))
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..36_500).prop_map(|days| date(1990, 1, 1).saturating_add(days.days()))
}

proptest! {
    #[test]
    fn months_are_counted_as_on_paper(decision in any_day()) {
        let cycle = cycle(decision).unwrap();
        prop_assert_eq!(cycle.expiry.tomorrow().unwrap(), months_later(decision, 36));
        prop_assert_eq!(cycle.first_surveillance_due, months_later(decision, 12));
        prop_assert_eq!(cycle.second_surveillance_target, months_later(decision, 24));
        prop_assert_eq!(cycle.recertification_opens, months_later(cycle.expiry, -3));
        prop_assert_eq!(cycle.restoration_limit, months_later(cycle.expiry, 6));
        prop_assert!(cycle.days().is_sorted_by_key(|(_, day)| *day));
        let years = cycle.years_needing_surveillance();
        prop_assert!(years.iter().all(|year| decision.year() < *year && *year < cycle.expiry.year()));
        prop_assert_eq!(years.len(), if decision.month() == 1 && decision.day() == 1 { 1 } else { 2 });
    }

    #[test]
    fn visits_are_judged_as_on_paper(decision in any_day(), after in prop::collection::vec(1_i64..1_094, 0..5)) {
        let cycle = cycle(decision).unwrap();
        let visits: Vec<Date> = after.iter().map(|n| decision.saturating_add(n.days())).collect();
        let found = cycle.visits(&visits).unwrap();
        for year in &found.years_needing {
            prop_assert_eq!(found.years_missing.contains(year), !visits.iter().any(|day| day.year() == *year));
        }
        prop_assert_eq!(found.first_in_time, visits.iter().any(|day| *day <= cycle.first_surveillance_due));
        prop_assert_eq!(found.late_days == Some(0), found.first_in_time);
        if let (Some(late), Some(first)) = (found.late_days, visits.iter().min()) {
            let due = cycle.first_surveillance_due.saturating_add(i64::from(late).days());
            prop_assert_eq!(due, (*first).max(cycle.first_surveillance_due));
        }
    }

    #[test]
    fn a_renewal_joins_on_to_the_old_cycle(old in any_day(), after in -1_000_i64..400) {
        let decision = old.saturating_add(after.days());
        let found = renewal(old, decision).unwrap();
        prop_assert_eq!(found.restoration_limit, months_later(old, 6));
        prop_assert_eq!(found.restorable, decision <= found.restoration_limit);
        prop_assert_eq!(found.new_expiry, found.restorable.then(|| months_later(old, 36)));
        prop_assert_eq!(i64::from(found.days_without_certificate), (after - 1).max(0));
    }

    #[test]
    fn a_major_is_overdue_exactly_after_its_limit(last in any_day(), verified in prop::option::of(0_i64..400), later in 0_i64..400) {
        let verified = verified.map(|n| last.saturating_add(n.days()));
        let as_of = verified.unwrap_or(last).saturating_add(later.days());
        let found = stage2_major(last, verified, as_of).unwrap();
        prop_assert_eq!(found.limit, months_later(last, 6));
        prop_assert_eq!(found.overdue, verified.unwrap_or(as_of) > found.limit);
        prop_assert_eq!(found.consequence.is_some(), found.overdue);
    }

    #[test]
    fn periods_cover_the_cycle_without_a_gap(decision in any_day(), before in 0_i64..3_000, months in 1_u32..=24) {
        let cycle = cycle(decision).unwrap();
        let first = decision.saturating_sub(before.days());
        let found = periods(&cycle, first, months).unwrap();
        prop_assert!(found.windows(2).all(|pair| pair[0].until.tomorrow().unwrap() == pair[1].from));
        prop_assert!(found[0].from <= decision && decision <= found[0].until);
        prop_assert!(found.last().unwrap().until >= cycle.restoration_limit.saturating_sub(1.days()));
    }
}
