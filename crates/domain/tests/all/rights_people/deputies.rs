//! Deputies hold the roles of a member and all conflicts of both, for at most 90 days, and do not chain (SoD-17).

use crate::library::FIRST;
use crate::people::{assign, end, firm, set_roles, suspend};
use domain::command::Command;
use domain::event::Event;
use domain::values::{Deed, Deputy, Duty, GrantKind, Role};

fn named(change: impl FnOnce(&mut Deputy), command: Command) -> Command {
    let Command::NameDeputy { mut deputy } = command else { panic!("a deputy") };
    change(&mut deputy);
    Command::NameDeputy { deputy }
}

#[test]
fn a_deputy_acts_from_the_first_day_to_the_last() {
    let mut firm = firm();
    let command = named(|d| d.from = firm.until(3), firm.deputy("carl", "tina", 10));
    let events = firm.by("carl", command);
    assert!(matches!(&events[..], [Event::DeputyNamed { deputy, .. }] if deputy.deputy == "tina"));
    let mut days = Vec::new();
    for _ in 0..12 {
        days.push(firm.roles("tina").contains(&Role::ControlOwner));
        firm.days_pass(1);
    }
    assert_eq!(days, [vec![false; 2], vec![true; 8], vec![false; 2]].concat());
}

#[test]
fn what_belongs_to_the_person_represented_is_the_deputys_own() {
    let mut firm = firm();
    let revised = || Command::ReviseControl {
        control: domain::values::Control { activity: "weekly".into(), ..crate::library::control("AC-1", "") },
    };
    assert_eq!(firm.not_by("tina", revised()).code(), "not_allowed");
    firm.by("carl", firm.deputy("carl", "tina", 10));
    firm.by("tina", revised());
}

#[test]
fn what_no_deputy_can_be() {
    let firm = firm();
    let good = || firm.deputy("carl", "tina", 90);
    let table = [
        (named(|d| d.reason = String::new(), good()), "empty"),
        (firm.deputy("carl", "tina", 91), "not_possible"),
        (named(|d| d.until = firm.today().yesterday().unwrap(), good()), "dates_reversed"),
        (firm.deputy("carl", "nobody", 9), "unknown"),
    ];
    for (command, code) in table {
        assert_eq!(firm.not_by("carl", command.clone()).code(), code, "{command:?}");
    }
    firm.kept_from("carl", firm.deputy("carl", "carl", 9), Duty::DeputyInherits);
    assert_eq!(firm.not_by("tina", firm.deputy("carl", "mark", 9)).code(), "not_allowed", "not hers to name");
    firm.kept_from(FIRST, firm.deputy("eve", "tina", 9), Duty::OutsideAccess);
    firm.decides(good()).unwrap();
}

#[test]
fn sod_17_roles_that_exclude_each_other_are_not_joined_by_a_deputy() {
    let mut firm = firm();
    for deputy in ["ivan", "eve", "cleo"] {
        firm.kept_from("carl", firm.deputy("carl", deputy, 9), Duty::DeputyInherits);
    }
    firm.kept_from("ivan", firm.deputy("ivan", "mark", 9), Duty::DeputyInherits);
    // Nor afterwards: by what either of them is made while it lasts.
    firm.by("carl", firm.deputy("carl", "tina", 30));
    firm.kept_from(FIRST, set_roles("tina", &[Role::InternalAuditor]), Duty::AuditsOwnWork);
    firm.does(assign("AC-1", None));
    firm.kept_from(FIRST, firm.grant("tina", GrantKind::ExternalAuditor, 9), Duty::OutsideAccess);
}

#[test]
fn sod_17_a_new_role_of_the_person_represented_must_fit_the_deputy_too() {
    let mut firm = firm();
    firm.joins("beth", &[Role::Contributor]);
    firm.joins("gina", &[Role::Contributor]);
    firm.by("beth", firm.deputy("beth", "ivan", 30));
    let refusal = firm.kept_from(FIRST, set_roles("beth", &[Role::Management]), Duty::DeputyInherits);
    assert_eq!(refusal.hint(), "end the deputy's time first");
    firm.by("gina", firm.deputy("gina", "paul", 30));
    firm.kept_from(FIRST, set_roles("gina", &[Role::InternalAuditor]), Duty::DeputyInherits);
    let id = firm.registers.people.deputies.keys().next_back().unwrap().clone();
    firm.by("gina", Command::EndDeputy { id: id.clone() });
    firm.does(set_roles("gina", &[Role::InternalAuditor]));
    assert_eq!(firm.not_by("gina", Command::EndDeputy { id }).code(), "nothing_to_change");
}

