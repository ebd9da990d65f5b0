//! Calculations from what a call carries: the machine contract over HTTP.

use super::server::Server;
use serde_json::json;

const WINDOW: &str = "/api/v1/calc/window";
const SAMPLE: &str = "/api/v1/calc/sample";

#[tokio::test(flavor = "multi_thread")]
async fn windows_populations_and_samples_are_answered_without_an_organisation() {
    let server = Server::start().await;
    let asked = json!({
        "frequency": "quarterly", "window": ["2026-02-15", "2026-08-14"], "runs": ["2026-01-20", "2026-04-10"],
        "holidays": []
    });
    let answer = server.post(WINDOW, &asked).await;
    let expected =
        json!({ "status": "complete", "full_buckets": 1, "missing": [], "advisory": ["2026-Q1", "2026-Q3"] });
    assert_eq!((answer.status, answer.json), (200, expected));
    let mut asked = json!({
        "frequency": "event_driven", "limit_days": 2,
        "events": [{ "id": "L-1", "due_from": "2026-03-02", "done": "2026-03-04" }, { "id": "L-2", "due_from": "2026-03-02", "done": null }]
    });
    let expected = json!({ "population": 2, "on_time": ["L-1"], "late": [], "missing": ["L-2"] });
    assert_eq!(server.post(WINDOW, &asked).await.json, expected);
    asked["on"] = "2026-03-03".into();
    let expected = json!({ "population": 2, "on_time": ["L-1"], "late": [], "missing": [], "pending": ["L-2"] });
    assert_eq!(server.post(WINDOW, &asked).await.json, expected);
    let asked = json!({ "profile": "default", "frequency": "monthly", "population": 6, "risk": "low" });
    assert_eq!(server.post(SAMPLE, &asked).await.json, json!({ "sample": 2 }));
    let asked = json!({ "confidence": 0.90, "tolerable_rate": 0.10, "population": 10_000_000 });
    assert_eq!(server.post(SAMPLE, &asked).await.json, json!({ "sample": 22 }));
    // More than other bodies may have: 100,000 runs.
    let asked =
        json!({ "frequency": "monthly", "window": ["2026-01-01", "2026-01-31"], "runs": vec!["2026-01-20"; 100_000] });
    assert_eq!(server.post(WINDOW, &asked).await.json["status"], "complete");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_in_problem_details_that_name_the_field() {
    let server = Server::start().await;
    let window = |from: &str, until: &str| json!({ "frequency": "monthly", "window": [from, until], "runs": [] });
    for (path, asked, status, code, said) in [
        (WINDOW, json!({ "frequency": "monthly", "windw": [] }), 400, "unreadable", "windw"),
        (WINDOW, window("2026-01-01", "31.12.2026"), 400, "unreadable", "window[1]"),
        (WINDOW, window("2026-12-31", "2026-01-01"), 422, "not_possible", "window is reversed"),
        (WINDOW, window("2016-01-01", "2026-01-01"), 422, "not_possible", "longer than 10 years"),
        (WINDOW, json!({ "frequency": "often" }), 422, "unknown", "often"),
        (
            WINDOW,
            json!({ "frequency": "monthly", "window": ["2026-01-01", "2026-01-31"], "runs": vec!["2026-01-20"; 100_001] }),
            422,
            "too_many",
            "runs",
        ),
        (SAMPLE, json!({ "population": 5, "profile": "defalt" }), 422, "unknown", "defalt"),
        (SAMPLE, json!({ "population": -5 }), 400, "unreadable", "population"),
        (
            SAMPLE,
            json!({ "population": 5, "confidence": 1.0, "tolerable_rate": 0.05 }),
            422,
            "not_possible",
            "confidence",
        ),
    ] {
        let reply = server.post(path, &asked).await;
        assert_eq!(reply.refused(status), code, "{}", reply.json);
        assert!(reply.json["detail"].as_str().unwrap().contains(said), "{said}: {}", reply.json);
    }
    assert_eq!(server.send_file(WINDOW, "text/plain", "{}").await.refused(415), "not_json");
    assert_eq!(server.send_file(SAMPLE, "application/json", "{ \"popul").await.refused(400), "unreadable");
    assert_eq!(
        server.send_file(WINDOW, "application/json", vec![b' '; 17 * 1024 * 1024]).await.refused(413),
        "too_large"
    );
}
