//! Convention K5, sentence by sentence: buckets, what is missing in them, and events against their limit.

use domain::refusal::Refusal;
use domain::reports::window::{EventCase, WindowStatus, buckets, check, earliest_clean_start, events};
use domain::values::window::MAX_YEARS;
use domain::values::{Frequency, Holidays, NoWindow, Window};
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn window(from: &str, until: &str) -> Window {
    Window::new(day(from), day(until)).unwrap()
}

fn days(text: &[&str]) -> Vec<Date> {
    text.iter().map(|t| day(t)).collect()
}

fn holidays(text: &[&str]) -> Holidays {
    text.iter().map(|t| (day(t), "a holiday".to_owned())).collect()
}

/// Status, full buckets, missing, advisory.
fn found(frequency: Frequency, window: Window, runs: &[&str]) -> (&'static str, u32, String, String) {
    let found = check(frequency, window, &days(runs), &Holidays::new());
    (found.status.id(), found.full_buckets, found.missing.join(" "), found.advisory.join(" "))
}

fn names(frequency: Frequency, window: Window, off: &[&str]) -> String {
    let all = buckets(frequency, window, &holidays(off));
    let name = |b: &domain::values::Bucket| if b.full { b.name.clone() } else { format!("({})", b.name) };
    all.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_frequency_has_its_buckets_and_their_names() {
    let half = window("2026-02-15", "2026-08-14");
    let table = [
        (Frequency::Annual, half, "(2026)"),
        (Frequency::HalfYearly, half, "(2026-H1) (2026-H2)"),
        (Frequency::Quarterly, half, "(2026-Q1) 2026-Q2 (2026-Q3)"),
        (Frequency::Monthly, half, "(2026-02) 2026-03 2026-04 2026-05 2026-06 2026-07 (2026-08)"),
        (Frequency::Weekly, window("2026-03-30", "2026-04-14"), "2026-W14 2026-W15 (2026-W16)"),
        (Frequency::BusinessDay, window("2026-05-07", "2026-05-11"), "2026-05-07 2026-05-08 2026-05-11"),
        (Frequency::Continuous, window("2026-05-08", "2026-05-10"), "2026-05-08 2026-05-09 2026-05-10"),
        (Frequency::EventDriven, half, ""),
    ];
    for (frequency, window, expected) in table {
        assert_eq!(names(frequency, window, &[]), expected, "{frequency:?}");
    }
    let quarter = &buckets(Frequency::Quarterly, half, &Holidays::new())[0];
    assert_eq!((quarter.from, quarter.until), (day("2026-01-01"), day("2026-03-31")), "a bucket is whole");
}

#[test]
fn weeks_are_named_by_their_iso_year() {
    // 2020 and 2026 have a week 53; the week around a turn of the year belongs to the year of its Thursday.
    let turns = [
        ("2020-12-28", "2021-01-10", "2020-W53 2021-W01"),
        ("2026-12-21", "2027-01-10", "2026-W52 2026-W53 2027-W01"),
        ("2024-12-30", "2025-01-05", "2025-W01"),
        ("2021-12-27", "2022-01-09", "2021-W52 2022-W01"),
        ("2027-01-01", "2027-01-01", "(2026-W53)"),
        ("2027-01-03", "2027-01-04", "(2026-W53) (2027-W01)"),
    ];
    for (from, until, expected) in turns {
        assert_eq!(names(Frequency::Weekly, window(from, until), &[]), expected, "{from} {until}");
    }
}

#[test]
fn leap_days_and_year_ends_belong_where_the_calendar_puts_them() {
    assert_eq!(names(Frequency::Monthly, window("2024-02-01", "2024-02-28"), &[]), "(2024-02)");
    assert_eq!(names(Frequency::Monthly, window("2024-02-01", "2024-02-29"), &[]), "2024-02");
    assert_eq!(names(Frequency::Monthly, window("2026-02-01", "2026-02-28"), &[]), "2026-02");
    let leap = window("2024-02-29", "2024-02-29");
    assert_eq!(found(Frequency::Continuous, leap, &["2024-02-29"]), ("complete", 1, "".into(), "".into()));
    assert_eq!(names(Frequency::Annual, window("2025-12-31", "2027-01-01"), &[]), "(2025) 2026 (2027)");
    assert_eq!(names(Frequency::HalfYearly, window("2025-07-01", "2026-06-30"), &[]), "2025-H2 2026-H1");
    assert_eq!(names(Frequency::Quarterly, window("2025-12-31", "2026-04-01"), &[]), "(2025-Q4) 2026-Q1 (2026-Q2)");
}

#[test]
fn business_days_are_monday_to_friday_without_the_holidays() {
    let easter = window("2026-04-02", "2026-04-07");
    assert_eq!(names(Frequency::BusinessDay, easter, &["2026-04-03", "2026-04-06"]), "2026-04-02 2026-04-07");
    assert_eq!(
        names(Frequency::Continuous, window("2026-04-03", "2026-04-04"), &["2026-04-03"]),
        "2026-04-03 2026-04-04"
    );
    assert_eq!(names(Frequency::Weekly, window("2026-03-30", "2026-04-05"), &["2026-04-03"]), "2026-W14");
    // A holiday on a Saturday takes nothing away.
    assert_eq!(names(Frequency::BusinessDay, window("2026-04-03", "2026-04-04"), &["2026-04-04"]), "2026-04-03");
}

#[test]
fn a_full_bucket_without_a_run_is_missing_and_makes_a_gap() {
    let year = window("2026-01-01", "2026-12-31");
    let runs = ["2026-01-05", "2026-06-30", "2026-10-01"];
    assert_eq!(found(Frequency::Quarterly, year, &runs), ("gap", 4, "2026-Q3".into(), "".into()));
    assert_eq!(found(Frequency::Annual, year, &["2026-12-31"]), ("complete", 1, "".into(), "".into()));
    assert_eq!(found(Frequency::Annual, year, &[]), ("gap", 1, "2026".into(), "".into()));
}

#[test]
fn a_run_counts_only_in_its_bucket_and_in_the_window() {
    // The worked example: the run of 20 January lies in the first quarter and before the window.
    let half = window("2026-02-15", "2026-08-14");
    let runs = ["2026-01-20", "2026-04-10"];
    assert_eq!(found(Frequency::Quarterly, half, &runs), ("complete", 1, "".into(), "2026-Q1 2026-Q3".into()));
    let runs = ["2026-02-15", "2026-04-10", "2026-08-14"];
    assert_eq!(
        found(Frequency::Quarterly, half, &runs),
        ("complete", 1, "".into(), "".into()),
        "both ends belong to it"
    );
    let runs = ["2026-02-14", "2026-04-10", "2026-08-15"];
    assert_eq!(found(Frequency::Quarterly, half, &runs).3, "2026-Q1 2026-Q3");
}

#[test]
fn what_is_advisory_decides_nothing() {
    let half = window("2026-02-15", "2026-08-14");
    assert_eq!(found(Frequency::Quarterly, half, &["2026-03-01"]), ("gap", 1, "2026-Q2".into(), "2026-Q3".into()));
    assert_eq!(found(Frequency::Annual, half, &["2026-03-01"]), ("complete", 0, "".into(), "".into()));
}

#[test]
fn without_a_full_bucket_and_a_run_it_was_not_exercised() {
    let inside = window("2026-05-04", "2026-05-20");
    assert_eq!(found(Frequency::Quarterly, inside, &[]), ("not_exercised", 0, "".into(), "2026-Q2".into()));
    // A run in the same bucket outside the window changes nothing; one inside does.
    assert_eq!(found(Frequency::Quarterly, inside, &["2026-04-30"]).0, "not_exercised");
    assert_eq!(found(Frequency::Quarterly, inside, &["2026-05-20"]), ("complete", 0, "".into(), "".into()));
    let single = window("2026-05-07", "2026-05-07");
    assert_eq!(found(Frequency::Weekly, single, &[]), ("not_exercised", 0, "".into(), "2026-W19".into()));
    assert_eq!(found(Frequency::BusinessDay, single, &[]), ("gap", 1, "2026-05-07".into(), "".into()));
    // A weekend has no business day, and a run on it lies in the window all the same.
    let weekend = window("2026-05-09", "2026-05-10");
    assert_eq!(found(Frequency::BusinessDay, weekend, &[]), ("not_exercised", 0, "".into(), "".into()));
    assert_eq!(found(Frequency::BusinessDay, weekend, &["2026-05-09"]), ("complete", 0, "".into(), "".into()));
    assert_eq!(found(Frequency::EventDriven, weekend, &[]).0, "not_exercised");
}

#[test]
fn runs_may_be_unordered_and_repeat() {
    let year = window("2026-01-01", "2026-06-30");
    let runs = ["2026-06-01", "2026-02-01", "2026-02-01", "2026-01-31", "2026-05-05", "2026-03-09"];
    assert_eq!(found(Frequency::Monthly, year, &runs), ("gap", 6, "2026-04".into(), "".into()));
}

#[test]
fn a_window_is_checked_when_it_is_made() {
    let made = |from: &str, until: &str| Window::new(day(from), day(until));
    assert!(matches!(made("2026-02-02", "2026-02-01"), Err(NoWindow::Reversed { .. })));
    assert!(made("2016-01-01", "2025-12-31").is_ok(), "{MAX_YEARS} years are allowed");
    assert!(matches!(made("2016-01-01", "2026-01-01"), Err(NoWindow::TooLong { .. })));
    assert!(matches!(made("2016-02-29", "2026-02-28"), Err(NoWindow::TooLong { .. })));
    assert!(matches!(made("1899-12-31", "1900-01-31"), Err(NoWindow::OutOfRange { .. })));
    assert!(matches!(made("2999-12-31", "3000-01-01"), Err(NoWindow::OutOfRange { .. })));
    let refusal = Refusal::from(made("2016-01-01", "2030-01-01").unwrap_err());
    assert_eq!(refusal.to_string(), "the window from 2016-01-01 to 2030-01-01 is longer than 10 years");
    assert!(refusal.hint().contains("2025-12-31"), "{}", refusal.hint());
    let refusal = Refusal::from(made("2026-02-02", "2026-02-01").unwrap_err());
    assert!(refusal.to_string().contains("window is reversed: 2026-02-01 lies before 2026-02-02"));
    assert!(!NoWindow::OutOfRange { day: day("1800-01-01") }.hint().is_empty());
}

fn case(id: &str, due_from: &str, done: Option<&str>) -> EventCase {
    EventCase { id: id.to_owned(), due_from: day(due_from), done: done.map(day) }
}

#[test]
fn events_are_on_time_late_or_missing() {
    let population = [
        case("same-day", "2026-03-02", Some("2026-03-02")),
        case("last-day", "2026-03-02", Some("2026-03-07")),
        case("day-after", "2026-03-02", Some("2026-03-08")),
        case("before", "2026-03-02", Some("2026-02-27")),
        case("never", "2026-03-02", None),
        case("leap", "2024-02-27", Some("2024-03-03")),
    ];
    let found = events(5, &population, None);
    assert_eq!(found.population, 6);
    assert_eq!(found.on_time, ["same-day", "last-day", "before", "leap"]);
    assert_eq!((found.late, found.missing), (vec!["day-after".to_owned()], vec!["never".to_owned()]));
    assert!(found.pending.is_empty());
    assert_eq!(events(0, &population, None).late, ["last-day", "day-after", "leap"]);
    assert_eq!(events(3, &[], None).population, 0);
}

#[test]
fn what_is_not_due_yet_is_pending_on_the_day_given() {
    let population = [case("open", "2026-03-02", None), case("over", "2026-03-01", None)];
    let on = |text: &str| events(5, &population, Some(day(text)));
    assert_eq!(
        (on("2026-03-07").pending, on("2026-03-07").missing),
        (vec!["open".to_owned()], vec!["over".to_owned()])
    );
    assert_eq!(on("2026-03-06").pending, ["open", "over"], "the last day of the limit has not passed");
    assert_eq!(on("2026-03-08").missing, ["open", "over"]);
    assert_eq!(events(5, &population, None).missing, ["open", "over"]);
}

#[test]
fn uncovered_days_are_rows_of_missing_buckets() {
    let year = window("2026-01-15", "2026-12-31");
    let runs =
        days(&["2026-02-01", "2026-05-01", "2026-06-01", "2026-08-01", "2026-09-01", "2026-10-01", "2026-11-30"]);
    let found = check(Frequency::Monthly, year, &runs, &Holidays::new()).uncovered;
    let expected = [("2026-03-01", "2026-04-30"), ("2026-07-01", "2026-07-31"), ("2026-12-01", "2026-12-31")];
    assert_eq!(found, expected.map(|(from, until)| (day(from), day(until))));
    // Nothing was due on the weekend between a Friday and a Monday without a run.
    let fortnight = window("2026-05-07", "2026-05-13");
    let runs = days(&["2026-05-07", "2026-05-12"]);
    let found = check(Frequency::BusinessDay, fortnight, &runs, &Holidays::new()).uncovered;
    assert_eq!(found, [(day("2026-05-08"), day("2026-05-11")), (day("2026-05-13"), day("2026-05-13"))]);
}

#[test]
fn the_earliest_clean_start_lies_after_the_first_day_of_the_last_missing_bucket() {
    let none = Holidays::new();
    let reach = window("2026-01-01", "2026-12-31");
    let runs = days(&["2026-02-01", "2026-08-01", "2026-11-01"]);
    assert_eq!(earliest_clean_start(Frequency::Quarterly, reach, &runs, &none), Some(day("2026-04-02")));
    assert_eq!(earliest_clean_start(Frequency::Quarterly, reach, &[], &none), Some(day("2026-10-02")));
    let all = days(&["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"]);
    assert_eq!(earliest_clean_start(Frequency::Quarterly, reach, &all, &none), Some(day("2026-01-01")));
    let may = window("2026-05-04", "2026-05-08");
    assert_eq!(
        earliest_clean_start(Frequency::BusinessDay, may, &days(&["2026-05-08"]), &none),
        Some(day("2026-05-08"))
    );
    assert_eq!(earliest_clean_start(Frequency::BusinessDay, may, &[], &none), None, "the last day itself is missing");
    assert_eq!(check(Frequency::BusinessDay, may, &[], &none).status, WindowStatus::Gap);
}
