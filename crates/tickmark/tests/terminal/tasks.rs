//! What is due, in the terminal: how controls operate, the steps of their life, tasks, the month, holidays.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

/// An organisation whose quarterly AC-1 has operated since the first of January 2026.
fn running() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let add = ["control", "add", "AC-1", "--name", "Access review", "--activity", "The owner reviews access and signs"];
    let more = ["--status", "in_place", "--frequency", "quarterly"];
    good_in(at, &[&add[..], &more[..]].concat());
    good_in(at, &["control", "assign", "AC-1", "me"]);
    good_in(at, &["control", "life", "AC-1", "operating", "--on", "2026-01-01"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r173_occurrences_and_tasks_follow_from_the_frequency() {
    let folder = running();
    let at = folder.path();
    let year =
        ["control", "occurrences", "AC-1", "--from", "2026-01-01", "--until", "2026-12-31", "--on", "2026-08-15"];
    let said = json(at, &year);
    let states: Vec<&str> =
        said["occurrences"].as_array().unwrap().iter().map(|o| o["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["overdue", "overdue", "due", "later"], "{said}");
    assert_eq!(said["operation"]["life"], "operating", "{said}");
    let tasks = json(at, &["tasks", "--person", "me", "--on", "2026-08-15"]);
    assert_eq!((&tasks["tasks"][0]["what"], &tasks["tasks"][0]["more"]), (&"2026-Q1".into(), &1.into()), "{tasks}");
    assert_eq!((&tasks["figures"]["on_time"], &tasks["figures"]["due"]), (&0.into(), &2.into()), "{tasks}");
    let shown = good_in(at, &["tasks", "--on", "2026-08-15"]).out;
    assert!(
        shown.contains("Runs on time: 0 of 2 occurrences due since 2025-08-15") && shown.contains("and 1 more"),
        "{shown}"
    );
    assert!(
        good_in(at, &["tasks", "--csv", "--on", "2026-08-15"]).out.contains("2026-03-31,Overdue,AC-1,Access review")
    );
    let month = json(at, &["calendar", "--month", "2026-09", "--on", "2026-08-15"]);
    assert_eq!(month["days"][29]["runs"][0]["bucket"], "2026-Q3", "{month}");
    assert_eq!(month["days"].as_array().unwrap().len(), 30);
    assert!(good_in(at, &["calendar", "--month", "2026-09", "--person", "me"]).out.contains("Access review"));
    run_in(at, &["calendar", "--month", "autumn"]).refused("`autumn` is no month", "2026-11");
    run_in(at, &["tasks", "--person", "nobody@example.com"]).refused("nobody@example.com", "");
    run_in(at, &["control", "occurrences", "AC-9"]).refused("AC-9", "AC-1");
    run_in(at, &["control", "occurrences", "AC-1", "--from", "2020-01-01", "--until", "2026-01-01"])
        .refused("longer than 731 days", "in parts");
}

#[test]
fn how_a_control_operates_is_set_and_what_is_left_out_stays() {
    let folder = running();
    let at = folder.path();
    let set = ["control", "operation", "AC-1", "--nature", "detective", "--execution", "manual", "--key", "yes"];
    good_in(at, &[&set[..], &["--system", "Portal", "--evidence", "access_review"]].concat());
    good_in(at, &["control", "operation", "AC-1", "--limit-days", "5"]);
    let said = json(at, &["control", "occurrences", "AC-1"]);
    let operation = &said["operation"];
    assert_eq!((&operation["nature"], &operation["key"]), (&"detective".into(), &true.into()), "{operation}");
    assert_eq!((&operation["systems"][0], &operation["limit_days"]), (&"Portal".into(), &5.into()), "{operation}");
    let run = |words: &[&str]| run_in(at, &[&["control", "operation", "AC-1"], words].concat());
    run(&["--nature", "detectiv"]).refused("detectiv", "detective");
    run(&["--evidence", "acces_review"]).refused("acces_review", "access_review");
    run(&["--key", "maybe"]).refused("`maybe` is neither yes nor no", "write yes or no");
    run(&["--from", "soon", "--limit-days", "6"]).refused("--from: `soon` is no date", "2026-03-31");
    run(&["--limit-days", "5"]).refused("the way the control operates", "");
    run_in(at, &["control", "life", "AC-1", "operatin"]).refused("operatin", "operating");
    good_in(at, &["control", "life", "AC-1", "operating", "--take-back"]);
    run_in(at, &["control", "life", "AC-1", "operating", "--take-back"]).refused("operating", "");
    good_in(at, &["control", "life", "AC-1", "designed", "--taken", "2026-01-01"]);
    assert_eq!(json(at, &["control", "occurrences", "AC-1"])["operation"]["life"], "designed");
}

#[test]
fn holidays_are_set_from_words_or_a_file_after_a_preview() {
    let folder = running();
    let at = folder.path();
    assert!(good_in(at, &["holidays", "list"]).out.contains("None is set"));
    good_in(at, &["holidays", "set", "2026-12-25=Christmas Day"]);
    std::fs::write(at.join("days.csv"), "date,name\n2027-01-01,New Year\n").unwrap();
    let shown = good_in(at, &["holidays", "set", "--file", "days.csv", "--preview"]).out;
    assert!(shown.contains("2 changes") && shown.contains("gone") && shown.contains("nothing was changed"), "{shown}");
    assert_eq!(json(at, &["holidays", "list"])["holidays"].as_array().unwrap().len(), 1);
    good_in(at, &["holidays", "set", "--file", "days.csv", "--add"]);
    assert_eq!(json(at, &["holidays", "list"])["holidays"][1]["name"], "New Year");
    std::fs::write(at.join("bad.csv"), "date,name\nsoon,New Year\n").unwrap();
    run_in(at, &["holidays", "set", "--file", "bad.csv"])
        .refused("`bad.csv`, row 2: `date` `soon` is no date", "2026-12-25");
    run_in(at, &["holidays", "set", "Christmas"]).refused("`Christmas` names no holiday", "2026-12-25=Christmas Day");
    run_in(at, &["holidays", "set", "25.12.2026=Christmas"]).refused("is no date", "2026-03-31");
    run_in(at, &["holidays", "set", "2026-12-25="]).refused("holiday", "New Year");
}

#[test]
fn what_comes_next_links_and_both_audits_over_the_years_are_told_in_the_terminal() {
    let folder = running();
    let at = folder.path();
    let next = json(at, &["next", "--on", "2026-08-15"]);
    assert_eq!((&next["next"][0]["urgency"], &next["next"][0]["id"]), (&"overdue".into(), &"AC-1".into()), "{next}");
    assert!(next["next"].as_array().unwrap().len() <= 5, "{next}");
    good_in(at, &["control", "link", "AC-1", "CC6.1", "--reason", "it reviews access"]);
    let links = json(at, &["links", "control", "AC-1"]);
    assert_eq!((&links["to"][0]["id"], &links["to_of"], &links["from_of"]), (&"CC6.1".into(), &1.into(), &0.into()));
    run_in(at, &["links", "thing", "AC-1"]).refused("`thing` is no kind of object", "control");
    run_in(at, &["links", "control", "AC-9"]).refused("AC-9", "");
    let years = json(at, &["certification", "calendar", "--decision", "2027-03-16"]);
    assert_eq!((&years["basis"], &years["expiry"]), (&"trial".into(), &"2030-03-15".into()), "{years}");
    let told = good_in(at, &["certification", "calendar", "--decision", "2027-03-16"]).out;
    assert!(told.contains("Planned"), "the words of the page: {told}");
    assert!(good_in(at, &["certification", "calendar"]).out.contains("No certification is planned"));
    run_in(at, &["certification", "calendar", "--decision", "soon"])
        .refused("--decision: `soon` is no date", "2026-03-31");
}
