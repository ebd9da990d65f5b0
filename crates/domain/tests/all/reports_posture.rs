//! How the programme stood month by month.

use crate::evidence::running;
use crate::nonconformities::{close, found, judge, raise, reject};
use crate::risks;
use crate::testing;
use domain::reports::posture::{Measure, MonthOfPosture, Posture, Way, posture};
use domain::values::nonconformity::{Effectiveness, Nonconformity, NonconformityClass};
use domain::values::risk::RatingKind;
use jiff::civil::Date;

fn month<'a>(posture: &'a Posture, on: &str) -> &'a MonthOfPosture {
    let on: Date = on.parse().unwrap();
    posture.months.iter().find(|month| month.on == on).unwrap_or_else(|| panic!("{on}: {posture:?}"))
}

fn way(posture: &Posture, measure: Measure) -> Way {
    posture.changes.iter().find(|change| change.measure == measure).unwrap().way
}

#[test]
fn r343_findings_are_counted_by_the_day_they_were_found_and_closed() {
    let mut firm = running();
    let first = firm.acted();
    let today = firm.today();
    let major = Nonconformity { class: NonconformityClass::Major, ..found(today) };
    firm.by("paul", raise(major));
    firm.by("paul", raise(Nonconformity { class: NonconformityClass::Opportunity, ..found(today) }));
    let none = firm.new_by("paul", raise(found(today)));
    firm.by("paul", reject(&none));
    let begun = posture(&firm.registers, firm.today());
    assert_eq!(begun.months.last().unwrap().open_findings, (1, 1), "opportunities and what was none are no findings");
    firm.days_pass(40);
    let proof = firm.proof();
    let judged = firm.today();
    firm.by("ivan", judge(&first, Effectiveness::Effective, judged, &proof));
    firm.by("mark", close(&first));
    firm.days_pass(40);
    let told = posture(&firm.registers, firm.today());
    let first_month = month(&told, &today.last_of_month().to_string());
    assert_eq!((first_month.open_findings, first_month.found, first_month.closed), ((1, 1), 2, 0));
    let of_closing = month(&told, &judged.last_of_month().to_string());
    assert_eq!((of_closing.open_findings, of_closing.found, of_closing.closed), ((1, 0), 0, 1));
    let measured = told.changes.iter().find(|change| change.measure == Measure::OpenFindings).unwrap();
    assert_eq!(measured.last.1, 1);
    assert!(!told.months.last().unwrap().over, "the month that runs is shown and not compared");
}

#[test]
fn r343_risks_above_the_appetite_are_compared_by_their_share() {
    let mut firm = risks::with_risk((4, 4));
    firm.days_pass(31);
    assert_eq!(posture(&firm.registers, firm.today()).changes, [], "one month alone compares with nothing");
    firm.does(risks::record(risks::described("Other")));
    firm.does(risks::rate("RI-2", RatingKind::Current, (1, 1)));
    firm.days_pass(62);
    let told = posture(&firm.registers, firm.today());
    let change = told.changes.iter().find(|change| change.measure == Measure::AboveAppetite).unwrap();
    assert_eq!((change.first.1, change.first.2, change.last.1, change.last.2), (1, Some(1), 1, Some(2)));
    assert_eq!(change.way, Way::Better, "one of two is less than one of one");
    firm.does(risks::rate("RI-2", RatingKind::Current, (5, 5)));
    firm.days_pass(31);
    assert_eq!(way(&posture(&firm.registers, firm.today()), Measure::AboveAppetite), Way::Same);
    assert_eq!(way(&told, Measure::MissedRuns), Way::Unknown, "no run was due in either month");
}

#[test]
fn r343_runs_that_nothing_shows_are_missed_of_those_that_were_due() {
    let mut firm = running();
    firm.days_pass(70);
    let told = posture(&firm.registers, firm.today());
    let weeks: Vec<(usize, usize)> = told.months.iter().map(|month| (month.missed, month.runs)).collect();
    assert!(weeks.iter().all(|(missed, due)| missed <= due), "{weeks:?}");
    let whole = told.months.iter().rfind(|month| month.over).unwrap();
    assert!(whole.runs >= 4 && whole.missed == whole.runs, "a weekly control without any evidence: {whole:?}");
    assert_eq!(whole.on_time().unwrap().to_string(), "0.0");
    assert_eq!(MonthOfPosture::default().on_time(), None, "of nothing there is no share");
}

#[test]
fn r343_exceptions_are_counted_until_the_auditor_clears_them() {
    let mut firm = testing::fieldwork();
    firm.tested(true);
    firm.by("eve", testing::noted(testing::note("TE-1")));
    let count = |firm: &crate::library::Organisation| {
        posture(&firm.registers, firm.today()).months.last().map_or(0, |month| month.exceptions)
    };
    assert_eq!(count(&firm), 1);
    firm.by("eve", testing::judge("EX-1", false, "the approval was found in the archive"));
    assert_eq!(count(&firm), 0);
}

#[test]
fn r343_an_organisation_without_any_of_it_has_no_months() {
    let empty = crate::library::Organisation::begun();
    assert_eq!(posture(&empty.registers, "2026-03-31".parse().unwrap()), Posture::default());
    let mut firm = risks::with_risk((1, 1));
    firm.days_pass(1_000);
    assert_eq!(posture(&firm.registers, firm.today()).months.len(), 24, "the newest two years");
}
