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
    let empty = "--b--\r\n";
    assert_eq!(server.send_file(import, "multipart/form-data; boundary=b", empty).await.refused(400), "unreadable");
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
    let elsewhere = bare("GET", "/api/v1/o/acme/profile").header(header::HOST, "evil.example");
    let reply = server.send(elsewhere.body(Body::empty()).unwrap()).await;
    assert!(reply.status >= 400);
}

/// A fault of the server goes to its log; what goes out is the id of that line, and no path or cause.
#[tokio::test(flavor = "multi_thread")]
async fn faults_are_told_without_detail() {
    let server = Server::with_acme().await;
    std::fs::write(server.folder.path().join("signing.key"), "no key at all").unwrap();
    let fault = server.call_without_body("POST", "/api/v1/o/acme/checkpoint").await;
    assert_eq!(fault.refused(500), "internal_error");
    let id = fault.json["request"].as_str().unwrap();
    assert_eq!(id.len(), 12);
    assert_eq!(
        fault.json["detail"],
        format!("an internal error was written to the log under {id}; nothing is half done")
    );
    assert_eq!(fault.json["hint"], "");
    assert!(!fault.json.to_string().contains("key"));
}
