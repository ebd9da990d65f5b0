//! Which framework first, and the wording guard, each as its contract says.

use super::run::{answer, refused};
use serde_json::{Value, json};

/// The question of the contract.
fn question() -> Value {
    json!({
        "markets": ["us_ca", "europe"], "asked": ["soc2", "iso"], "request_dates": { "soc2": "2026-09-01" },
        "regulator_requires_iso": false, "pre_revenue": false, "enterprise_prospects": true, "engineers": 30,
        "budget_usd": 80000, "months_available": 18, "needed_within_months": 4
    })
}

fn with(change: &Value) -> Value {
    let mut asked = question();
    asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    asked
}

fn decided(asked: &Value) -> Value {
    serde_json::from_str(&answer("decision", asked)).unwrap()
}

#[test]
fn r275_r325_the_decision_is_answered_as_the_contract_says() {
    let text = answer("decision", &question());
    let head = r#"{"result":"both_simultaneous","rule":2,"order":["soc2","iso"],"first":null,"start_with":"both","confidence":"high","rules_matched":[2],"reasons":[{"text":"#;
    assert!(text.starts_with(head), "{text}");
    let found: Value = serde_json::from_str(&text).unwrap();
    let sources: Vec<&str> =
        found["reasons"].as_array().unwrap().iter().map(|one| one["source"].as_str().unwrap()).collect();
    for source in ["your answer", "PC108", "PC109"] {
        assert!(sources.contains(&source), "{source}: {sources:?}");
    }
    let flip = |field: &str| {
        let all = found["what_would_change"].as_array().unwrap();
        all.iter().find(|one| one["question"] == field).map(|one| (one["to"].clone(), one["result"].clone()))
    };
    assert_eq!(flip("budget_usd"), Some((json!(49_999), json!("sequence"))));
    assert_eq!(flip("months_available"), Some((json!(14), json!("sequence"))));
}

#[test]
fn r269_r270_r277_r278_every_rule_fires() {
    for (change, result, rule, first, start) in [
        (json!({ "asked": [], "request_dates": {}, "engineers": 9 }), "neither", 1, Value::Null, Value::Null),
        (json!({ "budget_usd": 49_999 }), "sequence", 2, json!("soc2"), json!("soc2_type1")),
        (
            json!({ "months_available": 14, "request_dates": { "iso": "2026-09-01" } }),
            "sequence",
            2,
            json!("iso"),
            json!("iso"),
        ),
        (
            json!({ "markets": ["europe"], "asked": ["iso"], "request_dates": {} }),
            "iso_first",
            3,
            json!("iso"),
            json!("iso"),
        ),
        (json!({ "markets": ["us_ca"], "asked": ["soc2"] }), "soc2_first", 4, json!("soc2"), json!("soc2_type1")),
        (
            json!({ "markets": ["latin_america"], "asked": [], "request_dates": {}, "needed_within_months": null }),
            "iso_first",
            5,
            json!("iso"),
            json!("iso"),
        ),
        (
            json!({ "markets": ["europe"], "asked": [], "request_dates": {} }),
            "soc2_first",
            6,
            json!("soc2"),
            json!("soc2_type1"),
        ),
    ] {
        let found = decided(&with(&change));
        assert_eq!(
            (&found["result"], &found["rule"], &found["first"], &found["start_with"]),
            (&json!(result), &json!(rule), &first, &start),
            "{found}"
        );
        assert!(found["rules_matched"].as_array().unwrap().contains(&json!(rule)), "{found}");
    }
    let few = decided(&json!({ "markets": ["latin_america"], "asked": [] }));
    assert_eq!((&few["confidence"], &few["rule"]), (&json!("low"), &json!(5)));
}

#[test]
fn what_is_wrong_with_a_decision_is_named() {
    for (change, said) in [
        (json!({ "market": ["us_ca"] }), "unknown field `market`"),
        (json!({ "markets": ["mars"] }), "no market is known as `mars`"),
        (json!({ "asked": "soc2" }), "asked: `\"soc2\"` is no list"),
        (json!({ "asked": ["soc3"] }), "no framework is known as `soc3`"),
        (json!({ "request_dates": { "soc2": "2026-13-01" } }), "request_dates.soc2: `2026-13-01` is no date"),
        (json!({ "request_dates": ["2026-09-01"] }), "request_dates is no object"),
        (json!({ "asked": ["iso"] }), "there is a day for `soc2`, which nobody asked for"),
        (json!({ "budget_usd": -1 }), "budget_usd: `-1` is no whole number"),
        (json!({ "budget_usd": 1.5 }), "budget_usd: `1.5` is no whole number"),
        (json!({ "engineers": "thirty" }), "engineers: `\"thirty\"` is no whole number"),
        (json!({ "months_available": 5_000_000 }), "months_available: 5000000 is more than 1000000"),
        (json!({ "pre_revenue": "no" }), "pre_revenue: `\"no\"` is neither true nor false"),
        (json!({ "markets": [], "asked": [], "request_dates": {} }), "the market decides"),
    ] {
        refused("decision", &with(&change), said);
    }
    refused("decision", &json!({}), "markets is missing");
    refused("decision", &json!({ "markets": ["us_ca"] }), "asked is missing");
}

#[test]
fn r209_the_wording_guard_is_answered_as_the_contract_says() {
    let said = answer("wording", &json!({ "text": "We are SOC 2 certified." }));
    let expected = r#"{"allowed":false,"found":[{"phrase":"SOC 2 certified","why":"SOC 2 is an examination that ends in a report; nobody is certified and nobody passes","say_instead":"SOC 2 report","line":1}]}"#;
    assert_eq!(said, expected);
    for (text, phrase) in [
        ("our SOC-2\n certification", "SOC-2 certification"),
        ("certified SOC 2", "certified SOC 2"),
        ("We passed our SOC\u{a0}2 audit", "passed our SOC 2"),
        ("ISO/IEC 27002 certified", "ISO/IEC 27002 certified"),
    ] {
        let found: Value = serde_json::from_str(&answer("wording", &json!({ "text": text }))).unwrap();
        assert_eq!((&found["allowed"], &found["found"][0]["phrase"]), (&json!(false), &json!(phrase)), "{found}");
    }
    for text in ["ISO/IEC 27001:2022 certified (scope: Docs, body: Norn)", "A SOC 2 report", "SOC 2 examination", ""] {
        assert_eq!(answer("wording", &json!({ "text": text })), r#"{"allowed":true,"found":[]}"#);
    }
    refused("wording", &json!({}), "text is missing");
    refused("wording", &json!({ "text": 5 }), "text: `5` is no text");
    refused("wording", &json!({ "texts": "x" }), "unknown field `texts`");
}
