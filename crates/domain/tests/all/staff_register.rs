//! The register of those who work here: where they stand, what is checked, positions, and every reason to refuse.

use crate::library::FIRST;
use crate::staff::{at_work, check, described, not_needed, position, record, says, since};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::reports::staff::Missing;
use domain::values::staff::StaffState;
use domain::values::{Position, Staff, StaffCheck};
use jiff::ToSpan;

#[test]
fn r244_each_check_is_recorded_with_its_day_and_where_it_can_be_seen() {
    let mut firm = at_work();
    firm.does(record("nora", since(firm.ago(10))));
    let day = firm.ago(9);
    for each in [StaffCheck::Screening, StaffCheck::Training, StaffCheck::Confidentiality, StaffCheck::Review] {
        let events = firm.does(check("nora", each, day));
        assert!(matches!(&events[..], [Event::StaffChecked { person, done: Some(_), .. }] if person == "nora"));
        let held = &firm.registers.workforce.people["nora"];
        let last = held.last(each).unwrap();
        assert_eq!((last.on, last.note.as_str()), (day, "personnel file"), "{}", each.title());
    }
    assert_eq!(firm.missing("nora"), [Missing::Never(StaffCheck::Terms)]);
}

#[test]
fn r244_a_check_needs_a_person_a_day_that_was_and_a_reason_when_it_is_not_needed() {
    let mut firm = at_work();
    firm.does(record("nora", since(firm.ago(10))));
    let unknown = firm.refuses(check("nobody", StaffCheck::Training, firm.today()));
    assert_eq!(says(&unknown), ("unknown", "no person at work is known as `nobody`".into()));
    let tomorrow = firm.today().saturating_add(1.days());
    assert_eq!(firm.refuses(check("nora", StaffCheck::Training, tomorrow)).code(), "in_the_future");
    let idle = firm.refuses(not_needed("nora", StaffCheck::Screening, firm.today(), "  "));
    assert_eq!(says(&idle), ("empty", "the note is empty".into()));
    let long = "x".repeat(8_001);
    assert_eq!(firm.refuses(not_needed("nora", StaffCheck::Screening, firm.today(), &long)).code(), "too_long");
    firm.does(not_needed("nora", StaffCheck::Screening, firm.today(), "known to the firm for 20 years"));
    assert!(!firm.missing("nora").contains(&Missing::Never(StaffCheck::Screening)));
}

#[test]
fn r244_the_last_record_of_a_check_can_be_taken_back() {
    let mut firm = at_work();
    firm.does(record("nora", since(firm.ago(10))));
    let back = || Command::CheckStaff { person: "nora".into(), check: StaffCheck::Training, done: None };
    let nothing = firm.refuses(back());
    assert_eq!(says(&nothing), ("not_possible", "awareness and training was never recorded of this person".into()));
    firm.does(check("nora", StaffCheck::Training, firm.ago(5)));
    firm.does(check("nora", StaffCheck::Training, firm.ago(1)));
    firm.does(back());
    let held = &firm.registers.workforce.people["nora"];
    assert_eq!(held.last(StaffCheck::Training).map(|d| d.on), Some(firm.ago(5)));
    firm.does(back());
    assert!(firm.missing("nora").contains(&Missing::Never(StaffCheck::Training)));
    assert_eq!(firm.refuses(back()).code(), "not_possible");
}

#[test]
fn r244_one_check_is_recorded_at_most_two_hundred_times() {
    let mut firm = at_work();
    firm.does(record("nora", since(firm.ago(10))));
    for _ in 0..200 {
        firm.does(check("nora", StaffCheck::Training, firm.today()));
    }
    let refusal = firm.refuses(check("nora", StaffCheck::Training, firm.today()));
    assert_eq!(refusal, Refusal::TooMany { what: "records of one check", max: 200 });
}

#[test]
fn r244_an_old_paper_recorded_late_does_not_make_a_newer_one_old() {
    let mut firm = at_work();
    firm.works("nora", 800);
    firm.does(check("nora", StaffCheck::Training, firm.ago(10)));
    firm.does(check("nora", StaffCheck::Training, firm.ago(400)));
    let trained = |m: &Missing| !matches!(m, Missing::Overdue { check: StaffCheck::Training, .. });
    assert!(firm.missing("nora").iter().all(trained), "{:?}", firm.missing("nora"));
}

#[test]
fn r245_a_disciplinary_step_is_recorded_and_never_expected() {
    let mut firm = at_work();
    firm.works("nora", 30);
    assert_eq!(firm.missing("nora"), []);
    firm.does(check("nora", StaffCheck::Discipline, firm.ago(1)));
    firm.does(check("nora", StaffCheck::Discipline, firm.today()));
    assert_eq!(firm.missing("nora"), []);
    assert_eq!(firm.registers.workforce.people["nora"].checks[&StaffCheck::Discipline].len(), 2);
    let control = firm.staff_report().evidence.controls.into_iter().find(|c| c.id == "A.6.4").unwrap();
    assert_eq!((control.done, control.expected, control.recorded), (0, 0, 2));
    assert_eq!(StaffCheck::Discipline.answers(), ["A.6.4", "CC1.5"]);
}

