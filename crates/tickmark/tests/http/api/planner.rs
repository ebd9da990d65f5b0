//! The planner through the API: answers with their version, what comes of them, figures, the guide.

use super::server::Server;
use serde_json::json;

const PLANNER: &str = "/api/v1/o/acme/planner";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r268_r325_answers_are_kept_by_version_and_told_with_reasons() {
    let server = Server::with_acme().await;
    let empty = server.get(PLANNER).await;
    assert_eq!((empty.status, &empty.json["decision"]), (200, &json!(null)), "{}", empty.json);
    let answers = json!({
        "markets": ["us_ca", "europe"], "asked": ["soc2", "iso"], "request_dates": { "soc2": "2026-12-01" },
        "engineers": 30, "budget_usd": 80000, "months_available": 18
    });
    let kept = server.put(PLANNER, &answers).await;
    assert_eq!((kept.status, &kept.json["object"]), (200, &json!("planner")), "{}", kept.json);
    let found = server.get(PLANNER).await;
    assert_eq!(found.json["decision"]["result"], "both_simultaneous", "{}", found.json);
    assert_eq!(found.json["answers"]["request_dates"]["soc2"], "2026-12-01");
    let figure =
        server.put(&format!("{PLANNER}/figures/both_usd"), &json!({ "value": 90000, "source": "Offer" })).await;
    assert_eq!(figure.status, 200, "{}", figure.json);
    let found = server.get(PLANNER).await;
    assert_eq!(
        (&found.json["decision"]["result"], &found.json["figures"][0]["own"]),
        (&json!("sequence"), &json!(true))
    );
    let back = server.put(&format!("{PLANNER}/figures/moon"), &json!({ "value": null })).await;
    assert_eq!(back.status, 404, "{}", back.json);
    let wrong = server.put(PLANNER, &json!({ "markets": ["mars"], "asked": [] })).await;
    assert!(wrong.status >= 400 && wrong.json["detail"].as_str().unwrap().contains("mars"), "{}", wrong.json);
    let guide = server.get("/api/v1/library/planner").await;
    assert_eq!(guide.json["questions"].as_array().unwrap().len(), 17, "{}", guide.json);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_and_a_wording_are_answered_as_in_the_terminal() {
    let server = Server::start().await;
    let decided = server.post("/api/v1/calc/decision", &json!({ "markets": ["us_ca"], "asked": ["soc2"] })).await;
    assert_eq!((decided.status, &decided.json["result"]), (200, &json!("soc2_first")), "{}", decided.json);
    let wrong = server.post("/api/v1/calc/decision", &json!({ "markets": 5, "asked": [] })).await;
    assert_eq!(wrong.refused(400), "unreadable", "{}", wrong.json);
    let said = server.post("/api/v1/calc/wording", &json!({ "text": "SOC 2 certified" })).await;
    assert_eq!((said.status, &said.json["allowed"]), (200, &json!(false)), "{}", said.json);
}
