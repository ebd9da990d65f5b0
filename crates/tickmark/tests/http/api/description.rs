//! Descriptions, statements and bridge letters through the API: against versions, and what no token can do.

use super::server::{Reply, Server};
use serde_json::json;

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r205_a_description_is_written_against_its_version_and_no_token_approves_it() {
    let server = Server::with_acme().await;
    let plan = json!({ "title": "Type II", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"] });
    server.post("/api/v1/o/acme/engagements", &plan).await;
    let place = "/api/v1/o/acme/engagements/EN-1/description";
    let empty = server.get(place).await;
    assert_eq!((empty.status, &empty.json["state"]), (200, &json!(null)), "{}", empty.json);
    let sections: serde_json::Map<String, serde_json::Value> =
        (1..=9).map(|n| (format!("dc{n}"), json!({ "text": format!("What DC {n} tells.") }))).collect();
    assert_eq!(server.put(place, &json!({ "sections": sections })).await.status, 200);
    let bad = json!({ "sections": { "dc12": { "text": "x" } } });
    assert_eq!(code(&server.put(place, &bad).await), (422, "unknown"));
    let said = json!({ "sections": { "dc1": { "text": "We are SOC 2 certified." } } });
    assert_eq!(code(&server.put(place, &said).await), (422, "not_possible"));
    assert_eq!(server.post(&format!("{place}/submission"), &json!(null)).await.status, 200);
    let one = server.get(place).await;
    assert_eq!(one.json["state"], "owner_review", "{}", one.json);
    let hash = json!({ "sha256": one.json["sha256"] });
    for verb in ["approval", "finalisation"] {
        assert_eq!(server.post(&format!("{place}/{verb}"), &hash).await.status, 403, "{verb}");
    }
    assert_eq!(server.post(&format!("{place}/comments"), &json!({ "text": "x" })).await.status, 403);
    assert_eq!(server.get("/api/v1/o/acme/engagements/EN-9/description").await.status, 404);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_letters_and_customers_controls_are_told() {
    let server = Server::with_acme().await;
    let plan = json!({ "title": "Type II", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"] });
    server.post("/api/v1/o/acme/engagements", &plan).await;
    let place = "/api/v1/o/acme/engagements/EN-1/statements/assertion";
    let proposed = server.get(place).await;
    let text = proposed.json["proposed"].clone();
    assert_eq!(server.put(place, &json!({ "text": text })).await.status, 200, "{}", proposed.json);
    let one = server.get(place).await;
    let signature = json!({ "sha256": one.json["sha256"] });
    assert_eq!(server.post(&format!("{place}/signature"), &signature).await.status, 403, "no token signs");
    assert_eq!(server.get("/api/v1/o/acme/engagements/EN-1/statements/promise").await.status, 404);
    let opinion = |kind: &str| json!({ "kind": kind, "dated": "2026-07-01" });
    let passed = server.put("/api/v1/o/acme/engagements/EN-1/opinion", &opinion("passed")).await;
    assert_eq!(code(&passed), (422, "not_possible"), "{}", passed.json);
    for kind in ["unmodified", "qualified", "adverse", "disclaimer"] {
        assert!(passed.json["hint"].to_string().contains(kind), "{}", passed.json);
    }
    let letters = "/api/v1/o/acme/bridge-letters";
    let written = server.post(letters, &json!({ "engagement": "EN-1", "until": "2026-12-31" })).await;
    assert_eq!(written.status, 201, "{}", written.json);
    let letter = server.get(&format!("{letters}/BL-1")).await;
    assert_eq!(letter.json["state"], "draft", "{}", letter.json);
    assert!(letter.json["advice"].to_string().contains("more than three months"), "{}", letter.json);
    let sending = json!({ "to": "Kestrel", "on": "2026-09-01" });
    assert_eq!(code(&server.post(&format!("{letters}/BL-1/sendings"), &sending).await), (422, "not_possible"));
    let cuecs = "/api/v1/o/acme/own-cuecs";
    assert_eq!(server.post(cuecs, &json!({ "text": "Remove leavers.", "criteria": ["CC6.2"] })).await.status, 201);
    assert_eq!(server.put(&format!("{cuecs}/CUEC-1"), &json!({ "text": "Remove leavers soon." })).await.status, 200);
    assert_eq!(server.post(&format!("{cuecs}/CUEC-1/withdrawal"), &json!({ "reason": "done" })).await.status, 200);
    let listed = server.get(cuecs).await;
    assert_eq!(listed.json["own_cuecs"][0]["withdrawn"], "done", "{}", listed.json);
}
