//! Controlled documents through the API: written, worked on against the version that was read, what only people may, import.

use super::server::{Reply, Server, TOKEN};
use serde_json::json;

const ALL: &str = "/api/v1/o/acme/policies";
const TEXT: &str = "# Access\n\nAccess follows need.\n";

/// Acme with a draft: `PL-1`.
async fn written() -> Server {
    let server = Server::with_acme().await;
    let policy = json!({ "number": "POL-02", "title": "Access", "review_months": 12, "meets": ["5.18"] });
    let written = server.post(ALL, &json!({ "policy": policy, "text": TEXT })).await;
    assert_eq!(written.status, 201, "{}", written.json);
    assert_eq!(written.headers["location"], format!("{ALL}/PL-1"));
    server
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r158_a_document_is_written_against_the_version_that_was_read() {
    let server = written().await;
    let one = format!("{ALL}/PL-1");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["versions"][0]["text"]), (200, &json!(TEXT)), "{}", before.json);
    let sha256 = before.json["versions"][0]["sha256"].clone();
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (submission, body) = (format!("{one}/submission"), json!({ "version": 1, "sha256": sha256 }));
    let send =
        async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "POST", &submission, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let approval = server.post(&format!("{one}/approvals"), &body).await;
    assert_eq!(approval.status, 403, "whoever wrote it does not approve it: {}", approval.json);
    let read = server.post(&format!("{one}/acknowledgements"), &body).await;
    assert_eq!(code(&read), (422, "not_possible"), "a draft is not read: {}", read.json);
    let next = json!({ "text": format!("{TEXT}\nAnd role.\n"), "note": "role" });
    assert_eq!(server.put(&format!("{one}/text"), &next).await.status, 200);
    let listed = server.get(&format!("{ALL}?state=draft")).await.json;
    assert_eq!(listed["policies"][0]["id"], "PL-1", "{listed}");
    assert_eq!(server.get(&format!("{ALL}?state=lost")).await.status, 422);
    let difference = server.get(&format!("{one}/difference?from=1&to=1")).await.json;
    assert_eq!((&difference["added"], &difference["removed"]), (&json!(0), &json!(0)), "{difference}");
    let csv = server.get(&format!("{ALL}.csv?state=draft")).await;
    let text = String::from_utf8(csv.bytes).unwrap();
    assert!(csv.status == 200 && text.contains("PL-1,POL-02,Access,policy"), "{text}");
    assert_eq!(&server.get(&format!("{ALL}.xlsx")).await.bytes[..2], b"PK");
    assert_eq!(server.get(&format!("{ALL}.csv?kind=poem")).await.status, 422);
    let pieces = server.get("/api/v1/o/acme/policy-pieces").await.json;
    assert_eq!(pieces["pieces"].as_array().unwrap().len(), 18);
    let gone = server.post(&format!("{one}/retirement"), &json!({ "reason": "" })).await;
    assert_eq!(code(&gone), (422, "empty"), "{}", gone.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r161_a_version_in_use_or_within_its_retention_is_not_disposed_of() {
    let server = written().await;
    let disposal = format!("{ALL}/PL-1/versions/1/disposal");
    let reason = json!({ "reason": "over" });
    let said = server.post(&disposal, &reason).await;
    assert_eq!(code(&said), (422, "not_possible"), "{}", said.json);
    server.post(&format!("{ALL}/PL-1/retirement"), &reason).await;
    let said = server.post(&disposal, &reason).await;
    assert!(said.json["detail"].as_str().unwrap().contains("no retention is set"), "{}", said.json);
    assert_eq!(server.post(&format!("{ALL}/PL-1/versions/x/disposal"), &reason).await.status, 422);
    let listed = server.get(&format!("{ALL}?ripe=true")).await.json;
    assert_eq!((&listed["policies"], &listed["figures"]["all"]), (&json!([]), &json!(1)), "{listed}");
}
