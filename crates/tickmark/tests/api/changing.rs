//! Every change: once as it should be, once refused; and a change asked twice happens once.

use super::reading::control;
use super::server::{Reply, START, Server, request};
use axum::body::Body;
use axum::http::header;
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
async fn controls_live_and_retire() {
    let server = Server::with_acme().await;
    let added = server.post("/api/v1/o/acme/controls", &control("AC/1", "CC6.1")).await;
    added.changed();
    let place = added.header("location");
    assert_eq!((added.status, place.as_str()), (201, "/api/v1/o/acme/controls/AC%2F1"));
    assert_eq!(server.get(&place).await.json["control"]["links"][0]["item"], "CC6.1");
    assert_eq!(server.post("/api/v1/o/acme/controls", &control("AC/1", "CC6.1")).await.refused(409), "control_exists");
    // The address is right and the body is not: no 404 for an id that stood in the body.
    assert_eq!(server.post("/api/v1/o/acme/controls", &control("AC-2", "CC66.1")).await.refused(422), "unknown");

    let fields = json!({ "name": "Access reviews", "owner": "Noor", "type": "detective", "frequency": "quarterly",
        "status": "in_place", "activity": "Reviews access", "policy": "Access control" });
    server.put(&place, &fields).await.changed();
    let revised = server.get(&place).await.json;
    for (field, value) in fields.as_object().unwrap() {
        assert_eq!(&revised["control"][field], value, "{field}");
    }
    assert_eq!(revised["control"]["links"].as_array().unwrap().len(), 1, "links have their own operations");
    assert_eq!(server.put(&place, &fields).await.refused(409), "nothing_to_change");
    assert_eq!(server.put("/api/v1/o/acme/controls/AC-9", &fields).await.refused(404), "unknown");
    let bad = json!({ "name": "x", "frequency": "sometimes" });
    assert_eq!(server.put(&place, &bad).await.refused(422), "unknown");

    let link = format!("{place}/links/iso27001-2022/A.5.15");
    let why = json!({ "reason": "it is the same review", "extent": "partial" });
    server.put(&link, &why).await.changed();
    assert_eq!(server.get(&place).await.json["control"]["links"].as_array().unwrap().len(), 2);
    assert_eq!(server.put(&link, &json!({ "reason": "x", "extent": "half" })).await.refused(422), "unknown");
    assert_eq!(server.put(&format!("{place}/links/iso27001-2022/A.9.9"), &why).await.refused(404), "unknown");
    server.delete(&link).await.changed();
    assert_eq!(server.delete(&link).await.refused(404), "unknown");

    let retirement = format!("{place}/retirement");
    assert_eq!(server.post(&retirement, &json!({ "reason": " " })).await.refused(422), "empty");
    server.post(&retirement, &json!({ "reason": "replaced" })).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 0);
    assert_eq!(server.get("/api/v1/o/acme/controls?retired=true").await.json["matching"], 1);
    assert_eq!(server.put(&link, &why).await.refused(409), "control_retired");
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_previewed_and_imported() {
    let server = Server::with_acme().await;
    let list: &[u8] = b"Ref,Name,Criteria,Annex A\nAC-1,Access reviews,CC6.1,A.5.15\nAC-2,Access review,CC6.1,A.5.15\n";
    let mapped = [("map", "id=Ref"), ("save_columns", "ours")];
    let import = "/api/v1/o/acme/import";
    let preview = server.send_form(&format!("{import}?preview=true"), ("list.csv", list), &mapped).await;
    assert_eq!((&preview.json["new"], &preview.json["receipt"]), (&2.into(), &Value::Null));
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 0, "a preview changes nothing");
    let done = server.send_form(import, ("list.csv", list), &mapped).await;
    assert_eq!((&done.json["new"], &done.json["receipt"]["repeated"]), (&2.into(), &false.into()), "{}", done.json);
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 2);
    assert_eq!(server.get("/api/v1/o/acme/duplicates").await.json["pairs"].as_array().unwrap().len(), 1);
    assert_eq!(server.get("/api/v1/o/acme/columns").await.json["columns"]["ours"]["id"], "Ref");
    let kept = server.send_form(&format!("{import}?preview=true"), ("list.csv", list), &[("columns", "ours")]).await;
    assert_eq!(kept.json["same"], 2);

    let wrong: &[u8] = b"Ref,Name,Criteria\nAC-3,New,CC6.1\nAC-4,Wrong,CC66.1\n";
    let refused = server.send_form(import, ("list.csv", wrong), &[("columns", "ours")]).await;
    assert_eq!(refused.refused(422), "import_refused");
    assert_eq!(refused.json["problems"][0]["row"], 3);
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 2, "all or nothing");
    assert_eq!(server.send_form(import, ("list.csv", list), &[("columns", "theirs")]).await.refused(422), "unknown");
    assert_eq!(server.send_form(import, ("list.csv", list), &[("colums", "ours")]).await.refused(400), "unreadable");
    assert_eq!(server.send_form(import, ("list.xlsx", b"PK no book"), &[]).await.refused(422), "not_possible");

    let columns = json!({ "columns": { "id": "Number" } });
    server.put("/api/v1/o/acme/columns/theirs", &columns).await.changed();
    let empty = server.put("/api/v1/o/acme/columns/theirs", &json!({ "columns": {} })).await;
    assert_eq!(empty.status, 422, "{}", empty.json);
}

#[tokio::test(flavor = "multi_thread")]
async fn judgements_are_recorded() {
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

    let suggestions = server.get("/api/v1/o/acme/suggestions").await.json;
    let id = suggestions["suggestions"][0]["id"].as_str().unwrap();
    let decision = json!({ "accepted": true, "reason": "we do exactly this" });
    server.put(&format!("/api/v1/o/acme/suggestions/{id}/decision"), &decision).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/suggestions").await.json["suggestions"][0]["decision"], decision);
    let unknown = server.put("/api/v1/o/acme/suggestions/none/decision", &decision).await;
    assert_eq!(unknown.refused(404), "unknown");

    let judgement = json!({ "practice": "informal", "working": true, "managed": null, "kept": false, "note": "by habit" });
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
