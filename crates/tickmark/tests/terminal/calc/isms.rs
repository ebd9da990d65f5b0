//! The questions of the management system, each as its contract says.

use super::run::answer;
use serde_json::{Value, json};

#[test]
fn r218_r219_r220_the_dates_of_a_cycle_are_answered_as_the_contract_says() {
    let expected = r#"{"expiry":"2029-03-15","first_surveillance_due":"2027-03-16","second_surveillance_target":"2028-03-16","recertification_opens":"2028-12-15","restoration_limit":"2029-09-15"}"#;
    assert_eq!(answer("certification", &json!({ "decision": "2026-03-16" })), expected);
    for (surveillance, told) in [
        (
            json!(["2028-02-01", "2027-02-10"]),
            r#"[2027,2028],"years_missing":[],"first_surveillance_in_time":true,"late_days":0}"#,
        ),
        (
            json!(["2027-03-26"]),
            r#"[2027,2028],"years_missing":[2028],"first_surveillance_in_time":false,"late_days":10}"#,
        ),
        (json!([]), r#"[2027,2028],"years_missing":[2027,2028],"first_surveillance_in_time":false,"late_days":null}"#),
    ] {
        let expected = format!("{},\"years_needing_surveillance\":{told}", expected.strip_suffix('}').unwrap());
        let asked = json!({ "decision": "2026-03-16", "surveillance": surveillance });
        assert_eq!(answer("certification", &asked), expected);
    }
}

#[test]
fn limits_of_a_certification_are_answered_as_the_contract_says() {
    for (asked, expected) in [
        (
            json!({ "stage2_last_day": "2026-08-31", "verified": null, "as_of": "2027-02-28" }),
            r#"{"limit":"2027-02-28","overdue":false,"consequence":null}"#,
        ),
        (
            json!({ "stage2_last_day": "2026-08-31", "as_of": "2027-03-01" }),
            r#"{"limit":"2027-02-28","overdue":true,"consequence":"new Stage 2"}"#,
        ),
        (
            json!({ "stage2_last_day": "2026-08-31", "verified": "2027-02-28", "as_of": "2027-06-01" }),
            r#"{"limit":"2027-02-28","overdue":false,"consequence":null}"#,
        ),
        (
            json!({ "old_expiry": "2029-03-15", "decision": "2029-03-01" }),
            r#"{"restorable":true,"new_expiry":"2032-03-15","days_without_certificate":0,"restoration_limit":"2029-09-15","consequence":null}"#,
        ),
        (
            json!({ "old_expiry": "2029-03-15", "decision": "2029-09-15" }),
            r#"{"restorable":true,"new_expiry":"2032-03-15","days_without_certificate":183,"restoration_limit":"2029-09-15","consequence":null}"#,
        ),
        (
            json!({ "old_expiry": "2029-03-15", "decision": "2029-09-16" }),
            r#"{"restorable":false,"new_expiry":null,"days_without_certificate":184,"restoration_limit":"2029-09-15","consequence":"new Stage 2 at least"}"#,
        ),
        (json!({ "certificate_standard": "ISO/IEC 27001:2013", "as_of": "2025-11-01" }), r#"{"current":false}"#),
        (json!({ "certificate_standard": "ISO/IEC 27001:2013", "as_of": "2025-10-31" }), r#"{"current":true}"#),
        (json!({ "certificate_standard": "ISO/IEC 27001:2022", "as_of": "2026-03-01" }), r#"{"current":true}"#),
    ] {
        assert_eq!(answer("certification", &asked), expected, "{asked}");
    }
}

/// Ninety-three entries that nothing is wrong with; `change` puts one wrong.
fn statement(control: &str, change: &Value) -> Value {
    let rows = [("5", 37), ("6", 8), ("7", 14), ("8", 34)];
    let ids = rows.iter().flat_map(|(theme, count)| (1..=*count).map(move |n| format!("A.{theme}.{n}")));
    let entries: Vec<Value> = ids
        .map(|id| {
            let mut entry = json!({
                "control": id, "applicable": true, "reasons": ["risk"], "exclusion_reason": null, "status": "implemented",
                "references": ["PO-1"], "evidence_valid_until": "2026-03-31", "inheritance": null
            });
            if id == control {
                entry.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            }
            entry
        })
        .collect();
    json!({
        "as_of": "2026-03-31", "approved_version": "ST-2", "entries": entries,
        "treatments": [{ "risk": "RI-1", "controls": ["A.8.30", "A.5.1"] }]
    })
}

#[test]
fn r96_r97_r98_a_statement_is_checked_as_the_contract_says() {
    assert_eq!(answer("statement", &statement("", &json!({}))), r#"{"errors":[]}"#);
    let parts = |until: &str| {
        json!({
            "status": "inherited",
            "inheritance": { "justification": "no own rooms", "provider_report_valid_until": until, "coverage_review": true }
        })
    };
    for (control, change, expected) in [
        ("A.5.2", json!({ "control": "A.5.1" }), r#"[["SOA-01","A.5.2"],["SOA-02","A.5.1"]]"#),
        ("A.5.2", json!({ "applicable": null }), r#"[["SOA-03","A.5.2"]]"#),
        ("A.5.2", json!({ "reasons": [""] }), r#"[["SOA-04","A.5.2"]]"#),
        ("A.8.28", json!({ "applicable": false }), r#"[["SOA-05","A.8.28"]]"#),
        ("A.8.28", json!({ "applicable": false, "exclusion_reason": "no development" }), "[]"),
        (
            "A.8.30",
            json!({ "applicable": false, "exclusion_reason": "no outsourced development" }),
            r#"[["SOA-06","A.8.30"]]"#,
        ),
        ("A.8.30", json!({ "applicable": false }), r#"[["SOA-05","A.8.30"],["SOA-06","A.8.30"]]"#),
        ("A.8.8", json!({ "evidence_valid_until": "2026-03-30" }), r#"[["SOA-07","A.8.8"]]"#),
        ("A.8.8", json!({ "evidence_valid_until": null }), r#"[["SOA-07","A.8.8"]]"#),
        ("A.7.5", parts("2026-03-31"), "[]"),
        ("A.7.5", parts("2026-03-30"), r#"[["SOA-08","A.7.5"]]"#),
        ("A.7.5", json!({ "status": "inherited" }), r#"[["SOA-08","A.7.5"]]"#),
        ("A.7.8", parts("2027-01-01"), r#"[["SOA-09","A.7.8"]]"#),
        ("A.8.8", json!({ "status": "partial", "references": [] }), r#"[["SOA-10","A.8.8"]]"#),
        ("A.8.8", json!({ "status": "planned", "references": [], "evidence_valid_until": null }), "[]"),
    ] {
        let asked = statement(control, &change);
        assert_eq!(answer("statement", &asked), format!("{{\"errors\":{expected}}}"), "{control} {change}");
    }
    let mut asked = statement("", &json!({}));
    asked["approved_version"] = Value::Null;
    asked["treatments"][0]["controls"] = json!(["OWN-7", "A.5.1"]);
    assert_eq!(answer("statement", &asked), r#"{"errors":[["SOA-11","-"],["SOA-12","OWN-7"]]}"#);
    asked["approved_version"] = 3.into();
    asked["entries"].as_array_mut().unwrap().remove(7);
    assert_eq!(answer("statement", &asked), r#"{"errors":[["SOA-01","A.5.8"],["SOA-12","OWN-7"]]}"#);
}

#[test]
fn a_review_is_checked_as_the_contract_says() {
    let whole = json!({
        "inputs": ["a", "b", "c", "d1", "d2", "d3", "d4", "e", "f_results", "f_plan_status", "g"], "top_management": true,
        "decision_improvement": true, "decision_change": "no change needed", "previous_actions_with_status": true,
        "last_review": "2025-09-10", "held": "2026-09-10", "interval_months": 12
    });
    assert_eq!(answer("review", &whole), r#"{"errors":[]}"#);
    for (change, expected) in [
        (
            json!({ "inputs": ["a", "b", "c", "d1", "d2", "d3", "d4", "f_results", "g"] }),
            r#"[["MR-01","e"],["MR-01","f_plan_status"]]"#,
        ),
        (json!({ "top_management": false }), r#"[["MR-02","-"]]"#),
        (json!({ "decision_improvement": false }), r#"[["MR-03","-"]]"#),
        (json!({ "decision_improvement": null }), r#"[["MR-03","-"]]"#),
        (json!({ "decision_improvement": "more restore tests" }), "[]"),
        (json!({ "decision_change": null }), r#"[["MR-04","-"]]"#),
        (json!({ "decision_change": " " }), r#"[["MR-04","-"]]"#),
        (json!({ "previous_actions_with_status": false }), r#"[["MR-05","-"]]"#),
        (json!({ "held": "2026-09-11" }), r#"[["MR-06","-"]]"#),
        (json!({ "held": "2030-01-01", "last_review": null }), "[]"),
    ] {
        let mut asked = whole.clone();
        asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(answer("review", &asked), format!("{{\"errors\":{expected}}}"), "{change}");
    }
}

#[test]
fn a_nonconformity_is_judged_as_the_contract_says() {
    let whole = json!({
        "correction": "access removed", "cause": "no list", "similar_cases": "none found", "action": "a list each Friday",
        "effectiveness": "effective", "evidence": true
    });
    for (change, expected) in [
        (json!({}), r#"{"can_close":true,"missing":[],"next_state":"closed"}"#),
        (
            json!({ "effectiveness": null }),
            r#"{"can_close":false,"missing":["effectiveness"],"next_state":"effectiveness_checked"}"#,
        ),
        (json!({ "effectiveness": "ineffective" }), r#"{"can_close":false,"missing":[],"next_state":"cause_found"}"#),
        (
            json!({ "correction": null, "evidence": false }),
            r#"{"can_close":false,"missing":["correction","evidence"],"next_state":"corrected"}"#,
        ),
        (json!({ "cause": "" }), r#"{"can_close":false,"missing":["cause"],"next_state":"cause_found"}"#),
        (
            json!({ "similar_cases": false }),
            r#"{"can_close":false,"missing":["similar_cases"],"next_state":"cause_found"}"#,
        ),
        (json!({ "action": true }), r#"{"can_close":true,"missing":[],"next_state":"closed"}"#),
        (json!({ "action": null }), r#"{"can_close":false,"missing":["action"],"next_state":"action_planned"}"#),
    ] {
        let mut asked = whole.clone();
        asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(answer("nonconformity", &asked), expected, "{change}");
    }
}

#[test]
fn r128_independence_is_judged_as_the_contract_says() {
    let asked = json!({
        "auditor": "ana",
        "items": [
            { "control": "A.5.15", "owner": "ben", "operator": "ana", "author": null, "approver": "Ana" },
            { "clause": "9.2.2", "owner": "eve" },
            { "control": "A.8.8", "operator": ["ben", "ana"] },
        ]
    });
    let expected = r#"{"violations":[["A.5.15","operator"],["A.5.15","approver"],["A.8.8","operator"]]}"#;
    assert_eq!(answer("independence", &asked), expected);
    let asked = json!({ "auditor": "zoe", "items": asked["items"] });
    assert_eq!(answer("independence", &asked), r#"{"violations":[]}"#);
}

#[test]
fn r123_an_acceptance_is_judged_as_the_contract_says() {
    let whole = json!({
        "level": "high", "appetite": "moderate", "decision": "accept", "owner": "ana", "owner_signed": true,
        "next_level_signed": true, "reason": "replaced in spring", "expiry": "2026-12-31"
    });
    for (change, expected) in [
        (json!({}), r#"{"allowed":true,"needs":[],"errors":[]}"#),
        (json!({ "next_level_signed": false }), r#"{"allowed":false,"needs":["next_level_signed"],"errors":[]}"#),
        (
            json!({ "next_level_signed": false, "reason": null, "expiry": null, "owner_signed": false }),
            r#"{"allowed":false,"needs":["owner_signed","next_level_signed","reason","expiry"],"errors":[]}"#,
        ),
        (
            json!({ "level": "medium", "next_level_signed": false, "reason": "", "expiry": null }),
            r#"{"allowed":true,"needs":[],"errors":[]}"#,
        ),
        (json!({ "level": 12, "appetite": 9, "reason": null }), r#"{"allowed":false,"needs":["reason"],"errors":[]}"#),
        (json!({ "level": 9, "appetite": 9, "reason": null }), r#"{"allowed":true,"needs":[],"errors":[]}"#),
        (
            json!({ "decision": "mitigate", "next_level_signed": false, "reason": null, "expiry": null }),
            r#"{"allowed":true,"needs":[],"errors":[]}"#,
        ),
        (
            json!({ "owner": null }),
            r#"{"allowed":false,"needs":["owner"],"errors":[["owner_signed","the owner signed, and no owner is named"]]}"#,
        ),
        (
            json!({ "as_of": "2027-01-01" }),
            r#"{"allowed":false,"needs":[],"errors":[["expiry","the acceptance has run out on the day judged"]]}"#,
        ),
        (json!({ "decision": "2026-12-31" }), r#"{"allowed":true,"needs":[],"errors":[]}"#),
        (
            json!({ "decision": "2027-01-01" }),
            r#"{"allowed":false,"needs":[],"errors":[["expiry","the acceptance has run out on the day judged"]]}"#,
        ),
    ] {
        let mut asked = whole.clone();
        asked.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert_eq!(answer("acceptance", &asked), expected, "{change}");
    }
}
