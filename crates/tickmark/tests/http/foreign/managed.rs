//! In a body: every field of documents, internal audits and management reviews that takes the id of a person, a control,
//! an item of evidence, a nonconformity or a sample.

use super::own::{linked, managed};
use super::{STRANGER, call_of, entries};
use crate::matrix::cast::Cast;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a field takes the id of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Of {
    Person,
    Control,
    Evidence,
    Nonconformity,
    Sample,
}

impl Of {
    /// What alpha has and beta has not, what nobody has, what beta has.
    fn ids(self) -> [&'static str; 3] {
        match self {
            Of::Person => [STRANGER, "demo-dora-memqer", "demo-b-head"],
            Of::Control => ["AC-2", "AC-9", "OWN-1"],
            Of::Evidence => ["EV-1", "EV-9", "EV-1"],
            Of::Nonconformity => ["NC-1", "NC-9", "NC-1"],
            Of::Sample => ["SA-1", "SA-9", "SA-1"],
        }
    }
}

/// Who asks (the auditor, or the founder), operation, what the field takes, and the body around an id.
type Case = (bool, &'static str, &'static str, Of, fn(&str) -> Value);

/// A finding with this field beside what it needs.
fn finding(field: &str, value: Value) -> Value {
    let mut finding = json!({ "class": "opportunity", "item": "9.1", "title": "Mine", "statement": "Mine" });
    finding[field] = value;
    finding
}

fn policy(number: &str, field: &str, value: Value) -> Value {
    let mut policy = json!({ "number": number, "title": "Mine" });
    policy[field] = value;
    policy
}

fn plan(control: &str) -> Value {
    let window = json!({ "from": "2026-03-01", "until": "2026-03-28" });
    json!({ "title": "Mine", "scope": [control], "window": window, "criteria": "Mine", "methods": "Mine" })
}

fn programme(control: &str) -> Value {
    json!({
        "title": "Mine", "from": "2026-01-01", "years": 3, "frequency": "Mine", "methods": "Mine", "responsibilities": "Mine",
        "planning": "Mine", "reporting": "Mine", "important": { control: "mine" }, "look_back_days": 365,
        "weeks_least": 4, "weeks_most": 8
    })
}

fn line(evidence: &str) -> Value {
    json!({ "answer": { "result": "conforms", "note": "Mine", "evidence": [evidence] } })
}

fn report(person: &str) -> Value {
    json!({ "on": "2026-03-10", "summary": "Mine", "conclusion": "Mine", "to": [person] })
}

/// Every field of the three that takes an id.
const CASES: [Case; 22] = [
    (false, "POST", "policies", Of::Person, |id| json!({ "policy": policy("P-2", "owner", json!(id)), "text": "x" })),
    (
        false,
        "POST",
        "policies",
        Of::Control,
        |id| json!({ "policy": policy("P-3", "controls", json!([id])), "text": "x" }),
    ),
    (
        false,
        "POST",
        "policies",
        Of::Person,
        |id| json!({ "policy": policy("P-4", "approval", json!({ "count": 1, "people": [id] })), "text": "x" }),
    ),
    (
        false,
        "PUT",
        "policies/PL-1",
        Of::Person,
        |id| json!({ "policy": policy("P-1", "owner", json!(id)), "reason": "x" }),
    ),
    (
        false,
        "PUT",
        "policies/PL-1",
        Of::Control,
        |id| json!({ "policy": policy("P-1", "controls", json!([id])), "reason": "x" }),
    ),
    (
        false,
        "PUT",
        "policies/PL-1",
        Of::Person,
        |id| json!({ "policy": policy("P-1", "approval", json!({ "count": 1, "people": [id] })), "reason": "x" }),
    ),
    (false, "PUT", "audit-programmes/AP-1", Of::Control, programme),
    (false, "POST", "internal-audits", Of::Control, plan),
    (false, "PUT", "internal-audits/IA-2", Of::Control, plan),
    (
        false,
        "PUT",
        "internal-audits/IA-2/auditors/demo-b-auditor",
        Of::Control,
        |id| json!({ "items": [id], "competence": "Mine" }),
    ),
    (true, "POST", "internal-audits/IA-1/findings", Of::Control, |id| json!({ "finding": finding("item", json!(id)) })),
    (true, "POST", "internal-audits/IA-1/findings", Of::Person, |id| json!({ "finding": finding("owner", json!(id)) })),
    (
        true,
        "POST",
        "internal-audits/IA-1/findings",
        Of::Evidence,
        |id| json!({ "finding": finding("evidence", json!([id])) }),
    ),
    (
        true,
        "POST",
        "internal-audits/IA-1/findings",
        Of::Nonconformity,
        |id| json!({ "finding": finding("class", json!("minor")), "nonconformity": id }),
    ),
    (
        true,
        "PUT",
        "internal-audits/IA-1/findings/1",
        Of::Person,
        |id| json!({ "finding": finding("owner", json!(id)), "reason": "x" }),
    ),
    (
        true,
        "PUT",
        "internal-audits/IA-1/findings/1",
        Of::Evidence,
        |id| json!({ "finding": finding("evidence", json!([id])), "reason": "x" }),
    ),
    (true, "PUT", "internal-audits/IA-1/lines/1", Of::Evidence, line),
    (
        true,
        "PUT",
        "internal-audits/IA-1/lines/1",
        Of::Sample,
        |id| json!({ "answer": { "result": "conforms", "note": "Mine", "sample": { "drawn": id } } }),
    ),
    (true, "POST", "internal-audits/IA-1/report", Of::Person, report),
    (
        false,
        "PUT",
        "management-reviews/RV-1/meeting",
        Of::Person,
        |id| json!({ "on": "2026-03-10", "attendance": { id: "mine" } }),
    ),
    (
        false,
        "POST",
        "management-reviews/RV-1/decisions",
        Of::Person,
        |id| json!({ "kind": "improvement", "text": "Mine", "owner": id, "due": "2026-05-01" }),
    ),
    (false, "POST", "management-reviews/RV-1/evidence", Of::Evidence, |id| json!({ "evidence": [id] })),
];

