//! `ETag` and `If-Match`: nobody overwrites unseen what somebody else wrote meanwhile.

use super::reading::control;
use super::server::{Reply, Server, TOKEN};
use serde_json::{Value, json};
use std::sync::Arc;

impl Server {
    async fn put_if(&self, version: &str, path: &str, body: &Value) -> Reply {
        self.with(TOKEN, &[("if-match", version)], "PUT", path, Some(body)).await
    }
}

fn fields(name: &str) -> Value {
    json!({ "name": name, "status": "in_place" })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_names_the_version_that_it_is_based_on() {
    let server = Server::with_acme().await;
    let place = "/api/v1/o/acme/controls/AC-1";
    let added = server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await;
    assert_eq!((added.status, added.header("etag")), (201, "\"1\"".to_owned()), "what is new has a version at once");
    assert_eq!(server.get(place).await.header("etag"), "\"1\"");

    let without = server.with(TOKEN, &[], "PUT", place, Some(&fields("A"))).await;
    assert_eq!(without.refused(428), "precondition_required");
    assert_eq!(server.put_if("\"7\"", place, &fields("A")).await.refused(412), "outdated");
    assert_eq!(server.put_if("\"abc\"", place, &fields("A")).await.refused(412), "outdated");
    assert_eq!(server.put_if("W/\"1\"", place, &fields("A")).await.refused(400), "unreadable");
    assert_eq!(server.put_if("1", place, &fields("A")).await.refused(400), "unreadable");
    assert_eq!(server.get(place).await.json["control"]["name"], "Control AC-1", "nothing was changed");

    let changed = server.put_if("\"1\"", place, &fields("A")).await;
    assert_eq!((changed.status, changed.header("etag")), (200, "\"2\"".to_owned()));
    assert_eq!(server.get(place).await.header("etag"), "\"2\"");
    assert_eq!(server.put_if("\"1\"", place, &fields("B")).await.refused(412), "outdated");
    assert_eq!(server.put_if("*", place, &fields("B")).await.status, 200, "whatever it is now");
}

/// The version that a change answers is the one that the object has: it can be sent back at once.
#[tokio::test(flavor = "multi_thread")]
async fn the_version_of_a_receipt_is_that_of_the_object() {
    let server = Server::with_acme().await;
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let (person, _) = server.member("Noor Haddad", &["programme_manager"]).await;
    let member = format!("/api/v1/o/acme/people/{person}");
    let roles = json!({ "roles": ["contributor"], "reason": "less to do" });
    let record = json!({ "provider": "Cloud AG" });
    let judged = json!({ "practice": "running" });
    let webhook = json!({ "url": "https://example.com/hook", "events": ["control_added"] });
    let made = server.post("/api/v1/o/acme/webhooks", &webhook).await;
    let hook = made.header("location");
    let scope = json!({ "categories": ["security"] });
    let columns = json!({ "columns": { "id": "Ref" } });
    let groups = json!({ "groups": { "grc": ["programme_manager"] } });
    let off = json!({ "url": "https://example.com/hook", "active": false });
    let cases: Vec<(&str, String, Option<&Value>, String)> = vec![
        ("PUT", "/api/v1/o/acme/profile".into(), Some(&scope), "/api/v1/o/acme/profile".into()),
        ("PUT", "/api/v1/o/acme/columns/ours".into(), Some(&columns), "/api/v1/o/acme/columns/ours".into()),
        ("PUT", "/api/v1/o/acme/inheritance/A.7.11".into(), Some(&record), "/api/v1/o/acme/inheritance/A.7.11".into()),
        ("PUT", "/api/v1/o/acme/assessments/9.2.1".into(), Some(&judged), "/api/v1/o/acme/assessments/9.2.1".into()),
        ("PUT", format!("{member}/roles"), Some(&roles), member.clone()),
        ("PUT", "/api/v1/o/acme/directory".into(), Some(&groups), "/api/v1/o/acme/directory".into()),
        ("PUT", hook.clone(), Some(&off), hook.clone()),
        ("POST", "/api/v1/o/acme/documents/agency-domains/adoption".into(), None, String::new()),
    ];
    for (method, path, body, place) in cases {
        let changed = server.by(TOKEN, method, &path, body).await;
        if place.is_empty() {
            continue;
        }
        assert_eq!(changed.status, 200, "{path}: {}", changed.json);
        let tag = changed.header("etag");
        assert!(tag.len() > 2, "{path}: {tag}");
        assert_eq!(tag, server.get(&place).await.header("etag"), "{path}");
    }
}

/// What is not there yet needs no version; what is there does, whoever made it.
#[tokio::test(flavor = "multi_thread")]
async fn the_first_of_its_kind_needs_no_version() {
    let server = Server::with_acme().await;
    let path = "/api/v1/o/acme/assessments/9.2.1";
    let judged = |practice: &str| json!({ "practice": practice });
    let first = server.with(TOKEN, &[], "PUT", path, Some(&judged("running"))).await;
    assert_eq!(first.status, 200, "{}", first.json);
    let second = server.with(TOKEN, &[], "PUT", path, Some(&judged("informal"))).await;
    assert_eq!(second.refused(428), "precondition_required");
    // Another spelling of the same clause is the same object.
    let other =
        server.with(TOKEN, &[], "PUT", "/api/v1/o/acme/assessments/clause%209.2.1", Some(&judged("informal"))).await;
    assert_eq!(other.refused(428), "precondition_required");
    let nothing = server.with(TOKEN, &[], "PUT", "/api/v1/o/acme/controls/none", Some(&fields("A"))).await;
    assert_eq!(nothing.refused(404), "unknown");
}

/// Ten writers from one version: exactly one is taken, nine are told that somebody was faster.
#[tokio::test(flavor = "multi_thread")]
async fn of_ten_writers_from_one_version_one_is_taken() {
    let server = Arc::new(Server::with_acme().await);
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let writers: Vec<_> = (0..10)
        .map(|at| {
            let server = server.clone();
            tokio::spawn(async move {
                server.put_if("\"1\"", "/api/v1/o/acme/controls/AC-1", &fields(&format!("Writer {at}"))).await.status
            })
        })
        .collect();
    let mut statuses = Vec::new();
    for writer in writers {
        statuses.push(writer.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412, 412, 412]);
    assert_eq!(server.get("/api/v1/o/acme/controls/AC-1").await.header("etag"), "\"2\"");
}

/// Whoever may not change it is told so, and neither that a version is missing nor that it is the right one.
#[tokio::test(flavor = "multi_thread")]
async fn a_version_tells_nothing_to_who_may_not() {
    let server = Server::with_acme().await;
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let (_, reader) = server.member("Ines Moreau", &["management"]).await;
    for id in ["AC-1", "AC-2"] {
        let path = format!("/api/v1/o/acme/controls/{id}");
        for headers in [&[][..], &[("if-match", "\"1\"")][..], &[("if-match", "\"5\"")][..], &[("if-match", "*")][..]] {
            let reply = server.with(&reader, headers, "PUT", &path, Some(&fields("A"))).await;
            assert_eq!(reply.refused(403), "not_allowed", "{id} {headers:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_reads_little_is_told_the_version_that_it_made() {
    let server = Server::with_acme().await;
    let (token, place) = (server.token(&["add_control", "revise_control"]).await, "/api/v1/o/acme/controls/AC-7");
    let new = json!({ "id": "AC-7", "name": "Seven" });
    let added = server.with(&token, &[], "POST", "/api/v1/o/acme/controls", Some(&new)).await;
    assert_eq!((added.status, added.header("etag")), (201, "\"1\"".to_owned()), "{}", added.json);
    let changed = server.with(&token, &[("if-match", "\"1\"")], "PUT", place, Some(&fields("A"))).await;
    assert_eq!((changed.status, changed.header("etag")), (200, "\"2\"".to_owned()), "{}", changed.json);
}
