//! Sign-on, the directory and webhooks are set by an owner.

use crate::library::FIRST;
use crate::people::{firm, invite, set};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::stamp::Badge;
use domain::values::{Directory, Duty, Role, SignOn, Webhook};
use std::collections::BTreeSet;

pub(crate) fn sign_on() -> SignOn {
    SignOn {
        issuer: "https://login.example.org".into(),
        client_id: "tickmark".into(),
        enforced: false,
        break_glass: None,
        link_by_email: false,
    }
}

pub(crate) fn set_sign_on(sign_on: SignOn) -> Command {
    Command::SetSignOn { sign_on: Some(sign_on) }
}

pub(crate) fn directory(group: &str, roles: &[Role]) -> Command {
    let groups = [(group.to_owned(), set(roles))].into();
    Command::SetDirectory { directory: Some(Directory { groups }) }
}

fn webhook(url: &str) -> Webhook {
    Webhook { url: url.into(), events: BTreeSet::new(), active: true }
}

fn set_webhook(id: Option<&str>, webhook: Webhook) -> Command {
    Command::SetWebhook { id: id.map(str::to_owned), webhook }
}

#[test]
fn only_an_owner_sets_the_doors() {
    let firm = firm();
    let url = webhook("https://hooks.example.org/t");
    for command in [set_sign_on(sign_on()), directory("it", &[Role::Contributor]), set_webhook(None, url)] {
        for person in ["paul", "mark", "carl", "tina", "ivan", "eve", "cleo"] {
            assert_eq!(firm.not_by(person, command.clone()).code(), "not_allowed", "{person}");
        }
        firm.judges(&Badge::fresh("olga"), command).unwrap();
    }
}

#[test]
fn sign_on_is_whole_and_enforced_only_beside_the_sealed_account_of_an_owner() {
    let mut firm = firm();
    firm.does(invite("otto", &[Role::Owner]));
    let enforced = |person: Option<&str>| {
        let break_glass = person.map(str::to_owned);
        set_sign_on(SignOn { enforced: true, break_glass, ..sign_on() })
    };
    for (command, code) in [
        (set_sign_on(SignOn { issuer: " ".into(), ..sign_on() }), "empty"),
        (set_sign_on(SignOn { client_id: String::new(), ..sign_on() }), "empty"),
        (set_sign_on(SignOn { issuer: "x".repeat(501), ..sign_on() }), "too_long"),
        (set_sign_on(SignOn { issuer: "ftp://login.example.org".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "login.example.org".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "https://".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "https://login.example.org/?tenant=1".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "https://login.example.org/#a".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "https://me:secret@login.example.org".into(), ..sign_on() }), "not_possible"),
        (set_sign_on(SignOn { issuer: "https://login.example.org/a b".into(), ..sign_on() }), "not_possible"),
        (Command::SetSignOn { sign_on: None }, "nothing_to_change"),
        (enforced(None), "not_possible"),
        (enforced(Some("paul")), "not_possible"),
        (enforced(Some("otto")), "not_possible"),
        (enforced(Some("nobody")), "unknown"),
    ] {
        assert_eq!(firm.refuses(command.clone()).code(), code, "{command:?}");
    }
    firm.does(enforced(Some("olga")));
    assert_eq!(firm.refuses(enforced(Some("olga"))).code(), "nothing_to_change");
    assert_eq!(firm.does(Command::SetSignOn { sign_on: None }), [Event::SignOnSet { sign_on: None }]);
}

#[test]
fn a_directory_makes_no_owner_no_outsider_and_no_conflict() {
    let mut firm = firm();
    for role in [Role::Owner, Role::ExternalAuditor, Role::Consultant, Role::Operator, Role::Collector] {
        let refusal = firm.kept_from(FIRST, directory("it", &[role]), Duty::OwnRole);
        assert_eq!(refusal.hint(), "an owner gives that role, or outside access, in person");
    }
    let both = directory("it", &[Role::InternalAuditor, Role::ControlOwner]);
    assert_eq!(firm.kept_from(FIRST, both, Duty::AuditsOwnWork).hint(), "split the group in two");
    assert_eq!(firm.refuses(directory(" ", &[Role::Contributor])).code(), "empty");
    let groups = (0..201).map(|i| (format!("g{i}"), set(&[Role::Contributor]))).collect();
    let many = Command::SetDirectory { directory: Some(Directory { groups }) };
    assert_eq!(firm.refuses(many), Refusal::TooMany { what: "groups", max: 200 });
    firm.does(directory("it", &[Role::ControlOwner]));
    assert_eq!(firm.refuses(directory("it", &[Role::ControlOwner])).code(), "nothing_to_change");
}

#[test]
fn a_webhook_goes_to_an_https_address_and_there_are_at_most_twenty() {
    let mut firm = firm();
    let url = "https://hooks.example.org/t";
    for address in ["", "http://hooks.example.org", "ftp://x", "javascript:alert(1)", "hooks.example.org"] {
        assert!(["empty", "not_possible"].contains(&firm.refuses(set_webhook(None, webhook(address))).code()));
    }
    let events = (0..101).map(|i| format!("event_{i}")).collect();
    assert_eq!(firm.refuses(set_webhook(None, Webhook { events, ..webhook(url) })).code(), "too_many");
    let id = firm.new_by(FIRST, set_webhook(None, webhook(url)));
    assert_eq!(firm.refuses(set_webhook(Some(&id), webhook(url))).code(), "nothing_to_change");
    firm.does(set_webhook(Some(&id), Webhook { active: false, ..webhook(url) }));
    assert_eq!(firm.refuses(set_webhook(Some("webhook-9"), webhook(url))).code(), "unknown");
    for _ in 1..20 {
        firm.does(set_webhook(None, webhook(url)));
    }
    assert_eq!(firm.refuses(set_webhook(None, webhook(url))), Refusal::TooMany { what: "webhooks", max: 20 });
    firm.does(Command::RemoveWebhook { id: id.clone() });
    assert_eq!(firm.refuses(Command::RemoveWebhook { id }).code(), "unknown");
}
