//! What is wrong with a question of the management system is named: the field, and what would be right.

use super::run::{refused, run};
use serde_json::{Value, json};

/// A question with one field more, or another value in one.
fn with(good: &Value, field: &str, value: Value) -> Value {
    let mut asked = good.clone();
    asked[field] = value;
    asked
}

fn without(good: &Value, field: &str) -> Value {
    let mut asked = good.clone();
    asked.as_object_mut().unwrap().remove(field).unwrap();
    asked
}

#[test]
fn what_is_wrong_with_a_certification_is_named() {
    let cycle = json!({ "decision": "2026-03-16", "surveillance": ["2027-02-10"] });
    let major = json!({ "stage2_last_day": "2026-08-31", "verified": "2026-10-01", "as_of": "2026-11-01" });
    let renewal = json!({ "old_expiry": "2029-03-15", "decision": "2029-03-01" });
    let edition = json!({ "certificate_standard": "ISO/IEC 27001:2022", "as_of": "2026-03-01" });
    for (asked, said) in [
        (json!({}), "decision is missing"),
        (json!({ "as_of": "2026-03-01" }), "decision is missing"),
        (json!([]), "the JSON cannot be read: it is a list"),
        (json!(null), "the JSON cannot be read: it is no object"),
        (json!("2026-03-16"), "the JSON cannot be read: it is no object"),
        (with(&cycle, "dcision", json!("2026-03-16")), "unknown field `dcision`"),
        (with(&cycle, "decision", json!("2026-02-30")), "decision: `2026-02-30` is no date"),
        (with(&cycle, "decision", json!("16.03.2026")), "decision: `16.03.2026` is no date"),
        (with(&cycle, "decision", json!(20_260_316)), "decision: `20260316` is no date"),
        (with(&cycle, "decision", json!("9999-12-31")), "decision: 9999-12-31 is no day of our time"),
        (with(&cycle, "surveillance", json!("2027-02-10")), "surveillance: `\"2027-02-10\"` is no list"),
        (with(&cycle, "surveillance", json!(["2027-02-10", null])), "surveillance[1]: `null` is no date"),
        (with(&cycle, "surveillance", json!(["2026-03-15"])), "surveillance[0]: 2026-03-15 is not after the decision"),
        (with(&cycle, "surveillance", json!(["2029-03-16"])), "surveillance[0]: 2029-03-16 lies after the expiry"),
        (with(&cycle, "surveillance", json!(vec!["2027-02-10"; 101])), "more than 100 surveillance"),
        (with(&cycle, "as_of", json!("2026-03-16")), "as_of does not go with decision"),
        (with(&cycle, "verified", json!("2026-03-16")), "verified does not go with decision"),
        (without(&major, "as_of"), "as_of is missing"),
        (with(&major, "verified", json!(true)), "verified: `true` is no date"),
        (with(&major, "verified", json!("2026-08-30")), "verified: 2026-08-30 lies before the last day of Stage 2"),
        (with(&major, "verified", json!("2026-11-02")), "verified: 2026-11-02 lies after the day judged"),
        (with(&major, "as_of", json!("2026-08-30")), "as_of: 2026-08-30 lies before the last day of Stage 2"),
        (with(&major, "decision", json!("2026-08-30")), "decision does not go with stage2_last_day"),
        (without(&renewal, "decision"), "decision is missing"),
        (with(&renewal, "decision", json!("2026-03-15")), "decision: 2026-03-15 lies before the cycle"),
        (with(&renewal, "surveillance", json!([])), "surveillance does not go with old_expiry"),
        (without(&edition, "as_of"), "as_of is missing"),
        (with(&edition, "certificate_standard", json!(27_001)), "certificate_standard: `27001` is no text"),
        (with(&edition, "certificate_standard", json!("ISO/IEC 27001")), "names no edition"),
        (with(&edition, "certificate_standard", json!("ISO 9001:2015")), "is not ISO/IEC 27001"),
        (with(&edition, "old_expiry", json!("2029-03-15")), "old_expiry does not go with certificate_standard"),
    ] {
        refused("certification", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_a_statement_is_named() {
    let entry = json!({ "control": "A.5.1", "applicable": true });
    let good = json!({ "as_of": "2026-03-31", "approved_version": null, "entries": [entry], "treatments": [] });
    let one = |field: &str, value: Value| with(&good, "entries", json!([entry, with(&entry, field, value)]));
    let inherited = |field: &str, value: Value| one("inheritance", json!({ field: value }));
    for (asked, said) in [
        (without(&good, "as_of"), "as_of is missing"),
        (without(&good, "entries"), "entries is missing"),
        (without(&good, "treatments"), "treatments is missing"),
        (with(&good, "as_of", json!("today")), "as_of: `today` is no date"),
        (with(&good, "approved_version", json!([])), "approved_version: `a list` is neither a text nor true or false"),
        (with(&good, "entry", json!([])), "unknown field `entry`"),
        (with(&good, "entries", json!({})), "entries: `an object` is no list"),
        (with(&good, "entries", json!(["A.5.1"])), "entries[0]: `\"A.5.1\"` is no object"),
        (with(&good, "entries", json!(vec![entry.clone(); 2_001])), "more than 2000 entries"),
        (with(&good, "entries", json!([{}])), "entries[0].control is missing"),
        (one("control", json!(" ")), "entries[1].control is empty"),
        (one("aplicable", json!(true)), "entries[1]: unknown field `aplicable`"),
        (one("applicable", json!("yes")), "entries[1].applicable: `\"yes\"` is neither true nor false"),
        (one("reasons", json!("risk")), "entries[1].reasons: `\"risk\"` is no list"),
        (one("reasons", json!([7])), "entries[1].reasons[0]: `7` is no text"),
        (one("status", json!("done")), "entries[1].status: no status is known as `done`"),
        (one("references", json!(vec!["PO-1"; 1_001])), "entries[1].references: 1001 elements are more than 1000"),
        (one("evidence_valid_until", json!("2026")), "entries[1].evidence_valid_until: `2026` is no date"),
        (one("exclusion_reason", json!(5)), "entries[1].exclusion_reason: `5` is neither a text"),
        (one("inheritance", json!("yes")), "entries[1].inheritance: `\"yes\"` is no object"),
        (inherited("report", json!("x")), "entries[1].inheritance: unknown field `report`"),
        (
            inherited("provider_report_valid_until", json!("soon")),
            "entries[1].inheritance.provider_report_valid_until: `soon` is no date",
        ),
        (with(&good, "treatments", json!([{ "controls": [] }])), "treatments[0].risk is missing"),
        (with(&good, "treatments", json!([{ "risk": "RI-1" }])), "treatments[0].controls is missing"),
        (with(&good, "treatments", json!([{ "risk": "RI-1", "controls": [null] }])), "treatments[0].controls[0]"),
    ] {
        refused("statement", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_a_review_is_named() {
    let good = json!({
        "inputs": ["a"], "top_management": true, "decision_improvement": true, "decision_change": null,
        "previous_actions_with_status": true, "last_review": "2025-09-10", "held": "2026-09-08", "interval_months": 12
    });
    for field in
        ["inputs", "top_management", "decision_improvement", "previous_actions_with_status", "held", "interval_months"]
    {
        refused("review", &without(&good, field), &format!("{field} is missing"));
    }
    for (asked, said) in [
        (with(&good, "inputs", json!(["a", "f"])), "no input is known as `f`"),
        (with(&good, "inputs", json!([1])), "inputs[0]: `1` is no text"),
        (with(&good, "inputs", json!("a")), "inputs: `\"a\"` is no list"),
        (with(&good, "top_management", json!("yes")), "top_management: `\"yes\"` is neither true nor false"),
        (with(&good, "decision_improvement", json!(1)), "decision_improvement: `1` is neither a text"),
        (with(&good, "held", json!("2025-09-09")), "held: 2025-09-09 lies before the review before, 2025-09-10"),
        (with(&good, "held", json!("8 September")), "held: `8 September` is no date"),
        (with(&good, "last_review", json!(2025)), "last_review: `2025` is no date"),
        (with(&good, "interval_months", json!(0)), "interval_months: 0 is no interval"),
        (with(&good, "interval_months", json!(121)), "interval_months: 121 is more than 120"),
        (with(&good, "interval_months", json!("12")), "interval_months: `\"12\"` is no whole number"),
        (with(&good, "interval_months", json!(1.5)), "hint: write a whole number from 1 to 120"),
        (with(&good, "minutes", json!("12")), "unknown field `minutes`"),
    ] {
        refused("review", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_a_nonconformity_is_named() {
    let good = json!({
        "correction": "x", "cause": "x", "similar_cases": "x", "action": "x", "effectiveness": null, "evidence": true
    });
    for field in ["correction", "cause", "similar_cases", "action", "evidence"] {
        refused("nonconformity", &without(&good, field), &format!("{field} is missing"));
        let said = format!("{field}: `7` is neither a text nor true or false");
        refused("nonconformity", &with(&good, field, json!(7)), &said);
    }
    for (asked, said) in [
        (with(&good, "effectiveness", json!("good")), "no effectiveness is known as `good`"),
        (with(&good, "effectiveness", json!(true)), "effectiveness: `true` is no text"),
        (with(&good, "owner", json!("ana")), "unknown field `owner`"),
    ] {
        refused("nonconformity", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_independence_is_named() {
    let item = json!({ "control": "A.5.15", "owner": "ben" });
    let good = json!({ "auditor": "ana", "items": [item] });
    let one = |field: &str, value: Value| with(&good, "items", json!([item, with(&item, field, value)]));
    for (asked, said) in [
        (without(&good, "auditor"), "auditor is missing"),
        (without(&good, "items"), "items is missing"),
        (with(&good, "auditor", json!("")), "auditor is empty"),
        (with(&good, "auditor", json!(["ana"])), "auditor: `a list` is no text"),
        (with(&good, "items", json!(item)), "items: `an object` is no list"),
        (with(&good, "items", json!([{ "owner": "ben" }])), "items[0]: control is missing"),
        (with(&good, "items", json!(vec![item.clone(); 10_001])), "more than 10000 items"),
        (one("clause", json!("9.2.2")), "items[1].clause does not go with control"),
        (one("control", json!("")), "items[1].control is empty"),
        (one("owner", json!(5)), "items[1].owner: `5` is neither a person nor a list of persons"),
        (one("operator", json!(["ben", 5])), "items[1].operator[1]: `5` is no text"),
        (one("wrote", json!("ben")), "items[1]: unknown field `wrote`"),
    ] {
        refused("independence", &asked, said);
    }
}

#[test]
fn what_is_wrong_with_an_acceptance_is_named() {
    let good = json!({
        "level": "high", "appetite": "moderate", "decision": "retain", "owner": "ana", "owner_signed": true,
        "next_level_signed": true, "reason": "replaced", "expiry": "2026-12-31"
    });
    for field in ["level", "appetite", "decision", "owner", "owner_signed", "next_level_signed"] {
        refused("acceptance", &without(&good, field), &format!("{field} is missing"));
    }
    for (asked, said) in [
        (with(&good, "level", json!("hgh")), "level: no level is known as `hgh`"),
        (with(&good, "level", json!(9)), "level and appetite are not of the same form"),
        (with(&good, "appetite", json!(true)), "appetite: `true` is neither a word nor a whole number"),
        (with(&with(&good, "level", json!(9)), "appetite", json!(-1)), "appetite: `-1` is neither a word nor"),
        (with(&good, "decision", json!("ignore")), "no decision is known as `ignore`"),
        (with(&good, "decision", json!("2026-13-01")), "decision: `2026-13-01` is no date"),
        (with(&good, "owner", json!(3)), "owner: `3` is neither a text"),
        (with(&good, "owner_signed", json!("ana")), "owner_signed: `\"ana\"` is neither true nor false"),
        (with(&good, "expiry", json!("2026-12")), "expiry: `2026-12` is no date"),
        (with(&good, "risk", json!("RI-1")), "unknown field `risk`"),
    ] {
        refused("acceptance", &asked, said);
    }
}

#[test]
fn every_question_gives_an_example_of_itself_that_is_answered() {
    for what in ["certification", "statement", "review", "nonconformity", "independence", "acceptance"] {
        let empty = run(what, b"");
        let (_, example) = empty.err.split_once("such as ").unwrap_or_else(|| panic!("{what}: {}", empty.err));
        let answered = run(what, example.trim().as_bytes());
        assert_eq!((empty.code, answered.code), (2, 0), "{what}: {example} {}", answered.err);
        let twice = run(what, b"{\"decision\":\"a\",\"decision\":\"b\"}");
        assert!(twice.code == 2 && !twice.err.contains("panicked"), "{what}: {}", twice.err);
    }
}
