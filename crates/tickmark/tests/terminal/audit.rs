//! Internal audits in the terminal: the programme, a plan, what was covered, and clear refusals. Whoever holds the data folder
//! runs the programme, and so audits nothing of it.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const SAYS: [&str; 12] = [
    "--frequency",
    "Once in three years",
    "--methods",
    "Interviews and samples",
    "--responsibilities",
    "Security plans, trained auditors audit",
    "--planning",
    "Importance, earlier results",
    "--reporting",
    "To management",
    "--important",
    "a 5.24=incidents of last year",
];

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

/// An organisation with a programme that waits for management, and a plan: `AP-1`, `IA-1`.
fn planned() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let write = [&["audit", "programme", "write", "--title", "Audits", "--from", "2026-01-01"], &SAYS[..]].concat();
    assert!(good_in(at, &write).out.starts_with("Wrote AP-1"));
    good_in(at, &["audit", "programme", "propose", "AP-1"]);
    let plan = ["audit", "plan", "--title", "Access", "--scope", "6.1.2, a 5.18", "--from", "2026-03-02"];
    let plan = [&plan[..], &["--until", "2026-04-03", "--criteria", "ISO", "--methods", "Interviews"]].concat();
    assert!(good_in(at, &plan).out.starts_with("Planned IA-1"));
    folder
}

#[test]
fn r126_r131_a_programme_says_how_is_audited_and_whoever_wrote_it_does_not_approve_it() {
    let folder = planned();
    let at = folder.path();
    let one = &json(at, &["audit", "programme", "show"])["programmes"][0];
    assert_eq!(
        (&one["state"], &one["version"], &one["until"]),
        (&"proposed".into(), &1.into(), &"2028-12-31".into()),
        "{one}"
    );
    assert_eq!(one["important"], serde_json::json!({ "A.5.24": "incidents of last year" }), "{one}");
    assert!(good_in(at, &["audit", "programme", "show"]).out.contains("trained auditors audit"));
    run_in(at, &["audit", "programme", "approve", "AP-1"]).refused("SoD-1", "");
    good_in(at, &["audit", "programme", "write", "--id", "AP-1", "--years", "2", "--procedure", "PO-7"]);
    assert_eq!(json(at, &["audit", "programme", "show"])["programmes"][0]["version"], 2);
    run_in(at, &["audit", "programme", "write", "--id", "AP-1", "--important", "A.5.1"])
        .refused("has no reason", "ITEM=REASON");
    run_in(at, &["audit", "programme", "write", "--title", "x"]).refused("the frequency is empty", "");
    run_in(at, &["audit", "programme", "write", "--id", "AP-1", "--years", "7"]).refused("7 is not possible", "1 to 5");
    good_in(at, &["audit", "programme", "close", "AP-1", "--note", "over"]);
}

#[test]
fn r127_r134_the_matrix_has_a_denominator_and_says_what_does_not_count() {
    let folder = planned();
    let at = folder.path();
    let told = good_in(at, &["audit", "coverage", "--programme", "AP-1"]).out;
    for words in ["0 of 123 items audited", "Missed at the end of the cycle, 121", "no internal audit: collectors"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let coverage = &json(at, &["audit", "coverage", "--programme", "AP-1"])["coverage"];
    assert_eq!((&coverage["of"], &coverage["clauses"], &coverage["planned"]), (&123.into(), &30.into(), &2.into()));
    run_in(at, &["audit", "coverage", "--programme", "AP-9"]).refused("no programme of internal audits is known", "");
}

#[test]
fn r129_a_plan_becomes_a_checklist_and_who_runs_the_programme_does_not_audit_it() {
    let folder = planned();
    let at = folder.path();
    let lines = json(at, &["audit", "checklist", "IA-1"])["checklist"].clone();
    let kinds: Vec<&str> = lines.as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["designed", "practised", "annex"], "{lines}");
    let listed = good_in(at, &["audit", "checklist", "IA-1"]).out;
    assert!(listed.contains("3 lines as proposed today, not drawn yet"), "{listed}");
    assert_eq!(json(at, &["audit", "checklist", "IA-1", "--open"])["checklist"].as_array().unwrap().len(), 3);
    run_in(at, &["audit", "assign", "IA-1", "--auditor", "me", "--competence", "x"])
        .refused("is no internal auditor", "role");
    run_in(at, &["audit", "release", "IA-1", "--auditor", "me", "--reason", "x"])
        .refused("no auditor of this audit", "");
    run_in(at, &["audit", "announce", "IA-1"]).refused("no approved programme covers", "have management approve it");
    run_in(at, &["audit", "start", "IA-1"]).refused("may not carry out this internal audit", "");
    run_in(at, &["audit", "answer", "IA-1", "1", "--result", "good"]).refused("no result is known", "conforms");
    run_in(at, &["audit", "answer", "IA-1", "1", "--result", "conforms", "--note", "x"]).refused("may not", "");
    let found = ["--item", "A.5.18", "--title", "x", "--statement", "y"];
    run_in(at, &[&["audit", "finding", "IA-1"], &found[..]].concat()).refused("--class is missing", "positive");
    run_in(at, &[&["audit", "finding", "IA-1", "--class", "minor"], &found[..]].concat()).refused("may not", "");
    run_in(at, &["audit", "revise-finding", "IA-1", "1", "--reason", "x"]).refused("no finding is known", "");
    run_in(at, &["audit", "report", "IA-1", "--summary", "x", "--conclusion", "y", "--to", "me"])
        .refused("may not", "");
    run_in(at, &["audit", "verify", "IA-1", "--note", "x"]).refused("may not", "");
    run_in(at, &["audit", "close", "IA-1"]).refused("is planned, not verified", "");
    good_in(at, &["audit", "replan", "IA-1", "--title", "Access and risks", "--hired", "R. Holm, Holm Audit"]);
    let one = &json(at, &["audit", "show", "IA-1"])["audit"];
    assert_eq!((&one["title"], &one["hired"][0]), (&"Access and risks".into(), &"R. Holm, Holm Audit".into()), "{one}");
    assert!(good_in(at, &["audit", "show", "IA-1"]).out.contains("Holm Audit"));
    run_in(at, &["audit", "replan", "IA-1", "--until", "2026-01-01"]).refused("lies before", "");
    good_in(at, &["audit", "cancel", "IA-1", "--reason", "another firm does it"]);
    assert_eq!(json(at, &["audit", "list"])["audits"][0]["state"], "cancelled");
    run_in(at, &["audit", "plan", "--title", "x"]).refused("planned days are missing", "--from");
    run_in(at, &["audit", "show", "IA-9"]).refused("no internal audit is known", "");
}
