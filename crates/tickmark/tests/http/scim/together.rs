//! At the same time: two who add the same, and one who changes what another has changed.

use super::server::{Server, operations_of, user, with};
use serde_json::json;
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_user_twice_at_once_is_one_user() {
    let server = Arc::new(Server::start());
    let entries = server.app().entries("acme").expect("a number");
    let mut all = Vec::new();
    for _ in 0..8 {
        let server = server.clone();
        all.push(tokio::spawn(async move { server.post("/Users", user("Barbara")).await }));
    }
    let mut made = 0;
    for one in all {
        let reply = one.await.expect("an answer");
        match reply.status {
            201 => made += 1,
            _ => drop(reply.refused(409, Some("uniqueness"))),
        }
    }
    assert_eq!(made, 1);
    assert_eq!(server.app().entries("acme").expect("a number"), entries + 1);
    assert_eq!(server.get("/Users").await.json["totalResults"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn members_added_at_once_are_all_there() {
    let server = Arc::new(Server::start());
    let group = server.group("Security", &[]).await;
    let mut ids = Vec::new();
    for number in 0..6 {
        ids.push(server.join(&format!("User{number}")).await);
    }
    let mut all = Vec::new();
    for id in ids.clone() {
        let (server, path) = (server.clone(), format!("/Groups/{group}"));
        let add = json!([{ "op": "add", "path": "members", "value": [{ "value": id }] }]);
        all.push(tokio::spawn(async move { server.patch(&path, add).await.status }));
    }
    for one in all {
        let status = one.await.expect("an answer");
        assert!(status == 200 || status == 412, "{status}");
    }
    let found = server.get(&format!("/Groups/{group}")).await.json["members"].clone();
    for member in found.as_array().expect("members") {
        let id = member["value"].as_str().expect("an id");
        assert_eq!(server.roles(id), ["control_owner"]);
    }
    let there = found.as_array().map_or(0, Vec::len);
    let with_role = ids.iter().filter(|id| server.roles(id) == ["control_owner"]).count();
    assert_eq!(there, with_role, "who is in the group has its role, and nobody else");
}

#[tokio::test]
async fn a_version_that_is_not_the_present_one_is_refused() {
    let server = Server::start();
    let reply = server.post("/Users", user("Barbara")).await;
    let (id, old) = (reply.id(), reply.header("etag").to_owned());
    let path = format!("/Users/{id}");
    assert!(old.starts_with("W/\""), "{old}");
    let renamed = with(user("Barbara"), "displayName", "Babs");
    let changed = server.send("PUT", &path, Some(renamed.clone()), &[("if-match", &old)]).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let new = changed.header("etag").to_owned();
    assert_ne!(new, old);
    server.send("PUT", &path, Some(user("Barbara")), &[("if-match", &old)]).await.refused(412, None);
    let patch = operations_of(json!([{ "op": "replace", "path": "displayName", "value": "Other" }]));
    server.send("PATCH", &path, Some(patch.clone()), &[("if-match", &old)]).await.refused(412, None);
    server.send("DELETE", &path, None, &[("if-match", &old)]).await.refused(412, None);
    assert_eq!(server.get(&path).await.json["displayName"], "Babs");
    assert_eq!(server.send("GET", &path, None, &[("if-none-match", &new)]).await.status, 304);
    assert_eq!(server.send("GET", &path, None, &[("if-none-match", &old)]).await.status, 200);
    let several = format!("{old}, {new}");
    assert_eq!(server.send("PATCH", &path, Some(patch), &[("if-match", &several)]).await.status, 200);
    assert_eq!(server.send("PUT", &path, Some(renamed), &[("if-match", "*")]).await.status, 200);
    let last = server.get(&path).await.header("etag").to_owned();
    assert_eq!(server.send("DELETE", &path, None, &[("if-match", &last)]).await.status, 204);
    let group = server.post("/Groups", json!({ "displayName": "Choir" })).await;
    let place = format!("/Groups/{}", group.id());
    server.send("DELETE", &place, None, &[("if-match", "W/\"0\"")]).await.refused(412, None);
}
