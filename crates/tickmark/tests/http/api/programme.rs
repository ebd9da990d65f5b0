//! Scope, judgements, documents and the ledger: every change once as it should be, once refused.

use super::reading::control;
use super::server::Server;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn organisations_begin_and_have_a_scope() {
    let server = Server::with_acme().await;
    let again = server.post("/api/v1/organisations", &json!({ "slug": "acme", "name": "Acme" })).await;
    assert_eq!(again.refused(409), "organisation_exists");
    let bad = server.post("/api/v1/organisations", &json!({ "slug": "Acme Cloud", "name": "Acme" })).await;
    assert_eq!(bad.refused(422), "not_possible");
    let second = server.post("/api/v1/organisations", &json!({ "slug": "globex", "name": "Globex" })).await;
    assert_eq!(second.header("location"), "/api/v1/o/globex/profile");
    assert_eq!(server.get("/api/v1/o/globex/profile").await.words("categories"), ["security"]);

    let scope = json!({ "categories": ["security", "privacy"], "hosting": "hybrid", "mode": "broad",
        "crosswalk": "truvo-2026-05", "services": ["Acme Cloud"], "locations": ["Graz"], "isms_scope": "All of Acme" });
    server.put("/api/v1/o/acme/profile", &scope).await.changed();
    let now = server.get("/api/v1/o/acme/profile").await.json;
    for (field, value) in scope.as_object().unwrap() {
        assert_eq!(&now[field], value, "{field}");
    }
    assert_eq!(server.put("/api/v1/o/acme/profile", &scope).await.refused(409), "nothing_to_change");
    let none = server.put("/api/v1/o/acme/profile", &json!({ "categories": [] })).await;
    assert_eq!(none.refused(422), "no_category");
    let foreign = json!({ "categories": ["security"], "crosswalk": "truvo-2026-06" });
    assert_eq!(server.put("/api/v1/o/acme/profile", &foreign).await.refused(422), "unknown");
    let unknown = json!({ "categories": ["security"], "hostng": "cloud" });
    assert_eq!(server.put("/api/v1/o/acme/profile", &unknown).await.refused(400), "unreadable");
}

