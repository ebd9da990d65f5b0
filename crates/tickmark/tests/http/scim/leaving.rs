//! Leavers: what ends in the directory ends here at once, by the same rules of separation of duty that hold for people.

use super::server::{PASSWORD, Server, set_active, user, with};
use app::Visitor;
use domain::command::Command;
use domain::values::{Membership, Role};
use serde_json::json;

#[tokio::test]
async fn inactive_suspends_and_ends_every_session_at_once_and_active_resumes() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let begun = server.accept("acme", &id);
    assert!(server.app().enters("acme", &server.who(&begun).expect("signed in")).is_some());
    let path = format!("/Users/{id}");
    let reply = server.patch(&path, set_active(false)).await;
    assert_eq!((reply.status, &reply.json["active"]), (200, &json!(false)), "{}", reply.json);
    assert_eq!(server.member(&id).state, Membership::Suspended);
    assert!(server.who(&begun).is_none(), "the session is over");
    let again = server.app().sign_in("barbara@acme.example", PASSWORD, &Visitor::default());
    if let Ok(app::SignedIn::In(begun)) = again {
        let who = server.who(&begun).expect("an account without a part here");
        assert!(server.app().enters("acme", &who).is_none());
    }
    assert_eq!(server.patch(&path, set_active(true)).await.json["active"], true);
    assert_eq!(server.member(&id).state, Membership::Confirmed);
    let page = server.app().history("acme", &server.owner, None, 2).expect("history");
    let history = format!("{:?}", page.entries);
    assert!(history.contains("MemberSuspended") && history.contains("set inactive in the directory"), "{history}");
}

#[tokio::test]
async fn who_never_came_is_no_longer_invited_when_inactive_and_is_invited_again() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let link = server.app().invite_again("acme", &server.owner, &id).expect("a link");
    server.patch(&format!("/Users/{id}"), set_active(false)).await;
    assert_eq!(server.member(&id).state, Membership::Ended);
    assert!(server.app().open_invitation(&link).is_err());
    server.patch(&format!("/Users/{id}"), set_active(true)).await;
    assert_eq!((server.member(&id).state, server.roles(&id)), (Membership::Invited, vec!["contributor"]));
}

#[tokio::test]
async fn removal_ends_the_membership_with_its_sessions_and_groups() {
    let server = Server::start();
    let (id, other) = (server.join("Barbara").await, server.join("Other").await);
    let group = server.group("Security", &[&id, &other]).await;
    let begun = server.accept("acme", &id);
    assert_eq!(server.delete(&format!("/Users/{id}")).await.status, 204);
    assert_eq!(server.member(&id).state, Membership::Ended);
    assert!(server.who(&begun).is_none(), "the session is over");
    server.get(&format!("/Users/{id}")).await.refused(404, None);
    server.delete(&format!("/Users/{id}")).await.refused(404, None);
    let members = server.get(&format!("/Groups/{group}")).await.json["members"].clone();
    assert_eq!(members.as_array().map(Vec::len), Some(1));
    // The same person joins again with the same account.
    assert_eq!(server.join("Barbara").await, id);
    assert_eq!((server.member(&id).state, server.roles(&id)), (Membership::Invited, vec!["contributor"]));
}

#[tokio::test]
async fn what_a_person_suspended_or_ended_by_hand_the_directory_does_not_lift() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    server.accept("acme", &id);
    let path = format!("/Users/{id}");
    let reason = "an investigation".to_owned();
    server.by_hand("acme", Command::SuspendMember { person: id.clone(), reason: reason.clone() });
    assert_eq!(server.get(&path).await.json["active"], false);
    let kept = server.put(&path, with(user("Barbara"), "displayName", "Babs")).await;
    assert_eq!((&kept.json["active"], &kept.json["displayName"]), (&json!(false), &json!("Babs")));
    assert_eq!(server.member(&id).state, Membership::Suspended);
    server.patch(&path, set_active(false)).await;
    server.patch(&path, set_active(true)).await;
    assert_eq!(server.member(&id).state, Membership::Suspended, "still the suspension of a person");
    server.by_hand("acme", Command::EndMembership { person: id.clone(), reason });
    server.put(&path, user("Barbara")).await;
    assert_eq!(server.member(&id).state, Membership::Ended);
    // Inactive and active again is somebody who joins anew.
    server.patch(&path, set_active(false)).await;
    server.patch(&path, set_active(true)).await;
    assert_eq!(server.member(&id).state, Membership::Invited);
}