#[test]
fn r350_who_built_the_programme_is_no_deputy_of_an_internal_auditor() {
    let mut firm = firm();
    firm.joins("beth", &[Role::Contributor]);
    firm.by("carl", firm.deputy("carl", "beth", 9));
    firm.by(
        "beth",
        Command::ReviseControl {
            control: domain::values::Control { activity: "daily".into(), ..crate::library::control("AC-1", "") },
        },
    );
    firm.days_pass(30);
    firm.kept_from("ivan", firm.deputy("ivan", "beth", 9), Duty::AuditsOwnWork);
    firm.joins("gina", &[Role::Contributor]);
    firm.by("gina", firm.deputy("gina", "beth", 9));
    firm.kept_from(FIRST, set_roles("gina", &[Role::InternalAuditor]), Duty::DeputyInherits);
    firm.by("ivan", firm.deputy("ivan", "tina", 9));
    firm.kept_from("paul", assign("AC-2", Some("tina")), Duty::AuditsOwnWork);
}

#[test]
fn sod_17_delegation_does_not_chain() {
    let mut firm = firm();
    firm.by("mark", firm.deputy("mark", "tina", 30));
    for deputy in ["carl", "tina"] {
        let refusal = firm.not_by("tina", firm.deputy("mark", deputy, 90));
        assert_eq!(refusal.code(), "kept_apart", "not to pass it on, not to make it longer: {refusal}");
    }
    firm.by("tina", firm.deputy("tina", "carl", 30));
    assert_eq!(firm.roles("carl"), [Role::ControlOwner, Role::Contributor], "what tina is herself, not what mark is");
    // Not even for the deputy of an owner, who could otherwise name anybody for anybody.
    firm.by("olga", firm.deputy("olga", "tina", 30));
    firm.kept_from("tina", firm.deputy("mark", "carl", 30), Duty::DeputyInherits);
    firm.does(firm.deputy("mark", "carl", 30));
}

#[test]
fn sod_17_a_deputy_inherits_what_the_person_represented_must_not_do() {
    let mut firm = firm();
    firm.joins("rosa", &[Role::Management]);
    let deed = firm.new_by("olga", crate::people::propose(Deed::FullExport));
    firm.by("olga", firm.deputy("olga", "mark", 30));
    firm.kept_from("mark", Command::ApproveDeed { id: deed.clone() }, Duty::TwoPersons);
    firm.by("rosa", Command::ApproveDeed { id: deed });
    let waiver = firm.new_by(FIRST, firm.waiver(Duty::AuditsOwnWork, "olga", 30));
    firm.kept_from("mark", Command::ApproveWaiver { id: waiver.clone() }, Duty::Waiver);
    firm.by("rosa", Command::ApproveWaiver { id: waiver });
}

#[test]
fn sod_16_a_deputys_rights_end_with_those_of_either() {
    for stop in [suspend("mark"), end("mark"), suspend("tina"), end("tina"), set_roles("mark", &[Role::Contributor])] {
        let mut firm = firm();
        firm.by("mark", firm.deputy("mark", "tina", 30));
        assert!(firm.roles("tina").contains(&Role::Management));
        firm.does(stop.clone());
        assert!(!firm.roles("tina").contains(&Role::Management), "{stop:?}");
    }
    let mut firm = firm();
    let id = firm.new_by("mark", firm.deputy("mark", "tina", 30));
    assert_eq!(firm.not_by("carl", Command::EndDeputy { id: id.clone() }).code(), "not_allowed");
    firm.by("mark", Command::EndDeputy { id });
    assert_eq!(firm.roles("tina"), [Role::Contributor]);
}
