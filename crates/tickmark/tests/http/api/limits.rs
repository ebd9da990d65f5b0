//! What is too large, of the wrong type, or at the wrong address; and faults without detail.

use super::server::{PROBLEM, Reply, Server, bare, request};
use axum::body::Body;
use axum::http::header;
use serde_json::json;

impl Server {
    pub(crate) async fn call_without_body(&self, method: &str, path: &str) -> Reply {
        self.checked(request(method, path)).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_have_a_largest_size() {
    let server = Server::with_acme().await;
    let long = json!({ "id": "AC-1", "name": "x".repeat(2 * 1024 * 1024) });
    assert_eq!(server.post("/api/v1/o/acme/controls", &long).await.refused(413), "too_large");
    let large = vec![b'x'; 33 * 1024 * 1024];
    let refused = server.send_form("/api/v1/o/acme/import", ("list.csv", &large), &[]).await;
    assert_eq!(refused.refused(413), "too_large");
    let yaml = vec![b'#'; 5 * 1024 * 1024];
    let refused = server.send_file("/api/v1/o/acme/documents", "application/yaml", yaml).await;
    assert_eq!(refused.refused(413), "too_large");
    let name = json!({ "id": "AC-1", "name": "x".repeat(201) });
    assert_eq!(server.post("/api/v1/o/acme/controls", &name).await.refused(422), "too_long");
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn bodies_are_of_the_right_type() {
    let server = Server::with_acme().await;
    let path = "/api/v1/o/acme/controls";
    assert_eq!(server.send_file(path, "text/plain", "{}").await.refused(415), "not_json");
    assert_eq!(server.call_without_body("POST", path).await.refused(415), "not_json");
    assert_eq!(server.send_file(path, "application/json", "{ \"id\": ").await.refused(400), "unreadable");
    assert_eq!(server.send_file(path, "application/json", "[1]").await.refused(400), "unreadable");
    assert_eq!(server.send_file(path, "application/json", "{\"id\":\"A\"}").await.refused(400), "unreadable");
    let import = "/api/v1/o/acme/import";
    assert_eq!(server.send_file(import, "application/json", "{}").await.refused(415), "not_a_form");
    let cut = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nid,na";
    assert_eq!(server.send_file(import, "multipart/form-data; boundary=b", cut).await.refused(400), "unreadable");
    for (sent, said) in [
        ("--b--\r\n", "the form holds no file"),
        (
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--b--\r\n",
            "the form holds no file",
        ),
        (
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\r\n--b--\r\n",
            "`list.csv` is empty (0 bytes)",
        ),
    ] {
        let reply = server.send_file(import, "multipart/form-data; boundary=b", sent).await;
        assert_eq!(reply.refused(400), "unreadable", "{said}");
        assert_eq!(reply.json["detail"], said);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_addresses_and_methods_are_told_in_problem_details() {
    let server = Server::with_acme().await;
    for (method, path, status) in [
        ("GET", "/api/v1/o/acme/nothing", 404),
        ("GET", "/api/v2/library/coverage", 404),
        ("DELETE", "/api/v1/library/coverage", 405),
        ("PATCH", "/api/v1/o/acme/profile", 405),
        ("GET", "/api/v1/o/%FF/profile", 400),
    ] {
        let reply = server.send(request(method, path)).await;
        assert_eq!((reply.status, reply.header("content-type").as_str()), (status, PROBLEM), "{method} {path}");
    }
    let head = server.send(request("HEAD", "/api/v1/library/coverage?mode=broad")).await;
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}

/// Every answer keeps the rules of the house for browsers, though browsers have no business here.
#[tokio::test(flavor = "multi_thread")]
async fn answers_are_not_stored_and_not_sniffed() {
    let server = Server::with_acme().await;
    let reply = server.get("/api/v1/o/acme/profile").await;
    assert_eq!(reply.header("cache-control"), "no-store");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    let mut elsewhere = request("GET", "/api/v1/o/acme/profile");
    elsewhere.headers_mut().insert(header::HOST, "evil.example".parse().unwrap());
    let reply = server.checked(elsewhere).await;
    assert_eq!(reply.refused(421), "other_host");
}

/// What is refused before the API is reached is told in its words too.
#[tokio::test(flavor = "multi_thread")]
async fn refusals_before_the_api_are_problem_details() {
    let server = Server::with_acme().await;
    let path = "/api/v1/o/acme/controls";
    let mut elsewhere = request("POST", path);
    elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    let reply = server.checked(elsewhere).await;
    assert_eq!((reply.refused(403), &reply.json["rule"]), ("other_origin", &serde_json::Value::Null));
    let mut large = request("POST", path);
    large.headers_mut().insert(header::CONTENT_LENGTH, (64 * 1024 * 1024).into());
    assert_eq!(server.checked(large).await.refused(413), "too_large");
    let page = bare("POST", "/sign-in").header("sec-fetch-site", "cross-site").body(Body::empty()).unwrap();
    let reply = server.send(page).await;
    assert_eq!((reply.status, reply.header("x-request-id").len()), (403, 16));
    assert_ne!(reply.header("content-type"), PROBLEM, "a page is for people");
}

/// Every answer has an id of ours, whatever the caller calls it; pages too.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_has_an_id_of_its_own() {
    let server = Server::with_acme().await;
    let mut ids = std::collections::BTreeSet::new();
    for (path, own) in [("/api/v1/o/acme/profile", "mine"), ("/api/v1/o/acme/profile", "mine"), ("/sign-in", "mine")] {
        let mut asked = request("GET", path);
        asked.headers_mut().insert("x-request-id", own.parse().unwrap());
        let id = server.send(asked).await.header("x-request-id");
        assert!(id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{path}: {id}");
        ids.insert(id);
    }
    assert_eq!(ids.len(), 3);
    let refused = server.get("/api/v1/o/acme/controls/none").await;
    assert_eq!(refused.json["request"], refused.header("x-request-id"));
}

/// A token has so many calls at once and no more; another token and another person have theirs.
#[tokio::test(flavor = "multi_thread")]
async fn calls_are_counted() {
    let server = Server::with_acme().await;
    let (token, other) = (server.token(&["read_programme"]).await, server.token(&["read_programme"]).await);
    let mut answered = 0;
    let over = loop {
        let mut asked = request("GET", "/api/v1/organisations");
        asked.headers_mut().insert(header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        let reply = server.send(asked).await;
        if reply.status != 200 {
            break reply;
        }
        answered += 1;
        assert!(answered < 10_000);
    };
    assert_eq!((answered, over.refused(429)), (3_000, "too_many_calls"));
    assert_eq!(over.header("retry-after"), "1");
    assert_eq!(server.by(&other, "GET", "/api/v1/organisations", None).await.status, 200);
    server.clock.set(super::server::START + 1_000_000);
    assert_eq!(server.by(&token, "GET", "/api/v1/organisations", None).await.status, 200, "after a second");
}

/// Guessing tokens gets nowhere, and does not shut out who has one.
#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_counted_by_address() {
    let server = Server::with_acme().await;
    for at in 0..=3_000 {
        // The first, the last that is answered and the one that is not are held against the document, which takes the most time.
        let reply = if matches!(at, 0 | 2_999 | 3_000) {
            server.by("a guess", "GET", "/api/v1/me", None).await
        } else {
            let mut guess = request("GET", "/api/v1/me");
            guess.headers_mut().insert(header::AUTHORIZATION, header::HeaderValue::from_static("Bearer a guess"));
            server.send(guess).await
        };
        assert_eq!(reply.status, if at < 3_000 { 401 } else { 429 }, "{at}");
    }
    assert_eq!(server.get("/api/v1/me").await.status, 200);
}

/// A fault of the server goes to its log; what goes out is the id of that line, and no path or cause.
#[tokio::test(flavor = "multi_thread")]
async fn faults_are_told_without_detail() {
    let server = Server::with_acme().await;
    std::fs::write(server.folder.path().join("signing.key"), "no key at all").unwrap();
    let fault = server.call_without_body("POST", "/api/v1/o/acme/checkpoint").await;
    assert_eq!(fault.refused(500), "internal_error");
    let id = fault.json["request"].as_str().unwrap().to_owned();
    assert_eq!(id, fault.header("x-request-id"));
    assert_eq!(
        fault.json["detail"],
        format!("an internal error was written to the log under {id}; nothing is half done")
    );
    assert_eq!(fault.json["hint"], "");
    assert!(!fault.json.to_string().contains("key"));
}