#[test]
fn r246_who_leaves_has_a_last_day_that_is_not_to_come() {
    let mut firm = at_work();
    let (joined, today) = (firm.ago(100), firm.today());
    let staff = |state, leaves| Staff { state, leaves, ..since(joined) };
    for state in [StaffState::Notice, StaffState::Left] {
        let refusal = firm.refuses(record("nora", staff(state, None)));
        assert_eq!(says(&refusal), ("empty", "the last day of work is empty".into()), "{state:?}");
    }
    let next_month = Some(today.saturating_add(30.days()));
    assert_eq!(firm.refuses(record("nora", staff(StaffState::Left, next_month))).code(), "in_the_future");
    let before = firm.refuses(record("nora", staff(StaffState::Notice, Some(firm.ago(101)))));
    assert_eq!(says(&before), ("dates_reversed", "the last day of work lies before the first day of work".into()));
    firm.does(record("nora", staff(StaffState::Notice, next_month)));
    firm.does(record("nora", staff(StaffState::Left, Some(today))));
    assert_eq!(firm.registers.workforce.people["nora"].staff.state, StaffState::Left);
}

#[test]
fn r246_checks_are_kept_when_somebody_leaves() {
    let mut firm = at_work();
    firm.works("nora", 100);
    firm.does(record("nora", Staff { state: StaffState::Left, leaves: Some(firm.ago(2)), ..since(firm.ago(100)) }));
    assert_eq!(firm.registers.workforce.people["nora"].checks.len(), 4);
}

#[test]
fn r250_a_record_needs_a_position_that_is_described() {
    let mut firm = at_work();
    let nowhere = Staff { position: "wizard".into(), ..since(firm.ago(1)) };
    assert_eq!(says(&firm.refuses(record("nora", nowhere))), ("unknown", "no position is known as `wizard`".into()));
    let undated = Staff { joined: None, ..since(firm.ago(1)) };
    let refusal = firm.refuses(record("nora", undated.clone()));
    assert_eq!(says(&refusal), ("empty", "the first day of work is empty".into()));
    firm.does(record("nora", Staff { state: StaffState::Candidate, ..undated }));
    firm.does(record("nora", since(firm.ago(1))));
    assert_eq!(firm.refuses(record("nora", since(firm.ago(1)))).code(), "nothing_to_change");
}

#[test]
fn r250_a_position_has_a_title_and_duties_for_information_security() {
    let mut firm = at_work();
    let bare = |title: &str, duties: &str| Command::SetPosition {
        id: "clerk".into(),
        position: Position { title: title.into(), duties: duties.into(), reports_to: String::new() },
    };
    assert_eq!(says(&firm.refuses(bare(" ", "x"))), ("empty", "the title is empty".into()));
    assert_eq!(says(&firm.refuses(bare("Clerk", "\n"))), ("empty", "the description of its duties is empty".into()));
    assert_eq!(firm.refuses(bare(&"x".repeat(201), "x")).code(), "too_long");
    for id in ["", "Clerk", "a b", "ü", &"x".repeat(65)] {
        let set = Command::SetPosition { id: id.into(), position: described("clerk", "") };
        assert_eq!(firm.refuses(set).code(), "bad_id", "{id}");
    }
    assert_eq!(firm.refuses(position("clerk", "nobody")).code(), "unknown");
    firm.does(bare("  Clerk ", "Locks the screen.\n"));
    let held = &firm.registers.workforce.positions["clerk"];
    assert_eq!((held.title.as_str(), held.duties.as_str()), ("Clerk", "Locks the screen."));
    assert_eq!(firm.refuses(bare("Clerk", "Locks the screen.")).code(), "nothing_to_change");
}

#[test]
fn r250_the_organisation_chart_has_no_loops() {
    let mut firm = at_work();
    for (id, above) in [("ceo", "ceo"), ("ceo", "platform"), ("ceo", "analyst"), ("platform", "analyst")] {
        let refusal = firm.refuses(position(id, above));
        let said = "a position cannot report to itself, over whatever way";
        assert_eq!(says(&refusal), ("not_possible", said.into()), "{id} below {above}");
    }
    firm.does(position("analyst", "security"));
    let chart: Vec<(String, usize)> = firm.staff_report().chart.into_iter().map(|p| (p.id, p.depth)).collect();
    let expected = [("ceo", 0), ("platform", 1), ("security", 1), ("analyst", 2)];
    assert_eq!(chart, expected.map(|(id, depth)| (id.to_owned(), depth)));
}

#[test]
fn the_register_is_kept_by_who_may_and_read_by_who_may() {
    let firm = at_work();
    let command = || record("nora", since(firm.ago(1)));
    for person in ["olga", "mark", "carl", "tina", "ivan", "eve", "cleo"] {
        let refusal = firm.not_by(person, command());
        assert_eq!(refusal.code(), "not_allowed", "{person}");
        let asks = if person == "eve" { "somebody of the organisation with the role" } else { "ask " };
        assert!(refusal.hint().contains(asks), "{}", refusal.hint());
    }
    assert_eq!(firm.not_by("nobody", command()), Refusal::NoPart);
    for person in [FIRST, "paul"] {
        firm.judges(&domain::stamp::Badge::fresh(person), command()).unwrap();
    }
}
