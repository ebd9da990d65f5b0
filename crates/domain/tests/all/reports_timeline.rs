//! Both audits over the years of a cycle (K7): where its days come from, what lies in which lane, what is only assumed.

use crate::certifications::*;
use crate::library::Organisation;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::reports::certification::{Basis, Certainty, Happens, Lane, Timeline, Told, cycle, cycle_of, timeline};
use domain::values::certification::{CertificationState, VisitKind, VisitOutcome};
use domain::values::{Categories, Engagement, Examination, Firm, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};

fn drawn(firm: &Organisation, trial: Option<Date>) -> Timeline {
    timeline(&firm.registers, trial, firm.today()).unwrap()
}

fn engaged(firm: &mut Organisation, title: &str, from: Date, until: Date) {
    let engagement = Engagement {
        title: title.into(),
        kind: Examination::Type2 { window: Window { from, until } },
        categories: Categories::SECURITY,
        services: Vec::new(),
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Firm::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    };
    firm.does(Command::Engagement(EngagementCommand::PlanEngagement { engagement: Box::new(engagement) }));
}

fn lane(found: &Timeline, lane: Lane) -> Vec<&Happens> {
    found.lane(lane).collect()
}

#[test]
fn r333_a_trial_draws_the_cycle_of_its_day_and_says_so() {
    let firm = Organisation::begun();
    let decision = date(2026, 3, 16);
    let found = drawn(&firm, Some(decision));
    assert_eq!(found.basis, Basis::Trial(decision));
    assert_eq!((found.basis.id(), found.years), ("trial", (2026, 2029)));
    let certificate = lane(&found, Lane::Certificate);
    let days: Vec<(Date, Date)> = certificate.iter().map(|one| (one.from, one.until)).collect();
    assert_eq!(days, [(decision, date(2029, 3, 15)), (date(2029, 3, 16), date(2029, 9, 15))]);
    assert!(certificate.iter().all(|one| one.certainty != Certainty::Done), "nobody decided anything");
    let visits: Vec<Date> = lane(&found, Lane::Visits).iter().map(|one| one.from).collect();
    assert_eq!(visits, [date(2027, 3, 16), date(2028, 3, 16)]);
    assert_eq!(lane(&found, Lane::Recertification)[0].from, date(2028, 12, 15));
}

#[test]
fn r333_what_has_begun_runs_until_its_last_day_and_a_planned_day_that_is_past_is_over() {
    let told = |certainty, today| {
        let (from, until) = (date(2026, 3, 1), date(2026, 6, 30));
        let (short, what) = (String::new(), String::new());
        let about = domain::reports::certification::About::Certification;
        Happens { from, until, lane: Lane::Soc2, short, what, certainty, about }.told(today).title()
    };
    let (last, after) = (date(2026, 6, 30), date(2026, 7, 1));
    assert_eq!((told(Certainty::Done, last), told(Certainty::Done, after)), ("Running", "Done"));
    assert_eq!((told(Certainty::Planned, last), told(Certainty::Planned, after)), ("Planned", "Day is over"));
    assert_eq!(told(Certainty::Assumed, after), Told::Assumed.title());
}

#[test]
fn without_a_certification_the_present_and_two_more_years_are_drawn_without_a_cycle() {
    let firm = Organisation::begun();
    let found = drawn(&firm, None);
    let year = firm.today().year();
    assert_eq!((found.basis, found.cycle, found.years), (Basis::None, None, (year, year + 2)));
    assert!(lane(&drawn(&firm, None), Lane::Certificate).is_empty());
}

