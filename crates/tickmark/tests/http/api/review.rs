//! Management reviews through the API: prepared, held, decided, against the version that was read.

use super::server::{Reply, Server, TOKEN};
use serde_json::json;

const ALL: &str = "/api/v1/o/acme/management-reviews";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r140_a_review_is_prepared_and_held_against_the_version_that_was_read() {
    let server = Server::with_acme().await;
    let day = server.get("/api/v1/o/acme/management-review-interval").await;
    assert_eq!((day.status, &day.json["interval_months"]), (200, &json!(12)), "{}", day.json);
    let plan = json!({ "title": "Review of 2099", "form": "meeting", "on": "2099-01-01" });
    let made = server.post(ALL, &plan).await;
    assert_eq!((made.status, &made.headers["location"]), (201, &format!("{ALL}/RV-1").parse().unwrap()));
    let one = format!("{ALL}/RV-1");
    let before = server.get(&one).await;
    let inputs: Vec<&str> = before.json["agenda"]["points"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|point| point["input"].as_str())
        .collect();
    assert_eq!(inputs, ["a", "b", "c", "d1", "d2", "d3", "d4", "e", "f_results", "f_plan_status", "g"]);
    let tag = before.headers["etag"].to_str().unwrap().to_owned();
    let (notes, body) = (format!("{one}/notes"), json!({ "notes": { "e": "Three customers asked" } }));
    let send = async |headers: &[(&'static str, &str)]| server.with(TOKEN, headers, "PUT", &notes, Some(&body)).await;
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    let wrong = server.put(&notes, &json!({ "notes": { "z": "x" } })).await;
    assert_eq!(code(&wrong), (422, "unknown"), "{}", wrong.json);
    assert_eq!(server.post(&format!("{one}/agenda"), &json!({})).await.status, 200);
    let who = server.get("/api/v1/o/acme/part").await.json["person"]["id"].as_str().unwrap().to_owned();
    let today = server.get(&one).await.json["agenda"]["on"].clone();
    let held = json!({ "on": today, "attendance": { who.as_str(): "chair" } });
    assert_eq!(server.put(&format!("{one}/meeting"), &held).await.status, 200);
    let action = json!({ "kind": "improvement", "text": "Rehearse", "owner": who, "due": "2099-05-01" });
    assert_eq!(server.post(&format!("{one}/decisions"), &action).await.status, 200);
    assert_eq!(server.put(&format!("{one}/minutes"), &json!({ "minutes": "All was gone through" })).await.status, 200);
    let after = server.get(&one).await.json;
    assert_eq!((&after["state"], &after["inputs_treated"]), (&json!("held"), &json!(1)), "{after}");
    assert_eq!(after["decisions"][0]["owner"]["id"], json!(who), "{after}");
    let approval = server.post(&format!("{one}/approval"), &json!({ "sha256": after["sha256"] })).await;
    assert_eq!(approval.status, 403, "no token approves: {}", approval.json);
    let listed = server.get(ALL).await.json;
    assert_eq!(listed["management_reviews"][0]["id"], "RV-1", "{listed}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reviews_go_out_as_csv_and_xlsx() {
    let server = Server::with_acme().await;
    let plan = json!({ "title": "Review of 2099", "form": "meeting", "on": "2099-01-01" });
    assert_eq!(server.post(ALL, &plan).await.status, 201);
    let csv = server.get(&format!("{ALL}.csv")).await;
    let text = String::from_utf8_lossy(&csv.bytes).into_owned();
    assert!(csv.status == 200 && text.contains("RV-1,Review of 2099,meeting,2099-01-01,,scheduled"), "{text}");
    let book = server.get(&format!("{ALL}.xlsx")).await;
    assert!(book.status == 200 && book.bytes.starts_with(b"PK"), "{}", book.status);
}
