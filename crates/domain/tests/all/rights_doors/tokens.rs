//! A token does what its scope says and its owner may at the moment, and never more.

use crate::library::{FIRST, Organisation, control};
use crate::people::{end, firm, propose, rests_on, set_roles, suspend};
use crate::rights_doors::settings::{set_sign_on, sign_on};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::rules::access::{Object, allowed};
use domain::stamp::{Badge, Limits};
use domain::values::{Action, Control, Deed, Duty, Role, State, TokenKind, TokenScope};
use std::collections::BTreeSet;

fn scoped(change: impl FnOnce(&mut TokenScope), command: Command) -> Command {
    let Command::IssueToken { mut scope } = command else { panic!("a token") };
    change(&mut scope);
    Command::IssueToken { scope }
}

fn add(id: &str) -> Command {
    Command::AddControl { control: control(id, "") }
}

/// May it, by an action that has no command yet?
fn may(firm: &Organisation, badge: &Badge, action: Action, control: &str) -> Result<(), Refusal> {
    allowed(&firm.registers, badge, action, &Object::control(&firm.registers, control), firm.today())
}

#[test]
fn what_no_token_can_be() {
    let firm = firm();
    let api = |actions: &[Action], controls: &[&str]| firm.token(TokenKind::Api, actions, controls);
    let good = || api(&[Action::ReadProgramme], &[]);
    for (command, code) in [
        (scoped(|s| s.name = " ".into(), good()), "empty"),
        (scoped(|s| s.until = firm.today().yesterday().unwrap(), good()), "dates_reversed"),
        (scoped(|s| s.until = firm.until(366), good()), "not_possible"),
        (api(&[], &[]), "empty"),
        (api(&[Action::ReadControl], &["AC-99"]), "unknown"),
        (firm.token(TokenKind::Collector, &[], &[]), "empty"),
        (scoped(|s| s.controls = (0..501).map(|i| format!("C{i}")).collect(), good()), "too_many"),
    ] {
        assert_eq!(firm.refuses(command.clone()).code(), code, "{command:?}");
    }
    firm.decides(scoped(|s| s.until = firm.until(365), good())).unwrap();
    for action in Action::ALL.into_iter().filter(|action| !action.in_tokens()) {
        let refusal = firm.refuses(api(&[Action::ReadProgramme, action], &[]));
        assert_eq!(refusal.to_string(), format!("no token can {}", action.words()));
    }
    firm.kept_from("paul", firm.token(TokenKind::Directory, &[], &[]), Duty::OwnRole);
    for person in ["mark", "tina", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(person, good()).code(), "not_allowed", "{person}");
    }
}

#[test]
fn what_only_a_person_can_mean_no_token_carries_even_if_it_says_so() {
    let firm = firm();
    let mut token = Badge::fresh(FIRST);
    token.limits = Some(Limits {
        actions: Action::ALL.into_iter().collect(),
        controls: BTreeSet::new(),
        collector: false,
        directory: false,
    });
    let token_again = firm.token(TokenKind::Api, &[Action::ReadControl], &[]);
    for command in [propose(Deed::FullExport), end(FIRST), set_sign_on(sign_on()), token_again] {
        let refusal = firm.refuses_to(&token, command);
        assert!(refusal.to_string().starts_with("this token does not cover it"), "{refusal}");
    }
}

#[test]
fn a_token_never_does_more_than_its_scope() {
    let mut firm = firm();
    let id =
        firm.new_by("paul", firm.token(TokenKind::Api, &[Action::ReviseControl, Action::ImportControls], &["AC-1"]));
    let token = firm.shown(&id);
    let revised =
        |id: &str| Command::ReviseControl { control: Control { activity: "weekly".into(), ..control(id, "") } };
    firm.does_as(&token, revised("AC-1"));
    assert_eq!(
        firm.refuses_to(&token, revised("AC-2")).to_string(),
        "this token does not cover it: to change this control"
    );
    assert_eq!(firm.refuses_to(&token, add("AC-9")).code(), "not_allowed");
    let controls = vec![control("AC-2", "")];
    let import = Command::ImportControls { source: "list.csv".into(), file: None, controls };
    assert_eq!(firm.refuses_to(&token, import).code(), "not_allowed", "an import would change other controls");
}

