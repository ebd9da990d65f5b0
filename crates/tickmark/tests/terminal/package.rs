//! Audit packages in the terminal: planned, refused, built, saved, checked elsewhere, taken back.

#[path = "../../../app/tests/packages/firm.rs"]
mod firm;

use crate::cli::{good_in, run_in};
use firm::Firm;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const CPA: [&str; 6] = ["package", "build", "--engagement", "EN-1", "--for", "cpa"];
const BODY: [&str; 8] = ["package", "build", "--for", "certification", "--from", "2026-01-01", "--until", "2026-06-30"];

/// An organisation whose examination lacks nothing, in the usual data folder.
fn whole() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    drop(Firm::whole(&folder.path().join("tickmark-data")));
    folder
}

fn json(at: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

fn python(at: &Path, file: &str, key: &str) -> (bool, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_package.py");
    let output = Command::new("python3").current_dir(at).args(["-B", script, file, "--key", key]).output().unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn r175_r177_both_packages_are_built_saved_and_found_intact_in_another_folder() {
    let (folder, elsewhere) = (whole(), tempfile::tempdir().unwrap());
    let (at, away) = (folder.path(), elsewhere.path());
    let cpa = good_in(at, &[&CPA[..], &["--out", "cpa.zip"]].concat());
    assert!(cpa.out.starts_with("Built PK-1: ") && cpa.out.contains(", complete"), "{}", cpa.out);
    assert!(cpa.err.contains("Files of evidence: ") && cpa.err.contains("Checking and keeping"), "{}", cpa.err);
    let body = json(at, &[&BODY[..], &["--partial", "--out", "body.zip"]].concat());
    assert_eq!((&body["package"]["id"], &body["package"]["complete"]), (&"PK-2".into(), &false.into()), "{body}");
    let key = json(at, &["checkpoint"])["key"].as_str().unwrap().to_owned();
    for (file, words) in [("cpa.zip", "It says that nothing is missing"), ("body.zip", "PARTIAL")] {
        std::fs::copy(at.join(file), away.join(file)).unwrap();
        let ran = good_in(away, &["verify", file, "--key", &key]);
        assert!(ran.out.contains("INTACT") && ran.out.contains(words), "{}", ran.out);
        let (good, said) = python(away, file, &key);
        assert!(good, "{said}");
    }
    let list = json(at, &["package", "list"]);
    assert_eq!(list["packages"].as_array().unwrap().len(), 2, "{list}");
    let shown = json(at, &["package", "show", "PK-1"]);
    assert_eq!(shown["package"]["sha256"].as_str().unwrap().len(), 64, "{shown}");
    good_in(at, &["package", "save", "PK-1", "--out", "again.zip"]);
    assert_eq!(std::fs::read(at.join("again.zip")).unwrap(), std::fs::read(at.join("cpa.zip")).unwrap());
    let bytes = std::fs::read(away.join("cpa.zip")).unwrap();
    let mut changed = bytes.clone();
    changed[bytes.len() / 3] ^= 1;
    std::fs::write(away.join("changed.zip"), changed).unwrap();
    assert_eq!(run_in(away, &["verify", "changed.zip", "--key", &key]).code, 1);
    assert!(!python(away, "changed.zip", &key).0);
}

#[test]
fn a_plan_says_what_would_be_missing_and_a_build_is_refused_with_it() {
    let folder = whole();
    let at = folder.path();
    let plan = json(at, &["package", "plan", "--engagement", "EN-1", "--for", "cpa"]);
    let plan = &plan["plan"];
    assert_eq!((&plan["complete"], &plan["labels"]["reused"]), (&true.into(), &1.into()), "{plan}");
    assert_eq!(plan["left_out"][0]["what"], "EV-2", "{plan}");
    let words = good_in(at, &["package", "plan", "--engagement", "EN-1", "--for", "certification"]).out;
    assert!(words.contains("Statement of Applicability") && words.contains("things are missing"), "{words}");
    run_in(at, &BODY).refused("the package lacks", "ask for a partial package");
    assert_eq!(json(at, &["package", "list"])["packages"].as_array().unwrap().len(), 0);
    run_in(at, &["package", "build", "--for", "cpa"]).refused("engagement", "EN-1");
    run_in(at, &["package", "build", "--for", "cfo"]).refused("no audience is known as `cfo`", "`cpa`");
    run_in(at, &["package", "plan", "--for", "cpa", "--engagement", "EN-7"]).refused("EN-7", "`EN-1`");
    run_in(at, &["package", "plan", "--for", "certification", "--from", "soon"])
        .refused("--from: `soon`", "2026-03-31");
    run_in(at, &["package", "show", "PK-1"]).refused("PK-1", "tickmark package list");
    let nowhere = [&CPA[..], &["--out", "no/such/folder.zip"]].concat();
    run_in(at, &nowhere).refused("no/such/folder.zip cannot be written", "a folder that is there");
    let over = [&CPA[..], &["--out", "there.zip"]].concat();
    std::fs::write(at.join("there.zip"), "kept").unwrap();
    run_in(at, &over).refused("there.zip is there already", "--force");
    let built = json(at, &["package", "list"]);
    assert_eq!(built["packages"].as_array().unwrap().len(), 0, "nothing was built for nothing: {built}");
    assert_eq!(std::fs::read(at.join("there.zip")).unwrap(), b"kept");
    good_in(at, &[&over[..], &["--force"]].concat());
    assert!(std::fs::read(at.join("there.zip")).unwrap().starts_with(b"PK"));
    good_in(at, &["package", "withdraw", "PK-1", "--reason", "built for a trial"]);
    run_in(at, &["package", "save", "PK-1", "--out", "x.zip"]).refused("was taken back: built for a trial", "later");
    assert!(good_in(at, &["package", "list"]).out.contains("taken back"));
}

#[test]
fn a_build_that_is_killed_leaves_nothing() {
    let folder = whole();
    let at = folder.path();
    let data = at.join("tickmark-data");
    let firm = Firm::at(&data);
    let large: Vec<u8> = (0..60_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    firm.accepted("A large one", &[("disk.bin", &large)], false);
    drop(firm);
    let files = |folder: &str| {
        let listed = Command::new("find").arg(data.join(folder)).args(["-type", "f", "-size", "+0"]).output().unwrap();
        let mut lines: Vec<String> = String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let before = files("blobs");
    let program = env!("CARGO_BIN_EXE_tickmark");
    let mut caught = 0;
    for _ in 0..3 {
        let mut command = Command::new(program);
        let mut child = command.current_dir(at).args(CPA).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
        while child.try_wait().unwrap().is_none() {
            if !files("stage").is_empty() {
                caught += 1;
                break;
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(caught > 0, "no build was caught in the middle");
    let built = json(at, &["package", "list"])["packages"].as_array().unwrap().len();
    for number in 1..=built {
        good_in(at, &["package", "withdraw", &format!("PK-{number}"), "--reason", "it was faster than the kill"]);
    }
    good_in(at, &CPA);
    let number = built + 1;
    good_in(at, &["package", "withdraw", &format!("PK-{number}"), "--reason", "only to see what is left"]);
    assert_eq!(files("blobs"), before, "after {caught} kills in the middle");
    assert!(files("stage").is_empty());
    good_in(at, &["verify"]);
}
