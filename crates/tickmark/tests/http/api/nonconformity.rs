//! Nonconformities through the API: raised, worked on against the version that was read, filtered, and in a list.

use super::server::{Reply, Server, TOKEN};
use serde_json::json;

const ALL: &str = "/api/v1/o/acme/nonconformities";

fn found() -> serde_json::Value {
    json!({
        "title": "Leavers keep their access", "description": "Four of ten kept it for a week.", "source": "incident",
        "reference": "INC-7", "class": "minor", "against": ["A.5.18"], "found": "2026-02-20"
    })
}

/// Acme with one: `NC-1`.
async fn raised() -> Server {
    let server = Server::with_acme().await;
    let raised = server.post(ALL, &found()).await;
    assert_eq!(raised.status, 201, "{}", raised.json);
    assert_eq!(raised.headers["location"], format!("{ALL}/NC-1"));
    server
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r151_a_nonconformity_goes_from_step_to_step_against_the_version_that_was_read() {
    let server = raised().await;
    let one = format!("{ALL}/NC-1");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["due"]), (200, &json!("2026-08-19")), "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (correction, body) = (format!("{one}/correction"), json!({ "correction": "Ended", "on": "2026-03-01" }));
    let send =
        async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "PUT", &correction, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    assert_eq!(server.put(&format!("{one}/cause"), &json!({ "cause": "Nobody tells IT" })).await.status, 200);
    assert_eq!(server.put(&format!("{one}/similar-cases"), &json!({ "similar": "None" })).await.status, 200);
    let owner = server.get("/api/v1/o/acme/part").await.json["person"]["id"].clone();
    let line = json!({ "what": "A nightly job", "owner": owner, "due": "2026-04-01" });
    assert_eq!(server.post(&format!("{one}/actions"), &line).await.status, 200);
    assert_eq!(server.post(&format!("{one}/actions/1/completion"), &json!({ "note": "It runs" })).await.status, 200);
    let gone = server.post(&format!("{one}/actions/7/removal"), &json!({ "reason": "x" })).await;
    assert_eq!(code(&gone), (404, "unknown"), "{}", gone.json);
    let done = server.post(&format!("{one}/actions/7/completion"), &json!({ "note": "It runs" })).await;
    assert_eq!(code(&done), (404, "unknown"), "the address names the line: {}", done.json);
    let after = server.get(&one).await.json;
    assert_eq!((&after["state"], &after["judge_from"]), (&json!("action_done"), &json!("2026-04-01")), "{after}");
    assert_eq!(after["missing"], json!(["effectiveness", "evidence"]), "{after}");
    let closing = server.post(&format!("{one}/closing"), &json!({})).await;
    assert_eq!(closing.status, 403, "no token closes: {}", closing.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_is_listed_filtered_and_revised() {
    let server = raised().await;
    let major = json!({ "title": "No audits", "description": "There are none.", "source": "audit", "class": "major", "found": "2025-11-01" });
    assert_eq!(server.post(ALL, &major).await.status, 201);
    let page = server.get(&format!("{ALL}?overdue=true")).await.json;
    assert_eq!(page["nonconformities"][0]["id"], "NC-2", "{page}");
    assert_eq!(page["figures"]["blocking_certification"], json!(["NC-2"]), "{page}");
    for (query, count) in [
        ("class=minor", 1),
        ("source=audit&open=true", 1),
        ("state=closed", 0),
        ("about=A.5.18", 1),
        ("to_verify=true", 0),
    ] {
        let page = server.get(&format!("{ALL}?{query}")).await.json;
        assert_eq!(page["nonconformities"].as_array().unwrap().len(), count, "{query}: {page}");
    }
    assert_eq!(code(&server.get(&format!("{ALL}?class=huge")).await), (422, "unknown"));
    assert_eq!(code(&server.get(&format!("{ALL}/NC-9")).await), (404, "unknown"));
    let mut again = found();
    again["class"] = json!("major");
    let revised = json!({ "nonconformity": again, "reason": "it is wider" });
    assert_eq!(server.put(&format!("{ALL}/NC-1"), &revised).await.status, 200);
    assert_eq!(server.get(&format!("{ALL}/NC-1")).await.json["due"], "2026-05-21");
    let rules = "/api/v1/o/acme/nonconformity-rules";
    let set = json!({ "major_days": 60, "minor_days": 120, "wait_days": 20 });
    assert_eq!(server.put(rules, &set).await.status, 200);
    assert_eq!(server.get(rules).await.json["wait_days"], 20);
    let wrong = json!({ "major_days": 0, "minor_days": 120, "wait_days": 20 });
    assert_eq!(code(&server.put(rules, &wrong).await), (422, "not_possible"));
    let odd = server.post(ALL, &json!({ "title": "Odd", "colour": "red" })).await;
    assert_eq!(code(&odd), (400, "unreadable"), "{}", odd.json);
    let unknown = json!({ "title": "x", "description": "x", "source": "exception", "reference": "EX-9", "class": "minor", "found": "2026-03-01" });
    assert_eq!(code(&server.post(ALL, &unknown).await), (422, "unknown"));
    let mut future = found();
    future["found"] = json!("2027-01-01");
    assert_eq!(code(&server.post(ALL, &future).await), (422, "in_the_future"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r157_the_log_of_corrective_action_goes_out_as_a_file() {
    let server = raised().await;
    let out = server.get(&format!("{ALL}.csv")).await;
    assert_eq!(out.status, 200);
    let book = server.get(&format!("{ALL}.xlsx?open=true")).await;
    assert_eq!(book.status, 200);
    assert!(book.headers["content-disposition"].to_str().unwrap().contains("acme-nonconformities.xlsx"));
}