#[test]
fn a_token_never_does_more_than_its_owner_may_at_the_moment() {
    let mut firm = firm();
    let id = firm.new_by("paul", firm.token(TokenKind::Api, &[Action::AddControl, Action::SuspendMember], &[]));
    let token = firm.shown(&id);
    firm.does_as(&token, add("AC-3"));
    assert_eq!(firm.refuses_to(&token, suspend("tina")).code(), "not_allowed");
    firm.does(set_roles("paul", &[Role::Contributor]));
    let refusal = firm.refuses_to(&token, add("AC-4"));
    assert_eq!(refusal.code(), "not_allowed");
    let said = "whoever issued this token may not add a control: no right for it comes with the role contributor";
    assert_eq!(refusal.to_string(), said);
    firm.does(set_roles("paul", &[Role::ProgrammeManager]));
    firm.does(suspend("paul"));
    rests_on(&firm.refuses_to(&token, add("AC-4")), Duty::ConfirmedOnly);
    firm.does(end("paul"));
    assert_eq!(firm.refuses_to(&token, add("AC-4")), Refusal::NoPart);
}

#[test]
fn a_token_dies_with_its_owner_and_does_not_come_back_with_them() {
    let mut firm = firm();
    let id = firm.new_by("paul", firm.token(TokenKind::Api, &[Action::AddControl], &[]));
    let on = |firm: &Organisation, days| firm.registers.people.tokens[&id].on(firm.until(days));
    assert_eq!((on(&firm, 90), on(&firm, 91)), (true, false));
    firm.does(end("paul"));
    firm.joins("paul", &[Role::ProgrammeManager]);
    assert!(!on(&firm, 1));
}

#[test]
fn a_token_is_revoked_by_its_owner_or_an_owner_once() {
    let mut firm = firm();
    for person in ["paul", "olga"] {
        let id = firm.new_by("paul", firm.token(TokenKind::Api, &[Action::AddControl], &[]));
        let revoke = || Command::RevokeToken { id: id.clone() };
        for other in ["mark", "carl", "ivan", "cleo"] {
            assert_eq!(firm.not_by(other, revoke()).code(), "not_allowed", "{other}");
        }
        assert_eq!(firm.by(person, revoke()), [Event::TokenRevoked { id: id.clone() }]);
        assert_eq!(firm.not_by(person, revoke()).code(), "not_allowed", "it is revoked already");
        assert!(!firm.registers.people.tokens[&id].on(firm.today()));
    }
}

#[test]
fn sod_12_a_collector_only_appends_evidence_to_the_controls_it_names() {
    let mut firm = firm();
    let id =
        firm.new_by(FIRST, firm.token(TokenKind::Collector, &[Action::AddControl, Action::ReadControl], &["AC-1"]));
    assert_eq!(firm.registers.people.tokens[&id].scope.actions, [Action::AppendEvidence].into());
    let mut collector = firm.shown(&id);
    may(&firm, &collector, Action::AppendEvidence, "AC-1").unwrap();
    for (action, control) in
        [(Action::AppendEvidence, "AC-2"), (Action::AppendEvidence, "AC-9"), (Action::ReadControl, "AC-1")]
    {
        assert_eq!(may(&firm, &collector, action, control).unwrap_err().code(), "not_allowed");
    }
    let anything = Object::plain(State::Live);
    let refusal = allowed(&firm.registers, &collector, Action::AppendEvidence, &anything, firm.today()).unwrap_err();
    assert_eq!(refusal.code(), "not_allowed", "evidence belongs to a control");
    // Even if its scope said more, the role of a collector has no other line.
    collector.limits.as_mut().unwrap().actions = Action::ALL.into_iter().collect();
    for action in Action::ALL.into_iter().filter(|a| *a != Action::AppendEvidence) {
        may(&firm, &collector, action, "AC-1").unwrap_err();
    }
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: "merged".into() });
    rests_on(&may(&firm, &collector, Action::AppendEvidence, "AC-1").unwrap_err(), Duty::ProgramOverrules);
}

#[test]
fn a_collector_of_a_control_owner_serves_the_owners_own_controls() {
    let mut firm = firm();
    let id = firm.new_by("carl", firm.token(TokenKind::Collector, &[], &["AC-1", "AC-2"]));
    let collector = firm.shown(&id);
    may(&firm, &collector, Action::AppendEvidence, "AC-1").unwrap();
    assert_eq!(may(&firm, &collector, Action::AppendEvidence, "AC-2").unwrap_err().code(), "not_allowed");
}
