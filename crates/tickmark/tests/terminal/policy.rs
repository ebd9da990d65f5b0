//! Controlled documents in the terminal: written, approved by others, published, acknowledged; a folder that comes in.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

/// An organisation with a draft: `PL-1`.
fn written() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    std::fs::write(at.join("access.md"), "# Access\n\nAccess follows need.\n").unwrap();
    let file = at.join("access.md");
    let write =
        ["policy", "write", file.to_str().unwrap(), "--number", "POL-02", "--title", "Access", "--meets", "5.18,CC6.2"];
    assert!(good_in(at, &write).out.starts_with("Wrote PL-1"));
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r159_a_document_waits_for_somebody_else_than_who_wrote_it() {
    let folder = written();
    let at = folder.path();
    run_in(at, &["policy", "publish", "PL-1"]).refused("is not approved", "");
    good_in(at, &["policy", "submit", "POL-02"]);
    run_in(at, &["policy", "approve", "PL-1"]).refused("SoD-1", "");
    run_in(at, &["policy", "approve", "PL-9"]).refused("no document is known as `PL-9`", "");
    run_in(at, &["policy", "submit", "PL-1", "--sha256", "abab"]).refused("PL-1", "");
    let one = &json(at, &["policy", "show", "PL-1"])["policy"];
    assert_eq!((&one["open_state"], &one["meets"][0]), (&"in_review".into(), &"A.5.18".into()), "{one}");
    assert!(good_in(at, &["policy", "list"]).out.contains("in_review"));
    assert_eq!(good_in(at, &["policy", "text", "PL-1"]).out, "# Access\n\nAccess follows need.\n");
    let file = at.join("access.md");
    std::fs::write(&file, "# Access\n\nAccess follows need and role.\n").unwrap();
    good_in(at, &["policy", "draft", "PL-1", file.to_str().unwrap()]);
    good_in(at, &["policy", "revise", "PL-1", "--review-months", "6", "--reason", "it changes often"]);
    run_in(at, &["policy", "revise", "PL-1", "--approvals", "7"]).refused("7 persons is not possible", "1 to 3");
    good_in(at, &["policy", "retire", "PL-1", "--reason", "a test"]);
    assert!(!good_in(at, &["policy", "list"]).out.contains("POL-02"));
    assert!(good_in(at, &["policy", "list", "--retired"]).out.contains("POL-02"));
}

#[test]
fn a_folder_of_markdown_comes_in_with_errors_by_file_and_line() {
    let folder = written();
    let at = folder.path();
    let documents = at.join("documents");
    std::fs::create_dir(&documents).unwrap();
    std::fs::write(
        documents.join("backup.md"),
        "---\nnumber: POL-05\nreview: 6\nkind: poem\nmeets: [A.8.13]\n---\n# Backup\n\nNightly.\n",
    )
    .unwrap();
    std::fs::write(documents.join("ir.md"), "# Incidents\n\n{{companyShortName}} tells customers.\n").unwrap();
    std::fs::write(documents.join("picture.png"), "no document").unwrap();
    let path = documents.to_str().unwrap();
    let wrong = run_in(at, &["policy", "import", path, "--json"]);
    let told = wrong.json();
    let problem = &told["problems"][0];
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["field"]),
        (&"backup.md".into(), &4.into(), &"kind".into())
    );
    std::fs::write(
        documents.join("backup.md"),
        "---\nnumber: POL-05\nreview: 6\nmeets: [A.8.13]\n---\n# Backup\n\nNightly.\n",
    )
    .unwrap();
    assert!(good_in(at, &["policy", "import", path, "--preview"]).out.contains("New 2"));
    good_in(at, &["policy", "import", path]);
    let again = good_in(at, &["policy", "import", path]).out;
    assert!(again.contains("known already 2") && again.contains("Nothing would change"), "{again}");
    let told = good_in(at, &["policy", "list", "--concerns"]).out;
    assert!(told.contains("Placeholders not filled in") && !told.contains("no_owner"), "in words: {told}");
    let listed = json(at, &["policy", "list", "--concerns"]);
    let ir = listed["policies"].as_array().unwrap().iter().find(|one| one["number"] == "ir").unwrap().clone();
    assert_eq!(ir["title"], "Incidents", "the first heading is the title");
    assert!(ir["concerns"].as_array().unwrap().contains(&"placeholders".into()), "{ir}");
}

#[test]
fn starter_texts_begin_documents_and_what_is_missing_is_told() {
    let folder = written();
    let at = folder.path();
    assert!(good_in(at, &["policy", "start"]).out.contains("information-security"));
    good_in(at, &["policy", "start", "information-security"]);
    run_in(at, &["policy", "start", "poem"]).refused("no starter text is known as `poem`", "");
    let checks = json(at, &["policy", "check"]);
    assert_eq!(checks["pieces"].as_array().unwrap().len(), 18);
    let piece = &checks["pieces"][1];
    assert_eq!((&piece["piece"], &piece["there"]), (&"security_policy".into(), &false.into()), "a draft is none yet");
    assert_eq!(piece["documents"][0], "PL-2");
}

#[test]
fn r161_r163_the_terminal_disposes_of_versions_and_says_what_texts_are_asked_about() {
    let folder = written();
    let at = folder.path();
    run_in(at, &["policy", "dispose", "PL-1", "--version", "1", "--reason", "x"]).refused("is still in use: draft", "");
    good_in(at, &["policy", "retire", "POL-02", "--reason", "a test"]);
    run_in(at, &["policy", "dispose", "POL-02", "--version", "1", "--reason", "x"]).refused("is kept until", "after");
    assert!(json(at, &["policy", "list", "--ripe"])["policies"].as_array().unwrap().is_empty());
    let one = &json(at, &["policy", "show", "PL-1"])["policy"]["versions"][0];
    assert_eq!((&one["ripe"], &one["disposed"]), (&false.into(), &serde_json::Value::Null), "{one}");
    assert!(one["kept_until"].is_string(), "{one}");
    let file = at.join("use.md");
    std::fs::write(&file, "# Use\n\nEverybody must lock the screen.\n").unwrap();
    good_in(at, &["policy", "write", file.to_str().unwrap(), "--number", "POL-08", "--title", "Use"]);
    let asked = &json(at, &["policy", "check"])["texts"];
    let statement = &asked["documents"][0]["statements"][0];
    assert_eq!((&statement["line"], &statement["says"]), (&3.into(), &"duty".into()), "{asked}");
    good_in(at, &["policy", "start", "backup"]);
    let said = good_in(at, &["policy", "check"]).out;
    assert!(said.contains("stand word for word in the starter text"), "{said}");
}