#[tokio::test(flavor = "multi_thread")]
async fn inheritance_is_recorded_and_withdrawn() {
    let server = Server::with_acme().await;
    let record = json!({ "provider": "Cloud AG", "justification": "it runs the data centre",
        "report": { "reference": "SOC 2 Type 2 report 2026", "from": "2025-10-01", "until": "2026-09-30" },
        "review": { "by": "Noor", "on": "2026-03-01", "finding": "covers the control" } });
    server.put("/api/v1/o/acme/inheritance/A.7.11", &record).await.changed();
    let list = server.get("/api/v1/o/acme/inheritance").await.json;
    let kept = list["controls"].as_array().unwrap().iter().find(|c| c["control"] == "A.7.11").unwrap();
    assert_eq!((&kept["record"], &kept["missing"]), (&record, &json!([])));
    assert_eq!(server.put("/api/v1/o/acme/inheritance/A.7.7", &record).await.refused(422), "never_inherited");
    let withdrawal = "/api/v1/o/acme/inheritance/A.7.11/withdrawal";
    server.post(withdrawal, &json!({ "reason": "own server room" })).await.changed();
    assert_eq!(server.post(withdrawal, &json!({ "reason": "again" })).await.refused(404), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_are_decided() {
    let server = Server::with_acme().await;
    let suggestions = server.get("/api/v1/o/acme/suggestions").await.json;
    let id = suggestions["suggestions"][0]["id"].as_str().unwrap();
    let decision = json!({ "accepted": true, "reason": "we do exactly this" });
    server.put(&format!("/api/v1/o/acme/suggestions/{id}/decision"), &decision).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/suggestions").await.json["suggestions"][0]["decision"], decision);
    let unknown = server.put("/api/v1/o/acme/suggestions/none/decision", &decision).await;
    assert_eq!(unknown.refused(404), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn clauses_are_judged_and_steps_taken() {
    let server = Server::with_acme().await;
    let judgement =
        json!({ "practice": "informal", "working": true, "managed": null, "kept": false, "note": "by habit" });
    server.put("/api/v1/o/acme/assessments/9.2.1", &judgement).await.changed();
    server.put("/api/v1/o/acme/steps/A.5.15/review", &json!({ "note": "with the auditor" })).await.changed();
    let list = server.get("/api/v1/o/acme/assessments").await.json;
    assert_eq!(list["assessments"][0], json!({ "item": "9.2.1", "assessment": judgement, "steps": [] }));
    assert_eq!(list["assessments"][1]["steps"][0]["on"], "2026-03-02");
    let bad = json!({ "practice": "sometimes" });
    assert_eq!(server.put("/api/v1/o/acme/assessments/9.2.1", &bad).await.refused(422), "unknown");
    assert_eq!(server.put("/api/v1/o/acme/assessments/A.9.9", &judgement).await.refused(404), "unknown");
    let tomorrow = json!({ "on": "2026-03-03" });
    assert_eq!(server.put("/api/v1/o/acme/steps/A.5.15/soa_entry", &tomorrow).await.refused(422), "in_the_future");
    assert_eq!(server.put("/api/v1/o/acme/steps/A.5.15/dance", &json!({})).await.refused(404), "unknown");
    server.delete("/api/v1/o/acme/steps/A.5.15/review").await.changed();
    assert_eq!(server.delete("/api/v1/o/acme/steps/A.5.15/review").await.refused(409), "nothing_to_change");
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_are_checked_and_adopted() {
    let server = Server::with_acme().await;
    let adoption = "/api/v1/o/acme/documents/iso27001-2013/adoption";
    server.post(adoption, &json!({})).await.changed();
    assert_eq!(server.post(adoption, &json!({})).await.refused(409), "nothing_to_change");
    assert_eq!(server.post("/api/v1/o/acme/documents/none/adoption", &json!({})).await.refused(404), "unknown");

    let file = server.get("/api/v1/library/documents/agency-domains/file").await.bytes;
    let own = String::from_utf8(file).unwrap().replace("agency-domains", "own-domains");
    let checked = server.send_file("/api/v1/o/acme/document-checks", "application/yaml", own.clone()).await;
    assert_eq!(checked.json["sound"], true, "{}", checked.json);
    let changes = server.send_file("/api/v1/o/acme/document-differences", "application/yaml", own.clone()).await;
    assert_eq!(changes.json["version_now"], Value::Null);
    assert_eq!(changes.json["changes"].as_array().unwrap().len(), 11);
    server.send_file("/api/v1/o/acme/documents", "application/yaml", own.clone()).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/coverage?crosswalk=own-domains").await.json["crosswalk"], "own-domains");
    let refused = server.send_file("/api/v1/o/acme/documents", "application/yaml", "crosswalk/1: {}").await;
    assert_eq!(refused.refused(422), "not_sound");
    let broken = server.send_file("/api/v1/o/acme/document-checks", "application/yaml", "{").await;
    assert_eq!(broken.json["sound"], false);
    assert_eq!(server.send_file("/api/v1/o/acme/document-differences", "text/css", own).await.refused(415), "not_yaml");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_signed_checked_and_given_out() {
    let server = Server::with_acme().await;
    let signed = server.post("/api/v1/o/acme/checkpoint", &json!({})).await;
    let note = signed.json["checkpoint"].as_str().unwrap().to_owned();
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let sound = server.get("/api/v1/o/acme/verification").await.json;
    assert_eq!((&sound["sound"], &sound["checkpoints"]), (&true.into(), &1.into()));
    let extended = server.post("/api/v1/o/acme/verification", &json!({ "checkpoint": note })).await;
    assert_eq!((&extended.json["sound"], &extended.json["checkpoints"]), (&true.into(), &2.into()));
    let forged = note.replacen('\n', "x\n", 1);
    let refused = server.post("/api/v1/o/acme/verification", &json!({ "checkpoint": "no note" })).await;
    assert_eq!(refused.refused(422), "foreign_checkpoint");
    let found = server.post("/api/v1/o/acme/verification", &json!({ "checkpoint": forged })).await;
    assert_ne!(found.json["sound"], true, "{}", found.json);
    let bundle = server.call_without_body("POST", "/api/v1/o/acme/export").await;
    assert!(bundle.bytes.len() > 1000 && bundle.header("content-disposition").starts_with("attachment"));
    assert_eq!(server.post("/api/v1/o/globex/checkpoint", &json!({})).await.refused(404), "unknown");
    assert_eq!(server.call_without_body("POST", "/api/v1/o/globex/export").await.refused(404), "unknown");
}
