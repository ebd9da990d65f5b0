//! Populations, samples, tests and exceptions in the terminal: a readiness test from the list to its note, and each clear
//! refusal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const SOURCE: [&str; 8] =
    ["--title", "Changes", "--system", "Tickets", "--query", "type = change", "--extracted-by", "Ida Lind"];
const CHECKS: [&str; 12] = [
    "--claimed",
    "30",
    "--completeness",
    "sequence",
    "--result",
    "complete",
    "--note",
    "no number is left out",
    "--checked",
    "3",
    "--matched",
    "3",
];

/// An engagement with one control that events ask for, and a list of thirty changes.
fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let control =
        ["--name", "Changes are approved", "--status", "in_place", "--frequency", "event_driven", "--owner", "Ida"];
    let words: Vec<&str> = ["control", "add", "CH-1"].into_iter().chain(control).collect();
    good_in(at, &words);
    good_in(at, &["engagement", "plan", "Type II", "--from", "2026-01-01", "--until", "2026-06-30"]);
    good_in(at, &["engagement", "controls", "EN-1", "CH-1"]);
    let rows: String = (1..=30).map(|n| format!("CHG-{n:03},2026-03-{n:02},2026-03-{n:02}\n")).collect();
    std::fs::write(at.join("changes.csv"), format!("Ticket,Created,Done\n{rows}")).unwrap();
    std::fs::write(at.join("wrong.csv"), "Ticket,Created\nCHG-1,2026-03-01\nCHG-1,soon\n").unwrap();
    folder
}

fn with<'a>(words: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(more).copied().collect()
}

fn handed_in(at: &Path) {
    let file = at.join("changes.csv").display().to_string();
    let words = ["population", "record", "EN-1", "CH-1", "--file", &file, "--map", "id=Ticket"];
    let done = good_in(at, &with(&with(&words, &SOURCE), &CHECKS));
    assert!(done.out.starts_with("Recorded PO-1 with 30 items"), "{}", done.out);
    assert!(done.out.contains("Read from") && !done.out.contains("No column was read as done"), "{}", done.out);
}

#[test]
fn a_readiness_test_goes_from_the_list_to_its_note() {
    let folder = begun();
    let at = folder.path();
    handed_in(at);
    run_in(at, &["sample", "draw", "PO-1"]).refused("PO-1 is not frozen", "freeze it first");
    good_in(at, &["population", "freeze", "PO-1"]);
    let shown = good_in(at, &["population", "show", "PO-1", "--json"]).json();
    assert_eq!(shown["checks"]["sequences"][0]["left_out"], 0, "{shown}");
    assert_eq!(shown["population"]["frozen_sha256"].as_str().unwrap().len(), 64, "{shown}");
    let drawn = good_in(at, &["sample", "draw", "PO-1", "--seed", "agreed", "--json"]).json();
    let items = drawn["sample"]["items"].as_array().unwrap().clone();
    assert_eq!(items.len(), 5, "a tenth of 30, at least 5: {drawn}");
    assert!(good_in(at, &["sample", "show", "SA-1"]).out.contains("smallest first, and take the first 5"));
    let plan = [
        "test",
        "plan",
        "EN-1",
        "CH-1",
        "--sample",
        "SA-1",
        "--method",
        "inspection",
        "--attribute",
        "A=approved first",
    ];
    good_in(at, &plan);
    assert!(good_in(at, &["test", "show", "TE-1"]).out.contains("Nothing is tested yet"));
    run_in(at, &["test", "note", "TE-1", "ready"]).refused("5 results of TE-1 are open", "every item");
    let each: Vec<&str> = items.iter().flat_map(|item| ["--item", item.as_str().unwrap()]).collect();
    good_in(at, &with(&["test", "record", "TE-1", "--outcome", "met"], &each));
    good_in(at, &["test", "note", "TE-1", "five of five are in order"]);
    let shown = good_in(at, &["test", "show", "TE-1", "--json"]).json();
    assert_eq!((&shown["test"]["stage"], &shown["test"]["tested"]), (&"readiness_noted".into(), &5.into()), "{shown}");
    let listed = good_in(at, &["population", "list", "EN-1"]).out;
    assert!(listed.contains("PO-1 (30, frozen)"), "{listed}");
    assert!(good_in(at, &["sample", "list", "EN-1", "--csv"]).out.contains("SA-1,CH-1,PO-1,5 of 30,hash_order"));
    assert!(good_in(at, &["test", "list", "EN-1"]).out.contains("TE-1 readiness: readiness noted"));
}

