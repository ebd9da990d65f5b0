//! Joiners: invited with the roles of their groups, named by the directory only as far as they are this organisation's.

use super::server::{Server, user, with};
use domain::command::Command;
use domain::values::{Membership, Role};
use serde_json::{Value, json};

#[tokio::test]
async fn an_active_user_is_invited_as_a_contributor_and_has_no_right_before_accepting() {
    let server = Server::start();
    let reply = server.post("/Users", user("Barbara")).await;
    assert_eq!(reply.status, 201, "{}", reply.json);
    let id = reply.id();
    assert_eq!(reply.header("location"), format!("http://localhost:7390/scim/v2/o/acme/Users/{id}"));
    assert_eq!(reply.json["meta"]["location"], reply.header("location"));
    assert_eq!(reply.json["meta"]["version"], reply.header("etag"));
    assert_eq!(reply.json["meta"]["created"], "2026-03-02T09:00:00Z");
    for (name, value) in user("Barbara").as_object().expect("an object") {
        assert_eq!(&reply.json[name], value, "{name} is read back as it was written");
    }
    assert_eq!(server.member(&id).state, Membership::Invited);
    assert_eq!(server.roles(&id), ["contributor"]);
    assert_eq!(server.app().name_of(&id), "Barbara Jensen");
    server.accept("acme", &id);
    assert_eq!(server.member(&id).state, Membership::Confirmed);
    assert_eq!(server.get(&format!("/Users/{id}")).await.json["active"], true);
}

#[tokio::test]
async fn an_inactive_user_is_kept_and_nobody_is_invited_until_active() {
    let server = Server::start();
    let id = server.post("/Users", with(user("Later"), "active", false)).await.id();
    assert!(server.member_in("acme", &id).is_none());
    assert_eq!(server.get(&format!("/Users/{id}")).await.json["active"], false);
    let reply = server.put(&format!("/Users/{id}"), user("Later")).await;
    assert_eq!((reply.status, &reply.json["active"]), (200, &json!(true)), "{}", reply.json);
    assert_eq!(server.member(&id).state, Membership::Invited);
}

#[tokio::test]
async fn a_name_or_a_person_that_is_there_already_is_not_added_twice() {
    let server = Server::start();
    server.join("Barbara").await;
    let entries = server.app().entries("acme").expect("a number");
    server.post("/Users", user("Barbara")).await.refused(409, Some("uniqueness"));
    server
        .post("/Users", with(user("Barbara"), "userName", "BARBARA@ACME.EXAMPLE"))
        .await
        .refused(409, Some("uniqueness"));
    // Another name with the address of the same person.
    server.post("/Users", with(user("Barbara"), "userName", "babs")).await.refused(409, Some("uniqueness"));
    let other = server.join("Other").await;
    let renamed = server.put(&format!("/Users/{other}"), with(user("Other"), "userName", "barbara@acme.example")).await;
    renamed.refused(409, Some("uniqueness"));
    let mail = json!([{ "value": "barbara@acme.example" }]);
    server.put(&format!("/Users/{other}"), with(user("Other"), "emails", mail)).await.refused(409, Some("uniqueness"));
    assert_eq!(server.app().entries("acme").expect("a number"), entries + 1, "only the invitation of the other");
    assert_eq!(server.get("/Users").await.json["totalResults"], 2);
}

#[tokio::test]
async fn a_member_added_by_hand_is_not_listed_and_is_taken_over_as_they_are() {
    let server = Server::start();
    let roles = [Role::ControlOwner].into();
    let invited = server.app().invite("acme", &server.owner, None, "Hand Made", "hand@acme.example", roles);
    let person = invited.expect("an invitation").person;
    server.accept("acme", &person);
    assert_eq!(server.get("/Users").await.json["totalResults"], 0);
    server.get(&format!("/Users/{person}")).await.refused(404, None);
    server.get(&format!("/Users/{}", server.owner.id())).await.refused(404, None);
    assert_eq!(server.join("Hand").await, person);
    assert_eq!(server.member(&person).state, Membership::Confirmed);
    assert_eq!(server.roles(&person), ["control_owner"]);
    // From the first group with a role on, the groups say the roles.
    server.group("Board", &[&person]).await;
    assert_eq!(server.roles(&person), ["management"]);
}

#[tokio::test]
async fn names_and_addresses_follow_the_directory_for_who_is_here_alone() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let mail = json!([{ "value": "new@acme.example", "type": "work" }]);
    let changed = with(with(user("Barbara"), "displayName", "Babs Smith"), "emails", mail.clone());
    let reply = server.put(&format!("/Users/{id}"), changed).await;
    assert_eq!((reply.status, &reply.json["emails"]), (200, &mail), "{}", reply.json);
    let person = server.app().person(&id).expect("people").expect("the person");
    assert_eq!((person.name.as_str(), person.email.as_str()), ("Babs Smith", "new@acme.example"));
    // The former address is free again.
    assert_ne!(server.post("/Users", with(user("Barbara"), "userName", "second")).await.id(), id);
}

#[tokio::test]
async fn who_works_for_several_organisations_is_not_renamed_by_one() {
    let server = Server::start();
    let roles = [Role::Contributor].into();
    let consultant = server.app().invite("beta", &server.owner, None, "Own Name", "barbara@acme.example", roles);
    let person = consultant.expect("an invitation").person;
    assert_eq!(server.join("Barbara").await, person);
    let mail = json!([{ "value": "stolen@acme.example" }]);
    let changed = with(with(user("Barbara"), "displayName", "Renamed"), "emails", mail);
    let reply = server.put(&format!("/Users/{person}"), changed).await;
    assert_eq!(
        (reply.status, &reply.json["displayName"]),
        (200, &json!("Renamed")),
        "the directory reads its own words"
    );
    let kept = server.app().person(&person).expect("people").expect("the person");
    assert_eq!((kept.name.as_str(), kept.email.as_str()), ("Own Name", "barbara@acme.example"));
}

#[tokio::test]
async fn an_invitation_that_a_rule_refuses_leaves_nothing_behind() {
    let server = Server::start();
    // Whoever audits has no part in the group of those who run the programme: the invited person audits from outside.
    let from = server.clock.today();
    let grant = domain::values::Grant {
        person: String::new(),
        kind: domain::values::GrantKind::ExternalAuditor,
        works: false,
        engagement: "Type II".to_owned(),
        from,
        until: from.saturating_add(jiff::Span::new().days(30)),
        reason: "the audit".to_owned(),
    };
    let app = server.app();
    let invited = app.invite_outsider("acme", &server.owner, None, "Dov Katz", "dov@acme.example", grant);
    let person = invited.expect("outside access").person;
    let id = server.join("Dov").await;
    assert_eq!(id, person);
    let entries = app.entries("acme").expect("a number");
    let members = json!([{ "value": id }]);
    let refused = server.post("/Groups", json!({ "displayName": "Security", "members": members })).await;
    assert!(refused.refused(403, None).contains("SoD-"), "the rule is named: {}", refused.json);
    assert_eq!(app.entries("acme").expect("a number"), entries);
    assert_eq!(server.get("/Groups").await.json["totalResults"], 0);
    assert!(server.member(&id).roles.is_empty());
    let end = Command::EndMembership { person: id, reason: "the audit is over".to_owned() };
    server.by_hand("acme", end);
    let gone: Value = server.get("/Users").await.json;
    assert_eq!(gone["Resources"][0]["active"], false);
}
