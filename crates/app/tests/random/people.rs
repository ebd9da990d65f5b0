//! Any command about people that a person could give, with few people in it, so that they meet each other.

use app::{App, Who};
use domain::command::Command;
use domain::values::{
    Action, Deed, Deputy, Directory, Duty, Grant, GrantKind, Role, SignOn, TokenKind, TokenScope, Waiver, Webhook,
};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Who gives a command: 0 is whoever began the organisation, the others are invented people.
pub(crate) type Asker = usize;

const NAMES: [&str; 4] = ["ana-lind", "bo-berg", "cleo-marsh", "dov-katz"];

/// Somebody who asks; more often than not whoever began the organisation.
pub(crate) fn asker() -> impl Strategy<Value = Asker> {
    prop_oneof![3 => Just(0), 1 => 0..=NAMES.len()]
}

/// The one who asks, as `app` knows them.
pub(crate) fn who(app: &App, founder: &Who, asker: Asker) -> Who {
    asker.checked_sub(1).and_then(|n| NAMES.get(n)).map_or_else(|| founder.clone(), |name| app.demo_actor(name))
}

fn person() -> impl Strategy<Value = String> {
    prop::sample::select(NAMES.to_vec()).prop_map(|name| format!("demo-{name}"))
}

/// Roles of members; nobody but the founder is an owner, so that the founder stays in and can look at everything.
fn roles() -> impl Strategy<Value = BTreeSet<Role>> {
    let known: Vec<Role> = Role::MEMBER.into_iter().filter(|role| *role != Role::Owner).collect();
    prop::collection::btree_set(prop::sample::select(known), 0..3)
}

fn members() -> impl Strategy<Value = Command> {
    let reason = "[a-z]{0,3}";
    prop_oneof![
        4 => (person(), roles()).prop_map(|(person, roles)| Command::InvitePerson { person, roles }),
        4 => Just(Command::ConfirmMembership),
        2 => (person(), roles(), reason).prop_map(|(person, roles, reason)| Command::SetRoles { person, roles, reason }),
        1 => (person(), reason).prop_map(|(person, reason)| Command::SuspendMember { person, reason }),
        1 => person().prop_map(|person| Command::ResumeMember { person }),
        1 => (person(), reason).prop_map(|(person, reason)| Command::EndMembership { person, reason }),
        2 => ("C-[0-5]", prop::option::of(person())).prop_map(|(id, person)| Command::AssignControl { id, person }),
    ]
}

fn dated() -> impl Strategy<Value = Command> {
    let (from, until) = (date(2026, 11, 21), date(2027, 2, 18));
    let kind = prop::sample::select(vec![GrantKind::Consultant, GrantKind::ExternalAuditor, GrantKind::Support]);
    let grant = (person(), kind, any::<bool>()).prop_map(move |(person, kind, works)| {
        let (engagement, reason) = ("audit".to_owned(), "as agreed".to_owned());
        Command::GiveGrant { grant: Grant { person, kind, works, engagement, from, until, reason } }
    });
    let deputy = (person(), person()).prop_map(move |(principal, deputy)| Command::NameDeputy {
        deputy: Deputy { principal, deputy, from, until, reason: "holiday".to_owned() },
    });
    let waiver = (prop::sample::select(Duty::ALL.to_vec()), person()).prop_map(move |(duty, person)| {
        Command::ProposeWaiver { waiver: Waiver { duty, person, reason: "small firm".to_owned(), from, until } }
    });
    let deed = (any::<bool>(), person()).prop_map(|(erase, person)| Command::ProposeDeed {
        deed: if erase { Deed::ErasePerson { person } } else { Deed::FullExport },
        reason: "as agreed".to_owned(),
    });
    prop_oneof![2 => grant, 2 => deputy, 1 => waiver, 1 => deed]
}

fn doors() -> impl Strategy<Value = Command> {
    let until = date(2027, 2, 18);
    let kind = prop::sample::select(vec![TokenKind::Api, TokenKind::Collector, TokenKind::Directory]);
    let actions = prop::collection::btree_set(prop::sample::select(Action::ALL.to_vec()), 0..3);
    let controls = prop::collection::btree_set("C-[0-5]", 0..2);
    let token = (kind, actions, controls).prop_map(move |(kind, actions, controls)| Command::IssueToken {
        scope: TokenScope { name: "report".to_owned(), kind, actions, controls, until },
    });
    let webhook = (any::<bool>(), "https?://[a-z]{1,3}.example").prop_map(|(active, url)| Command::SetWebhook {
        id: None,
        webhook: Webhook { url, events: BTreeSet::new(), active },
    });
    let sign_on = prop::option::of("https://[a-c].example").prop_map(|issuer| Command::SetSignOn {
        sign_on: issuer.map(|issuer| SignOn {
            issuer,
            client_id: "tickmark".to_owned(),
            enforced: false,
            break_glass: None,
            link_by_email: true,
        }),
    });
    let directory = prop::option::of(roles()).prop_map(|roles| Command::SetDirectory {
        directory: roles.map(|roles| Directory { groups: [("all".to_owned(), roles)].into() }),
    });
    prop_oneof![token, webhook, sign_on, directory]
}

/// Any command about people; many are refused, and that is part of the test.
pub(crate) fn command() -> impl Strategy<Value = Command> {
    prop_oneof![4 => members(), 2 => dated(), 1 => doors()]
}
