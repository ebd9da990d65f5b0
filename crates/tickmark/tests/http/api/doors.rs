//! Tokens, webhooks, single sign-on and directory over the API.

use super::reading::control;
use super::server::{DAY, START, Server, TOKEN};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_token_does_what_it_names_and_nothing_else() {
    let server = Server::with_acme().await;
    let token = server.token(&["read_control", "add_control"]).await;
    let added = server.by(&token, "POST", "/api/v1/o/acme/controls", Some(&control("AC-1", "CC6.1"))).await;
    assert_eq!(added.status, 201, "{}", added.json);
    let refused = server.by(&token, "GET", "/api/v1/o/acme/gap", None).await;
    assert_eq!((refused.refused(403), &refused.json["rule"]), ("not_allowed", &Value::Null));
    assert!(refused.json["detail"].as_str().unwrap().contains("this token does not cover it"));
    let more = json!({ "name": "More", "actions": ["read_programme"] });
    assert_eq!(server.by(&token, "POST", "/api/v1/o/acme/tokens", Some(&more)).await.refused(403), "not_allowed");
    assert_eq!(server.by(&token, "GET", "/api/v1/me", None).await.json["token"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_ends() {
    let server = Server::with_acme().await;
    let new = json!({ "name": "Nightly", "actions": ["read_library", "read_programme"], "until": "2026-03-20" });
    let once = |body: Value| {
        let server = &server;
        async move {
            let key = [("idempotency-key", "one"), ("if-match", "*")];
            server.with(TOKEN, &key, "POST", "/api/v1/o/acme/tokens", Some(&body)).await
        }
    };
    let (issued, again) = (once(new.clone()).await, once(new.clone()).await);
    let secret = issued.json["secret"].as_str().unwrap();
    assert!(secret.starts_with("tkm_a"), "{secret}");
    assert_eq!((&again.json["secret"], &again.json["id"]), (&Value::Null, &issued.json["id"]), "shown once");
    let place = issued.header("location");
    let shown = server.get(&place).await;
    assert!(!String::from_utf8(shown.bytes).unwrap().contains(secret));
    let gap = "/api/v1/o/acme/gap";
    assert_eq!(server.by(secret, "GET", gap, None).await.status, 200);
    assert_eq!(server.with(TOKEN, &[], "DELETE", &place, None).await.refused(428), "precondition_required");
    let stale = [("if-match", "\"1\"")];
    assert_eq!(server.with(TOKEN, &stale, "DELETE", &place, None).await.refused(412), "outdated");
    server.delete(&place).await.changed();
    assert_eq!(server.by(secret, "GET", gap, None).await.refused(401), "no_token", "at once");
    let over = server.token(&["read_programme"]).await;
    server.clock.set(START + 91 * DAY);
    assert_eq!(server.by(&over, "GET", gap, None).await.refused(401), "no_token", "after its last day");
}

/// A token is worth what its owner may at the moment, and dies with the membership.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_never_does_more_than_its_owner() {
    let server = Server::with_acme().await;
    let token = server.token(&["read_control", "add_control"]).await;
    let (_, noor) = server.member("Noor Haddad", &["control_owner"]).await;
    let mine = json!({ "name": "Mine", "actions": ["add_control"] });
    // A session of one factor has to be proved again before it issues anything.
    assert_eq!(server.by(&noor, "POST", "/api/v1/o/acme/tokens", Some(&mine)).await.refused(403), "step_up");
    assert_eq!(
        server.by(&noor, "GET", "/api/v1/o/acme/tokens", None).await.json["matching"],
        0,
        "others' are not shown"
    );
    assert_eq!(server.get("/api/v1/o/acme/tokens").await.json["matching"], 1);
    assert_eq!(server.by(&token, "GET", "/api/v1/o/acme/controls", None).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_refused_with_a_reason() {
    let server = Server::with_acme().await;
    for (body, status, code) in [
        (json!({ "name": "x", "actions": ["fly"] }), 422, "unknown"),
        (json!({ "name": "x", "actions": [] }), 422, "empty"),
        (json!({ "name": "x", "actions": ["approve_deed"] }), 422, "not_possible"),
        (json!({ "name": "x", "kind": "robot" }), 422, "unknown"),
        (json!({ "name": "x", "kind": "collector" }), 422, "empty"),
        (json!({ "name": "x", "kind": "collector", "controls": ["none"] }), 422, "unknown"),
        (json!({ "name": "x", "actions": ["read_library"], "until": "2030-01-01" }), 422, "not_possible"),
        (json!({ "name": "x", "actions": ["read_library"], "until": "tomorrow" }), 400, "unreadable"),
    ] {
        assert_eq!(server.post("/api/v1/o/acme/tokens", &body).await.refused(status), code, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_set_and_removed() {
    let server = Server::with_acme().await;
    let hook = json!({ "url": "https://example.com/tickmark", "events": ["control_added"] });
    let added = server.post("/api/v1/o/acme/webhooks", &hook).await;
    assert_eq!(added.status, 201, "{}", added.json);
    assert!(added.json["secret"].as_str().is_some_and(|s| s.len() > 20));
    let place = added.header("location");
    let shown = server.get(&place).await.json;
    assert_eq!((&shown["events"], &shown["deliveries"]["failures"]), (&json!(["control_added"]), &0.into()));
    let renewed = server.post(&format!("{place}/secret"), &Value::Null).await;
    assert_ne!(renewed.json["secret"], added.json["secret"]);
    assert_eq!(server.post(&format!("{place}/resumption"), &json!({ "skip": true })).await.json["behind"], 0);
    for url in ["http://example.com/", "https://127.0.0.1/", "https://user:secret@example.com/"] {
        let refused = server.post("/api/v1/o/acme/webhooks", &json!({ "url": url })).await;
        assert_eq!(refused.refused(422), "not_possible", "{url}");
    }
    server.delete(&place).await.changed();
    assert_eq!(server.get(&place).await.refused(404), "unknown");
    assert_eq!(server.get("/api/v1/o/acme/webhooks").await.json["matching"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_on_and_directory_are_set() {
    let server = Server::with_acme().await;
    assert_eq!(server.get("/api/v1/o/acme/sign-on").await.refused(404), "unknown");
    let settings = json!({ "issuer": "https://id.example.com", "client_id": "tickmark", "client_secret": "hush hush" });
    server.put("/api/v1/o/acme/sign-on", &settings).await.changed();
    let shown = server.get("/api/v1/o/acme/sign-on").await;
    assert_eq!(shown.json["client_id"], "tickmark");
    assert!(!String::from_utf8(shown.bytes).unwrap().contains("hush"));
    let alone = json!({ "issuer": "https://id.example.com", "client_id": "tickmark", "enforced": true });
    assert_eq!(server.put("/api/v1/o/acme/sign-on", &alone).await.refused(422), "not_possible");
    let plain = json!({ "issuer": "http://id.example.com", "client_id": "tickmark" });
    let refused = server.put("/api/v1/o/acme/sign-on", &plain).await;
    assert_eq!(refused.refused(422), "not_possible");
    assert!(refused.json["detail"].as_str().unwrap().contains("would never be called"), "{}", refused.json);
    server.delete("/api/v1/o/acme/sign-on").await.changed();

    let groups = json!({ "groups": { "grc": ["programme_manager"], "all": ["contributor"] } });
    server.put("/api/v1/o/acme/directory", &groups).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/directory").await.json["groups"], groups["groups"]);
    let owners = json!({ "groups": { "bosses": ["owner"] } });
    let refused = server.put("/api/v1/o/acme/directory", &owners).await;
    assert_eq!((refused.refused(403), &refused.json["rule"]), ("kept_apart", &"SoD-7".into()));
    server.delete("/api/v1/o/acme/directory").await.changed();
    assert_eq!(server.get("/api/v1/o/acme/directory").await.refused(404), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_security_log_is_read_backwards() {
    let server = Server::with_acme().await;
    let (_, noor) = server.member("Noor Haddad", &["contributor"]).await;
    for _ in 0..3 {
        assert_eq!(server.by(&noor, "GET", "/api/v1/o/acme/gap", None).await.status, 403);
    }
    let first = server.get("/api/v1/o/acme/security-log?limit=2").await.json;
    assert_eq!(first["notes"].as_array().unwrap().len(), 2);
    let older = first["older"].as_str().unwrap();
    let rest = server.get(&format!("/api/v1/o/acme/security-log?before={older}")).await.json;
    let whats: Vec<&Value> =
        [&first, &rest].iter().flat_map(|page| page["notes"].as_array().unwrap()).map(|n| &n["what"]).collect();
    assert!(whats.contains(&&"signed_in".into()), "{whats:?}");
    assert_eq!(server.by(&noor, "GET", "/api/v1/o/acme/security-log", None).await.refused(403), "not_allowed");
}
