//! Management reviews in the terminal: from a day to its closing, the agenda from what is so, and clear refusals.

use crate::cli::{good_in, run_in};
use std::path::Path;

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r146_it_goes_from_a_day_to_minutes_and_the_check_says_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["review", "interval", "6"]);
    let scheduled = ["review", "schedule", "--title", "Review of 2099", "--day", "2099-01-01"];
    assert!(good_in(at, &scheduled).out.starts_with("Scheduled RV-1"));
    good_in(at, &["review", "move", "RV-1", "--day", "2099-02-01", "--reason", "the board is away"]);
    let agenda = json(at, &["review", "agenda", "RV-1"]);
    assert_eq!(agenda["agenda"]["points"].as_array().unwrap().len(), 11, "{agenda}");
    assert_eq!(agenda["sent"], false);
    run_in(at, &["review", "hold", "RV-1", "--with", "me"]).refused("the agenda of RV-1 was not sent", "send it first");
    good_in(at, &["review", "agenda", "RV-1", "--send"]);
    good_in(at, &["review", "hold", "RV-1", "--with", "me:chair"]);
    run_in(at, &["review", "note", "RV-1", "z", "x"]).refused("no input is known as `z`", "");
    for input in ["a", "b", "c", "d1", "d2", "d3", "d4", "e", "f_results", "f_plan_status"] {
        good_in(at, &["review", "note", "RV-1", input, "Nothing to report"]);
    }
    good_in(
        at,
        &[
            "review",
            "decide",
            "RV-1",
            "--kind",
            "improvement",
            "--text",
            "Rehearse",
            "--owner",
            "me",
            "--due",
            "2099-05-01",
        ],
    );
    good_in(at, &["review", "decide", "RV-1", "--kind", "resources", "--text", "A mistake"]);
    good_in(at, &["review", "undecide", "RV-1", "2"]);
    good_in(at, &["review", "minutes", "RV-1", "--text", "All was gone through"]);
    run_in(at, &["review", "cite", "RV-1", "--evidence", "EV-9"]).refused("no evidence is known as `EV-9`", "");
    let shown = json(at, &["review", "show", "RV-1"]);
    let checks: Vec<&str> = shown["management_review"]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|found| found["check"].as_str())
        .collect();
    assert_eq!(checks, ["MR-01", "MR-04"], "whoever is alone is top management: {shown}");
    assert_eq!(run_in(at, &["review", "check", "RV-1"]).code, 1, "errors stand");
    run_in(at, &["review", "approve", "RV-1"]).refused("ou may not approve", "");
    run_in(at, &["review", "action", "RV-1", "1", "done"]).refused("are not approved", "");
    run_in(at, &["review", "close", "RV-1"]).refused("are not approved", "");
    let list = json(at, &["review", "list"]);
    assert_eq!(
        (&list["programme"]["interval_months"], &list["management_reviews"][0]["state"]),
        (&6.into(), &"held".into())
    );
    good_in(at, &["review", "schedule", "--title", "Board in May", "--day", "2020-05-04", "--record"]);
    good_in(at, &["review", "cancel", "RV-2", "--reason", "kept elsewhere"]);
    assert!(good_in(at, &["review", "list"]).out.contains("cancelled"));
    run_in(at, &["review", "show", "RV-9"]).refused("no management review is known as `RV-9`", "");
}
