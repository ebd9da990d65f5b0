//! A change asked twice happens once.

use super::reading::control;
use super::server::{Reply, START, Server, request};
use axum::body::Body;
use axum::http::header;
use serde_json::Value;

/// With a key, a change asked twice happens once; the key with another change is another change.
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
    let other = once(control("AC-2", "CC6.1"), "7f6c").await;
    assert_eq!(other.json["repeated"], false, "no change is swallowed");
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
