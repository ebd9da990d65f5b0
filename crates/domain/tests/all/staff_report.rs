//! What is missing of whom on a day, how long leavers kept access, the chart, and what it is all evidence for.

use crate::library::Organisation;
use crate::people::end;
use crate::staff::{at_work, check, not_needed, record, since};
use domain::reports::staff::{Missing, Rated, staff};
use domain::values::staff::{AccessKind, StaffState};
use domain::values::{Staff, StaffCheck};
use jiff::ToSpan;

fn never(checks: &[StaffCheck]) -> Vec<Missing> {
    checks.iter().copied().map(Missing::Never).collect()
}

#[test]
fn r244_what_is_missing_follows_where_somebody_stands() {
    use StaffCheck::{Confidentiality, RemoteWork, Screening, Terms, Training};
    let mut firm = at_work();
    let joined = firm.ago(10);
    let later = Some(firm.today().saturating_add(9.days()));
    let with = |state, leaves, remote| Staff { state, leaves, remote, ..since(joined) };
    let cases = [
        (with(StaffState::Candidate, None, true), vec![Screening]),
        (with(StaffState::Active, None, false), vec![Screening, Terms, Confidentiality, Training]),
        (with(StaffState::Active, None, true), vec![Screening, Terms, Confidentiality, Training, RemoteWork]),
        (with(StaffState::Moved, None, false), vec![Screening, Terms, Confidentiality, Training]),
        (with(StaffState::Notice, later, false), vec![Screening, Terms, Confidentiality, Training]),
    ];
    for (at, (staff, expected)) in cases.into_iter().enumerate() {
        let person = format!("nora-{at}");
        firm.does(record(&person, staff));
        assert_eq!(firm.missing(&person), never(&expected), "{at}");
    }
}

#[test]
fn r244_training_is_due_again_a_year_and_a_day_after_the_last() {
    let mut firm = at_work();
    firm.works("nora", 0);
    firm.days_pass(365);
    assert_eq!(firm.missing("nora"), [], "a year later to the day it still counts");
    firm.days_pass(1);
    let missing = firm.missing("nora");
    let since = firm.today();
    assert_eq!(missing[0], Missing::Overdue { check: StaffCheck::Training, since });
    assert_eq!(missing[1..], never(&[StaffCheck::Review]), "and the first review is due");
    assert_eq!(missing[0].sentence(), format!("Awareness and training, overdue since {since}"));
    assert_eq!(missing[0].answers(), ["A.6.3", "7.2", "7.3", "CC1.4", "CC2.2"]);
    let report = firm.staff_report();
    assert_eq!((report.trained, report.at_work, report.lacking), (0, 1, 1));
    firm.does(check("nora", StaffCheck::Training, firm.today()));
    firm.does(check("nora", StaffCheck::Review, firm.today()));
    let report = firm.staff_report();
    assert_eq!((report.trained, report.at_work, report.lacking), (1, 1, 0));
}

#[test]
fn r248_who_works_remotely_accepts_its_rules_each_year() {
    let mut firm = at_work();
    firm.works("nora", 10);
    firm.does(record("nora", Staff { remote: true, ..since(firm.ago(10)) }));
    assert_eq!(firm.missing("nora"), never(&[StaffCheck::RemoteWork]));
    firm.does(check("nora", StaffCheck::RemoteWork, firm.today()));
    firm.does(check("nora", StaffCheck::Training, firm.today()));
    assert_eq!(firm.missing("nora"), []);
    firm.days_pass(366);
    let check = StaffCheck::RemoteWork;
    assert!(
        firm.missing("nora").contains(&Missing::Overdue { check, since: firm.today() }),
        "{:?}",
        firm.missing("nora")
    );
    firm.does(record("nora", since(firm.ago(376))));
    let remote = |m: &Missing| matches!(m, Missing::Overdue { check: StaffCheck::RemoteWork, .. });
    assert!(!firm.missing("nora").iter().any(remote), "in the office they are not asked of anybody");
}

#[test]
fn r244_a_yearly_check_that_is_not_needed_is_not_overdue() {
    let mut firm = at_work();
    firm.works("nora", 900);
    firm.does(not_needed("nora", StaffCheck::Review, firm.ago(500), "reviewed by the board instead"));
    let missing = firm.missing("nora");
    assert!(
        !missing
            .iter()
            .any(|m| matches!(m, Missing::Never(c) | Missing::Overdue { check: c, .. } if *c == StaffCheck::Review))
    );
}

