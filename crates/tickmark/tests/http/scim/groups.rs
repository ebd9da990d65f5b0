//! Groups: an owner says which hold which roles; a member's roles are those of all their groups.

use super::server::{GROUP, Server};
use domain::command::Command;
use domain::values::{Directory, Role};
use serde_json::{Value, json};

#[tokio::test]
async fn the_roles_are_the_union_of_the_groups_and_follow_every_change() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let security = server.group("Security", &[&id]).await;
    assert_eq!(server.roles(&id), ["control_owner"]);
    let board = server.group("board", &[]).await;
    let add = json!([{ "op": "add", "path": "members", "value": [{ "value": id }] }]);
    let reply = server.patch(&format!("/Groups/{board}"), add).await;
    assert_eq!(reply.status, 200, "{}", reply.json);
    assert_eq!(reply.json["members"][0]["$ref"], format!("http://localhost:7390/scim/v2/o/acme/Users/{id}"));
    assert_eq!(server.roles(&id), ["control_owner", "management"], "whatever the case of the name");
    let groups = server.get(&format!("/Users/{id}")).await.json["groups"].clone();
    assert_eq!(groups.as_array().map(Vec::len), Some(2));
    let remove = json!([{ "op": "remove", "path": format!("members[value eq \"{id}\"]") }]);
    server.patch(&format!("/Groups/{security}"), remove).await;
    assert_eq!(server.roles(&id), ["management"]);
    // A group of another name has other roles, or none.
    let rename = json!([{ "op": "replace", "path": "displayName", "value": "Choir" }]);
    server.patch(&format!("/Groups/{board}"), rename).await;
    assert_eq!(server.roles(&id), ["contributor"]);
    let rename = json!({ "schemas": [GROUP], "displayName": "Programme", "members": [{ "value": id }] });
    server.put(&format!("/Groups/{board}"), rename).await;
    assert_eq!(server.roles(&id), ["programme_manager"]);
    assert_eq!(server.delete(&format!("/Groups/{board}")).await.status, 204);
    assert_eq!(server.roles(&id), ["contributor"]);
}

#[tokio::test]
async fn history_says_which_group_gave_the_roles() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    server.group("Security", &[&id]).await;
    let page = server.app().history("acme", &server.owner, None, 1).expect("history");
    let event = serde_json::to_string(&page.entries[0].event).expect("an event");
    assert!(event.contains("group Security of the directory"), "{event}");
}

#[tokio::test]
async fn a_group_without_roles_is_kept_and_changes_nobody() {
    let server = Server::start();
    let id = server.join("Barbara").await;
    let entries = server.app().entries("acme").expect("a number");
    let group = server.group("Choir", &[&id]).await;
    assert_eq!(server.app().entries("acme").expect("a number"), entries);
    assert_eq!(server.get(&format!("/Groups/{group}")).await.json["members"][0]["value"], id);
}

#[tokio::test]
async fn roles_that_exclude_each_other_are_refused_for_all_or_given_to_all() {
    let server = Server::start();
    let (one, two) = (server.join("One").await, server.join("Two").await);
    server.group("Audit", &[&two]).await;
    let entries = server.app().entries("acme").expect("a number");
    let members: Vec<Value> = [&one, &two].into_iter().map(|id| json!({ "value": id })).collect();
    let reply = server.post("/Groups", json!({ "displayName": "Programme", "members": members })).await;
    let detail = reply.refused(403, None);
    assert!(detail.contains("Two Jensen") && detail.contains("SoD-3"), "{detail}");
    assert_eq!(server.app().entries("acme").expect("a number"), entries, "nobody's roles changed");
    assert_eq!(server.roles(&one), ["contributor"]);
    assert_eq!(server.get("/Groups").await.json["totalResults"], 1);
}

#[tokio::test]
async fn members_are_users_of_this_directory() {
    let server = Server::start();
    let body = |member: Value| json!({ "displayName": "Security", "members": [member] });
    for member in [json!({ "value": "person-0" }), json!({ "value": server.owner.id() }), json!({}), json!(7)] {
        server.post("/Groups", body(member)).await.refused(400, Some("invalidValue"));
    }
    let nested = server.group("Inner", &[]).await;
    let detail = server.post("/Groups", body(json!({ "value": nested, "type": "Group" }))).await;
    assert!(detail.refused(400, Some("invalidValue")).contains("group within a group"));
    server.post("/Groups", json!({ "displayName": "INNER" })).await.refused(409, Some("uniqueness"));
    server.post("/Groups", json!({ "displayName": " " })).await.refused(400, Some("invalidValue"));
}

#[tokio::test]
async fn another_meaning_of_a_group_is_given_to_its_users_at_once() {
    let server = Server::start();
    let (id, auditor) = (server.join("Barbara").await, server.join("Auditor").await);
    server.group("Security", &[&id, &auditor]).await;
    server.group("Choir", &[&auditor]).await;
    let groups = [
        ("Security".to_owned(), [Role::ProgrammeManager].into()),
        ("Choir".to_owned(), [Role::InternalAuditor].into()),
    ];
    let directory = Directory { groups: groups.into() };
    let (_, kept) = server.app().set_directory("acme", &server.owner, None, Some(directory)).expect("set");
    assert_eq!(server.roles(&id), ["programme_manager"]);
    assert_eq!(server.roles(&auditor), ["control_owner"], "a rule keeps the new roles apart, so the old ones stay");
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].0, auditor);
    assert!(kept[0].1.contains("SoD-3"), "{}", kept[0].1);
    // However it is asked for: by the command alone as well.
    let groups = [("Security".to_owned(), [Role::Management].into())].into();
    server.by_hand("acme", Command::SetDirectory { directory: Some(Directory { groups }) });
    assert_eq!(server.roles(&id), ["management"]);
    assert_eq!(server.roles(&auditor), ["management"]);
}