#[tokio::test]
async fn the_directory_neither_ends_nor_changes_who_issued_its_token() {
    let server = Server::start();
    server
        .app()
        .begin_first(
            &server.app().first_link().expect("a link").expect("there is no account yet"),
            "Founder",
            "founder@acme.example",
            PASSWORD,
            &Visitor::default(),
        )
        .expect("the first account");
    let id = server.join("Founder").await;
    assert_eq!(id, server.owner.id());
    server.group("Board", &[&id]).await;
    assert_eq!(server.roles(&id), ["owner", "programme_manager"], "roles of the issuer stay");
    let entries = server.app().entries("acme").expect("a number");
    for refused in
        [server.patch(&format!("/Users/{id}"), set_active(false)).await, server.delete(&format!("/Users/{id}")).await]
    {
        let said = refused.refused(403, None);
        assert!(said.contains("SoD-7"), "the rule is named: {said}");
    }
    assert_eq!(server.app().entries("acme").expect("a number"), entries);
    assert_eq!(server.get(&format!("/Users/{id}")).await.json["active"], true);
    // Whoever keeps the installation running names themselves.
    server.put(&format!("/Users/{id}"), with(user("Founder"), "displayName", "Somebody Else")).await;
    assert_eq!(server.app().name_of(&id), "Founder");
}

#[tokio::test]
async fn the_role_of_owner_is_kept_and_never_given() {
    let server = Server::start();
    let id = server.join("Second").await;
    server.accept("acme", &id);
    let roles = [Role::Owner].into();
    server.by_hand("acme", Command::SetRoles { person: id.clone(), roles, reason: "shares the work".to_owned() });
    let group = server.group("Board", &[&id]).await;
    assert_eq!(server.roles(&id), ["owner", "management"]);
    server.delete(&format!("/Groups/{group}")).await;
    assert_eq!(server.roles(&id), ["owner", "contributor"]);
    // No group can be given that role, so that none can give it on.
    let groups = [("Owners".to_owned(), [Role::Owner].into())].into();
    let refused = server.app().set_directory("acme", &server.owner, None, Some(domain::values::Directory { groups }));
    assert!(refused.expect_err("refused").to_string().contains("SoD-7"));
    // An owner who is not the last one can leave.
    assert_eq!(server.delete(&format!("/Users/{id}")).await.status, 204);
    assert_eq!(server.join("Second").await, id);
    assert_eq!(server.roles(&id), ["contributor"], "who comes back is no owner");
}

#[tokio::test]
async fn one_clients_directory_does_not_sign_a_consultant_out_of_another() {
    let server = Server::start();
    let roles = [Role::Contributor].into();
    let invited = server.app().invite("beta", &server.owner, None, "Con Sultant", "barbara@acme.example", roles);
    let person = invited.expect("an invitation").person;
    let begun = server.accept("beta", &person);
    let who = server.who(&begun).expect("signed in");
    assert_eq!(server.join("Barbara").await, person);
    // What a directory says of an address opens no account that another organisation's link began; a link of this one does.
    assert!(server.app().accept_as(&who, "acme").is_err());
    let link = server.app().invite_again("acme", &server.owner, &person).expect("a link");
    server.app().accept_by_link(&who, "acme", &link).expect("accepted");
    assert!(server.app().enters("acme", &who).is_some());
    server.patch(&format!("/Users/{person}"), set_active(false)).await;
    let who = server.who(&begun).expect("still signed in, for the other client");
    assert!(server.app().enters("acme", &who).is_none());
    assert!(server.app().enters("beta", &who).is_some());
}

#[tokio::test]
async fn a_member_whom_the_directory_takes_over_as_inactive_is_suspended_and_comes_back() {
    let server = Server::start();
    let roles = [Role::ControlOwner].into();
    let invited = server.app().invite("acme", &server.owner, None, "Hand Made", "hand@acme.example", roles);
    let person = invited.expect("an invitation").person;
    let begun = server.accept("acme", &person);
    assert_eq!(server.post("/Users", with(user("Hand"), "active", false)).await.id(), person);
    assert_eq!(server.member(&person).state, Membership::Suspended);
    assert!(server.who(&begun).is_none());
    server.patch(&format!("/Users/{person}"), set_active(true)).await;
    assert_eq!(server.member(&person).state, Membership::Confirmed);
    assert_eq!(server.roles(&person), ["control_owner"]);
}

#[tokio::test]
async fn the_directory_does_not_move_the_address_of_an_owner() {
    let server = Server::start();
    let id = server.join("Second").await;
    server.accept("acme", &id);
    let roles = [Role::Owner].into();
    server.by_hand("acme", Command::SetRoles { person: id.clone(), roles, reason: "shares the work".to_owned() });
    let mail = json!([{ "value": "intruder@acme.example" }]);
    let reply = server.put(&format!("/Users/{id}"), with(user("Second"), "emails", mail)).await;
    assert_eq!(reply.status, 200, "{}", reply.json);
    let person = server.app().person(&id).expect("people").expect("the person");
    assert_eq!(person.email, "second@acme.example");
}
