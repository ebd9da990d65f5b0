//! A rule set aside for one person: dated, reasoned, approved by management that gains nothing by it (SoD-18).

use crate::library::{FIRST, Organisation};
use crate::people::{firm, set_roles, why};
use domain::command::Command;
use domain::event::Event;
use domain::registers::people::HeldWaiver;
use domain::stamp::Badge;
use domain::values::{Duty, Role, Stage, Waiver};
use jiff::ToSpan;

fn approve_waiver(id: &str) -> Command {
    Command::ApproveWaiver { id: id.into() }
}

fn waiver<'a>(firm: &'a Organisation, id: &str) -> &'a HeldWaiver {
    &firm.registers.people.waivers[id]
}

fn changed(change: impl FnOnce(&mut Waiver), command: Command) -> Command {
    let Command::ProposeWaiver { mut waiver } = command else { panic!("a waiver") };
    change(&mut waiver);
    Command::ProposeWaiver { waiver }
}

#[test]
fn sod_18_only_rules_that_protect_no_record_can_be_waived() {
    let firm = firm();
    let waivable: Vec<String> = Duty::ALL.into_iter().filter(|duty| duty.waivable()).map(Duty::id).collect();
    assert_eq!(waivable, ["SoD-1", "SoD-2", "SoD-3", "SoD-5", "SoD-6"]);
    for duty in Duty::ALL {
        match duty.waivable() {
            true => drop(firm.decides(firm.waiver(duty, "tina", 30)).unwrap()),
            false => drop(firm.kept_from(FIRST, firm.waiver(duty, "tina", 30), duty)),
        }
    }
}

#[test]
fn sod_18_a_waiver_is_dated_reasoned_and_about_a_member() {
    let firm = firm();
    let good = || firm.waiver(Duty::AuditsOwnWork, "paul", 366);
    let yesterday = firm.today().saturating_sub(1.days());
    let table = [
        (changed(|w| w.reason = " ".into(), good()), "empty"),
        (changed(|w| w.from = yesterday, good()), "not_possible"),
        (changed(|w| w.until = yesterday, good()), "dates_reversed"),
        (firm.waiver(Duty::AuditsOwnWork, "paul", 367), "not_possible"),
        (firm.waiver(Duty::AuditsOwnWork, "nobody", 30), "unknown"),
    ];
    for (command, code) in table {
        assert_eq!(firm.refuses(command.clone()).code(), code, "{command:?}");
    }
    firm.decides(good()).unwrap();
    for person in ["mark", "carl", "tina", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(person, good()).code(), "not_allowed", "{person}");
    }
}

#[test]
fn sod_18_management_approves_and_neither_who_proposed_nor_who_gains_by_it() {
    let mut firm = firm();
    firm.joins("rosa", &[Role::Management]);
    firm.does(set_roles("mark", &[Role::Management, Role::ProgrammeManager]));
    let id = firm.new_by("mark", firm.waiver(Duty::AuditsOwnWork, "rosa", 30));
    firm.kept_from("mark", approve_waiver(&id), Duty::Waiver);
    firm.kept_from("rosa", approve_waiver(&id), Duty::Waiver);
    for person in [FIRST, "olga", "paul", "carl", "ivan"] {
        let refusal = firm.not_by(person, approve_waiver(&id));
        assert!(refusal.to_string().contains("no right for it comes with the role"), "{refusal}");
        let giver = match person {
            FIRST | "olga" => "another owner can give it to you, and you can invite somebody with it",
            _ => "an owner can give it",
        };
        assert_eq!(refusal.hint(), format!("this takes the role management; {giver}"), "{person}");
    }
    for person in ["eve", "cleo"] {
        firm.kept_from(person, approve_waiver(&id), Duty::ConsultantApproves);
    }
    firm.joins("otto", &[Role::Management]);
    assert_eq!(firm.by("otto", approve_waiver(&id)), [Event::WaiverApproved { id: id.clone(), alone: false }]);
    assert_eq!(waiver(&firm, &id).approved_by.as_deref(), Some("otto"));
    assert_eq!(firm.not_by("otto", approve_waiver(&id)).code(), "not_allowed", "it is approved already");
}

#[test]
fn sod_18_a_waiver_is_in_force_from_its_approval_to_its_last_day() {
    let mut firm = firm();
    let in_force = |firm: &Organisation| firm.registers.people.waived(Duty::AuditsOwnWork, "paul", firm.today());
    let id = firm.new_by(FIRST, firm.waiver(Duty::AuditsOwnWork, "paul", 30));
    assert!(!in_force(&firm));
    firm.by("mark", approve_waiver(&id));
    assert!(in_force(&firm));
    assert_eq!(firm.registers.people.waivers_on(firm.today()).count(), 1);
    assert_eq!(firm.refuses(firm.waiver(Duty::AuditsOwnWork, "paul", 30)).code(), "nothing_to_change");
    firm.days_pass(29);
    assert!(in_force(&firm));
    firm.days_pass(1);
    assert!(!in_force(&firm));
    firm.does(firm.waiver(Duty::AuditsOwnWork, "paul", 30));
}

#[test]
fn a_waiver_that_would_be_over_is_not_approved() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, firm.waiver(Duty::AuditsOwnWork, "paul", 2));
    firm.days_pass(1);
    firm.judges(&Badge::fresh("mark"), approve_waiver(&id)).unwrap();
    firm.days_pass(1);
    assert_eq!(firm.not_by("mark", approve_waiver(&id)).hint(), "withdraw it and propose a new one");
}

#[test]
fn a_waiver_is_ended_by_an_owner_or_management_and_withdrawn_by_who_proposed_it() {
    let mut firm = firm();
    let end = |id: &str| Command::EndWaiver { id: id.into(), reason: why() };
    let id = firm.new_by("paul", firm.waiver(Duty::AuditsOwnWork, "tina", 30));
    assert_eq!(firm.not_by("carl", end(&id)).code(), "not_allowed");
    firm.by("paul", end(&id));
    assert_eq!(waiver(&firm, &id).stage, Stage::Ended);
    assert_eq!(firm.refuses(end(&id)).code(), "not_allowed", "it has ended");
    for person in ["olga", "mark"] {
        let id = firm.waived(Duty::AuditsOwnWork, "tina");
        assert_eq!(firm.not_by("paul", end(&id)).code(), "not_allowed", "what management approved is not theirs");
        assert_eq!(firm.not_by("olga", Command::EndWaiver { id: id.clone(), reason: String::new() }).code(), "empty");
        firm.by(person, end(&id));
        assert!(!firm.registers.people.waived(Duty::AuditsOwnWork, "tina", firm.today()));
    }
}

#[test]
fn sod_18_who_is_alone_approves_alone_and_it_is_marked() {
    let mut firm = Organisation::begun();
    let id = firm.new_by(FIRST, firm.waiver(Duty::AuthorApproves, FIRST, 30));
    assert_eq!(firm.does(approve_waiver(&id)), [Event::WaiverApproved { id: id.clone(), alone: true }]);
    assert!(waiver(&firm, &id).alone && firm.registers.people.waived(Duty::AuthorApproves, FIRST, firm.today()));
}
