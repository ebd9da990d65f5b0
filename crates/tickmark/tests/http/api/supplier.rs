//! Suppliers through the API: the register, reports with their reviews, what they ask of us, lists in and out.

use super::server::{Reply, Server};
use serde_json::json;

const SUPPLIERS: &str = "/api/v1/o/acme/suppliers";

/// Acme with a host that was assessed: `SU-1`.
async fn hosted() -> Server {
    let server = Server::with_acme().await;
    let host = json!({
        "name": "Nimbus Hosting", "tier": 1, "services": "Runs servers", "ict": true, "no_chain": true,
        "criticality": "low", "contract": { "on": "2026-01-05", "clauses": ["security_requirements", "confidentiality"] },
        "monitoring": "Status page", "needed": true,
        "subservice": { "method": "carve_out", "csocs": [{ "id": "CSOC-1", "text": "Guards its sites", "criteria": ["CC6.4"] }] }
    });
    let added = server.post(SUPPLIERS, &host).await;
    assert_eq!(added.status, 201, "{}", added.json);
    assert_eq!(added.headers["location"], format!("{SUPPLIERS}/SU-1"));
    let assessed =
        server.post(&format!("{SUPPLIERS}/SU-1/assessments"), &json!({ "on": "2026-02-02", "result": "Low" })).await;
    assert_eq!(assessed.status, 200, "{}", assessed.json);
    server
}

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r232_a_supplier_goes_from_step_to_step_against_the_version_that_was_read() {
    let server = hosted().await;
    let one = format!("{SUPPLIERS}/SU-1");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["state"]), (200, &json!("assessed")), "{}", before.json);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (steps, step) = (format!("{one}/steps"), json!({ "to": "approved", "on": "2026-02-03" }));
    let send = async |headers: &[(&'static str, &str)]| {
        server.with(super::server::TOKEN, headers, "POST", &steps, Some(&step)).await
    };
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let page = server.get(&format!("{SUPPLIERS}?lacking=true&state=approved")).await;
    let findings = page.json["suppliers"][0]["findings"].as_array().unwrap();
    assert!(findings.iter().any(|f| f["id"] == "no_owner"), "{}", page.json);
    assert_eq!(code(&server.get(&format!("{SUPPLIERS}?state=aproved")).await), (422, "unknown"));
    assert_eq!(code(&server.get(&format!("{SUPPLIERS}/SU-9")).await), (404, "unknown"));
    let odd = server.post(SUPPLIERS, &json!({ "name": "Odd", "tier": 1, "colour": "red" })).await;
    assert_eq!(code(&odd), (400, "unreadable"), "{}", odd.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r232_a_report_is_recorded_reviewed_decided_and_asks_something_of_us() {
    let server = hosted().await;
    let reviews = format!("{SUPPLIERS}/SU-1/reviews");
    let asked = server.post(&reviews, &json!({ "kind": "soc2_type2" })).await;
    assert_eq!(asked.status, 201, "{}", asked.json);
    let one = format!("{reviews}/SR-1");
    let report = json!({
        "period": { "from": "2025-01-01", "until": "2025-12-31" }, "received": "2026-02-02", "opinion": "unmodified",
        "exceptions": [{ "text": "One review was late" }], "cuecs": [{ "id": "CUEC-1", "text": "Restrict administrators" }]
    });
    assert_eq!(server.put(&one, &report).await.status, 200);
    let short = server.post(&format!("{one}/finding"), &json!({ "on": "2026-02-20", "finding": "Covers us" })).await;
    assert_eq!(code(&short), (422, "not_possible"), "{}", short.json);
    let review = json!({ "on": "2026-02-20", "finding": "Covers us", "effects": ["None"] });
    assert_eq!(server.post(&format!("{one}/finding"), &review).await.status, 200);
    let decision = json!({ "decision": "accepted", "reason": "It covers us" });
    assert_eq!(server.post(&format!("{one}/decision"), &decision).await.status, 200);
    let letter = json!({ "until": "2026-02-10", "received": "2026-02-20" });
    assert_eq!(server.put(&format!("{one}/bridge-letter"), &letter).await.status, 200);
    let got = server.get(&one).await;
    assert_eq!((got.status, &got.json["state"]), (200, &json!("accepted")), "{}", got.json);
    assert_eq!(got.json["gap"]["bridged_until"], "2026-02-10", "{}", got.json);
    assert_eq!(code(&server.get(&format!("{SUPPLIERS}/SU-9/reviews/SR-1")).await), (404, "unknown"));
    let answer = json!({ "state": "not_applicable", "reason": "No use of it" });
    assert_eq!(server.put("/api/v1/o/acme/cuecs/SR-1/CUEC-1", &answer).await.status, 200);
    let cuecs = server.get("/api/v1/o/acme/cuecs?state=not_applicable").await;
    assert_eq!((&cuecs.json["settled"], &cuecs.json["asked"]), (&json!(1), &json!(1)), "{}", cuecs.json);
    assert_eq!(server.get(&reviews).await.json["reviews"][0]["id"], "SR-1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r235_rules_and_incidents_and_the_list() {
    let server = hosted().await;
    let (rules, incidents) = ("/api/v1/o/acme/supplier-rules", "/api/v1/o/acme/supplier-incidents");
    let happened = json!({ "supplier": "SU-1", "on": "2026-02-03", "what": "Storage was down" });
    assert_eq!(code(&server.post(incidents, &happened).await), (422, "not_possible"));
    let named = json!({ "policy": "POL-07", "approved": "2026-02-01", "procedure": "PRO-12" });
    assert_eq!(server.put(rules, &named).await.status, 200);
    assert_eq!(server.get(rules).await.json["rules"]["procedure"], "PRO-12");
    assert_eq!(server.post(incidents, &happened).await.status, 201);
    let known =
        json!({ "supplier": "SU-1", "on": "2026-02-03", "what": "Storage was down", "lessons": "A second region" });
    assert_eq!(server.put(&format!("{incidents}/SI-1"), &known).await.status, 200);
    assert_eq!(server.get(incidents).await.json["incidents"][0]["incident"]["lessons"], "A second region");
}
