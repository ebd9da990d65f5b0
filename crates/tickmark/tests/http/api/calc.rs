//! Calculations from what a call carries: the machine contract over HTTP.

use super::server::{Server, bare};
use axum::body::Body;
use serde_json::{Value, json};

const WINDOW: &str = "/api/v1/calc/window";
const SAMPLE: &str = "/api/v1/calc/sample";

/// The rules of the management system: a question, its answer, a field that makes it unreadable and what is said then.
const RULES: [(&str, &str, &str, &str, &str); 6] = [
    (
        "certification",
        r#"{"decision":"2026-03-16","surveillance":["2027-03-26"]}"#,
        r#"{"expiry":"2029-03-15","first_surveillance_due":"2027-03-16","second_surveillance_target":"2028-03-16","recertification_opens":"2028-12-15","restoration_limit":"2029-09-15","years_needing_surveillance":[2027,2028],"years_missing":[2028],"first_surveillance_in_time":false,"late_days":10}"#,
        "decision",
        "decision: `5` is no date",
    ),
    (
        "statement",
        r#"{"as_of":"2026-03-31","approved_version":null,"entries":[],"treatments":[{"risk":"RI-1","controls":["OWN-1"]}]}"#,
        "",
        "entries",
        "entries: `5` is no list",
    ),
    (
        "review",
        r#"{"inputs":["a","b","c","d1","d2","d3","d4","f_results","f_plan_status","g"],"top_management":true,"decision_improvement":true,"decision_change":null,"previous_actions_with_status":true,"last_review":"2025-09-10","held":"2026-09-08","interval_months":12}"#,
        r#"{"errors":[["MR-01","e"],["MR-04","-"]]}"#,
        "held",
        "held: `5` is no date",
    ),
    (
        "nonconformity",
        r#"{"correction":"x","cause":"x","similar_cases":"x","action":"x","effectiveness":"ineffective","evidence":true}"#,
        r#"{"can_close":false,"missing":[],"next_state":"cause_found"}"#,
        "cause",
        "cause: `5` is neither",
    ),
    (
        "independence",
        r#"{"auditor":"ana","items":[{"clause":"9.2.2","author":"ana"}]}"#,
        r#"{"violations":[["9.2.2","author"]]}"#,
        "auditor",
        "auditor: `5` is no text",
    ),
    (
        "acceptance",
        r#"{"level":"high","appetite":"low","decision":"retain","owner":"ana","owner_signed":true,"next_level_signed":false,"reason":"x","expiry":"2026-12-31","as_of":"2027-01-01"}"#,
        r#"{"allowed":false,"needs":["next_level_signed"],"errors":[["expiry","the acceptance has run out on the day judged"]]}"#,
        "owner_signed",
        "owner_signed: `5` is neither",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_of_the_management_system_are_answered_as_in_the_terminal() {
    let server = Server::start().await;
    for (rule, asked, expected, field, said) in RULES {
        let path = format!("/api/v1/calc/{rule}");
        let mut asked: Value = serde_json::from_str(asked).unwrap();
        let reply = server.post(&path, &asked).await;
        assert_eq!(reply.status, 200, "{rule}: {}", reply.json);
        if expected.is_empty() {
            let errors = reply.json["errors"].as_array().unwrap();
            assert_eq!((errors.len(), &errors[0]), (95, &json!(["SOA-01", "A.5.1"])));
            assert_eq!(errors[93..], [json!(["SOA-11", "-"]), json!(["SOA-12", "OWN-1"])]);
        } else {
            assert_eq!(reply.json, serde_json::from_str::<Value>(expected).unwrap(), "{rule}");
        }
        asked[field] = 5.into();
        let reply = server.post(&path, &asked).await;
        assert_eq!(reply.refused(400), "unreadable", "{rule}: {}", reply.json);
        assert!(reply.json["detail"].as_str().unwrap().contains(said), "{rule}: {}", reply.json);
        let reply = server.post(&path, &json!({ "typo": true })).await;
        assert_eq!(reply.refused(400), "unreadable", "{rule}: {}", reply.json);
        assert!(reply.json["detail"].as_str().unwrap().contains("unknown field `typo`"), "{rule}: {}", reply.json);
    }
    let late = json!({ "stage2_last_day": "2026-08-31", "verified": "2026-08-30", "as_of": "2026-11-01" });
    let reply = server.post("/api/v1/calc/certification", &late).await;
    assert_eq!(reply.refused(422), "not_possible", "{}", reply.json);
}

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
async fn a_calculation_asks_for_a_token_though_it_asks_no_organisation() {
    let server = Server::start().await;
    let rules = RULES.map(|(rule, ..)| format!("/api/v1/calc/{rule}"));
    for path in [WINDOW, SAMPLE].into_iter().chain(rules.iter().map(String::as_str)) {
        let request = bare("POST", path).header("content-type", "application/json");
        let reply = server.checked(request.body(Body::from("{}")).unwrap()).await;
        assert_eq!((reply.status, &reply.json["code"]), (401, &json!("no_token")), "{path}: {}", reply.json);
    }
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
        (
            WINDOW,
            json!({ "frequency": "event_driven", "limit_days": 2, "events": [
                { "id": "L-1", "due_from": "2026-03-02" }, { "id": "L-1", "due_from": "2026-03-05" }
            ] }),
            422,
            "not_possible",
            "`L-1` stands twice",
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
