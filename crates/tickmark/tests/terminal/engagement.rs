//! SOC 2 engagements in the terminal: planned, moved, the window, another window, customers; and every clear refusal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const PLAN: [&str; 7] = ["engagement", "plan", "Type II 2026", "--from", "2026-01-01", "--until", "2026-06-30"];

fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    good_in(folder.path(), &["init", "Acme Cloud"]);
    let added = ["control", "add", "AC-1", "--name", "Access review", "--status", "in_place"];
    good_in(folder.path(), &added);
    good_in(folder.path(), &["control", "link", "AC-1", "CC6.1", "--reason", "reviews rights"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r204_an_engagement_is_planned_changed_and_moved() {
    let folder = begun();
    let at = folder.path();
    assert!(good_in(at, &PLAN).out.starts_with("Planned Type II 2026 as EN-1: entry "));
    run_in(at, &["engagement", "move", "EN-1", "scoping"]).refused("the CPA firm", "licence and independence");
    let firm = ["--firm", "Whitfield & Lowe", "--licence", "CPA 4711", "--independence", "declared"];
    good_in(at, &[&["engagement", "revise", "EN-1"][..], &firm].concat());
    good_in(at, &["engagement", "move", "EN-1", "scoping", "--note", "chosen"]);
    let shown = json(at, &["engagement", "show", "EN-1"]);
    assert_eq!(shown["engagement"]["state"], "scoping", "{shown}");
    assert_eq!(shown["engagement"]["next"]["missing"].as_array().unwrap().len(), 6, "{shown}");
    // Fieldwork and report follow the window, and what should have been by now is forecast from today.
    let report = shown["timeline"]["report"].as_str().unwrap();
    assert!(report >= "2026-11-22", "{shown}");
    assert_eq!(shown["follows_with"]["from"], "2026-07-01", "{shown}");
    assert!(good_in(at, &["engagement", "list"]).out.contains("readiness: 6 missing"));
    run_in(at, &["engagement", "move", "EN-1", "scopin"]).refused("no state is known as `scopin`", "`scoping`");
    run_in(at, &["engagement", "plan", "X", "--from", "2026-01-01"]).refused("one day, or about a window", "last day");
    run_in(at, &["engagement", "show", "EN-7"]).refused("EN-7", "tickmark engagement list");
}

#[test]
fn r197_another_window_is_compared() {
    let folder = begun();
    let at = folder.path();
    good_in(at, &PLAN);
    good_in(at, &["engagement", "controls", "EN-1", "AC-1"]);
    let window = json(at, &["engagement", "window", "EN-1", "--on", "2026-03-01"]);
    assert_eq!(window["window"]["figures"]["in_scope"], 1, "{window}");
    assert_eq!(window["window"]["controls"][0]["status"], "not_in_force", "{window}");
    assert!(good_in(at, &["engagement", "window", "EN-1", "--csv"]).out.contains("AC-1,Access review"));
    let what = json(at, &["engagement", "what-if", "EN-1", "--from", "2026-01-01", "--until", "2026-12-31"]);
    assert_eq!(what["what_if"]["other"]["until"], "2026-12-31", "{what}");
    run_in(at, &["engagement", "what-if", "EN-1", "--from", "2026-12-31", "--until", "2026-01-01"])
        .refused("reversed", "first day first");
    run_in(at, &["engagement", "unexercised", "EN-1", "AC-1", "--evidence", "EV-1", "--note", "none"])
        .refused("EV-1", "tickmark evidence list");
}

#[test]
fn r188_r210_customers_and_facts_are_kept() {
    let folder = begun();
    let at = folder.path();
    good_in(at, &PLAN);
    good_in(at, &["engagement", "facts", "--sla"]);
    let shown = json(at, &["engagement", "show", "EN-1"]);
    assert!(shown["advice"].to_string().contains("Availability"), "{shown}");
    let record = ["engagement", "asked", "record", "Kestrel", "soc2_type2", "--asked-on", "2026-01-05"];
    assert_eq!(json(at, &record)["asked"], "AS-1");
    good_in(
        at,
        &["engagement", "asked", "answer", "AS-1", "iso_certificate", "--what", "x", "--sent-on", "2026-01-06"],
    );
    let listed = json(at, &["engagement", "asked", "list"]);
    assert_eq!(
        (&listed["asked"][0]["other_sent"], &listed["asked"][0]["open"]),
        (&true.into(), &true.into()),
        "{listed}"
    );
    run_in(at, &["engagement", "asked", "record", "Kestrel", "soc2_type3"]).refused("soc2_type3", "did you mean");
    good_in(at, &["engagement", "asked", "close", "AS-1", "--reason", "signed without"]);
    run_in(at, &["engagement", "asked", "close", "AS-1", "--reason", "again"]).refused("answered or closed", "nothing");
}