#[test]
fn r333_soc_2_periods_lie_between_the_visits_and_the_ones_that_would_follow_are_assumed() {
    let mut firm = Organisation::begun();
    engaged(&mut firm, "First", date(2026, 1, 1), date(2026, 6, 30));
    let found = drawn(&firm, Some(date(2026, 3, 16)));
    let periods = lane(&found, Lane::Soc2);
    assert_eq!((periods[0].short.as_str(), periods[0].certainty), ("EN-1", Certainty::Planned));
    for pair in periods.windows(2) {
        assert_eq!(pair[0].until.tomorrow().unwrap(), pair[1].from, "no day lies between two reports");
        assert_eq!(pair[1].certainty, Certainty::Assumed);
    }
    assert_eq!((periods[1].from, periods[1].until), (date(2026, 7, 1), date(2026, 12, 31)));
    assert!(periods.last().unwrap().until.year() >= found.years.1);
    assert_eq!(found.left_out, 0);
}

#[test]
fn r333_an_agreed_stage_2_is_drawn_as_planned_and_a_decision_as_it_fell() {
    let mut firm = ready();
    firm.holds_stage1(0);
    let in_a_month = firm.today().saturating_add(30.days());
    firm.by("paul", visit(VisitKind::Stage2, in_a_month, 3));
    let last = in_a_month.saturating_add(2.days());
    let found = drawn(&firm, None);
    assert_eq!(found.basis, Basis::Planned(last));
    let visits = lane(&found, Lane::Visits);
    assert!(visits.iter().any(|one| one.short == "Stage 1" && one.certainty == Certainty::Done));
    assert!(visits.iter().any(|one| one.short == "Stage 2" && one.certainty == Certainty::Planned));

    let mut firm = ready();
    firm.gets_certified();
    let decided = drawn(&firm, None);
    assert_eq!(decided.basis, Basis::Decision(firm.today()));
    assert_eq!(decided.cycle, Some(cycle(firm.today()).unwrap()));
    assert_eq!(lane(&decided, Lane::Certificate)[0].certainty, Certainty::Done);
    assert!(!lane(&decided, Lane::InternalAudits).is_empty() && !lane(&decided, Lane::Reviews).is_empty());
    assert!(!lane(&decided, Lane::Governance).is_empty(), "the statement, and a document to be reviewed");
}

#[test]
fn a_renewed_certificate_is_drawn_from_its_decision_and_runs_from_the_end_of_the_old_one() {
    let mut firm = ready();
    firm.gets_certified();
    let old = firm.ct().certificate().unwrap().expiry;
    firm.days_pass(1_060);
    let today = firm.today();
    assert!(today < old);
    firm.by("paul", visit(VisitKind::Recertification, today, 1));
    firm.goes(CertificationState::Recertification);
    firm.by("paul", record(3, held_on(today, today, VisitOutcome::GoesOn)));
    firm.by("paul", decide(certificate(today)));
    let found = drawn(&firm, None);
    assert_eq!(found.basis, Basis::Decision(today));
    assert_eq!(found.cycle, Some(cycle_of(firm.ct().certificate().unwrap()).unwrap()));
    let certificate = lane(&found, Lane::Certificate)[0];
    assert_eq!((certificate.from, certificate.until), (today, old.saturating_add(36.months())));
    assert_eq!(certificate.certainty, Certainty::Done, "it has begun");
}

#[test]
fn a_day_of_another_age_is_refused_by_its_name() {
    let firm = Organisation::begun();
    let refusal = timeline(&firm.registers, Some(date(1066, 10, 14)), firm.today()).unwrap_err();
    assert!(matches!(refusal, Refusal::NotPossible { .. }));
    assert!(
        refusal.to_string().starts_with("decision: 1066-10-14") && refusal.hint().contains("2026-03-31"),
        "{refusal}"
    );
}

#[test]
fn the_last_year_of_all_is_drawn_and_no_fault() {
    let firm = Organisation::begun();
    for today in [Date::MAX, date(9998, 6, 1), date(9997, 1, 1)] {
        let found = timeline(&firm.registers, None, today).unwrap();
        assert_eq!(found.years, (today.year(), 9999));
    }
    assert_eq!(timeline(&firm.registers, None, date(2026, 6, 1)).unwrap().years, (2026, 2028));
}
