//! The machine contract of `tickmark calc`: JSON on standard input, JSON on standard output, errors that name the field.

mod isms;
mod isms_wrong;
mod plan;
mod planning;
pub(crate) mod run;

use run::{answer, refused, run};
use serde_json::{Value, json};

#[test]
fn a_window_is_answered_as_the_contract_says() {
    let asked = json!({
        "frequency": "quarterly", "window": ["2026-02-15", "2026-08-14"], "runs": ["2026-01-20", "2026-04-10"],
        "holidays": []
    });
    let expected = r#"{"status":"complete","full_buckets":1,"missing":[],"advisory":["2026-Q1","2026-Q3"]}"#;
    assert_eq!(answer("window", &asked), expected);
    let asked = json!({
        "frequency": "business_day", "window": ["2026-05-01", "2026-05-05"], "runs": ["2026-05-04"],
        "holidays": ["2026-05-01"]
    });
    let expected = r#"{"status":"gap","full_buckets":2,"missing":["2026-05-05"],"advisory":[]}"#;
    assert_eq!(answer("window", &asked), expected);
    let asked = json!({ "frequency": "annual", "window": ["2026-03-01", "2026-03-31"], "runs": [] });
    let expected = r#"{"status":"not_exercised","full_buckets":0,"missing":[],"advisory":["2026"]}"#;
    assert_eq!(answer("window", &asked), expected);
}

#[test]
fn a_population_is_answered_as_the_contract_says() {
    let mut asked = json!({
        "frequency": "event_driven", "limit_days": 2,
        "events": [
            { "id": "L-1", "due_from": "2026-03-02", "done": "2026-03-04" },
            { "id": "L-2", "due_from": "2026-03-02", "done": "2026-03-05" },
            { "id": "L-3", "due_from": "2026-03-02", "done": null },
            { "id": "L-4", "due_from": "2026-03-20" },
        ]
    });
    let expected = r#"{"population":4,"on_time":["L-1"],"late":["L-2"],"missing":["L-3","L-4"]}"#;
    assert_eq!(answer("window", &asked), expected);
    asked["on"] = "2026-03-22".into();
    let expected = r#"{"population":4,"on_time":["L-1"],"late":["L-2"],"missing":["L-3"],"pending":["L-4"]}"#;
    assert_eq!(answer("window", &asked), expected);
}

