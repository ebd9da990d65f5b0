//! Outside access: dated, for one engagement, never to oneself, beside no role that it excludes (SoD-9, SoD-10).

use crate::library::FIRST;
use crate::people::{end, firm, invite, set_roles, why};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::values::{Duty, Grant, GrantKind, Role};
use jiff::ToSpan;

fn given(grant: Grant) -> Command {
    Command::GiveGrant { grant }
}

#[test]
fn sod_9_a_grant_lasts_at_most_90_days_and_ends_by_itself() {
    let mut firm = firm();
    let refusal = firm.refuses(firm.grant("ada", GrantKind::ExternalAuditor, 91));
    assert_eq!(
        (refusal.code(), refusal.to_string().as_str()),
        ("not_possible", "outside access lasts at most 90 days")
    );
    assert_eq!(refusal.hint(), "end it by 2027-02-18, and decide again then");
    let grant = firm.access("ada", GrantKind::ExternalAuditor, 90);
    let events = firm.does(given(Grant { works: true, ..grant.clone() }));
    assert!(
        matches!(&events[..], [Event::GrantGiven { grant: kept, .. }] if *kept == grant),
        "an auditor does not work here"
    );
    assert_eq!(firm.roles("ada"), [], "rights begin when it is accepted");
    firm.by("ada", Command::ConfirmMembership);
    firm.days_pass(89);
    assert_eq!(firm.roles("ada"), [Role::ExternalAuditor]);
    firm.days_pass(1);
    assert_eq!(firm.roles("ada"), []);
    let refusal = firm.not_by("ada", Command::AddControl { control: crate::library::control("AC-9", "") });
    assert_eq!(refusal.to_string(), "you may not add a control: you hold no role here today");
}

#[test]
fn what_no_grant_can_be() {
    let firm = firm();
    let good = || firm.access("ada", GrantKind::Consultant, 30);
    let yesterday = firm.today().saturating_sub(1.days());
    let table = [
        (Grant { engagement: " ".into(), ..good() }, "empty"),
        (Grant { engagement: "x".repeat(201), ..good() }, "too_long"),
        (Grant { reason: String::new(), ..good() }, "empty"),
        (Grant { until: yesterday, ..good() }, "dates_reversed"),
        (Grant { from: yesterday, until: yesterday, ..good() }, "not_possible"),
        (Grant { kind: GrantKind::Support, ..good() }, "kept_apart"),
    ];
    for (grant, code) in table {
        assert_eq!(firm.refuses(given(grant.clone())).code(), code, "{grant:?}");
    }
    firm.kept_from("paul", given(Grant { kind: GrantKind::Support, ..good() }), Duty::TwoPersons);
}

#[test]
fn sod_9_access_is_given_by_an_owner_or_programme_manager_and_by_nobody_from_outside() {
    let mut firm = firm();
    for person in ["mark", "carl", "tina", "ivan"] {
        let refusal = firm.not_by(person, firm.grant("ada", GrantKind::ExternalAuditor, 30));
        let Refusal::NotAllowed(missing) = &refusal else { panic!("{refusal}") };
        assert_eq!(missing.could, [Role::Owner, Role::ProgrammeManager], "{person}");
    }
    for person in ["eve", "cleo"] {
        firm.kept_from(person, firm.grant("ada", GrantKind::ExternalAuditor, 30), Duty::OutsideAccess);
    }
    firm.by("paul", firm.grant("ada", GrantKind::ExternalAuditor, 30));
}

#[test]
fn sod_9_access_is_never_extended_by_who_has_it() {
    let mut firm = firm();
    for (person, kind) in [("eve", GrantKind::ExternalAuditor), ("cleo", GrantKind::Consultant)] {
        firm.kept_from(person, firm.grant(person, kind, 90), Duty::OutsideAccess);
        let refusal = firm.refuses(firm.grant(person, kind, 90));
        assert_eq!(refusal.to_string(), "this person has access of that kind in these days already");
    }
    // A consultant who works as programme manager gives no access either.
    let works = Grant { works: true, ..firm.access("walt", GrantKind::Consultant, 90) };
    firm.does(given(works));
    firm.by("walt", Command::ConfirmMembership);
    assert_eq!(firm.roles("walt"), [Role::ProgrammeManager, Role::Consultant]);
    firm.kept_from("walt", firm.grant("walt", GrantKind::Consultant, 90), Duty::OutsideAccess);
    firm.kept_from("walt", firm.grant("ada", GrantKind::Consultant, 90), Duty::OutsideAccess);
}