#[test]
fn a_list_with_a_problem_is_refused_whole() {
    let folder = begun();
    let at = folder.path();
    let file = at.join("wrong.csv").display().to_string();
    let words = ["population", "record", "EN-1", "CH-1", "--file", &file, "--map", "id=Ticket"];
    let ran = run_in(at, &with(&words, &SOURCE));
    assert_eq!(ran.code, 2, "{}", ran.out);
    for said in ["stands in row 2 too", "`soon` is no day", "Nothing was recorded"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let undone: String = "Ticket,Created,Ended\nCHG-1,2026-03-01,2026-03-02\n".into();
    std::fs::write(at.join("undone.csv"), undone).unwrap();
    let shown = good_in(at, &["population", "record", "EN-1", "CH-1", "--file", "undone.csv", "--preview"]).out;
    assert!(shown.contains("Read from id=Ticket, on=Created") && shown.contains("--map done=HEADING"), "{shown}");
    run_in(at, &["population", "show", "PO-1"]).refused("no population is known as `PO-1`", "list");
    let unnamed = ["population", "record", "EN-1", "CH-1", "--file", &file, "--map", "id=Key"];
    run_in(at, &unnamed).refused("no column is called `Key`", "Ticket, Created");
    let unknown = ["population", "record", "EN-1", "CH-1", "--file", &file, "--map", "name=Ticket"];
    run_in(at, &unknown).refused("names no field", "id=Ticket");
}

#[test]
fn what_is_the_auditors_is_not_the_organisations() {
    let folder = begun();
    let at = folder.path();
    handed_in(at);
    good_in(at, &["population", "revise", "PO-1", "--title", "Changes to production"]);
    good_in(at, &["population", "freeze", "PO-1"]);
    run_in(at, &["sample", "draw", "PO-1", "--size", "9", "--reason", "more"]).refused("is 5, not 9", "auditor");
    let audit = ["test", "plan", "EN-1", "CH-1", "--kind", "audit", "--method", "inspection", "--attribute", "A=so"];
    run_in(at, &audit).refused("SoD-14", "access to this engagement");
    let inquiry = ["test", "plan", "EN-1", "CH-1", "--method", "inquiry", "--attribute", "A=so"];
    run_in(at, &inquiry).refused("by inquiry alone", "inspection");
    good_in(at, &["test", "plan", "EN-1", "CH-1", "--method", "inspection", "--attribute", "A=so"]);
    good_in(at, &["sample", "draw", "PO-1"]);
    good_in(at, &["test", "take", "TE-1", "SA-1"]);
    run_in(at, &["test", "conclude", "TE-1", "exception", "--text", "x"]).refused("SoD-14", "");
    run_in(at, &["exception", "note", "TE-1", "--description", "x", "--effect", "y"]).refused("SoD-4", "");
    run_in(at, &["exception", "judge", "EX-1", "perhaps", "--reason", "x"])
        .refused("no judgement", "stands or cleared");
    assert!(good_in(at, &["exception", "list", "EN-1", "--json"]).json()["exceptions"].as_array().unwrap().is_empty());
}

#[test]
fn an_own_table_begins_as_a_copy_of_the_librarys() {
    let folder = begun();
    let at = folder.path();
    good_in(at, &["sample", "set-profile", "default", "--row", "weekly=6,9,16", "--source", "agreed with the firm"]);
    let listed = good_in(at, &["sample", "profiles", "--json"]).json();
    let own = &listed["profiles"][0];
    assert_eq!((&own["id"], &own["own"]), (&"default".into(), &true.into()), "{listed}");
    let rows = own["rows"].as_array().unwrap();
    assert!(
        rows.iter().any(|row| row["frequency"] == "weekly" && row["sizes"] == serde_json::json!([6, 9, 16])),
        "{own}"
    );
    assert!(rows.len() > 5, "the other rows stay: {own}");
    run_in(at, &["sample", "set-profile", "default", "--row", "weekly", "--source", "x"])
        .refused("not understood", "weekly=5");
}

#[test]
fn a_table_is_copied_chosen_and_read_by_a_draw_that_names_none() {
    let folder = begun();
    let at = folder.path();
    let copy =
        ["sample", "set-profile", "ours", "--from", "default", "--row", "event_driven=all", "--source", "agreed"];
    good_in(at, &with(&copy, &["--without", "many_per_day"]));
    run_in(at, &["sample", "set-profile", "x", "--from", "theirs"]).refused("theirs", "");
    good_in(at, &["sample", "choose-profile", "ours", "--engagement", "EN-1"]);
    run_in(at, &["sample", "choose-profile", "ours", "--engagement", "EN-9"]).refused("EN-9", "");
    run_in(at, &["sample", "choose-profile", "theirs"]).refused("theirs", "");
    let listed = good_in(at, &["sample", "profiles", "--json"]).json();
    let ours = listed["profiles"].as_array().unwrap().iter().find(|one| one["id"] == "ours").unwrap();
    assert!(ours["rows"].as_array().unwrap().iter().all(|row| row["frequency"] != "many_per_day"), "{ours}");
    let choice = &listed["choices"][1];
    assert_eq!((&choice["engagement"], &choice["profile"]), (&"EN-1".into(), &"ours".into()), "{listed}");
    handed_in(at);
    good_in(at, &["population", "freeze", "PO-1"]);
    good_in(at, &["sample", "draw", "PO-1"]);
    assert!(
        good_in(at, &["sample", "list", "EN-1", "--csv"]).out.contains("30 of 30"),
        "every item by the chosen table"
    );
}

#[test]
fn what_was_handed_in_is_written_to_a_file_and_comes_in_again_the_same() {
    let folder = begun();
    let at = folder.path();
    handed_in(at);
    for name in ["out.csv", "out.xlsx"] {
        let path = at.join(name).display().to_string();
        good_in(at, &["population", "export", "PO-1", "--out", &path]);
        let again = run_in(at, &["population", "revise", "PO-1", "--file", &path, "--preview"]);
        assert!(again.out.contains("30 items") && again.out.contains("0 left out"), "{name}: {}", again.out);
        assert!(
            again.out.contains("Duplicates 0, without an id 0, without a day 0, outside the period 0"),
            "{}",
            again.out
        );
    }
    let short = ["population", "revise", "PO-1", "--until", "2026-03-10", "--preview", "--file"];
    let path = at.join("out.csv").display().to_string();
    let ran = run_in(at, &with(&short, &[&path]));
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.out.contains("outside the period 20") && ran.out.contains("2026-03-11 lies outside"), "{}", ran.out);
    run_in(at, &["population", "export", "PO-1", "--out", "list.pdf"]).refused("no ending of a list", ".xlsx");
    good_in(at, &["population", "freeze", "PO-1"]);
    good_in(at, &["sample", "draw", "PO-1", "--seed", "agreed"]);
    let path = at.join("sample.csv").display().to_string();
    good_in(at, &["sample", "export", "SA-1", "--out", &path]);
    assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 6, "five items under the headings");
    let plan = ["test", "plan", "EN-1", "CH-1", "--sample", "SA-1", "--method", "inspection", "--attribute", "A=so"];
    good_in(at, &plan);
    good_in(at, &["test", "export", "TE-1", "--out", &path]);
    assert!(std::fs::read_to_string(&path).unwrap().contains("Version of the control"));
}
