//! Invited, confirmed, suspended, ended: what each is refused, and that rights follow at once (SoD-16).

use crate::library::{FIRST, Organisation, control};
use crate::people::{assign, end, firm, invite, rests_on, resume, set, set_roles, suspend, why};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::people::Hats;
use domain::stamp::{Badge, Limits};
use domain::values::{Action, Duty, GrantKind, Membership, Role};

#[test]
fn sod_16_rights_begin_when_the_invitation_is_accepted() {
    let mut firm = Organisation::begun();
    let invited = firm.does(invite("nora", &[Role::ProgrammeManager]));
    assert_eq!(invited, [Event::PersonInvited { person: "nora".into(), roles: set(&[Role::ProgrammeManager]) }]);
    let add = || Command::AddControl { control: control("AC-9", "") };
    let refusal = firm.kept_from("nora", add(), Duty::ConfirmedOnly);
    assert_eq!(refusal.to_string(), "to add a control, accept the invitation first");
    assert_eq!(firm.roles("nora"), []);
    let confirmed = firm.by("nora", Command::ConfirmMembership);
    assert_eq!(confirmed, [Event::MembershipConfirmed { person: "nora".into() }]);
    firm.by("nora", add());
    assert_eq!(firm.not_by("nora", Command::ConfirmMembership).code(), "not_allowed", "it is accepted already");
}

#[test]
fn an_invitation_is_accepted_by_who_was_invited_and_by_nobody_else() {
    let mut firm = firm();
    firm.does(invite("nora", &[Role::Contributor]));
    for person in [FIRST, "olga", "tina", "eve"] {
        assert_eq!(firm.not_by(person, Command::ConfirmMembership).code(), "not_allowed", "{person}");
    }
    assert_eq!(firm.not_by("nobody", Command::ConfirmMembership), Refusal::NoPart);
}

#[test]
fn roles_that_a_member_cannot_hold_are_not_given() {
    let firm = firm();
    for role in [Role::ExternalAuditor, Role::Consultant, Role::Operator, Role::Collector, Role::Visitor] {
        let refusal = firm.refuses(invite("nora", &[role]));
        assert_eq!(refusal.code(), "not_possible", "{role:?}");
        assert_eq!(firm.refuses(set_roles("tina", &[role])), refusal);
        assert!(refusal.hint().contains("dated grant"), "{refusal:?}");
    }
    assert_eq!(firm.refuses(invite("nora", &[])).code(), "empty");
    assert_eq!(firm.refuses(set_roles("tina", &[])).code(), "empty");
}

#[test]
fn roles_that_exclude_each_other_are_not_given() {
    let firm = firm();
    for other in [Role::Owner, Role::ProgrammeManager, Role::ControlOwner, Role::Management] {
        for command in
            [invite("nora", &[Role::InternalAuditor, other]), set_roles("ivan", &[Role::InternalAuditor, other])]
        {
            let refusal = firm.kept_from(FIRST, command, Duty::AuditsOwnWork);
            assert!(refusal.to_string().starts_with("one person is not both internal auditor and "), "{refusal}");
            assert!(refusal.hint().contains("have management approve a waiver"), "{}", refusal.hint());
        }
    }
    firm.decides(invite("nora", &[Role::InternalAuditor, Role::Contributor])).unwrap();
}

#[test]
fn who_was_invited_is_given_other_roles_and_keeps_a_grant() {
    let mut firm = Organisation::begun();
    firm.does(invite("nora", &[Role::Contributor]));
    assert_eq!(firm.refuses(invite("nora", &[Role::Contributor])).code(), "member_exists");
    firm.does(firm.grant("nora", GrantKind::Consultant, 30));
    assert_eq!(firm.refuses(invite("nora", &[Role::ProgrammeManager])).code(), "member_exists", "roles are set");
    firm.does(set_roles("nora", &[Role::ProgrammeManager]));
    firm.by("nora", Command::ConfirmMembership);
    assert_eq!(firm.roles("nora"), [Role::ProgrammeManager, Role::Consultant]);
    assert_eq!(firm.refuses(invite("nora", &[Role::Contributor])).code(), "member_exists");
}

