//! A change asked twice happens once; a key stands for one change of one person in one organisation.

use super::reading::control;
use super::server::{Reply, START, Server, TOKEN, request};
use axum::body::Body;
use axum::http::header;
use serde_json::{Value, json};

/// With a key, a change asked twice happens once; the key with another change is refused.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_asked_twice_happens_once() {
    let server = Server::with_acme().await;
    let once = |body: Value, key: &'static str| {
        let mut request = request("POST", "/api/v1/o/acme/controls");
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        request.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
        *request.body_mut() = Body::from(body.to_string());
        server.checked(request)
    };
    let first = once(control("AC-1", "CC6.1"), "7f6c").await;
    server.clock.set(START + 1_000_000);
    let second = once(control("AC-1", "CC6.1"), "7f6c").await;
    assert_eq!((first.changed(), &first.json["repeated"]), (second.changed(), &false.into()));
    assert_eq!((&second.json["repeated"], second.status), (&true.into(), 201));
    let of = server.get("/api/v1/o/acme/history").await.json["of"].clone();
    assert_eq!(of, first.json["entries"]);
    assert_eq!(second.json["object"], "AC-1", "what it made the first time");
    let other = once(control("AC-2", "CC6.1"), "7f6c").await;
    assert_eq!(other.refused(422), "key_reused", "no change is swallowed");
    assert_eq!(once(control("AC-1", "CC6.1"), "8a00").await.refused(409), "control_exists");
    assert_eq!(once(control("AC-3", "CC6.1"), " ").await.refused(400), "unreadable");

    let form = |key: &'static str| {
        let list = "Ref,Name,Criteria\nIM-1,Imported,CC6.1\n";
        let line = "----line";
        let body = format!(
            "--{line}\r\nContent-Disposition: form-data; name=\"map\"\r\n\r\nid=Ref\r\n\
             --{line}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\n{list}\r\n--{line}--\r\n"
        );
        let mut request = request("POST", "/api/v1/o/acme/import");
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        let kind = format!("multipart/form-data; boundary={line}");
        request.headers_mut().insert(header::CONTENT_TYPE, kind.parse().unwrap());
        *request.body_mut() = Body::from(body);
        server.checked(request)
    };
    let (first, second): (Reply, Reply) = (form("import").await, form("import").await);
    assert_eq!(first.json["receipt"]["repeated"], false, "{}", first.json);
    assert_eq!(second.json["receipt"]["repeated"], true);
    assert_eq!(first.json["receipt"]["last_entry"], second.json["receipt"]["last_entry"]);
}

/// The key is the caller's own: what one person or one organisation calls `k` is not what another calls so.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_belongs_to_one_person_and_one_organisation() {
    let server = Server::with_acme().await;
    server.post("/api/v1/organisations", &json!({ "slug": "globex", "name": "Globex" })).await.changed();
    let (_, noor) = server.member("Noor Haddad", &["programme_manager"]).await;
    let key = [("idempotency-key", "k")];
    let (acme, globex) = ("/api/v1/o/acme/controls", "/api/v1/o/globex/controls");
    let body = control("AC-1", "CC6.1");
    let first = server.with(TOKEN, &key, "POST", acme, Some(&body)).await;
    let elsewhere = server.with(TOKEN, &key, "POST", globex, Some(&body)).await;
    let other = server.with(&noor, &key, "POST", acme, Some(&control("AC-2", "CC6.1"))).await;
    for reply in [&first, &elsewhere, &other] {
        assert_eq!((reply.status, &reply.json["repeated"]), (201, &false.into()), "{}", reply.json);
    }
}

/// Ten at once with one key: one entry, ten times the same receipt.
#[tokio::test(flavor = "multi_thread")]
async fn a_key_sent_ten_times_at_once_makes_one_change() {
    let server = std::sync::Arc::new(Server::with_acme().await);
    let before = server.get("/api/v1/o/acme/history").await.json["of"].as_u64().unwrap();
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let server = server.clone();
            tokio::spawn(async move {
                let (key, body) = ([("idempotency-key", "ten")], control("AC-1", "CC6.1"));
                server.with(TOKEN, &key, "POST", "/api/v1/o/acme/controls", Some(&body)).await
            })
        })
        .collect();
    let mut entries = std::collections::BTreeSet::new();
    let mut first_times = 0;
    for call in calls {
        let reply = call.await.unwrap();
        entries.insert(reply.changed());
        first_times += usize::from(reply.json["repeated"] == false);
    }
    assert_eq!((entries.len(), first_times), (1, 1));
    assert_eq!(server.get("/api/v1/o/acme/history").await.json["of"], before + 1);
}
