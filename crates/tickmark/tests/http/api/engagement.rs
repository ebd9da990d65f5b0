//! SOC 2 engagements through the API: planned, changed against a version, moved, their window, and customers.

use super::server::{Reply, Server};
use serde_json::json;

const ENGAGEMENTS: &str = "/api/v1/o/acme/engagements";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

fn type2() -> serde_json::Value {
    json!({
        "title": "Type II 2026", "from": "2026-01-01", "until": "2026-06-30", "categories": ["security"],
        "firm": { "name": "Whitfield & Lowe", "licence": "CPA 4711", "independence": "declared" },
        "subservice": [{ "who": "Nimbus Cloud" }]
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r204_an_engagement_is_planned_and_changed_against_its_version() {
    let server = Server::with_acme().await;
    let planned = server.post(ENGAGEMENTS, &type2()).await;
    assert_eq!(planned.status, 201, "{}", planned.json);
    let place = planned.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(place, format!("{ENGAGEMENTS}/EN-1"));
    let one = server.get(&place).await;
    assert_eq!((&one.json["state"], &one.json["subservice"][0]["method"]), (&json!("planned"), &json!("carve_out")));
    let tag = one.headers["etag"].to_str().unwrap().to_owned();
    let moves = format!("{place}/moves");
    let step = json!({ "to": "scoping" });
    let send = async |headers: &[(&'static str, &str)]| {
        server.with(super::server::TOKEN, headers, "POST", &moves, Some(&step)).await
    };
    assert_eq!(code(&send(&[]).await), (428, "precondition_required"));
    assert_eq!(send(&[("if-match", &tag)]).await.status, 200);
    assert_eq!(code(&send(&[("if-match", &tag)]).await), (412, "outdated"));
    assert_eq!(code(&server.post(&moves, &json!({ "to": "window_open" })).await), (422, "not_possible"));
    assert_eq!(code(&server.post(&moves, &json!({ "to": "gone" })).await), (422, "unknown"));
    let mut other = type2();
    other["until"] = json!("2026-12-31");
    assert_eq!(server.put(&place, &other).await.status, 200);
    other["categories"] = json!(["secrecy"]);
    assert_eq!(code(&server.put(&place, &other).await), (422, "unknown"));
    let listed = server.get(ENGAGEMENTS).await;
    assert_eq!(listed.json["engagements"][0]["days"]["until"], "2026-12-31", "{}", listed.json);
    assert_eq!(code(&server.get(&format!("{ENGAGEMENTS}/EN-9")).await), (404, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r173_the_window_and_another_one_are_told() {
    let server = Server::with_acme().await;
    server.post(ENGAGEMENTS, &type2()).await;
    let place = format!("{ENGAGEMENTS}/EN-1");
    let window = server.get(&format!("{place}/window?columns=weekly&on=2026-03-01")).await;
    assert_eq!((window.status, &window.json["so_far"]), (200, &json!(true)), "{}", window.json);
    assert_eq!(window.json["map"]["columns"].as_array().unwrap().len(), 27);
    assert_eq!(code(&server.get(&format!("{place}/window?columns=daily")).await), (422, "unknown"));
    let what = server.get(&format!("{place}/what-if?from=2026-02-01&until=2026-12-31")).await;
    assert_eq!((what.status, &what.json["other"]["from"]), (200, &json!("2026-02-01")), "{}", what.json);
    assert_eq!(server.get(&format!("{place}/what-if?from=2026-02-01")).await.status, 400);
    assert_eq!(server.put(&format!("{place}/controls"), &json!({ "controls": null })).await.status, 409);
    let none = json!({ "control": "AC-1", "note": "none", "evidence": "EV-1" });
    assert_eq!(code(&server.post(&format!("{place}/unexercised"), &none).await), (422, "unknown"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r210_what_customers_ask_for_and_what_the_services_do() {
    let server = Server::with_acme().await;
    let asked = "/api/v1/o/acme/asked";
    let made = server.post(asked, &json!({ "customer": "Kestrel", "wants": "soc2_type2", "on": "2026-02-02" })).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let place = made.headers["location"].to_str().unwrap().to_owned();
    let sent = json!({ "sent": "iso_certificate", "what": "certificate", "on": "2026-02-03" });
    assert_eq!(server.post(&format!("{place}/answers"), &sent).await.status, 200);
    assert_eq!(server.get(&place).await.json["other_sent"], true);
    assert_eq!(server.get(asked).await.json["advice"][0]["kind"], "other_sent");
    assert_eq!(server.post(&format!("{place}/closing"), &json!({ "reason": "gone" })).await.status, 200);
    assert_eq!(code(&server.post(asked, &json!({ "customer": "K", "wants": "x" })).await), (422, "unknown"));
    let facts = "/api/v1/o/acme/service-facts";
    assert_eq!(server.get(facts).await.json["facts"], serde_json::Value::Null);
    assert_eq!(server.put(facts, &json!({ "sla": true })).await.status, 200);
    assert_eq!(server.get(facts).await.json["facts"]["sla"], true);
}
