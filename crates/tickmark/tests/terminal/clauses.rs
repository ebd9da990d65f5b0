//! Clauses and readiness in the terminal.

use crate::cli::{good_in, run_in};
use std::path::Path;

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r60_r91_the_clauses_say_what_exists_and_what_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let told = good_in(at, &["clauses"]);
    assert!(told.out.contains("Governance cycle") && told.out.contains("certify nobody"), "{}", told.out);
    let all = json(at, &["clauses"]);
    let clauses = all["report"]["clauses"].as_array().unwrap();
    assert_eq!(clauses.len(), 7);
    assert_eq!((&clauses[2]["id"], &clauses[2]["decided"], &clauses[2]["of"]), (&"6".into(), &0.into(), &5.into()));
    let one = json(at, &["clauses", "6.1.2"]);
    let part = &one["detail"]["clause"]["sub_clauses"][1];
    assert_eq!(
        (&part["id"], &part["governance"], &part["operation"]),
        (&"6.1.2".into(), &"absent".into(), &"absent".into())
    );
    assert_eq!(part["next"]["place"]["page"], "/policies", "{part}");
    assert!(good_in(at, &["clauses", "6"]).out.contains("6.1.2: what is missing"));
    run_in(at, &["clauses", "12"]).refused("no clause is known as `12`", "");
    run_in(at, &["clauses", "A.5.1"]).refused("no clause is known as `A.5.1`", "");
    assert!(good_in(at, &["clauses", "--csv"]).out.starts_with("Clause,Title,Decided,Runs,Missing,Next"));
}

#[test]
fn r231_readiness_has_two_lists_and_one_can_be_asked_for_alone() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let both = json(at, &["readiness"]);
    let stages = both["readiness"]["stages"].as_array().unwrap();
    assert_eq!((&stages[0]["stage"], &stages[1]["stage"]), (&"stage1".into(), &"stage2".into()));
    let lines = stages[0]["lines"].as_array().unwrap();
    assert_eq!(lines.iter().filter(|line| line["id"].as_str().unwrap().starts_with("document-")).count(), 18);
    let two = good_in(at, &["readiness", "--stage", "2", "--missing"]);
    assert!(two.out.contains("Stage 2: ") && !two.out.contains("Stage 1: "), "{}", two.out);
    assert!(two.out.contains("the certification body decides") && !two.out.contains("Ask a few people"), "{}", two.out);
    let third = run_in(at, &["readiness", "--stage", "3"]);
    assert_eq!(third.code, 2, "{}", third.err);
}
