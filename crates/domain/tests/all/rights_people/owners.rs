//! Nobody changes their own role, by whatever way, and an owner always remains (SoD-7).

use crate::library::{FIRST, Organisation};
use crate::people::{end, firm, invite, resume, set_roles, suspend};
use domain::command::Command;
use domain::stamp::Badge;
use domain::values::{Action, Duty, GrantKind, Role, TokenKind};

#[test]
fn sod_7_nobody_changes_their_own_membership_but_by_leaving() {
    let firm = firm();
    for owner in [FIRST, "olga"] {
        for command in
            [set_roles(owner, &[Role::Owner, Role::Management]), suspend(owner), invite(owner, &[Role::Management])]
        {
            firm.kept_from(owner, command, Duty::OwnRole);
        }
    }
    let refusal = firm.kept_from(FIRST, invite(FIRST, &[Role::Management]), Duty::OwnRole);
    assert!(refusal.to_string().starts_with("you cannot invite yourself, and are a member already: "), "{refusal}");
    assert!(refusal.hint().contains("changed by another owner"), "{}", refusal.hint());
    for person in ["paul", "mark", "carl", "tina", "ivan"] {
        let refusal = firm.kept_from(person, set_roles(person, &[Role::Owner]), Duty::OwnRole);
        assert_eq!(refusal.hint(), "ask olga or person-1", "{person}");
    }
    for person in ["eve", "cleo"] {
        firm.kept_from(person, set_roles(person, &[Role::Contributor]), Duty::OutsideAccess);
    }
}

#[test]
fn sod_7_nobody_who_is_not_an_owner_gives_a_role() {
    let firm = firm();
    for person in ["paul", "mark", "carl", "tina", "ivan", "eve", "cleo"] {
        for command in [set_roles("tina", &[Role::Owner]), invite("nora", &[Role::Contributor])] {
            if person != "tina" {
                assert_eq!(firm.not_by(person, command).code(), "not_allowed", "{person}");
            }
        }
    }
}

#[test]
fn sod_7_the_last_owner_neither_goes_nor_is_sent() {
    let mut firm = Organisation::begun();
    firm.kept_from(FIRST, end(FIRST), Duty::OwnRole);
    firm.does(invite("olga", &[Role::Owner]));
    firm.kept_from(FIRST, end(FIRST), Duty::OwnRole);
    firm.by("olga", Command::ConfirmMembership);
    firm.by("olga", set_roles(FIRST, &[Role::ProgrammeManager]));
    let refusal = firm.kept_from("olga", end("olga"), Duty::OwnRole);
    assert_eq!(refusal.hint(), "make somebody else an owner first, and let them accept it");
    assert_eq!(firm.roles(FIRST), [Role::ProgrammeManager]);
}

#[test]
fn sod_7_of_two_owners_one_can_be_sent_and_a_suspended_one_does_not_count() {
    let mut firm = firm();
    firm.does(suspend("olga"));
    firm.kept_from(FIRST, end(FIRST), Duty::OwnRole);
    firm.does(end("olga"));
    firm.kept_from(FIRST, end(FIRST), Duty::OwnRole);
}

#[test]
fn sod_7_not_through_a_token_either() {
    let mut firm = firm();
    for action in [Action::SetRoles, Action::InvitePerson, Action::GiveGrant] {
        let issue = firm.token(TokenKind::Api, &[action], &[]);
        assert_eq!(firm.refuses(issue).code(), "not_possible", "only the directory's token says who comes");
    }
    let id = firm.new_by(FIRST, firm.token(TokenKind::Api, &[Action::SuspendMember, Action::EndMembership], &[]));
    let token = firm.shown(&id);
    crate::people::rests_on(&firm.refuses_to(&token, suspend(FIRST)), Duty::OwnRole);
    assert_eq!(firm.refuses_to(&token, end(FIRST)).code(), "not_allowed", "no program leaves for a person");
    assert_eq!(firm.refuses_to(&token, set_roles("tina", &[Role::ControlOwner])).code(), "not_allowed");
    firm.does_as(&token, suspend("tina"));
}

#[test]
fn sod_7_not_through_the_directory_either_and_no_program_makes_an_owner() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, firm.token(TokenKind::Directory, &[], &[]));
    let directory = firm.shown(&id);
    crate::people::rests_on(&firm.refuses_to(&directory, set_roles(FIRST, &[Role::Contributor])), Duty::OwnRole);
    for command in [set_roles("tina", &[Role::Owner]), invite("nora", &[Role::Owner])] {
        let refusal = firm.refuses_to(&directory, command);
        crate::people::rests_on(&refusal, Duty::OwnRole);
        assert_eq!(refusal.hint(), "let an owner do it in person");
    }
    firm.does_as(&directory, invite("nora", &[Role::Contributor]));
    firm.does_as(&directory, suspend("olga"));
    firm.does_as(&directory, end("tina"));
}

#[test]
fn sod_7_not_through_a_deputy_either() {
    let mut firm = firm();
    firm.by("olga", firm.deputy("olga", "tina", 30));
    assert_eq!(firm.roles("tina"), [Role::Owner, Role::Contributor]);
    for person in ["olga", "tina"] {
        firm.kept_from("tina", set_roles(person, &[Role::Owner, Role::Management]), Duty::OwnRole);
    }
    firm.by("tina", set_roles("carl", &[Role::Contributor]));
    // An owner who made themselves the deputy of management would approve what they proposed.
    let refusal = firm.kept_from(FIRST, firm.deputy("mark", FIRST, 30), Duty::OwnRole);
    assert!(refusal.to_string().starts_with("nobody makes themselves a deputy"), "{refusal}");
}

#[test]
fn sod_7_not_by_changing_a_suspended_or_later_represented_person() {
    let mut firm = firm();
    firm.by("mark", firm.deputy("mark", "olga", 30));
    firm.does(suspend("mark"));
    // Olga, an owner in her own right, would hold what she gives to mark, as soon as she lets him back.
    for command in [set_roles("mark", &[Role::Management, Role::ProgrammeManager]), resume("mark")] {
        firm.kept_from("olga", command, Duty::OwnRole);
    }
    firm.does(resume("mark"));
    let mut later = self::firm();
    let Command::NameDeputy { mut deputy } = later.deputy("tina", "olga", 30) else { panic!("a deputy") };
    deputy.from = later.until(5);
    later.by("tina", Command::NameDeputy { deputy });
    later.kept_from("olga", set_roles("tina", &[Role::Management]), Duty::OwnRole);
    later.does(set_roles("tina", &[Role::Management]));
}

#[test]
fn sod_7_not_by_a_grant_to_oneself_either() {
    let firm = firm();
    for (person, kind) in
        [(FIRST, GrantKind::Consultant), ("olga", GrantKind::ExternalAuditor), ("paul", GrantKind::Consultant)]
    {
        firm.kept_from(person, firm.grant(person, kind, 9), Duty::OutsideAccess);
    }
}

#[test]
fn a_right_that_needs_a_second_factor_needs_it_now() {
    let firm = firm();
    let badge = Badge { proof: domain::stamp::Proof::Strong, ..Badge::fresh(FIRST) };
    assert_eq!(firm.refuses_to(&badge, invite("nora", &[Role::Contributor])).code(), "step_up");
}
