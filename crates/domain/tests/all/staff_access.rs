//! Access to a system: asked, decided by somebody else, carried out after the decision.

use crate::library::{FIRST, Organisation};
use crate::staff::{ask, at_work, decision, done, record, says, since};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::values::staff::{AccessKind, AccessStage, StaffState};
use domain::values::{AccessRequest, Duty, Staff};
use jiff::ToSpan;

/// `carl` and `tina` work here.
fn office() -> Organisation {
    let mut firm = at_work();
    firm.works("carl", 100);
    firm.works("tina", 100);
    firm
}

#[test]
fn r247_access_is_asked_decided_by_somebody_else_and_carried_out() {
    let mut firm = office();
    let id = firm.new_by("tina", ask("tina", "GitHub", AccessKind::Grant));
    assert_eq!(firm.staff_request(&id).stage, AccessStage::Asked);
    assert_eq!(firm.staff_report().undecided, 1);
    assert_eq!(firm.not_by(FIRST, done(&id, firm.today())).code(), "not_possible", "not before the decision");
    let decided = firm.by("mark", decision(&id, true));
    assert!(matches!(&decided[..], [Event::AccessDecided { approved: true, .. }]));
    assert_eq!(firm.staff_report().undecided, 0);
    assert!(firm.standing("tina").access.is_empty(), "approved is not yet given");
    firm.does(done(&id, firm.today()));
    let held = firm.staff_request(&id);
    assert_eq!((held.asked_by.as_str(), held.decided_by.as_deref()), ("tina", Some("mark")));
    assert_eq!((held.stage, held.done_on), (AccessStage::Done, Some(firm.today())));
    assert!(held.decided_us > Some(held.asked_us));
    assert_eq!(firm.standing("tina").access, [("GitHub".to_owned(), "reader".to_owned())]);
}

#[test]
fn r247_nobody_decides_on_access_that_they_asked_for_or_would_have() {
    let mut firm = office();
    firm.works(FIRST, 100);
    firm.works("mark", 100);
    let own = firm.new_by("mark", ask("mark", "Payroll", AccessKind::Grant));
    firm.kept_from("mark", decision(&own, true), Duty::AuthorApproves);
    let for_another = firm.new_by("mark", ask("carl", "Payroll", AccessKind::Grant));
    firm.kept_from("mark", decision(&for_another, true), Duty::AuthorApproves);
    let by_another = firm.new_by("tina", ask("mark", "GitHub", AccessKind::Grant));
    firm.kept_from("mark", decision(&by_another, true), Duty::AuthorApproves);
    for id in [own, for_another, by_another] {
        firm.by("paul", decision(&id, false));
        assert_eq!(firm.staff_request(&id).stage, AccessStage::Refused);
    }
}

#[test]
fn r247_a_waiver_lets_the_author_decide_and_never_who_would_have_the_access() {
    let mut firm = office();
    firm.works(FIRST, 100);
    let for_another = firm.new_by(FIRST, ask("carl", "Payroll", AccessKind::Grant));
    let own = firm.new_by(FIRST, ask(FIRST, "Payroll", AccessKind::Grant));
    if !Duty::AuthorApproves.waivable() {
        firm.kept_from(FIRST, decision(&own, true), Duty::AuthorApproves);
        return;
    }
    firm.waived(Duty::AuthorApproves, FIRST);
    firm.by(FIRST, decision(&for_another, true));
    firm.kept_from(FIRST, decision(&own, true), Duty::AuthorApproves);
}

#[test]
fn r247_a_decision_needs_a_right_a_reason_and_is_made_once() {
    let mut firm = office();
    let id = firm.new_by("tina", ask("carl", "GitHub", AccessKind::Grant));
    for person in ["olga", "carl", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(person, decision(&id, true)).code(), "not_allowed", "{person}");
    }
    let idle = Command::DecideAccess { id: id.clone(), approved: true, reason: " ".into() };
    assert_eq!(says(&firm.not_by("mark", idle)), ("empty", "the reason is empty".into()));
    assert_eq!(firm.not_by("mark", decision("access-none", true)).code(), "unknown");
    firm.by("mark", decision(&id, true));
    let late = firm.not_by("paul", decision(&id, false));
    assert_eq!(says(&late), ("not_possible", "this request is decided already".into()));
    assert_eq!(firm.staff_request(&id).stage, AccessStage::Approved);
}

#[test]
fn r247_every_member_at_work_asks_and_who_audits_or_comes_from_outside_does_not() {
    let firm = office();
    for person in ["olga", "paul", "mark", "carl", "tina", FIRST] {
        firm.judges(&domain::stamp::Badge::fresh(person), ask("carl", "GitHub", AccessKind::Grant)).unwrap();
    }
    for person in ["ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(person, ask("carl", "GitHub", AccessKind::Grant)).code(), "not_allowed", "{person}");
    }
}