#[test]
fn r244_screening_terms_and_confidentiality_are_done_once() {
    let mut firm = at_work();
    firm.works("nora", 3_000);
    let expected = [StaffCheck::Training, StaffCheck::Review];
    let checks: Vec<StaffCheck> = firm
        .missing("nora")
        .into_iter()
        .map(|m| match m {
            Missing::Never(check) | Missing::Overdue { check, .. } => check,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(checks, expected);
}

#[test]
fn r246_a_leaver_s_four_checks_are_expected_and_nothing_else() {
    let mut firm = at_work();
    firm.left("nora", 1);
    let four =
        [StaffCheck::AssetsReturned, StaffCheck::AccessRemoved, StaffCheck::KeysRevoked, StaffCheck::DutiesAfter];
    assert_eq!(firm.missing("nora"), never(&four));
    for each in four {
        firm.does(check("nora", each, firm.today()));
    }
    assert_eq!(firm.missing("nora"), []);
}

#[test]
fn r246_days_until_access_was_removed_are_counted_from_the_last_day() {
    let mut firm = at_work();
    for (person, left, removed) in [("nora", 10, 8), ("otto", 20, 20), ("pia", 30, 33)] {
        firm.left(person, left);
        firm.does(check(person, StaffCheck::AccessRemoved, firm.ago(removed)));
    }
    firm.left("quin", 5);
    firm.left("rosa", 5);
    firm.does(not_needed("rosa", StaffCheck::AccessRemoved, firm.today(), "never had an account"));
    let report = firm.staff_report();
    assert_eq!(report.removed, (3, 2), "removed before the last day counts as no day");
    assert_eq!(report.mean_removal_tenths(), Some(7), "two days over three leavers");
    assert_eq!(report.not_removed, 1);
    assert_eq!(at_work().staff_report().mean_removal_tenths(), None);
    assert_eq!((report.at_work, report.trained), (0, 0));
}

#[test]
fn r246_access_and_membership_that_outlive_the_last_day_are_named() {
    let mut firm = at_work();
    firm.works("carl", 500);
    firm.has_access("carl", "GitHub", AccessKind::Grant);
    firm.has_access("carl", "Payroll", AccessKind::Grant);
    firm.left("carl", 2);
    let still = |system: &str| Missing::StillHasAccess { system: system.into() };
    let missing = firm.missing("carl");
    assert!(missing.contains(&still("GitHub")) && missing.contains(&still("Payroll")), "{missing:?}");
    assert!(missing.contains(&Missing::StillMember), "{missing:?}");
    assert_eq!(still("GitHub").answers(), ["A.5.18", "CC6.2", "CC6.3"]);
    firm.has_access("carl", "GitHub", AccessKind::Remove);
    firm.by("olga", end("carl"));
    let missing = firm.missing("carl");
    assert!(!missing.contains(&still("GitHub")) && missing.contains(&still("Payroll")), "{missing:?}");
    assert!(!missing.contains(&Missing::StillMember), "{missing:?}");
}

#[test]
fn r247_who_moved_has_the_access_of_the_position_before_to_be_reviewed() {
    let mut firm = at_work();
    firm.works("carl", 100);
    let moved = Staff { state: StaffState::Moved, position: "security".into(), ..since(firm.ago(100)) };
    firm.does(record("carl", moved.clone()));
    assert_eq!(firm.missing("carl"), [], "without access there is nothing to review");
    firm.has_access("carl", "GitHub", AccessKind::Grant);
    assert_eq!(firm.missing("carl"), [Missing::AccessToReview]);
    firm.does(record("carl", Staff { state: StaffState::Active, ..moved }));
    assert_eq!(firm.missing("carl"), []);
}

#[test]
fn r249_hr_security_against_cc1_4_is_moderate() {
    let mut firm = at_work();
    firm.works("nora", 10);
    firm.does(record("otto", since(firm.ago(5))));
    let evidence = firm.staff_report().evidence;
    let agency = Rated {
        crosswalk: "agency-domains".into(),
        title: "SOC 2 to ISO 27001 by domain (Agency)".into(),
        label: "HR security".into(),
        written: "A.6.1-A.6.8".into(),
        level: "moderate".into(),
    };
    assert!(evidence.rated.contains(&agency), "{:?}", evidence.rated);
    let ids: Vec<&str> = evidence.controls.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["A.6.1", "A.6.2", "A.6.3", "A.6.4", "A.6.5", "A.6.6", "A.6.7", "A.6.8"]);
    let screening = &evidence.controls[0];
    assert_eq!((screening.done, screening.expected, &screening.checks[..]), (1, 2, &[StaffCheck::Screening][..]));
    let events = &evidence.controls[7];
    assert!(events.checks.is_empty() && events.expected == 0, "reports of events are kept elsewhere");
    for control in &evidence.controls {
        assert!(control.done <= control.expected && !control.title.is_empty(), "{control:?}");
    }
}

#[test]
fn r250_the_chart_shows_who_holds_each_position() {
    let mut firm = at_work();
    firm.works("nora", 10);
    firm.works("otto", 10);
    firm.left("pia", 1);
    let chart = firm.staff_report().chart;
    let line: Vec<(&str, usize, usize)> = chart.iter().map(|p| (p.id.as_str(), p.depth, p.holders.len())).collect();
    assert_eq!(line, [("ceo", 0, 0), ("platform", 1, 0), ("analyst", 2, 2), ("security", 1, 0)]);
    assert_eq!(chart[2].holders, ["nora", "otto"], "who left holds none");
}

#[test]
fn the_same_register_reads_otherwise_on_another_day() {
    let mut firm: Organisation = at_work();
    firm.works("nora", 0);
    let on = |days: i32| staff(&firm.registers, firm.today().saturating_add(days.days())).trained;
    assert_eq!((on(0), on(365), on(366)), (1, 1, 0));
}