#[test]
fn sod_16_a_suspension_takes_every_right_at_once_and_ending_it_gives_them_back() {
    let mut firm = firm();
    let add = |id| Command::AddControl { control: control(id, "") };
    firm.by("paul", add("AC-7"));
    assert_eq!(firm.refuses(resume("paul")).code(), "nothing_to_change");
    let suspended = firm.does(suspend("paul"));
    assert_eq!(suspended, [Event::MemberSuspended { person: "paul".into(), reason: why() }]);
    let refusal = firm.kept_from("paul", add("AC-8"), Duty::ConfirmedOnly);
    assert_eq!(refusal.to_string(), "you may not add a control: your membership is suspended");
    let Refusal::NotAllowed(missing) = refusal else { panic!("a missing right") };
    assert_eq!((missing.state, &missing.people[..]), (Some(Membership::Suspended), &[FIRST.to_owned()][..]));
    assert_eq!(firm.refuses(suspend("paul")).code(), "nothing_to_change");
    firm.does(resume("paul"));
    firm.by("paul", add("AC-8"));
}

#[test]
fn sod_16_who_left_has_no_part_and_comes_back_only_by_a_new_invitation() {
    let mut firm = firm();
    firm.does(end("carl"));
    assert_eq!(firm.not_by("carl", Command::ConfirmMembership), Refusal::NoPart);
    assert_eq!(firm.registers.people.controls.get("AC-1"), None, "the control waits for another owner");
    let hats = Hats { state: Some(Membership::Ended), selves: vec!["carl".into()], ..Hats::default() };
    assert_eq!(firm.registers.people.hats("carl", firm.today()), hats);
    for command in [set_roles("carl", &[Role::Contributor]), suspend("carl"), end("carl")] {
        assert_eq!(firm.refuses(command).code(), "not_allowed");
    }
    firm.does(invite("carl", &[Role::ControlOwner]));
    firm.by("carl", Command::ConfirmMembership);
    assert_eq!(firm.roles("carl"), [Role::ControlOwner]);
}

#[test]
fn everybody_can_leave_in_every_state() {
    for person in ["tina", "ivan", "eve", "cleo", "olga"] {
        let mut firm = firm();
        assert_eq!(firm.by(person, end(person)), [Event::MembershipEnded { person: person.into(), reason: why() }]);
    }
    let mut firm = firm();
    firm.does(suspend("tina"));
    firm.by("tina", end("tina"));
    firm.does(invite("nora", &[Role::Contributor]));
    firm.by("nora", end("nora"));
    assert_eq!(firm.not_by("nora", Command::ConfirmMembership), Refusal::NoPart);
}

#[test]
fn every_change_of_a_membership_has_a_reason() {
    let firm = firm();
    let (person, reason) = ("tina".to_owned(), " ".to_owned());
    let roles = set(&[Role::Management]);
    for command in [
        Command::SetRoles { person: person.clone(), roles, reason: reason.clone() },
        Command::SuspendMember { person: person.clone(), reason: reason.clone() },
        Command::EndMembership { person, reason },
        Command::EndGrant { id: firm.registers.people.grants.keys().next().unwrap().clone(), reason: String::new() },
    ] {
        assert_eq!(firm.refuses(command).code(), "empty");
    }
    assert_eq!(firm.refuses(set_roles("tina", &[Role::Contributor])).code(), "nothing_to_change");
}

