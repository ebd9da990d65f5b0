//! Populations through the API: a file is looked at, handed in, handed in again, frozen and written out; tables of sample
//! sizes are chosen.

use super::server::{Reply, Server};
use serde_json::{Value, json};

const BASE: &str = "/api/v1/o/acme";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// Acme with a Type II whose window began, and one control that events ask for.
async fn examined() -> Server {
    let server = Server::with_acme().await;
    let control =
        json!({ "id": "CH-1", "name": "Changes are approved", "status": "in_place", "frequency": "event_driven" });
    assert_eq!(server.post(&format!("{BASE}/controls"), &control).await.status, 201);
    let engagement = json!({
        "title": "Type II 2026", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"]
    });
    assert_eq!(server.post(&format!("{BASE}/engagements"), &engagement).await.status, 201);
    let named = server.put(&format!("{BASE}/engagements/EN-1/controls"), &json!({ "controls": ["CH-1"] })).await;
    assert_eq!(named.status, 200, "{}", named.json);
    server
}

fn said() -> Value {
    json!({
        "engagement": "EN-1", "control": "CH-1", "title": "Changes",
        "source": { "system": "Tickets", "query": "closed", "extracted_on": "2026-02-01", "extracted_by": "Ida" },
        "period": { "from": "2026-01-01", "until": "2026-02-01" }, "claimed_count": 2,
        "completeness": { "method": "sequence", "result": "complete", "note": "numbers" },
        "accuracy": { "checked": 1, "matched": 1 }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_previewed_refused_handed_in_again_frozen_and_written_out() {
    let server = examined().await;
    let (import, said) = (format!("{BASE}/population-imports"), said().to_string());
    let bad = b"Ticket,Created\nCHG-1,2026-01-02\nCHG-1,2026-01-03\n,2026-01-04\nCHG-4,2025-12-31\nCHG-5,soon\n";
    let fields = [("population", said.as_str()), ("map", "id=Ticket")];
    let looked = server.send_form(&format!("{import}?preview=true"), ("bad.csv", bad), &fields).await;
    assert_eq!(looked.status, 200, "{}", looked.json);
    let counts = ["items", "duplicates", "without_id", "without_day", "outside_period"];
    assert_eq!(counts.map(|name| looked.json[name].as_u64().unwrap()), [5, 1, 1, 1, 1], "{}", looked.json);
    let refused = server.send_form(&import, ("bad.csv", bad), &fields).await;
    assert_eq!(code(&refused), (422, "import_refused"), "{}", refused.json);
    assert_eq!(refused.json["problems"].as_array().unwrap().len(), 4, "{}", refused.json);
    assert_eq!(code(&server.get(&format!("{BASE}/populations/PO-1")).await), (404, "unknown"), "nothing was kept");
    let good = b"Ticket,Created\nCHG-1,2026-01-02\nCHG-3,2026-01-03\n";
    assert_eq!(code(&server.send_form(&import, ("good.csv", good), &fields[1..]).await), (400, "unreadable"));
    let odd = [("population", r#"{"engagement":"EN-1"}"#)];
    assert_eq!(code(&server.send_form(&import, ("good.csv", good), &odd).await), (400, "unreadable"));
    let nowhere = [("population", said.as_str()), ("map", "id=Key")];
    assert_eq!(code(&server.send_form(&import, ("good.csv", good), &nowhere).await), (422, "not_possible"));
    let done = server.send_form(&import, ("good.csv", good), &fields).await;
    assert_eq!((done.status, &done.json["checks"]["sequences"][0]["gaps"][0]), (201, &json!("CHG-2")), "{}", done.json);
    assert_eq!(done.header("location"), format!("{BASE}/populations/PO-1"));
    let one = format!("{BASE}/populations/PO-1");
    let more = b"id,on,done\nCHG-1,2026-01-02,\nCHG-2,2026-01-02,2026-01-05\nCHG-3,2026-01-03,\n";
    let again = server.put_form(&format!("{one}/list"), ("more.csv", more), &[]).await;
    assert_eq!((again.status, &again.json["items"]), (200, &json!(3)), "{}", again.json);
    let held = server.get(&one).await;
    assert_eq!(held.json["population"]["source"]["system"], "Tickets", "what was said stays: {}", held.json);
    assert_eq!(held.json["population"]["file"]["name"], "more.csv", "{}", held.json);
    let csv = server.get(&format!("{one}/list.csv")).await;
    assert!(String::from_utf8_lossy(&csv.bytes).contains("CHG-2,2026-01-02,2026-01-05"));
    let book = server.get(&format!("{one}/list.xlsx")).await;
    assert!(book.bytes.starts_with(b"PK"), "a workbook is an archive");
    let short = server.post(&format!("{one}/freeze"), &json!({})).await;
    assert_eq!(code(&short), (422, "not_possible"), "the source has 2 rows: {}", short.json);
    let fewer = server.put_form(&format!("{one}/list"), ("good.csv", good), &[("map", "id=A"), ("map", "on=B")]).await;
    assert_eq!(fewer.status, 200, "{}", fewer.json);
    assert_eq!(server.post(&format!("{one}/freeze"), &json!({})).await.status, 200);
    let late = server.put_form(&format!("{one}/list"), ("more.csv", more), &[]).await;
    assert_eq!(late.status, 403, "what is frozen never changes: {}", late.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_table_of_sizes_is_chosen_and_read() {
    let server = examined().await;
    let (choice, tables) = (format!("{BASE}/sampling-choice"), format!("{BASE}/sampling-profiles"));
    let rows =
        json!({ "rows": [{ "frequency": "event_driven", "typical": "varies", "rule": "all", "source": "agreed" }] });
    assert_eq!(server.put(&format!("{tables}/ours"), &rows).await.status, 200);
    assert_eq!(code(&server.put(&choice, &json!({ "profile": "theirs" })).await), (422, "unknown"));
    assert_eq!(code(&server.put(&choice, &json!({ "engagement": "EN-9", "profile": "ours" })).await), (422, "unknown"));
    let done = server.put(&choice, &json!({ "engagement": "EN-1", "profile": "ours" })).await;
    assert_eq!(done.status, 200, "{}", done.json);
    let same = server.put(&choice, &json!({ "engagement": "EN-1", "profile": "ours" })).await;
    assert_eq!(code(&same), (409, "nothing_to_change"), "{}", same.json);
    let read = server.get(&tables).await;
    assert_eq!(
        read.json["choices"][1],
        json!({ "engagement": "EN-1", "title": "Type II 2026", "profile": "ours", "own": true })
    );
    let mut whole = said();
    whole["items"] = json!([{ "id": "CHG-1", "on": "2026-01-02" }, { "id": "CHG-3", "on": "2026-01-03" }]);
    assert_eq!(server.post(&format!("{BASE}/populations"), &whole).await.status, 201);
    assert_eq!(server.post(&format!("{BASE}/populations/PO-1/freeze"), &json!({})).await.status, 200);
    let drawn = server.post(&format!("{BASE}/samples"), &json!({ "population": "PO-1" })).await;
    assert_eq!(drawn.status, 201, "{}", drawn.json);
    let sample = server.get(&format!("{BASE}/samples/SA-1")).await;
    assert_eq!(sample.json["items"].as_array().unwrap().len(), 2, "all, by the chosen table: {}", sample.json);
    assert!(
        String::from_utf8_lossy(&server.get(&format!("{BASE}/samples/SA-1/list.csv")).await.bytes).contains("CHG-3")
    );
    let lost = server.post(&format!("{BASE}/samples"), &json!({ "population": "PO-9" })).await;
    assert_eq!(code(&lost), (422, "unknown"), "{}", lost.json);
}
