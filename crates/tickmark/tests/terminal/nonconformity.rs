//! Nonconformities in the terminal: from what was found to what closing needs, a list in and out, and clear refusals.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const WHAT: [&str; 4] = ["--title", "Leavers keep their access", "--description", "Four of ten kept it for a week."];

/// An organisation with a minor nonconformity: `NC-1`.
fn raised() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let raise =
        [&["nonconformity", "raise", "--class", "minor", "--against", "A.5.18,CC6.2", "--owner", "me"], &WHAT[..]];
    assert!(good_in(at, &raise.concat()).out.starts_with("Raised NC-1"));
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r151_it_goes_from_step_to_step_and_says_what_is_missing() {
    let folder = raised();
    let at = folder.path();
    let step = |words: &[&str]| good_in(at, &[&["nonconformity"], words].concat());
    run_in(at, &["nonconformity", "close", "NC-1"])
        .refused("cannot be closed, because this is missing", "record what is missing");
    run_in(at, &["nonconformity", "cause", "NC-1", "--cause", "Haste"])
        .refused("is not corrected yet", "correction first");
    step(&["correct", "NC-1", "--correction", "Ended"]);
    step(&["cause", "NC-1", "--cause", "Nobody tells IT", "--method", "five whys"]);
    step(&["similar", "NC-1", "--similar", "None"]);
    step(&["plan", "NC-1", "--what", "A nightly job", "--owner", "me", "--due", "2099-01-01"]);
    step(&["plan", "NC-1", "--what", "A poster", "--owner", "me", "--due", "2099-01-01"]);
    step(&["drop", "NC-1", "2", "--reason", "nobody reads it"]);
    step(&["finish", "NC-1", "1", "--note", "It runs"]);
    let one = &json(at, &["nonconformity", "show", "NC-1"])["nonconformity"];
    assert_eq!((&one["state"], &one["next_state"]), (&"action_done".into(), &"effectiveness_checked".into()), "{one}");
    assert_eq!(one["missing"], serde_json::json!(["effectiveness", "evidence"]), "{one}");
    let told = step(&["show", "NC-1"]).out;
    assert!(told.contains("five whys") || told.contains("Nobody tells IT"), "{told}");
    run_in(at, &["nonconformity", "judge", "NC-1", "--result", "effective", "--note", "x"]).refused("SoD-5", "");
    run_in(at, &["nonconformity", "judge", "NC-1", "--result", "good", "--note", "x"])
        .refused("no result is known", "effective");
    run_in(at, &["nonconformity", "cite", "NC-1", "--evidence", "EV-9"]).refused("no evidence is known", "");
}

#[test]
fn the_register_is_filtered_and_its_deadlines_are_set() {
    let folder = raised();
    let at = folder.path();
    let raise = |class: &str, found: &str| {
        good_in(at, &[&["nonconformity", "raise", "--class", class, "--found", found], &WHAT[..]].concat());
    };
    raise("major", "2020-01-02");
    raise("opportunity", "2020-01-02");
    let listed = json(at, &["nonconformity", "list"]);
    assert_eq!(listed["figures"]["blocking_certification"], serde_json::json!(["NC-2"]), "{listed}");
    assert_eq!(listed["figures"]["improvements"], serde_json::json!(["NC-3"]), "{listed}");
    assert!(good_in(at, &["nonconformity", "list"]).out.contains("block certification: NC-2"));
    for (filter, ids) in [
        (&["--overdue"][..], vec!["NC-2"]),
        (&["--class", "minor"], vec!["NC-1"]),
        (&["--about", "A.5.18"], vec!["NC-1"]),
        (&["--owner", "me", "--open"], vec!["NC-1"]),
        (&["--state", "closed"], vec![]),
        (&["--to-verify"], vec![]),
        (&["--source", "other"], vec!["NC-1", "NC-2", "NC-3"]),
    ] {
        let listed = json(at, &[&["nonconformity", "list"], filter].concat());
        let found: Vec<&str> =
            listed["nonconformities"].as_array().unwrap().iter().filter_map(|one| one["id"].as_str()).collect();
        assert_eq!(found, ids, "{filter:?}");
    }
    run_in(at, &["nonconformity", "list", "--class", "huge"]).refused("no class is known", "");
    good_in(at, &["nonconformity", "rules", "--major", "30", "--wait", "0"]);
    let rules = json(at, &["nonconformity", "rules"]);
    assert_eq!((&rules["rules"]["major_days"], &rules["rules"]["minor_days"]), (&30.into(), &180.into()), "{rules}");
    run_in(at, &["nonconformity", "rules", "--minor", "0"]).refused("0 days are not possible", "1 to 1095");
    good_in(at, &["nonconformity", "revise", "NC-1", "--class", "major", "--reason", "it is wider"]);
    good_in(at, &["nonconformity", "reject", "NC-3", "--reason", "known"]);
    let ended = json(at, &["nonconformity", "list", "--state", "rejected"]);
    assert_eq!(ended["nonconformities"][0]["id"], "NC-3", "{ended}");
    run_in(at, &[&["nonconformity", "raise"], &WHAT[..]].concat()).refused("--class is missing", "major, minor");
    good_in(at, &["nonconformity", "correct", "NC-1", "--correction", "Ended"]);
    good_in(at, &["nonconformity", "cause", "NC-1", "--cause", "Haste"]);
    good_in(at, &["nonconformity", "no-action", "NC-1", "--reason", "a single mistake"]);
}

#[test]
fn r157_the_log_goes_out_and_comes_in_again_without_changing_anything() {
    let folder = raised();
    let at = folder.path();
    for name in ["log.csv", "log.xlsx"] {
        let file = at.join(name);
        let file = file.to_str().unwrap();
        assert!(good_in(at, &["nonconformity", "export", "--out", file]).out.contains("Wrote 1 nonconformity"));
        assert!(good_in(at, &["nonconformity", "import", file]).out.contains("Nothing would change"));
    }
    run_in(at, &["nonconformity", "export", "log.pdf"]).refused("no ending of a list", ".csv or .xlsx");
    let list = at.join("capa.csv");
    std::fs::write(
        &list,
        "Title,Description,Class,Found,Reference\nOne,Seen,minor,2026-01-02,F-1\nTwo,,huge,soon,F-2\n",
    )
    .unwrap();
    let file = list.to_str().unwrap();
    let bad = run_in(at, &["nonconformity", "import", file]);
    assert_eq!(bad.code, 2, "{}", bad.out);
    for said in ["the description is empty", "`huge` is not understood", "`soon` is not understood"] {
        assert!(bad.out.contains(said), "{}", bad.out);
    }
    std::fs::write(&list, "Title,Class\nOne,minor\n").unwrap();
    run_in(at, &["nonconformity", "import", file]).refused("no column is called `Description`", "the export shows");
    std::fs::write(&list, "Title,Description,Class,Correction,Cause\nOne,Seen,minor,Mended,Haste\n").unwrap();
    assert!(good_in(at, &["nonconformity", "import", file, "--preview"]).out.contains("Preview only"));
    assert!(good_in(at, &["nonconformity", "import", file]).out.contains("Imported."));
    assert_eq!(json(at, &["nonconformity", "show", "NC-2"])["nonconformity"]["state"], "cause_found");
}