#[test]
fn whom_nobody_knows_is_unknown_to_an_owner_and_not_to_be_probed_by_others() {
    let firm = firm();
    let none = "p-9".to_owned();
    let commands = [
        set_roles("p-9", &[Role::Contributor]),
        suspend("p-9"),
        resume("p-9"),
        end("p-9"),
        Command::EndGrant { id: none.clone(), reason: why() },
        Command::EndDeputy { id: none.clone() },
        Command::EndWaiver { id: none.clone(), reason: why() },
        Command::ApproveDeed { id: none.clone() },
        Command::WithdrawDeed { id: none.clone(), reason: why() },
        Command::CarryOutDeed { id: none.clone() },
        Command::RevokeToken { id: none.clone() },
        firm.deputy("p-9", "tina", 9),
        assign("AC-1", Some("p-9")),
        assign("AC-99", Some("tina")),
    ];
    for command in commands {
        assert_eq!(firm.refuses(command.clone()).code(), "unknown", "{command:?}");
        assert_eq!(firm.not_by("tina", command.clone()).code(), "not_allowed", "{command:?}");
        assert_eq!(firm.not_by("nobody", command), Refusal::NoPart);
    }
    assert_eq!(firm.not_by("mark", Command::ApproveWaiver { id: none }).code(), "unknown");
}

#[test]
fn a_control_gets_an_owner_who_is_a_member() {
    let mut firm = firm();
    let assigned = firm.by("paul", assign("AC-2", Some("tina")));
    assert_eq!(assigned, [Event::ControlAssigned { id: "AC-2".into(), person: Some("tina".into()) }]);
    assert_eq!(firm.not_by("paul", assign("AC-2", Some("tina"))).code(), "nothing_to_change");
    firm.by("paul", assign("AC-2", None));
    assert_eq!(firm.not_by("paul", assign("AC-2", None)).code(), "nothing_to_change");
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: why() });
    assert_eq!(firm.not_by("paul", assign("AC-2", Some("tina"))).code(), "control_retired");
    rests_on(&firm.not_by("paul", assign("AC-1", Some("ivan"))), Duty::AuditsOwnWork);
    rests_on(&firm.not_by("paul", assign("AC-1", Some("eve"))), Duty::OutsideAccess);
}

#[test]
fn a_control_owner_changes_the_own_controls_only_and_retires_none() {
    let mut firm = firm();
    let revised = |id: &str| domain::values::Control { activity: "checked weekly".into(), ..control(id, "") };
    firm.by("carl", Command::ReviseControl { control: revised("AC-1") });
    let refusal = firm.not_by("carl", Command::ReviseControl { control: revised("AC-2") });
    assert_eq!(refusal.code(), "not_allowed");
    let retired = domain::values::Control { status: domain::values::Status::Retired, ..revised("AC-1") };
    let refusal = firm.not_by("carl", Command::ReviseControl { control: retired });
    assert!(refusal.to_string().starts_with("you may not retire this control"), "{refusal}");
}

#[test]
fn who_has_a_part_already_is_not_invited_and_the_refusal_says_so() {
    let mut firm = firm();
    firm.does(invite("nora", &[Role::Contributor]));
    firm.does(suspend("tina"));
    for (person, state, words) in [
        ("nora", Membership::Invited, "this person is invited already"),
        ("carl", Membership::Confirmed, "this person is a member already"),
        ("tina", Membership::Suspended, "this person is a member already, and suspended"),
    ] {
        let before = firm.registers.people.members[person].clone();
        let refusal = firm.refuses(invite(person, &[Role::Management]));
        assert_eq!(refusal, Refusal::MemberExists { state }, "{person}");
        assert_eq!(refusal.to_string(), words);
        assert!(refusal.hint().contains("roles"), "{}", refusal.hint());
        assert_eq!(firm.registers.people.members[person], before, "the roles stay as they were");
    }
    // Who may not invite learns nothing of who is there.
    assert_eq!(firm.not_by("carl", invite("tina", &[Role::Management])).code(), "not_allowed");
    firm.does(end("nora"));
    firm.does(invite("nora", &[Role::Management]));
    assert_eq!(firm.registers.people.members["nora"].state, Membership::Invited, "who left is invited again");
}

#[test]
fn sod_7_the_directory_does_not_end_the_membership_of_whoever_issued_its_token() {
    let firm = firm();
    let actions = Action::ALL.into_iter().filter(|action| action.by_directory()).collect();
    let limits = Limits { actions, controls: [].into(), collector: false, directory: true };
    let badge = Badge { limits: Some(limits), ..Badge::fresh("olga") };
    rests_on(&firm.refuses_to(&badge, end("olga")), Duty::OwnRole);
}
