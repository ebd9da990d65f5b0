//! Auditors' requests and the auditor's room in the terminal: a list that is prepared, answered, taken in and written; and
//! what stays the auditor's.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

/// An organisation with EN-1 and the control AC-1 for CC6.1.
fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["control", "add", "AC-1", "--name", "Access review", "--status", "in_place"]);
    good_in(at, &["control", "link", "AC-1", "CC6.1", "--reason", "reviews rights"]);
    good_in(at, &["engagement", "plan", "Type II 2026", "--from", "2026-01-01", "--until", "2026-06-30"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn a_request_is_prepared_and_answered_and_its_end_is_the_auditors() {
    let folder = begun();
    let at = folder.path();
    let add = ["request", "add", "EN-1", "--title", "Access reviews", "--control", "AC-1", "--due", "2099-03-10"];
    assert!(good_in(at, &add).out.starts_with("Put AQ-1 on the list"));
    good_in(
        at,
        &["request", "add", "EN-1", "--title", "Joiners", "--criterion", "CC6.2", "--due", "2099-03-11", "--to", "me"],
    );
    good_in(at, &["request", "revise", "AQ-2", "--text", "as a list", "--reference", "7"]);
    good_in(at, &["request", "propose-due", "AQ-1", "2099-03-20", "--reason", "holidays"]);
    good_in(at, &["request", "submit", "AQ-1", "--text", "in the ticket system"]);
    let one = json(at, &["request", "show", "AQ-1"]);
    let request = &one["request"];
    assert_eq!((&request["state"], &request["waits_for"]), (&"submitted".into(), &"auditor".into()), "{one}");
    assert_eq!(request["proposed"]["due"], "2099-03-20", "{one}");
    let listed = json(at, &["request", "list", "--engagement", "EN-1", "--state", "open"]);
    assert_eq!((&listed["requests"][0]["id"], &listed["requests"][0]["reference"]), (&"AQ-2".into(), &"7".into()));
    good_in(at, &["request", "withdraw", "AQ-2", "--reason", "asked twice"]);
    for theirs in [
        &["request", "accept", "AQ-1"][..],
        &["request", "return", "AQ-1", "--reason", "no"],
        &["request", "decide-due", "AQ-1", "agree"],
        &["room", "note", "keep", "EN-1", "mine"],
        &["room", "note", "list", "EN-1"],
    ] {
        run_in(at, theirs).refused("SoD-4", "external auditor");
    }
    run_in(at, &["room", "note", "drop", "NT-1"]).refused("SoD-4", "external auditor");
    run_in(at, &["request", "decide-due", "AQ-1", "yes"]).refused("`yes` is no decision", "agree or keep");
    run_in(at, &["request", "show", "AQ-9"]).refused("AQ-9", "tickmark request list");
    run_in(at, &["request", "list", "--state", "done"])
        .refused("no state of a request is known as `done`", "did you mean");
    run_in(at, &["request", "add", "EN-1", "--title", "x"]).refused("the day is missing", "--due");
    run_in(at, &["request", "add", "EN-1", "--title", "x", "--due", "2020-01-01"])
        .refused("before today", "give another day");
}

#[test]
fn a_list_of_requests_is_looked_at_taken_in_and_written() {
    let folder = begun();
    let at = folder.path();
    std::fs::write(at.join("bad.csv"), "Ref,Title,Due\n1,,2099-03-10\n2,Joiners,soon\n").unwrap();
    let bad = run_in(at, &["request", "import", "EN-1", "bad.csv"]);
    assert_eq!(bad.code, 2, "{}", bad.err);
    assert!(bad.out.contains("the title is empty") && bad.out.contains("`soon` is no day"), "{}", bad.out);
    std::fs::write(at.join("good.csv"), "Ref,Title,About,Due\n1,Access reviews,AC-1,2099-03-10\n").unwrap();
    let seen = good_in(at, &["request", "import", "EN-1", "good.csv", "--preview"]);
    assert!(seen.out.contains("Preview only"), "{}", seen.out);
    assert!(good_in(at, &["request", "import", "EN-1", "good.csv"]).out.contains("Imported."));
    let out = good_in(at, &["request", "export", "EN-1", "--out", "out.csv"]);
    assert!(out.out.contains("Wrote 1 request to"), "{}", out.out);
    assert!(std::fs::read_to_string(at.join("out.csv")).unwrap().contains("Access reviews"));
    good_in(at, &["request", "export", "EN-1", "out.xlsx"]);
    run_in(at, &["request", "export", "EN-1"]).refused("--out", "");
    run_in(at, &["request", "export", "EN-1", "--out", "out.pdf"]).refused("`pdf` is no ending", ".csv or .xlsx");
    let again = run_in(at, &["request", "import", "EN-1", "good.csv"]);
    assert!(again.code == 2 && again.out.contains("stands on the list already"), "{}", again.out);
}

#[test]
fn both_sides_read_what_is_said_and_a_room_says_how_it_stands() {
    let folder = begun();
    let at = folder.path();
    good_in(at, &["room", "comment", "EN-1", "Kick-off on Monday?"]);
    good_in(at, &["room", "comment", "EN-1", "Two kinds of access.", "--about", "control AC-1"]);
    let comments = json(at, &["room", "comments", "EN-1", "--about", "control AC-1"]);
    assert_eq!(comments["comments"][0]["text"], "Two kinds of access.", "{comments}");
    assert_eq!(comments["comments"].as_array().unwrap().len(), 1);
    let room = json(at, &["room", "show", "EN-1"]);
    assert_eq!((&room["room"]["said"], &room["room"]["controls"][0]["id"]), (&2.into(), &"AC-1".into()), "{room}");
    let text = good_in(at, &["room", "show", "EN-1"]).out;
    assert!(text.contains("nobody has access to it today"), "{text}");
    let readings = json(at, &["room", "readings", "EN-1"]);
    assert_eq!(readings["of"], 0, "what the owner reads is not recorded: {readings}");
    run_in(at, &["room", "show", "EN-9"]).refused("EN-9", "tickmark engagement list");
    run_in(at, &["room", "comment", "EN-1", "x", "--about", "AC-1"]).refused("names nothing", "control AC-1");
    run_in(at, &["room", "comment", "EN-1", "x", "--about", "control AC-9"]).refused("AC-9", "AC-1");
}
