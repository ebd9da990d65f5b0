//! An invitation tells nothing of who has the address: until they accept, a person is shown by the name that was typed.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use app::{App, Clock, Config, Invited, Visitor, Who};
use domain::command::Command;
use domain::values::staff::StaffState;
use domain::values::{Deed, Profile, Role, Staff};
use tempfile::TempDir;

/// 2026-11-21, midnight UTC.
const START_US: i64 = 1_795_219_200_000_000;
const DAY_US: i64 = 86_400_000_000;
/// Who has an account, and a name of their own in `alpha`.
const DORA: &str = "demo-dora";
const ADDRESS: &str = "d.secret@alpha.example";
const PASSWORD: &str = "plum-orchard-under-seven-moons";

/// Two organisations with an owner each; Dora belongs to the first.
struct House {
    app: App,
    clock: Clock,
    owner: Who,
    dora: Who,
    _folder: TempDir,
}

impl House {
    fn built() -> House {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(START_US);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let (owner, dora) = (app.demo_actor("bo-beta"), app.demo_actor("dora"));
        for (slug, owner) in [("alpha", &app.demo_actor("ada-alpha")), ("beta", &owner)] {
            let documents = app::library::documents(app::library::STARTING);
            app.create(slug, owner, slug, documents, Profile::default()).unwrap();
        }
        app.put_demo_person(DORA, "Dora Lund", ADDRESS).unwrap();
        let house = House { app, clock, owner, dora, _folder: folder };
        let ada = house.app.demo_actor("ada-alpha");
        house.app.invite("alpha", &ada, None, "Dora Lund", ADDRESS, [Role::Contributor].into()).unwrap();
        house.app.accept_as(&house.dora, "alpha").unwrap();
        house
    }

    fn invites(&self, name: &str) -> Invited {
        self.app.invite("beta", &self.owner, None, name, ADDRESS, [Role::Contributor].into()).unwrap()
    }

    fn ends(&self) {
        let command = Command::EndMembership { person: DORA.to_owned(), reason: "a mistake".to_owned() };
        self.app.change("beta", &self.owner, None, command).unwrap();
    }

    /// What `beta` shows.
    fn shown(&self) -> String {
        self.app.name_in("beta", DORA)
    }
}

#[test]
fn who_is_invited_is_shown_by_the_name_that_was_typed() {
    let house = House::built();
    let invited = house.invites("Somebody");
    assert_eq!(invited.person, DORA);
    assert_eq!(house.shown(), "Somebody");
    assert_eq!(house.app.within("beta").name_of(DORA), "Somebody");
    assert_eq!(house.app.name_in("alpha", DORA), "Dora Lund");
    assert_eq!(house.app.name_of(DORA), "Dora Lund");
    // The link lies with whoever invited: what it opens tells no more.
    assert_eq!(house.app.open_invitation(&invited.secret).unwrap().person.name, "Somebody");
    // A new link and a new name in one's own profile change nothing of it.
    house.app.invite_again("beta", &house.owner, DORA).unwrap();
    house.app.rename_self(&house.dora, "Dora Berg").unwrap();
    assert_eq!((house.shown().as_str(), house.app.name_in("alpha", DORA).as_str()), ("Somebody", "Dora Berg"));
}

#[test]
fn who_looks_like_whom_is_judged_by_the_names_that_are_shown() {
    let house = House::built();
    house.app.put_demo_person("demo-bo-beta", "Bo Beta", "bo@beta.example").unwrap();
    house.invites("B\u{3bf} Beta");
    let twins = |slug| house.app.look_alikes(slug, [DORA, "demo-bo-beta"]);
    assert_eq!(twins("beta").get(DORA), Some(&vec!["demo-bo-beta".to_owned()]));
    assert!(twins("alpha").is_empty());
    // The other way round: their own name would tell by its likeness who they are.
    house.app.put_demo_person("demo-bo-beta", "Dora Lund", "bo@beta.example").unwrap();
    assert!(twins("beta").is_empty());
    assert_eq!(twins("alpha").len(), 2);
}

