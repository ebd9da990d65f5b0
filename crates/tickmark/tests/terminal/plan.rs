//! The plan in the terminal: tried out, set, quoted, kept, reported.

use crate::cli::{good_in, run_in};
use std::path::Path;

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r292_r293_r313_a_plan_is_tried_out_and_set() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let trial = json(at, &["plan", "show", "--route", "extension", "--start", "2026-09-07"]);
    assert_eq!((&trial["set"], &trial["trial"]), (&false.into(), &true.into()));
    assert_eq!(trial["roadmap"]["ends"], serde_json::json!(["2027-02-21", "2027-02-21"]));
    let told = good_in(at, &["plan", "show", "--route", "extension", "--start", "2026-09-07"]).out;
    for words in [
        "in which two steps of one track run: 8 to 10, 14 to 16, 20.",
        "certification takes four to six months",
        "PC061: ",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for word in ["Pre-certification", "remediation"] {
        let whole = told.split_whitespace().filter(|one| *one == word).count();
        assert!(whole >= 2, "in no table is a word broken: {told}");
    }
    good_in(at, &["plan", "set", "--route", "iso-then-soc2", "--start", "2027-01-04", "--consultant", "true"]);
    let set = json(at, &["plan", "show"]);
    assert_eq!((&set["set"], &set["choices"]["route"]), (&true.into(), &"iso_then_soc2".into()));
    run_in(at, &["plan", "set", "--route", "extention"]).refused("no route is known as `extention`", "extension");
    run_in(at, &["plan", "set", "--start", "2027-02-30"]).refused("2027-02-30", "2026-03-31");
    run_in(at, &["plan", "set", "--size", "huge"]).refused("huge", "small");
    let twice = ["plan", "set", "--basis", "all_in", "--tool", "tool.any"];
    run_in(at, &twice).refused("contains tooling already", "leave the tool out");
}

#[test]
fn a_quote_a_baseline_and_a_step_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["plan", "set", "--route", "extension", "--start", "2026-09-07"]);
    good_in(at, &["plan", "figure", "set", "iso.certification_audit", "18500", "--source", "Firm of auditors"]);
    let cost = json(at, &["plan", "cost"]);
    let lines = cost["cost"]["lines"].as_array().unwrap();
    let audit = lines.iter().find(|line| line["figure"]["key"] == "iso.certification_audit").unwrap();
    assert_eq!((&audit["usd"], &audit["figure"]["instead_of"]), (&[18_500, 18_500].into(), &[5_000, 60_000].into()));
    run_in(at, &["plan", "figure", "set", "iso.surveilance", "1", "--source", "x"])
        .refused("no plan figure is known as `iso.surveilance`", "iso.surveillance");
    good_in(at, &["plan", "baseline", "--reason", "approved by the board"]);
    run_in(at, &["plan", "report", "extension/foundatoin"]).refused("no step of the plan", "extension/foundation");
    good_in(at, &["plan", "report", "gap_analysis", "--started", "2026-09-07", "--ended", "2026-10-06"]);
    let road = json(at, &["plan", "show"]);
    assert_eq!(road["baselines"][0]["steps"][0]["late_days"], 2);
    assert_eq!((&road["burndown"]["of"], &road["burndown"]["without_day"]), (&5.into(), &0.into()));
    let points = road["burndown"]["points"].as_array().unwrap();
    assert_eq!((&points[0]["on"], &points[0]["planned"]), (&"2026-09-07".into(), &5.into()));
    let shown = good_in(at, &["plan", "show"]).out;
    assert!(shown.contains("Against baseline 1") && shown.contains("What binds"), "{shown}");
    assert!(shown.contains("extension/certification_audit"), "an id stands in one piece: {shown}");
    assert!(shown.contains("2 days later."), "{shown}");
    assert!(shown.contains("Ends on 2027-") && !shown.contains("at the earliest"), "one day is said once: {shown}");
    let all = good_in(at, &["plan", "what-if"]).out;
    assert!(all.contains("From scratch") && all.contains("With a consultant"), "{all}");
    assert!(all.contains("Steps that were reported stay on their days"), "{all}");
    let ics = good_in(at, &["plan", "ics"]).out;
    assert!(ics.starts_with("BEGIN:VCALENDAR"), "{ics}");
    good_in(at, &["plan", "figure", "remove", "iso.certification_audit", "--reason", "the offer ran out"]);
    let figures = good_in(at, &["plan", "figure", "list"]).out;
    assert!(figures.contains("PC089") && figures.contains("none yet"), "{figures}");
}

#[test]
fn what_cannot_be_reckoned_with_is_refused_when_it_is_tried_out_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let tried = |words: &[&str]| run_in(at, &[&["plan", "show"], words].concat());
    tried(&["--maturity", "20"]).refused("maturity_percent: 20 % is out of range", "50 to 300");
    tried(&["--window", "0"]).refused("window_months: 0 months are no window", "1 to 36");
    tried(&["--window", "-6"]).refused("'-6' for '--window <MONTHS>'", "write a whole number without a sign");
    run_in(at, &["plan", "figure", "set", "iso.surveillance", "-5", "--source", "x"])
        .refused("'-5' for '<LOW>'", "write a whole number without a sign");
    let longer = good_in(at, &["plan", "show", "--maturity", "150"]).out;
    assert!(longer.contains("150 % of what was published: no reason is written yet."), "{longer}");
}
