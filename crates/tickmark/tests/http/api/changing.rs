//! Own controls: every change once as it should be, once refused; lists that come in as a file.

use super::reading::control;
use super::server::Server;
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn controls_are_added_and_revised() {
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
}

#[tokio::test(flavor = "multi_thread")]
async fn controls_are_linked() {
    let server = Server::with_acme().await;
    let place = "/api/v1/o/acme/controls/AC-1";
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let link = format!("{place}/links/iso27001-2022/A.5.15");
    let why = json!({ "reason": "it is the same review", "extent": "partial" });
    server.put(&link, &why).await.changed();
    assert_eq!(server.get(place).await.json["control"]["links"].as_array().unwrap().len(), 2);
    assert_eq!(server.put(&link, &json!({ "reason": "x", "extent": "half" })).await.refused(422), "unknown");
    assert_eq!(server.put(&format!("{place}/links/iso27001-2022/A.9.9"), &why).await.refused(404), "unknown");
    server.delete(&link).await.changed();
    assert_eq!(server.delete(&link).await.refused(404), "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn controls_are_retired() {
    let server = Server::with_acme().await;
    let place = "/api/v1/o/acme/controls/AC-1";
    server.post("/api/v1/o/acme/controls", &control("AC-1", "CC6.1")).await.changed();
    let retirement = format!("{place}/retirement");
    assert_eq!(server.post(&retirement, &json!({ "reason": " " })).await.refused(422), "empty");
    server.post(&retirement, &json!({ "reason": "replaced" })).await.changed();
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 0);
    assert_eq!(server.get("/api/v1/o/acme/controls?retired=true").await.json["matching"], 1);
    assert_eq!(
        server.put(&format!("{place}/links/iso27001-2022/A.5.15"), &json!({ "reason": "x" })).await.refused(409),
        "control_retired"
    );
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
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_with_problems_are_refused_whole() {
    let server = Server::with_acme().await;
    let import = "/api/v1/o/acme/import";
    let list: &[u8] = b"Ref,Name,Criteria\nAC-1,Access reviews,CC6.1\n";
    let wrong: &[u8] = b"Ref,Name,Criteria\nAC-3,New,CC6.1\nAC-4,Wrong,CC66.1\n";
    let refused = server.send_form(import, ("list.csv", wrong), &[("map", "id=Ref")]).await;
    assert_eq!(refused.refused(422), "import_refused");
    assert_eq!(refused.json["problems"][0]["row"], 3);
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 0, "all or nothing");
    assert_eq!(server.send_form(import, ("list.csv", list), &[("columns", "theirs")]).await.refused(422), "unknown");
    assert_eq!(server.send_form(import, ("list.csv", list), &[("colums", "ours")]).await.refused(400), "unreadable");
    assert_eq!(server.send_form(import, ("list.xlsx", b"PK no book"), &[]).await.refused(422), "not_possible");
}

#[tokio::test(flavor = "multi_thread")]
async fn columns_are_kept() {
    let server = Server::with_acme().await;
    let import = "/api/v1/o/acme/import";
    let list = |id: &str| format!("Ref,Name,Criteria\n{id},Access reviews,CC6.1\n").into_bytes();
    for id in ["AC-1", "AC-2"] {
        // The second list saves columns that are kept already: it was imported all the same, and says so.
        let fields = [("map", "id=Ref"), ("save_columns", "ours")];
        let done = server.send_form(import, ("list.csv", &list(id)), &fields).await;
        assert_eq!((done.status, &done.json["new"]), (200, &1.into()), "{}", done.json);
    }
    let long = "x".repeat(201);
    let fields = [("map", "id=Ref"), ("save_columns", long.as_str())];
    let refused = server.send_form(import, ("list.csv", &list("AC-3")), &fields).await;
    assert_eq!(refused.refused(422), "too_long");
    assert_eq!(server.get("/api/v1/o/acme/controls").await.json["of"], 2, "judged before anything is imported");

    let columns = json!({ "columns": { "id": "Number" } });
    server.put("/api/v1/o/acme/columns/theirs", &columns).await.changed();
    let empty = server.put("/api/v1/o/acme/columns/theirs", &json!({ "columns": {} })).await;
    assert_eq!(empty.status, 422, "{}", empty.json);
}
