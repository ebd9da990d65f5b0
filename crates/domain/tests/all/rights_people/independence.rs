//! Who owned, operated or built what is audited does not audit it (SoD-3, R350).

use crate::library::{FIRST, Organisation, control};
use crate::people::{assign, firm, invite, rests_on, set_roles};
use domain::command::Command;
use domain::rules::access::{Object, allowed};
use domain::stamp::Badge;
use domain::values::{Action, Duty, Role, State};

#[test]
fn r350_who_worked_on_the_programme_in_the_last_365_days_is_not_made_internal_auditor() {
    let mut firm = firm();
    firm.by("paul", Command::AddControl { control: control("AC-5", "") });
    let refusal = firm.kept_from(FIRST, set_roles("paul", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
    assert!(refusal.to_string().starts_with("this person worked on the programme within the last 365 days"));
    firm.days_pass(364);
    firm.kept_from(FIRST, set_roles("paul", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
    firm.days_pass(2);
    firm.does(set_roles("paul", &[Role::InternalAuditor]));
}

#[test]
fn r350_nor_is_who_began_the_organisation() {
    let mut firm = Organisation::begun();
    firm.joins("olga", &[Role::Owner]);
    firm.kept_from("olga", set_roles(FIRST, &[Role::InternalAuditor]), Duty::AuditsOwnWork);
}

#[test]
fn r350_nor_by_leaving_and_being_invited_again() {
    let mut firm = firm();
    firm.by("paul", Command::AddControl { control: control("AC-5", "") });
    firm.does(crate::people::end("paul"));
    firm.kept_from(FIRST, invite("paul", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
}

#[test]
fn r350_who_owns_a_control_or_owned_one_is_not_made_internal_auditor() {
    let mut firm = firm();
    firm.does(assign("AC-2", Some("tina")));
    let refusal = firm.kept_from(FIRST, set_roles("tina", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
    assert!(refusal.to_string().starts_with("this person owns the control AC-2"), "{refusal}");
    for former in [assign("AC-2", Some("carl")), assign("AC-2", None)] {
        let mut firm = firm.clone();
        firm.does(former);
        firm.kept_from(FIRST, set_roles("tina", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
        firm.days_pass(366);
        firm.does(set_roles("tina", &[Role::InternalAuditor]));
    }
}

#[test]
fn sod_3_an_internal_auditor_does_no_work_on_the_programme() {
    let firm = firm();
    for command in [
        Command::AddControl { control: control("AC-9", "") },
        Command::RetireControl { id: "AC-1".into(), reason: "r".into() },
        assign("AC-1", Some("tina")),
    ] {
        let refusal = firm.kept_from("ivan", command, Duty::AuditsOwnWork);
        assert_eq!(refusal.hint(), "ask paul or person-1");
    }
}

#[test]
fn sod_18_a_waiver_of_the_rule_lets_one_person_do_both_while_it_lasts() {
    let mut firm = firm();
    let both = [Role::ProgrammeManager, Role::InternalAuditor];
    firm.by("paul", Command::AddControl { control: control("AC-5", "") });
    firm.kept_from(FIRST, set_roles("paul", &both), Duty::AuditsOwnWork);
    let waiver = firm.waived(Duty::AuditsOwnWork, "paul");
    firm.does(set_roles("paul", &both));
    firm.by("paul", Command::AddControl { control: control("AC-6", "") });
    firm.by("paul", assign("AC-6", Some("paul")));
    let mut over = firm.clone();
    over.days_pass(30);
    over.kept_from("paul", Command::AddControl { control: control("AC-7", "") }, Duty::AuditsOwnWork);
    firm.does(Command::EndWaiver { id: waiver, reason: "an auditor was found".into() });
    firm.kept_from("paul", Command::AddControl { control: control("AC-7", "") }, Duty::AuditsOwnWork);
}

#[test]
fn sod_1_whoever_asks_for_access_or_would_get_it_does_not_decide_unless_it_is_waived() {
    let mut firm = firm();
    let asked = Object { of: vec!["paul".into(), "tina".into()], ..Object::plain(State::Proposed) };
    let decide = |firm: &Organisation, person: &str| {
        allowed(&firm.registers, &Badge::fresh(person), Action::DecideAccess, &asked, firm.today())
    };
    rests_on(&decide(&firm, "paul").unwrap_err(), Duty::AuthorApproves);
    assert_eq!(decide(&firm, "carl").unwrap_err().hint(), "ask mark or person-1");
    decide(&firm, "mark").unwrap();
    firm.waived(Duty::AuthorApproves, "paul");
    decide(&firm, "paul").unwrap();
}
