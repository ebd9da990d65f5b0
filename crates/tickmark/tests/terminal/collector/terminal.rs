//! Collectors in the terminal.

use crate::cli::{good_in, run_in};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An organisation of one person, to whom management waived that an author does not approve.
fn alone() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["control", "add", "AC-1", "--name", "Configuration"]);
    std::fs::create_dir(at.join("open")).unwrap();
    std::fs::write(at.join("open/config"), "hello").unwrap();
    folder
}

fn declare(at: &Path, name: &str, check: &serde_json::Value) {
    let said = json!({
        "name": name, "controls": ["AC-1"], "environment": "production",
        "schedule": { "rhythm": "daily", "at": "06:00" }, "check": check,
    });
    std::fs::write(at.join("collector.json"), said.to_string()).unwrap();
}

fn hash(at: &Path) -> serde_json::Value {
    json!({ "what": { "file_hash": { "path": at.join("open/config") } } })
}

#[test]
fn a_collector_is_declared_tried_shown_and_waits_for_somebody_else() {
    let folder = alone();
    let at = folder.path();
    let empty = good_in(at, &["collector", "list"]).out;
    assert!(empty.contains("tickmark collector set FILE"), "{empty}");
    declare(at, "Gateway", &hash(at));
    let open = at.join("open");
    let reach = ["--collect-folder", open.to_str().unwrap()];
    let tried = good_in(at, &["collector", "try", "collector.json", reach[0], reach[1]]).out;
    assert!(tried.contains("The check says unknown") && tried.contains("Nothing was kept."), "{tried}");
    let set = good_in(at, &["collector", "set", "collector.json"]).out;
    assert!(set.starts_with("Declared CO-1; somebody else approves it before it runs: entry "), "{set}");
    let shown = good_in(at, &["collector", "show", "CO-1", "--json"]).json();
    let (one, declaration) = (&shown["collector"], shown["collector"]["declaration"].as_str().unwrap());
    assert_eq!(
        (&one["standing"], &one["rule_from"], &one["schedule"]["at"]),
        (&json!("waiting"), &json!("kind"), &json!("06:00"))
    );
    assert!(good_in(at, &["collector", "show", "CO-1"]).out.contains("package check"));
    let wrong = run_in(at, &["collector", "run", "CO-1"]);
    wrong.refused("what CO-1 runs was not approved yet", "somebody who did not write it");
    let own = run_in(at, &["collector", "approve", "CO-1", "--declaration", declaration]);
    own.refused("SoD-1", "owner");
    let tried = good_in(at, &["collector", "try", "CO-1", reach[0], reach[1], "--json"]).json();
    assert_eq!(tried["files"][0]["name"], "result.json");
    good_in(at, &["collector", "pause", "CO-1", "--reason", "the server moves"]);
    good_in(at, &["collector", "resume", "CO-1"]);
    good_in(at, &["collector", "remove", "CO-1", "--reason", "not needed"]);
    assert_eq!(good_in(at, &["collector", "list", "--json"]).json()["collectors"], json!([]));
    let removed = good_in(at, &["collector", "list", "--removed", "--csv"]).out;
    assert!(removed.contains("CO-1,Gateway,file_hash,AC-1"), "{removed}");
}

#[test]
fn a_waiver_lets_one_person_run_what_they_wrote() {
    let folder = alone();
    let at = folder.path();
    let until = app::Clock::system().today().saturating_add(jiff::ToSpan::days(60)).to_string();
    good_in(at, &["waiver", "propose", "SoD-1", "me", "--reason", "there is one of us", "--until", &until]);
    let id = good_in(at, &["waiver", "list", "--json"]).json()["waivers"][0]["id"].as_str().unwrap().to_owned();
    good_in(at, &["waiver", "approve", &id]);
    declare(at, "Gateway", &hash(at));
    good_in(at, &["collector", "set", "collector.json"]);
    let shown = good_in(at, &["collector", "show", "CO-1", "--json"]).json();
    let declaration = shown["collector"]["declaration"].as_str().unwrap();
    good_in(at, &["collector", "approve", "CO-1", "--declaration", declaration]);
    let open = at.join("open");
    let ran = good_in(at, &["collector", "run", "CO-1", "--collect-folder", open.to_str().unwrap()]).out;
    assert!(ran.contains("Evidence EV-1 waits to be judged"), "{ran}");
    let runs = good_in(at, &["collector", "runs", "CO-1", "--json"]).json();
    assert_eq!((&runs["total"], &runs["runs"][0]["evidence"]), (&json!(1), &json!("EV-1")));
    let bare = good_in(at, &["collector", "run", "CO-1"]).out;
    assert!(bare.contains("The check says unknown") && bare.contains("--collect-folder FOLDER"), "{bare}");
}

#[test]
fn files_and_fields_are_refused_by_name() {
    let folder = alone();
    let at = folder.path();
    run_in(at, &["collector", "set", "nowhere.json"]).refused("nowhere.json: ", "declaration as JSON");
    std::fs::write(at.join("collector.json"), "{\"name\": 1}").unwrap();
    run_in(at, &["collector", "set", "collector.json"]).refused("collector.json: invalid type: integer `1`", "docs");
    declare(at, "Gateway", &json!({ "what": { "file_hash": { "path": "relative" } } }));
    run_in(at, &["collector", "set", "collector.json"]).refused("what.file_hash.path: is an absolute path", "fields");
    declare(at, "Gateway", &hash(at));
    good_in(at, &["collector", "set", "collector.json"]);
    run_in(at, &["collector", "set", "collector.json", "--id", "CO-2"])
        .refused("no collector is known as `CO-2`", "CO-1");
    run_in(at, &["collector", "show", "CO-9"]).refused("no collector is known as `CO-9`", "");
}

#[test]
fn a_credential_comes_from_standard_input_and_is_never_shown() {
    let folder = alone();
    let at = folder.path();
    declare(at, "Leavers", &json!({ "what": { "sql_query": { "credential": "hr", "sql": "SELECT 1 AS a" } } }));
    good_in(at, &["collector", "set", "collector.json"]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .current_dir(at)
        .args(["collector", "credential", "set", "hr", "--collector", "CO-1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"postgresql://a:canary-12@127.0.0.1/b\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("Kept the credential hr of CO-1; it is never shown"), "{said}");
    let shown = good_in(at, &["collector", "show", "CO-1"]).out;
    assert!(shown.contains("hr: set ") && !shown.contains("canary-12"), "{shown}");
    good_in(at, &["collector", "credential", "remove", "hr", "--collector", "CO-1"]);
    assert!(good_in(at, &["collector", "show", "CO-1"]).out.contains("hr: not set"));
    run_in(at, &["collector", "credential", "remove", "hr", "--collector", "CO-1"])
        .refused("no credential is known", "");
}