#[test]
fn who_accepts_is_shown_by_their_own_name() {
    let house = House::built();
    house.invites("Somebody");
    house.app.accept_as(&house.dora, "beta").unwrap();
    assert_eq!(house.shown(), "Dora Lund");
    // Who was a member once is known there: inviting them anew writes no other name over what they did.
    house.ends();
    house.invites("Mallory");
    assert_eq!(house.shown(), "Dora Lund");
}

#[test]
fn who_is_new_is_shown_everywhere_by_what_was_typed_there_until_they_accept_there() {
    let house = House::built();
    let (ada, new) = (house.app.demo_actor("ada-alpha"), "new@example.com");
    let roles = || [Role::Contributor].into();
    let first = house.app.invite("alpha", &ada, None, "Typed by Alpha", new, roles()).unwrap();
    let second = house.app.invite("beta", &house.owner, None, "Typed by Beta", new, roles()).unwrap();
    assert_eq!(first.person, second.person);
    let names = || [house.app.name_in("alpha", &first.person), house.app.name_in("beta", &first.person)];
    assert_eq!(names(), ["Typed by Alpha", "Typed by Beta"]);
    house.app.accept_as_new(&second.secret, "Nora Own", PASSWORD, &Visitor::default()).unwrap();
    assert_eq!(names(), ["Typed by Alpha", "Nora Own"]);
}

#[test]
fn an_account_that_one_organisations_link_began_sees_nothing_of_what_another_sends_to_its_address() {
    let house = House::built();
    let (ada, new) = (house.app.demo_actor("ada-alpha"), "new@example.com");
    let roles = || [Role::Contributor].into();
    // Whoever invites holds the link, and may have chosen the password.
    let first = house.app.invite("alpha", &ada, None, "New", new, roles()).unwrap();
    let begun = house.app.accept_as_new(&first.secret, "New", PASSWORD, &Visitor::default()).unwrap();
    let who = house.app.who_by_session(&begun.session).unwrap().unwrap();
    let second = house.app.invite("beta", &house.owner, None, "New", new, roles()).unwrap();
    assert_eq!(second.person, who.id());
    let seen = || -> Vec<String> { house.app.own_parts(&who).unwrap().into_iter().map(|part| part.slug).collect() };
    let listed = || house.app.organisations(&who).unwrap().len();
    assert_eq!((seen(), listed()), (vec!["alpha".to_owned()], 1));
    assert_eq!(house.app.invitation_for(&who, "beta").unwrap(), None);
    let unseen = house.app.accept_as(&who, "beta").unwrap_err().to_string();
    let absent = house.app.change("gamma", &who, None, Command::ConfirmMembership).unwrap_err().to_string();
    assert_eq!(unseen, absent.replace("gamma", "beta"), "as though it were not there");
    let leave = Command::EndMembership { person: who.id().to_owned(), reason: "no".to_owned() };
    assert_eq!(house.app.change("beta", &who, None, leave).unwrap_err().to_string(), unseen);
    // Neither a used link nor one to elsewhere or for somebody else will do; the link that beta gave does.
    let others = house.app.invite("beta", &house.owner, None, "Other", "other@example.com", roles()).unwrap();
    for (slug, link) in [("beta", &first.secret), ("alpha", &second.secret), ("beta", &others.secret)] {
        assert!(house.app.accept_by_link(&who, slug, link).is_err(), "{slug}");
    }
    assert!(house.app.is_meant_for(&who, &second.secret).unwrap());
    assert!(!house.app.is_meant_for(&who, &others.secret).unwrap());
    house.app.accept_by_link(&who, "beta", &second.secret).unwrap();
    assert_eq!((seen().len(), listed()), (2, 2));
    assert!(house.app.accept_by_link(&who, "beta", &second.secret).is_err(), "good once");
}