/// Of an action that is open.
const REPORT: Case = (
    false,
    "POST",
    "management-reviews/RV-2/decisions/1/reports",
    Of::Evidence,
    |id| json!({ "status": "done", "on": "2026-03-10", "note": "Mine", "evidence": [id] }),
);

/// What a case is answered with, without what differs by itself.
async fn answered(cast: &Cast, auditor: &str, case: &Case, id: &str) -> (u16, String) {
    let (by_auditor, method, path, _, body) = case;
    let founder = cast.cookies["bea-beta"].split_once('=').unwrap().1;
    let secret = if *by_auditor { auditor } else { founder };
    let (status, text) = call_of(cast, secret, method, &format!("/api/v1/o/beta/{path}"), &body(id)).await;
    (status, without_id(&text, id))
}

fn without_id(text: &str, id: &str) -> String {
    let mut value: Value = serde_json::from_str(&text.replace(id, "ID")).unwrap();
    let _ = value.as_object_mut().map(|object| object.remove("request"));
    value.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_of_the_management_system_takes_an_id_of_another_organisation() {
    let (cast, auditor) = managed();
    let (before, mut wrong) = (entries(&cast), Vec::new());
    for case in CASES.iter().chain([&REPORT]) {
        let (_, method, path, of, _) = case;
        let [theirs, nobodys, _] = of.ids();
        let own = answered(&cast, &auditor, case, theirs).await;
        let unknown = answered(&cast, &auditor, case, nobodys).await;
        if own.0 != 422 || own != unknown || own.1.contains("Dora") {
            wrong.push(format!("{method} {path} with `{theirs}`: {own:?}, and of nobody: {unknown:?}"));
        }
    }
    // In the address of an own audit.
    for (method, body) in [("PUT", json!({ "competence": "Mine" })), ("DELETE", json!({ "reason": "mine" }))] {
        let mut told = BTreeSet::new();
        for id in &Of::Person.ids()[..2] {
            let path = format!("/api/v1/o/beta/internal-audits/IA-2/auditors/{id}");
            let founder = cast.cookies["bea-beta"].split_once('=').unwrap().1;
            let (status, text) = call_of(&cast, founder, method, &path, &body).await;
            told.insert((status, without_id(&text, id)));
        }
        if told.len() != 1 || told.iter().any(|(status, _)| ![404, 422].contains(status)) {
            wrong.push(format!("{method} an auditor: {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(entries(&cast), before, "something changed");
}

/// The same with an own id is taken: it is the id for which the others are refused.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_fields_of_the_management_system_with_an_own_id_are_taken() {
    let (cast, auditor) = managed();
    linked(&cast);
    let mut wrong = Vec::new();
    // A report is the last word; no sample was drawn here.
    let last = |case: &&Case| case.2.ends_with("/report");
    let others = CASES.iter().filter(|case| !last(case) && case.3 != Of::Sample);
    for case in others.chain(CASES.iter().filter(last)).chain([&REPORT]) {
        let (_, method, path, of, _) = case;
        let (status, text) = answered(&cast, &auditor, case, of.ids()[2]).await;
        if !(200..300).contains(&status) {
            wrong.push(format!("{method} {path} with `{}`: {status} {text}", of.ids()[2]));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