#[test]
fn access_ends_at_once_by_who_gave_it_or_who_has_it() {
    let mut firm = firm();
    let grant = |firm: &crate::library::Organisation, person: &str| {
        let held = firm.registers.people.grants.iter().find(|(_, held)| held.grant.person == person);
        Command::EndGrant { id: held.unwrap().0.clone(), reason: why() }
    };
    for person in ["mark", "tina", "cleo"] {
        assert_eq!(firm.not_by(person, grant(&firm, "eve")).code(), "not_allowed", "{person}");
    }
    firm.by("eve", grant(&firm, "eve"));
    assert_eq!(firm.roles("eve"), []);
    assert_eq!(firm.refuses(grant(&firm, "eve")).code(), "not_allowed", "it has ended");
    firm.by("paul", grant(&firm, "cleo"));
    assert_eq!(firm.roles("cleo"), []);
}

#[test]
fn access_ends_with_the_membership_and_does_not_come_back_with_it() {
    let mut firm = firm();
    firm.does(end("cleo"));
    assert!(firm.registers.people.grants.values().any(|held| held.grant.person == "cleo" && held.ended.is_some()));
    firm.joins("cleo", &[Role::Contributor]);
    assert_eq!(firm.roles("cleo"), [Role::Contributor]);
}

#[test]
fn sod_9_an_external_auditor_holds_nothing_else() {
    let mut firm = firm();
    for role in Role::MEMBER {
        firm.kept_from(FIRST, set_roles("eve", &[role]), Duty::OutsideAccess);
    }
    firm.kept_from(FIRST, firm.grant("eve", GrantKind::Consultant, 30), Duty::OutsideAccess);
    firm.kept_from(FIRST, firm.grant("tina", GrantKind::ExternalAuditor, 30), Duty::OutsideAccess);
    // Neither before the access is accepted nor before its first day: the roles would meet later.
    let later =
        Grant { from: firm.until(11), until: firm.until(20), ..firm.access("ada", GrantKind::ExternalAuditor, 20) };
    firm.does(given(later));
    firm.kept_from(FIRST, invite("ada", &[Role::Contributor]), Duty::OutsideAccess);
    firm.kept_from(FIRST, crate::people::assign("AC-2", Some("ada")), Duty::OutsideAccess);
    firm.kept_from(FIRST, firm.deputy("tina", "ada", 30), Duty::DeputyInherits);
}

#[test]
fn sod_10_a_consultant_neither_approves_nor_audits() {
    let mut firm = firm();
    for role in [Role::Owner, Role::Management, Role::InternalAuditor, Role::ControlOwner] {
        firm.kept_from(FIRST, set_roles("cleo", &[role]), Duty::ConsultantApproves);
    }
    for person in ["olga", "mark", "ivan", "carl"] {
        firm.kept_from("paul", firm.grant(person, GrantKind::Consultant, 30), Duty::ConsultantApproves);
    }
    firm.does(set_roles("cleo", &[Role::ProgrammeManager]));
    let waiver = firm.new_by("cleo", firm.waiver(Duty::AuditsOwnWork, "tina", 30));
    firm.kept_from("cleo", Command::ApproveWaiver { id: waiver }, Duty::ConsultantApproves);
}

#[test]
fn r350_who_built_or_advised_is_not_recorded_as_external_auditor() {
    let mut firm = firm();
    let cleo = firm.registers.people.grants.iter().find(|(_, g)| g.grant.person == "cleo").unwrap().0.clone();
    firm.does(Command::EndGrant { id: cleo, reason: why() });
    let refusal = firm.kept_from("paul", firm.grant("cleo", GrantKind::ExternalAuditor, 30), Duty::ConsultantApproves);
    assert_eq!(refusal.hint(), "ask the firm for somebody who did not");
    // Neither does who worked there and left, until a year has passed; a waiver of the client is no help.
    firm.joins("beth", &[Role::ProgrammeManager]);
    firm.by("beth", Command::AddControl { control: crate::library::control("AC-5", "") });
    firm.waived(Duty::AuditsOwnWork, "beth");
    firm.does(end("beth"));
    firm.kept_from("paul", firm.grant("beth", GrantKind::ExternalAuditor, 30), Duty::ConsultantApproves);
    firm.days_pass(366);
    firm.by("paul", firm.grant("beth", GrantKind::ExternalAuditor, 30));
    firm.kept_from("paul", firm.grant("cleo", GrantKind::ExternalAuditor, 30), Duty::ConsultantApproves);
    firm.days_pass(90);
    firm.by("paul", firm.grant("cleo", GrantKind::ExternalAuditor, 30));
}