#[test]
fn a_sample_is_answered_as_the_contract_says() {
    let asked = json!({ "profile": "default", "frequency": "monthly", "population": 6, "risk": "low" });
    assert_eq!(answer("sample", &asked), r#"{"sample":2}"#);
    let asked = json!({ "confidence": 0.95, "tolerable_rate": 0.05, "population": 10_000_000 });
    assert_eq!(answer("sample", &asked), r#"{"sample":59}"#);
    let asked = json!({ "profile": "default", "frequency": "event_driven", "population": 120 });
    assert_eq!(answer("sample", &asked), r#"{"sample":12}"#);
    let asked = json!({ "profile": "default", "frequency": "business_day", "population": 250, "risk": "high" });
    assert_eq!(answer("sample", &asked), r#"{"sample":40}"#);
}

#[test]
fn what_is_wrong_with_a_window_is_named() {
    let good = json!({ "frequency": "monthly", "window": ["2026-01-01", "2026-12-31"], "runs": ["2026-01-20"] });
    let with = |field: &str, value: Value| {
        let mut asked = good.clone();
        asked[field] = value;
        asked
    };
    let without = |field: &str| {
        let mut asked = good.clone();
        asked.as_object_mut().unwrap().remove(field);
        asked
    };
    for (asked, said) in [
        (with("windw", json!([])), "unknown field `windw`"),
        (with("frequency", json!(4)), "frequency: `4` is no text"),
        (with("frequency", json!("montly")), "no frequency is known as `montly`"),
        (with("window", json!("2026")), "window: `\"2026\"` is no list"),
        (with("window", json!(["2026-01-01"])), "window: 1 day is no first and last day"),
        (with("window", json!(["2026-01-01", "2026-13-01"])), "window[1]: `2026-13-01` is no date"),
        (with("window", json!(["2026-01-01", "20261231"])), "window[1]: `20261231` is no date"),
        (with("window", json!(["2026-12-31", "2026-01-01"])), "the window is reversed"),
        (with("window", json!(["2016-01-01", "2026-01-01"])), "longer than 10 years"),
        (with("runs", json!(["2026-01-20", 5])), "runs[1]: `5` is no date"),
        (with("runs", json!(["2026-01-20T10:00"])), "runs[0]: `2026-01-20T10:00` is no date"),
        (with("runs", json!({})), "runs: `an object` is no list"),
        (with("holidays", json!([null])), "holidays[0]: `null` is no date"),
        (with("events", json!([])), "events does not go with frequency `monthly`"),
        (with("limit_days", json!(3)), "limit_days does not go with frequency `monthly`"),
        (without("window"), "window is missing"),
        (without("runs"), "runs is missing"),
        (without("frequency"), "frequency is missing"),
        (json!([]), "the JSON cannot be read"),
    ] {
        refused("window", &asked, said);
    }
    refused("window", &with("runs", vec!["2026-01-20"; 100_001].into()), "more than 100000 runs");
    assert!(answer("window", &with("runs", vec!["2026-01-20"; 100_000].into())).contains("gap"));
    for (sent, said) in [
        ("", "such as {\"frequency\":\"quarterly\""),
        ("[]", "it is a list"),
        ("{\"frequency\":\"a\",\"frequency\":\"b\"}", "duplicate field `frequency`"),
    ] {
        let ran = run("window", sent.as_bytes());
        assert!(ran.code == 2 && ran.err.contains(said), "{sent}: {}", ran.err);
    }
    let daily = run("window", with("frequency", json!("daily")).to_string().as_bytes());
    assert!(daily.err.contains("write one of continuous, business_day, weekly"), "{}", daily.err);
    let large = run("window", &vec![b' '; 17 * 1024 * 1024]);
    assert!(large.code == 2 && large.err.contains("larger than"), "{}", large.err);
}

#[test]
fn what_is_wrong_with_a_population_is_named() {
    let event = json!({ "id": "L-1", "due_from": "2026-03-02", "done": null });
    let good = json!({ "frequency": "event_driven", "limit_days": 2, "events": [event] });
    let with = |field: &str, value: Value| {
        let mut asked = good.clone();
        asked[field] = value;
        asked
    };
    for (asked, said) in [
        (with("limit_days", json!(-1)), "limit_days: `-1` is no whole number"),
        (with("limit_days", json!(2.5)), "limit_days: `2.5` is no whole number"),
        (with("limit_days", json!(3_661)), "limit_days: 3661 is more than 3660"),
        (with("limit_days", json!(null)), "limit_days is missing"),
        (with("runs", json!([])), "runs does not go with frequency `event_driven`"),
        (with("window", json!([])), "window does not go with frequency `event_driven`"),
        (with("on", json!("soon")), "on: `soon` is no date"),
        (with("events", json!([5])), "events[0]"),
        (with("events", json!([{ "id": "L-1", "due": "2026-03-02" }])), "unknown field `due`"),
        (with("events", json!([{ "id": 7, "due_from": "2026-03-02" }])), "events[0].id: `7` is no text"),
        (with("events", json!([{ "id": "L-1" }])), "events[0].due_from is missing"),
        (
            with("events", json!([event, { "id": "L-9", "due_from": "2026-03-02" }, event])),
            "events: the id `L-1` stands twice, as item 1 and as item 3",
        ),
        (
            with("events", json!([{ "id": "L-1", "due_from": "2026-03-02", "done": "x" }])),
            "events[0].done: `x` is no date",
        ),
    ] {
        refused("window", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_a_sample_is_named() {
    let by_table = json!({ "profile": "default", "frequency": "monthly", "population": 6, "risk": "low" });
    let by_figures = json!({ "confidence": 0.95, "tolerable_rate": 0.05, "population": 6 });
    let with = |good: &Value, field: &str, value: Value| {
        let mut asked = good.clone();
        asked[field] = value;
        asked
    };
    for (asked, said) in [
        (with(&by_table, "profile", json!("defalt")), "no sampling profile is known as `defalt`"),
        (with(&by_table, "frequency", json!("fortnightly")), "no frequency is known as `fortnightly`"),
        (
            with(&with(&by_table, "profile", json!("forum")), "frequency", json!("half_yearly")),
            "frequency: the profile `forum` has no row",
        ),
        (with(&by_table, "risk", json!("medium")), "no risk is known as `medium`"),
        (with(&by_table, "risk", json!(null)), "risk is empty"),
        (with(&by_table, "population", json!(10_000_001)), "population: 10000001 is more than 10000000"),
        (with(&by_table, "population", json!("6")), "population: `\"6\"` is no whole number"),
        (with(&by_table, "population", json!(null)), "population is missing"),
        (with(&by_table, "rsk", json!("low")), "unknown field `rsk`"),
        (with(&by_table, "confidence", json!(0.95)), "profile does not go with confidence"),
        (with(&by_figures, "confidence", json!(95)), "confidence: 95 does not lie between 0 and 1"),
        (with(&by_figures, "tolerable_rate", json!(0)), "tolerable_rate: 0 does not lie between 0 and 1"),
        (with(&by_figures, "tolerable_rate", json!("5%")), "tolerable_rate: `\"5%\"` is no number"),
        (with(&by_figures, "tolerable_rate", json!(null)), "tolerable_rate is missing"),
        (with(&by_figures, "confidence", json!(null)), "confidence is missing"),
    ] {
        refused("sample", &asked, said);
    }
}
