//! The Statement of Applicability in the terminal: begun, decided, previewed, checked, written to files that other tools open;
//! and every clear refusal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    good_in(folder.path(), &["init", "Acme Cloud"]);
    assert!(good_in(folder.path(), &["soa", "draft"]).out.starts_with("Began the draft ST-1: entry "));
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r92_a_draft_is_listed_shown_and_decided_entry_by_entry() {
    let folder = begun();
    let at = folder.path();
    run_in(at, &["soa", "draft"]).refused("ST-1 is on its way", "go on with ST-1");
    let listed = json(at, &["soa", "list"]);
    assert_eq!((&listed["open"], &listed["versions"][0]["blocking"]), (&"ST-1".into(), &93.into()), "{listed}");
    good_in(
        at,
        &[
            "soa",
            "set",
            "a.5.15",
            "--decision",
            "applicable",
            "--reason",
            "law=GDPR",
            "--status",
            "partial",
            "--how",
            "By role.",
        ],
    );
    let shown = json(at, &["soa", "show", "A.5.15"]);
    let entry = &shown["rows"][0]["entry"];
    assert_eq!((&entry["reasons"]["law"], &entry["said_by"]["how"]), (&"GDPR".into(), &"person".into()), "{shown}");
    assert_eq!(shown["rows"].as_array().unwrap().len(), 1);
    let named = good_in(at, &["soa", "show", "A.5.15"]).out;
    assert!(named.contains("tickmark history --object statement_entry:A.5.15"), "{named}");
    let touched = json(at, &["history", "--object", "statement_entry:A.5.15"]);
    let events: Vec<&str> =
        touched["entries"].as_array().unwrap().iter().map(|entry| entry["event"].as_str().unwrap()).collect();
    assert_eq!(events, ["statement_entry_set", "statement_begun"], "the newest first: {touched}");
    assert_eq!(json(at, &["history", "--object", "statement_entry:A.5.16"])["of"], 1);
    let set = ["soa", "set", "A.8.30", "A.7.6", "--decision", "excluded", "--exclusion", "No such room or supplier."];
    let preview: Vec<&str> = set.iter().copied().chain(["--preview"]).collect();
    assert!(good_in(at, &preview).out.contains("ST-1: 2 would change"));
    assert_eq!(
        json(at, &["soa", "show", "A.7.6"])["rows"][0]["entry"]["decision"],
        "undecided",
        "a preview changes nothing"
    );
    good_in(at, &set);
    assert_eq!(json(at, &["soa", "show"])["progress"]["settled"], 3);
    let differs = json(at, &["soa", "diff"]);
    assert_eq!((&differs["from"], &differs["to"]), (&serde_json::Value::Null, &"ST-1".into()));
}

#[test]
fn r97_what_cannot_be_meant_is_refused_with_what_would_be_right() {
    let folder = begun();
    let at = folder.path();
    for (words, said, hint) in [
        (vec!["soa", "set", "A.5.99", "--decision", "applicable"], "A.5.99", ""),
        (vec!["soa", "set", "A.5.1", "--decision", "aplicable"], "aplicable", "applicable"),
        (vec!["soa", "set", "A.5.1", "--reason", "wish=x"], "wish", "law"),
        (vec!["soa", "set", "A.5.1", "--reference", "EV-1"], "names no kind", "evidence:EV-7"),
        (vec!["soa", "set", "A.5.1"], "nothing was named to be set", "--decision"),
        (vec!["soa", "set", "A.8.30", "--exclusion", "n/a"], "and not why", "activity, asset or risk"),
        (vec!["soa", "set", "A.7.7", "--status", "inherited"], "A.7.7", ""),
        (vec!["soa", "show", "A.5.99"], "A.5.99", ""),
        (vec!["soa", "show", "--version", "ST-9"], "ST-9", "ST-1"),
        (vec!["soa", "approve", "00"], "", ""),
        (vec!["soa", "effective", "--from", "soon"], "soon", "2026-03-31"),
        (vec!["soa", "export", "statement.pdf"], "statement.pdf", ".xlsx"),
    ] {
        run_in(at, &words).refused(said, hint);
    }
}

#[test]
fn the_statement_is_written_as_csv_json_and_xlsx_and_openpyxl_opens_it() {
    let folder = begun();
    let at = folder.path();
    good_in(at, &["soa", "set", "A.5.1", "--decision", "applicable", "--how", "=1+1"]);
    let file = |name: &str| at.join(name).display().to_string();
    for name in ["statement.csv", "statement.json", "statement.xlsx"] {
        good_in(at, &["soa", "export", "--out", &file(name)]);
    }
    let csv = std::fs::read_to_string(at.join("statement.csv")).unwrap();
    assert_eq!((csv.lines().count(), csv.contains("A.8.34")), (94, true), "{csv}");
    let whole: serde_json::Value = serde_json::from_slice(&std::fs::read(at.join("statement.json")).unwrap()).unwrap();
    assert_eq!(whole["rows"].as_array().unwrap().len(), 93);
    let present = Command::new("python3").args(["-c", "import openpyxl"]).stderr(Stdio::null()).status();
    if !present.is_ok_and(|status| status.success()) {
        eprintln!("skipped: python3 with openpyxl is not here");
        return;
    }
    let script = "import sys, openpyxl\n\
        book = openpyxl.load_workbook(open(sys.argv[1], 'rb'))\n\
        sheet = book['Statement of Applicability']\n\
        rows = [r for r in sheet.iter_rows() if str(r[0].value).startswith('A.')]\n\
        print(len(rows), book.sheetnames, rows[0][7].value, rows[0][7].data_type)";
    let output = Command::new("python3").args(["-c", script, &file("statement.xlsx")]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(said, "93 ['Statement of Applicability', 'Checks'] =1+1 s", "{wrong}");
}
