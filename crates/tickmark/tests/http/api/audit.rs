//! Internal audits through the API: a programme and a plan, changed against the version that was read, and what was covered.

use super::server::{Reply, Server, TOKEN};
use serde_json::{Value, json};

const PROGRAMMES: &str = "/api/v1/o/acme/audit-programmes";
const AUDITS: &str = "/api/v1/o/acme/internal-audits";

fn programme() -> Value {
    json!({
        "title": "Internal audits", "from": "2026-01-01", "years": 3, "frequency": "Once", "methods": "Interviews",
        "responsibilities": "Security plans", "planning": "Importance", "reporting": "To management",
        "important": { "a 5.24": "incidents" }, "look_back_days": 365, "weeks_least": 4, "weeks_most": 8
    })
}

fn plan() -> Value {
    json!({
        "title": "Access", "scope": ["6.1.2", "A.5.18"], "window": { "from": "2026-03-02", "until": "2026-04-03" },
        "criteria": "ISO/IEC 27001:2022", "methods": "Interviews"
    })
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// Acme with a programme and a plan: `AP-1`, `IA-1`.
async fn planned() -> Server {
    let server = Server::with_acme().await;
    let written = server.post(PROGRAMMES, &programme()).await;
    assert_eq!(written.status, 201, "{}", written.json);
    assert_eq!(written.headers["location"], format!("{PROGRAMMES}/AP-1"));
    let planned = server.post(AUDITS, &plan()).await;
    assert_eq!(planned.status, 201, "{}", planned.json);
    assert_eq!(planned.headers["location"], format!("{AUDITS}/IA-1"));
    server
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r126_a_programme_is_changed_against_the_version_that_was_read_and_no_token_approves_it() {
    let server = planned().await;
    let one = format!("{PROGRAMMES}/AP-1");
    let read = server.get(&one).await;
    assert_eq!((&read.json["state"], &read.json["version"]), (&json!("draft"), &json!(1)), "{}", read.json);
    assert_eq!(read.json["important"], json!({ "A.5.24": "incidents" }), "{}", read.json);
    let tag = read.headers["etag"].to_str().unwrap().to_owned();
    let mut again = programme();
    again["years"] = json!(2);
    let send = async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "PUT", &one, Some(&again)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    assert_eq!(server.post(&format!("{one}/proposal"), &json!({})).await.status, 200);
    let approval = server.post(&format!("{one}/approval"), &json!({ "version": 2, "sha256": "00" })).await;
    assert_eq!(approval.status, 403, "no token approves: {}", approval.json);
    again["years"] = json!(7);
    assert_eq!(code(&server.put(&one, &again).await), (422, "not_possible"));
    assert_eq!(code(&server.post(PROGRAMMES, &programme()).await), (422, "not_possible"), "the cycles meet");
    assert_eq!(server.get(PROGRAMMES).await.json["programmes"][0]["id"], "AP-1");
    assert_eq!(server.post(&format!("{one}/closing"), &json!({ "note": "over" })).await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r129_an_audit_is_planned_changed_and_refused_to_who_does_not_audit() {
    let server = planned().await;
    let one = format!("{AUDITS}/IA-1");
    let read = server.get(&one).await;
    assert_eq!(read.json["checklist"].as_array().unwrap().len(), 3, "{}", read.json);
    let paper = server.get(&format!("{one}/audit.xlsx")).await;
    assert_eq!((paper.status, &paper.bytes[..2]), (200, &b"PK"[..]));
    assert_eq!(server.get(&format!("{AUDITS}/IA-9/audit.xlsx")).await.status, 404);
    assert_eq!(code(&server.post(AUDITS, &json!({ "title": "x" })).await).0, 400);
    let mut other = plan();
    other["scope"] = json!(["A.5.99"]);
    assert_eq!(code(&server.put(&one, &other).await), (422, "unknown"));
    other["scope"] = json!([]);
    assert_eq!(server.put(&one, &other).await.status, 200);
    assert_eq!(server.get(&one).await.json["scope"], 123, "an empty scope is the whole one");
    let me = server.get("/api/v1/o/acme/part").await.json["person"]["id"].as_str().unwrap().to_owned();
    let auditor = format!("{one}/auditors/{me}");
    assert_eq!(code(&server.put(&auditor, &json!({ "competence": "x" })).await), (422, "not_possible"));
    assert_eq!(code(&server.post(&format!("{one}/announcement"), &json!({})).await), (422, "not_possible"));
    let answer = json!({ "answer": { "result": "conforms", "note": "x" }, "seen": 0 });
    assert_eq!(server.put(&format!("{one}/lines/1"), &answer).await.status, 403);
    assert_eq!(code(&server.put(&format!("{one}/lines/x"), &answer).await), (404, "unknown"));
    for (noun, body) in [
        ("start", json!({})),
        ("findings", json!({ "finding": { "class": "minor", "item": "9.1", "title": "x", "statement": "y" } })),
        ("report", json!({ "on": "2026-03-02", "summary": "x", "conclusion": "y", "to": [me] })),
        ("follow-up", json!({ "note": "x" })),
    ] {
        assert_eq!(server.post(&format!("{one}/{noun}"), &body).await.status, 403, "{noun}");
    }
    assert_eq!(code(&server.post(&format!("{one}/closing"), &json!({})).await), (422, "not_possible"));
    assert_eq!(server.post(&format!("{one}/cancelling"), &json!({ "reason": "none" })).await.status, 200);
    assert_eq!(server.get(AUDITS).await.json["audits"][0]["state"], "cancelled");
    assert_eq!(code(&server.get(&format!("{AUDITS}/IA-9")).await), (404, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r127_what_was_covered_is_told_with_its_denominator() {
    let server = planned().await;
    let matrix = server.get("/api/v1/o/acme/internal-audit-coverage?programme=AP-1").await.json;
    assert_eq!(
        (&matrix["covered"], &matrix["planned"], &matrix["of"]),
        (&json!(0), &json!(2), &json!(123)),
        "{matrix}"
    );
    assert_eq!(matrix["whole_scope_audited"], json!(false));
    let rows = matrix["rows"].as_array().unwrap();
    let risk = rows.iter().find(|row| row["item"] == "6.1.2").unwrap();
    assert_eq!((&risk["stands"], &risk["audits"]), (&json!("planned"), &json!({ "IA-1": "planned" })), "{risk}");
}