#[test]
fn a_link_makes_no_password_for_who_takes_part_without_one() {
    let house = House::built();
    // Dora has a part in alpha, which she enters by its provider, and no password.
    let invited = house.invites("Somebody");
    assert!(house.app.open_invitation(&invited.secret).unwrap().known);
    let refused = house.app.accept_as_new(&invited.secret, "Dora", PASSWORD, &Visitor::default()).unwrap_err();
    assert!(refused.to_string().contains("known here already"), "{refused}");
    assert!(house.app.sign_in(ADDRESS, PASSWORD, &Visitor::default()).is_err());
}

#[test]
fn an_invitation_that_ends_unaccepted_keeps_the_typed_name() {
    let house = House::built();
    house.invites("Somebody");
    house.ends();
    assert_eq!(house.shown(), "Somebody");
    house.invites("Somebody Else");
    assert_eq!(house.shown(), "Somebody Else");
}

#[test]
fn a_refused_invitation_writes_no_name() {
    let house = House::built();
    house.invites("Somebody");
    let again = house.app.invite("beta", &house.owner, None, "Another", ADDRESS, [Role::Contributor].into());
    assert!(again.is_err());
    assert_eq!(house.shown(), "Somebody");
    house.app.accept_as(&house.dora, "beta").unwrap();
    let mallory = house.app.demo_actor("mallory");
    for slug in ["alpha", "beta"] {
        assert!(house.app.invite(slug, &mallory, None, "Mallory", ADDRESS, [Role::Owner].into()).is_err());
        assert_eq!(house.app.name_in(slug, DORA), "Dora Lund");
    }
}

#[test]
fn who_is_recorded_as_working_here_is_shown_as_recorded() {
    let house = House::built();
    let (title, duties) = ("Engineer".to_owned(), "Reviews changes".to_owned());
    let position = domain::values::Position { title, duties, reports_to: String::new() };
    let command = Command::SetPosition { id: "engineer".to_owned(), position };
    house.app.change("beta", &house.owner, None, command).unwrap();
    let staff = Staff {
        state: StaffState::Candidate,
        position: "engineer".to_owned(),
        joined: None,
        leaves: None,
        remote: false,
    };
    let recorded = house.app.record_new_staff("beta", &house.owner, None, "D. from Sales", ADDRESS, staff).unwrap();
    assert_eq!((recorded.0.as_str(), house.shown().as_str()), (DORA, "D. from Sales"));
}

#[test]
fn erasing_takes_the_typed_names_too() {
    let house = House::built();
    house.invites("Somebody");
    house.ends();
    let (ada, cid) = (house.app.demo_actor("ada-alpha"), house.app.demo_actor("cid-alpha"));
    let invite = Command::InvitePerson { person: cid.id().to_owned(), roles: [Role::Management].into() };
    house.app.change("alpha", &ada, None, invite).unwrap();
    house.app.change("alpha", &cid, None, Command::ConfirmMembership).unwrap();
    let end = Command::EndMembership { person: DORA.to_owned(), reason: "left".to_owned() };
    house.app.change("alpha", &ada, None, end).unwrap();
    let propose =
        Command::ProposeDeed { deed: Deed::ErasePerson { person: DORA.to_owned() }, reason: "asked for it".to_owned() };
    let id = house.app.change("alpha", &ada, None, propose).unwrap().object;
    house.app.change("alpha", &cid, None, Command::ApproveDeed { id: id.clone() }).unwrap();
    house.clock.set(START_US + 30 * DAY_US);
    house.app.carry_out("alpha", &ada, None, &id).unwrap();
    // What is left is the bare id, in the words of an invented one.
    assert_eq!([house.shown(), house.app.name_in("alpha", DORA)], ["Dora", "Dora"]);
    assert!(house.app.person(DORA).unwrap().is_none());
}
