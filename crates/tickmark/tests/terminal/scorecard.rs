//! The readiness scorecard in the terminal: without an organisation, kept in one, and what is refused.

use crate::cli::{good_in, run_in};
use serde_json::{Value, json};
use std::path::Path;

fn answers(at: &Path, answer: &str) -> Value {
    let questions = good_in(at, &["scorecard", "--questions", "--json"]).json();
    let ids = questions["questions"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
    let all: serde_json::Map<String, Value> = ids.map(|id| (id, answer.into())).collect();
    assert_eq!(all.len(), 20);
    json!({ "answers": all })
}

fn write(at: &Path, name: &str, value: &Value) {
    std::fs::write(at.join(name), value.to_string()).unwrap();
}

#[test]
fn r327_r328_r329_a_score_needs_no_organisation_and_keeps_the_frameworks_apart() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let mut said = answers(at, "yes");
    said["answers"]["SQ05"] = "no".into();
    write(at, "answers.json", &said);
    let found = good_in(at, &["scorecard", "--answers-file", "answers.json", "--json"]).json();
    let parts = found["result"]["parts"].as_array().unwrap();
    let tenths: Vec<u64> = parts.iter().map(|part| part["tenths"].as_u64().unwrap()).collect();
    assert_eq!((tenths[0], tenths[2]), (1_000, 1_000), "{found}");
    assert!(tenths[1] < 1_000 && parts[1]["part"] == "clauses", "{found}");
    assert_eq!(found["result"]["lowers"][0]["item"], "6.1.3", "{found}");
    assert_eq!(found["result"]["most_valuable"][0]["question"], "SQ05", "{found}");
    assert!(!at.join("tickmark-data").exists(), "nothing is kept");
    let told = good_in(at, &["scorecard", "--answers-file", "answers.json"]).out;
    assert!(told.contains("nothing is kept") && told.contains("neither coverage nor readiness"), "{told}");
    assert!(told.contains("0 criteria, 1 clause, 0 controls"), "one is one: {told}");
    let headed = told.lines().skip_while(|line| !line.starts_with("By area: half points")).nth(1).unwrap_or_default();
    assert_eq!(headed.split_whitespace().collect::<Vec<_>>().join(" "), "Area SOC 2 Clauses Annex A", "{told}");
    for area in found["result"]["areas"].as_array().unwrap() {
        let cell = |part: &Value| format!("{} of {}", part["halves"], part["of"]);
        let cells: Vec<String> = area["parts"].as_array().unwrap().iter().map(cell).collect();
        let title = area["title"].as_str().unwrap();
        let shown = |line: &str| line.trim_start().starts_with(title) && cells.iter().all(|cell| line.contains(cell));
        assert!(!cells.is_empty() && told.lines().any(shown), "{title} {cells:?}: {told}");
    }
    write(at, "none.json", &answers(at, "no"));
    let told = good_in(at, &["scorecard", "--answers-file", "none.json"]).out;
    for item in ["SOC 2 criteria   CC", "ISO/IEC 27001 clauses   6.1.3", "ISO/IEC 27001 Annex A   A."] {
        let words: Vec<&str> = item.split("   ").collect();
        let named = |line: &str| line.contains(words[0]) && line.contains(words[1]) && line.contains("SQ");
        assert!(told.lines().any(named), "what lowers each of the three is told, {item}: {told}");
    }
}

#[test]
fn r330_a_result_leads_to_a_roadmap_and_becomes_an_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "answers.json", &answers(at, "yes"));
    good_in(
        at,
        &["scorecard", "--answers-file", "answers.json", "--answer", "SQ20=no", "--people", "2", "--out", "kept.json"],
    );
    good_in(at, &["init", "Acme Cloud", "--scorecard", "kept.json"]);
    let shown = good_in(at, &["scorecard", "--keep", "--json"]).json();
    assert_eq!(shown["scorecard"]["id"], "SC-1", "{shown}");
    assert_eq!(shown["scorecard"]["people"], 2, "{shown}");
    assert_eq!(shown["result"]["roadmap"][0]["steps"], json!(["SQ20"]), "{shown}");
    // The registers of an organisation that has just begun contradict nearly everything.
    let contradicted = shown["result"]["contradictions"].as_array().unwrap();
    assert!(contradicted.iter().any(|one| one["question"] == "SQ05"), "{shown}");
    let history = good_in(at, &["history", "--json"]).out;
    assert!(history.contains("scorecard_taken"), "{history}");
}

#[test]
fn what_cannot_be_answered_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run_in(at, &["scorecard"]).refused("nobody to ask", "--answers-file");
    run_in(at, &["scorecard", "--answer", "SQ99=yes"]).refused("SQ99", "SQ");
    run_in(at, &["scorecard", "--answer", "SQ01=maybe"]).refused("SQ01: `maybe`", "yes");
    run_in(at, &["scorecard", "--answer", "SQ01"]).refused("is no answer", "SQ08=partly");
    run_in(at, &["scorecard", "--answer", "SQ01=yes", "--needed-by", "soon"])
        .refused("needed_by: `soon`", "2027-06-30");
    run_in(at, &["scorecard", "--answer", "SQ01=yes", "--people", "0"]).refused("people: 0", "1 to 50");
    std::fs::write(at.join("odd.json"), "{\"answers\": {}, \"colour\": 1}").unwrap();
    run_in(at, &["scorecard", "--answers-file", "odd.json"]).refused("colour", "answers");
    std::fs::write(at.join("card.yaml"), "id: own\n").unwrap();
    run_in(at, &["scorecard", "--card", "card.yaml", "--questions"]).refused("card.yaml", "");
    run_in(at, &["init", "Acme", "--scorecard", "odd.json"]).refused("colour", "answers");
    assert!(!at.join("tickmark-data").exists(), "answers that cannot be read leave nothing behind");
}
