//! Time and cost, each as its contract says.

use super::run::{answer, refused, run};
use serde_json::{Value, json};

fn told(what: &str, asked: &Value) -> Value {
    serde_json::from_str(&answer(what, asked)).unwrap()
}

#[test]
fn r292_the_phases_of_the_extension_are_answered_as_the_contract_says() {
    let found = told("timeline", &json!({ "start": "2026-09-07", "plan": "extension" }));
    let phases = json!([
        { "phase": 1, "start": "2026-09-07", "end": "2026-10-04" },
        { "phase": 2, "start": "2026-10-05", "end": "2026-11-15" },
        { "phase": 3, "start": "2026-10-26", "end": "2026-12-27" },
        { "phase": 4, "start": "2026-12-07", "end": "2027-01-24" },
        { "phase": 5, "start": "2027-01-18", "end": "2027-02-21" },
    ]);
    assert_eq!(found["phases"], phases);
    assert_eq!(found["overlap_weeks"], json!([8, 9, 10, 14, 15, 16, 20]));
    assert_eq!(found["total_weeks"], 24);
    assert!(found["sources"][0].as_str().unwrap().contains("PC026"), "{found}");
}

#[test]
fn r294_r295_parts_and_a_type_2_report_are_answered_as_the_contract_says() {
    let parts = json!({ "parts_weeks": [[6, 8], [4, 4], [4, 8]] });
    assert_eq!(answer("timeline", &parts), r#"{"weeks":[14,20],"days":[98,140]}"#);
    let report = json!({
        "preparation_end": "2026-12-31", "window_start": "2027-01-01", "window_months": 6, "fieldwork_weeks": 4,
        "report_weeks": 3
    });
    assert_eq!(answer("timeline", &report), r#"{"window_end":"2027-06-30","report_date":"2027-08-18"}"#);
    let found = told("timeline", &json!({ "start": "2026-09-07", "plan": "type2", "window_months": 12 }));
    assert_eq!(found["phases"].as_array().unwrap().len(), 4);
}

#[test]
fn r300_r302_r307_sums_are_answered_as_the_contract_says() {
    let items = json!([
        "iso.gap_analysis",
        "iso.consulting",
        "iso.certification_audit",
        "iso.surveillance",
        "iso.surveillance"
    ]);
    let found = told("cost", &json!({ "items": items }));
    assert_eq!((&found["usd"], &found["published"]), (&json!([50_000, 138_000]), &json!([50_000, 200_000])));
    assert_eq!(found["items"][0]["id"], "iso.gap_analysis");
    assert_eq!(found["items"][0]["usd"], json!([5_000, 8_000]));
    assert!(found["items"][0]["source"].as_str().unwrap().starts_with("PC087: "), "{found}");
    let saved = told("cost", &json!({ "items": items, "saving_percent": [30, 50] }));
    assert_eq!((&saved["usd"], &saved["before_saving"]), (&json!([25_000, 96_600]), &json!([50_000, 138_000])));
    let twice = told("cost", &json!({ "items": ["soc2.type1.small.all_in", "tool.vanta.small"] }));
    assert_eq!((&twice["usd"], &twice["published"]), (&json!([20_000, 60_000]), &Value::Null));
    assert_eq!(twice["items"][1]["counted"], false);
    assert!(twice["warnings"][0].as_str().unwrap().contains("contains tooling already"), "{twice}");
    let effort = told("cost", &json!({ "effort": "extension" }));
    assert_eq!(effort["effort"]["fte_months"], json!([2, 4]));
}

#[test]
fn items_of_a_sum_are_listed_without_a_question() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(["calc", "cost", "--list"])
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let listed: Value = serde_json::from_str(&text).unwrap();
    let ids: Vec<&str> = listed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    for id in ["soc2.type1.small.audit", "soc2.type1.small.all_in", "soc2.type2.larger.all_in", "tool.vanta.small"] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
}

#[test]
fn what_is_wrong_with_a_timeline_is_named() {
    let report = json!({
        "preparation_end": "2026-12-31", "window_start": "2027-01-01", "window_months": 6, "fieldwork_weeks": 4,
        "report_weeks": 3
    });
    let with = |field: &str, value: Value| {
        let mut asked = report.clone();
        asked[field] = value;
        asked
    };
    for (asked, said) in [
        (json!({}), "nothing is asked"),
        (json!([]), "it is a list"),
        (json!({ "start": "2026-09-07" }), "plan is missing"),
        (json!({ "plan": "extension" }), "start is missing"),
        (json!({ "start": "2026-02-30", "plan": "extension" }), "start: `2026-02-30` is no date"),
        (json!({ "start": "2026-09-07", "plan": "extention" }), "did you mean `extension`?"),
        (json!({ "start": "2026-09-07", "plan": "extension", "window_months": 6 }), "window_months does not go with"),
        (json!({ "start": "2999-12-01", "plan": "extension" }), "start: 2999-12-01"),
        (json!({ "parts_weeks": [] }), "parts_weeks is empty"),
        (json!({ "parts_weeks": [[8, 6]] }), "parts_weeks[0]: 8 to 6 is reversed"),
        (json!({ "parts_weeks": [[6]] }), "parts_weeks[0]"),
        (json!({ "parts_weeks": [[-1, 6]] }), "parts_weeks[0]: `[-1,6]` is no range"),
        (json!({ "parts_weeks": [[1, 2]], "start": "2026-09-07" }), "start does not go with parts_weeks"),
        (with("window_start", json!("2026-12-01")), "window_start lies before preparation_end"),
        (with("window_months", json!(0)), "window_months: 0 months"),
        (with("fieldwork_weeks", json!(-4)), "fieldwork_weeks: `-4` is no whole number"),
        (with("reprt_weeks", json!(3)), "unknown field `reprt_weeks`"),
    ] {
        refused("timeline", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_a_sum_is_named() {
    for (asked, said) in [
        (json!({}), "items is missing"),
        (json!({ "items": [] }), "items is empty"),
        (json!({ "items": "iso.gap_analysis" }), "items: "),
        (json!({ "items": ["iso.gap_analysys"] }), "did you mean `iso.gap_analysis`?"),
        (json!({ "items": [7] }), "items[0]: `7` is no text"),
        (json!({ "items": ["iso.consulting"], "saving_percent": [50, 30] }), "saving_percent: 50 to 30 is reversed"),
        (json!({ "items": ["iso.consulting"], "saving_percent": [30, 101] }), "saving_percent"),
        (json!({ "items": ["iso.consulting"], "saving_percent": [-5, 10] }), "saving_percent"),
        (json!({ "effort": "both" }), "no effort is known as `both`"),
    ] {
        refused("cost", &asked, said);
    }
    assert_eq!(run("cost", b"").code, 2);
}