#[test]
fn r247_a_request_names_person_system_level_and_reason() {
    let firm = office();
    let with = |change: fn(&mut AccessRequest)| {
        let Command::AskAccess { mut request } = ask("carl", "GitHub", AccessKind::Grant) else { panic!("asked") };
        change(&mut request);
        firm.refuses(Command::AskAccess { request })
    };
    assert_eq!(says(&with(|r| r.person = "nobody".into())).0, "unknown");
    assert_eq!(says(&with(|r| r.system = " ".into())), ("empty", "the system is empty".into()));
    assert_eq!(says(&with(|r| r.level = String::new())), ("empty", "the level is empty".into()));
    assert_eq!(says(&with(|r| r.reason = String::new())), ("empty", "the reason is empty".into()));
    assert_eq!(with(|r| r.system = "x".repeat(201)).code(), "too_long");
}

#[test]
fn r247_what_is_asked_fits_the_access_that_there_is() {
    let mut firm = office();
    for kind in [AccessKind::Change, AccessKind::Remove] {
        let refusal = firm.refuses(ask("carl", "GitHub", kind));
        assert_eq!(says(&refusal), ("not_possible", "no access to GitHub is on record".into()));
    }
    firm.has_access("carl", "GitHub", AccessKind::Grant);
    let again = firm.refuses(ask("carl", " GitHub ", AccessKind::Grant));
    assert_eq!(says(&again), ("not_possible", "there is access to GitHub already".into()));
    let open = firm.new_by("carl", ask("carl", "GitHub", AccessKind::Remove));
    assert_eq!(firm.refuses(ask("carl", "GitHub", AccessKind::Change)).code(), "not_possible", "one is open");
    firm.by("mark", decision(&open, false));
    firm.has_access("carl", "GitHub", AccessKind::Remove);
    assert!(firm.standing("carl").access.is_empty());
}

#[test]
fn r247_another_level_takes_the_place_of_the_one_before() {
    let mut firm = office();
    firm.has_access("carl", "GitHub", AccessKind::Grant);
    let request = AccessRequest {
        person: "carl".into(),
        system: "GitHub".into(),
        level: "maintainer".into(),
        kind: AccessKind::Change,
        reason: "leads the release".into(),
    };
    let id = firm.new_by("tina", Command::AskAccess { request });
    firm.by("mark", decision(&id, true));
    firm.does(done(&id, firm.today()));
    assert_eq!(firm.standing("carl").access, [("GitHub".to_owned(), "maintainer".to_owned())]);
}

#[test]
fn r247_it_is_carried_out_once_on_a_day_between_the_decision_and_today() {
    let mut firm = office();
    let id = firm.new_by("tina", ask("carl", "GitHub", AccessKind::Grant));
    firm.days_pass(3);
    firm.by("mark", decision(&id, true));
    firm.days_pass(3);
    let early = firm.refuses(done(&id, firm.ago(4)));
    assert_eq!(
        says(&early),
        ("dates_reversed", "the day on which it was done lies before the day of the decision".into())
    );
    assert_eq!(firm.refuses(done(&id, firm.today().saturating_add(1.days()))).code(), "in_the_future");
    assert_eq!(firm.refuses(done("access-none", firm.today())).code(), "unknown");
    for person in ["mark", "olga", "carl"] {
        assert_eq!(firm.not_by(person, done(&id, firm.today())).code(), "not_allowed", "{person}");
    }
    firm.does(done(&id, firm.ago(3)));
    assert_eq!(firm.refuses(done(&id, firm.today())).code(), "not_possible");
}

#[test]
fn r247_what_was_refused_is_never_carried_out() {
    let mut firm = office();
    let id = firm.new_by("tina", ask("carl", "GitHub", AccessKind::Grant));
    firm.by("mark", decision(&id, false));
    assert_eq!(firm.refuses(done(&id, firm.today())).code(), "not_possible");
}

#[test]
fn r247_who_does_not_work_here_gets_no_access_and_can_lose_it() {
    let mut firm = office();
    let candidate = Staff { state: StaffState::Candidate, joined: None, ..since(firm.today()) };
    firm.does(record("nora", candidate));
    assert_eq!(firm.refuses(ask("nora", "GitHub", AccessKind::Grant)).code(), "not_possible");
    firm.has_access("carl", "GitHub", AccessKind::Grant);
    firm.left("carl", 1);
    for (system, kind) in [("GitHub", AccessKind::Change), ("Payroll", AccessKind::Grant)] {
        let refusal = firm.refuses(ask("carl", system, kind));
        assert_eq!(says(&refusal), ("not_possible", "this person does not work here".into()));
    }
    firm.has_access("carl", "GitHub", AccessKind::Remove);
    assert!(firm.standing("carl").access.is_empty());
}

#[test]
fn r247_a_request_of_another_organisation_is_not_there() {
    let mut firm = office();
    let other = office();
    let id = firm.new_by("tina", ask("carl", "GitHub", AccessKind::Grant));
    assert_eq!(
        other.not_by("mark", decision(&id, true)),
        Refusal::Unknown { what: "access request", id, nearest: None }
    );
}
