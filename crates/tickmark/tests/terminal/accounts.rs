//! Lists of accounts in the terminal: previewed, handed in with the day of the export, judged again on the item, and refused
//! with the row.

use crate::cli::{good_in, run_in};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

fn json(at: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

/// An organisation with one control, and a list of accounts.
fn firm() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["control", "add", "AC-1", "--name", "Access", "--status", "in_place", "--frequency", "quarterly"]);
    good_in(at, &["control", "link", "AC-1", "CC6.1", "--reason", "it does"]);
    let list = format!("{}/../formats/tests/findings/accounts-google.csv", env!("CARGO_MANIFEST_DIR"));
    std::fs::copy(list, at.join("users.csv")).unwrap();
    folder
}

#[test]
fn r185_accounts_of_an_identity_provider_become_evidence_of_both_frameworks() {
    let folder = firm();
    let at = folder.path();
    let shown = good_in(at, &["collect", "import", "users.csv", "--preview", "--captured", "2026-02-20"]);
    for words in [
        "users.csv, Account list: Google Workspace on example.com",
        "All 14",
        "Requirements that the rules of Tickmark name: 7 of 7",
        "SOC 2 CC6.1",
        "ISO/IEC 27001:2022 A.8.2",
        "counted back from 2026-02-20",
        "Preview only",
    ] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let undated = json(at, &["collect", "import", "users.csv", "--preview"]);
    assert_eq!((&undated["counts"]["pass"], &undated["counts"]["unknown"]), (&4.into(), &5.into()), "{undated}");
    let words = ["collect", "import", "users.csv", "--criterion", "CC6.1", "--period", "2026-02-20"];
    let done = json(at, &words);
    assert_eq!(done["receipt"]["object"], "EV-1", "{done}");
    assert_eq!((&done["read"]["counts"]["fail"], &done["read"]["counts"]["unknown"]), (&4.into(), &1.into()), "{done}");
    let item = json(at, &["evidence", "show", "EV-1"])["evidence"].clone();
    assert_eq!(item["serves"]["criteria"][0], "CC6.1", "{item}");
    assert!(!item["serves"]["iso"].as_array().unwrap().is_empty(), "the same item serves the certification: {item}");
    let said = &item["versions"][0]["said"];
    assert_eq!(
        (&said["title"], &said["kind"], &said["personal_data"], &said["source"]["rows"]),
        (&"Google Workspace on example.com, 2026-02-20".into(), &"access_log".into(), &true.into(), &7.into()),
        "{said}"
    );
    assert_eq!(said["classification"], "confidential");
    good_in(at, &["evidence", "get", "EV-1", "--out", "saved"]);
    let summary = std::fs::read_to_string(at.join("saved/summary-users.csv.txt")).unwrap();
    for words in ["14 (7 pass, 4 fail, 1 unknown, 2 informational)", "of these active 5", "critical: 1 pass, 1 fail"] {
        assert!(summary.contains(words), "{words}: {summary}");
    }
}

#[test]
fn a_list_that_cannot_be_imported_is_named_with_its_row_and_the_day_is_asked_for() {
    let folder = firm();
    let at = folder.path();
    run_in(at, &["collect", "import", "users.csv", "--control", "AC-1"])
        .refused("users.csv does not say on which day it was exported", "first and last");
    run_in(at, &["collect", "import", "users.csv", "--captured", "soon"]).refused("`soon` is no date", "2026-03-31");
    std::fs::write(at.join("odd.csv"), "Email,Status,MFA\na@b,active,maybe\n").unwrap();
    run_in(at, &["collect", "import", "odd.csv", "--preview"]).refused(
        "odd.csv: Account list: row 2: `MFA` is `maybe`; right would be yes or no",
        "as the provider exports it",
    );
    std::fs::write(at.join("few.csv"), "Email,Status\na@b,active\n").unwrap();
    run_in(at, &["collect", "import", "few.csv"]).refused("few.csv looks like none of the formats", "list of accounts");
    std::fs::write(at.join("empty.csv"), "Email,Status,MFA\n").unwrap();
    run_in(at, &["collect", "import", "empty.csv"]).refused("Account list: `empty.csv`", "one row for each account");
    assert_eq!(json(at, &["evidence", "list"])["matching"], 0);
}
