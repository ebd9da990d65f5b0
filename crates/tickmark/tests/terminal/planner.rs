//! Which framework first, and the demand of customers, in the terminal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

fn firm() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    good_in(folder.path(), &["init", "Acme Cloud"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

const ANSWER: [&str; 16] = [
    "planner",
    "answer",
    "--markets",
    "us_ca,europe",
    "--asked",
    "soc2,iso",
    "--regulator",
    "no",
    "--pre-revenue",
    "no",
    "--prospects",
    "yes",
    "--engineers",
    "30",
    "--budget",
    "80,000",
];

#[test]
fn r268_r325_answers_are_kept_tried_and_told_with_their_reasons() {
    let folder = firm();
    let at = folder.path();
    run_in(at, &["planner", "decide"]).refused("nobody has answered", "planner answer");
    good_in(at, &ANSWER);
    let found = json(at, &["planner", "decide"]);
    let decision = &found["planner"]["decision"];
    assert_eq!((&decision["result"], &decision["rule"]), (&"sequence".into(), &2.into()), "months are open: {found}");
    let told = good_in(at, &["planner", "decide", "--months", "18"]).out;
    for words in ["Both at once", "PC108: ", "What would change it", "49,999 USD in place of 80,000 USD"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(json(at, &["planner", "decide"])["planner"]["decision"]["result"], "sequence", "nothing was recorded");
    good_in(at, &["planner", "answer", "--months", "18"]);
    assert_eq!(json(at, &["planner", "decide"])["planner"]["decision"]["result"], "both_simultaneous");
    good_in(at, &["planner", "figure", "both_usd", "--value", "90000", "--source", "Offer of May"]);
    assert_eq!(json(at, &["planner", "decide"])["planner"]["decision"]["result"], "sequence");
    assert!(good_in(at, &["planner", "figures"]).out.contains("Offer of May"));
    good_in(at, &["planner", "figure", "both_usd", "--published"]);
    for (words, said, hint) in [
        (&["planner", "answer", "--markets", "mars"][..], "no market is known as `mars`", "us_ca"),
        (&["planner", "decide", "--budget", "-5"], "--budget: `-5` is no whole number", "write a number from 0"),
        (&["planner", "answer", "--engineers", "many"], "--engineers: `many` is no whole number", "open"),
        (&["planner", "answer", "--regulator", "perhaps"], "--regulator: `perhaps` is neither yes nor no", "open"),
        (&["planner", "answer", "--date", "soc2"], "is no goal with a day", "soc2=2026-09-01"),
        (&["planner", "answer", "--months", "18"], "answer to the planner", ""),
        (&["planner", "figure", "both_usd", "--value", "1"], "the source is empty", "where the figure comes from"),
        (&["planner", "figure", "moon", "--published"], "moon", "both_usd"),
    ] {
        run_in(at, words).refused(said, hint);
    }
}

#[test]
fn r312_r315_r316_demand_is_recorded_exchanged_and_held_against_the_answers() {
    let folder = firm();
    let at = folder.path();
    good_in(at, &ANSWER);
    let set = ["title=Tender", "customer=Stadtwerke", "market=europe", "asks=iso", "asked_on=2026-01-10"];
    let more = ["needed_by=2026-12-24", "required=yes", "required_by=Tender 4", "revenue=120000"];
    let mut words = vec!["demand", "add"];
    words.extend(set.iter().chain(&more).flat_map(|pair| ["--set", pair]));
    assert!(good_in(at, &words).out.starts_with("Added DMD-1"));
    let demand = &json(at, &["demand", "show"])["demand"];
    assert_eq!((&demand["required_by"][0], &demand["dates"]["iso"]), (&"Tender 4".into(), &"2026-12-24".into()));
    assert_eq!(demand["pipeline"][0]["count"]["usd"], 120_000, "{demand}");
    let told = good_in(at, &["planner", "decide"]).out;
    assert!(told.contains("It is required by: Tender 4. (DMD-1)"), "{told}");
    good_in(at, &["planner", "answer", "--from-demand"]);
    let answers = &json(at, &["planner", "decide"])["planner"]["answers"];
    assert_eq!(
        (&answers["regulator_requires_iso"], &answers["request_dates"]["iso"]),
        (&true.into(), &"2026-12-24".into())
    );
    assert!(good_in(at, &["register", "show", "DMD-1"]).out.contains("120,000"), "thousands stand apart");
    let list = at.join("demand.csv");
    good_in(at, &["demand", "export", "--out", list.to_str().unwrap()]);
    assert!(good_in(at, &["demand", "import", list.to_str().unwrap()]).out.contains("as they were 1"));
    std::fs::write(
        &list,
        "Request,Customer,Market,Asks for,Asked on,Revenue a year (USD)\nRenewal,Bank,mars,iso,2026-01-10,-5\n",
    )
    .unwrap();
    let refused = run_in(at, &["demand", "import", list.to_str().unwrap()]);
    assert!(
        refused.out.contains("`mars` is not understood") && refused.out.contains("whole number"),
        "{}",
        refused.out
    );
    assert!(good_in(at, &["demand", "list"]).out.contains("Tender"));
}

#[test]
fn r336_r337_r338_the_guide_is_shown_with_its_sources() {
    let folder = firm();
    let at = folder.path();
    let told = good_in(at, &["planner", "faq", "Type I"]).out;
    assert!(told.contains("Can Type I be left out?") && told.contains("PC102"), "{told}");
    assert_eq!(json(at, &["planner", "faq"])["questions"].as_array().unwrap().len(), 17);
    let guide = json(at, &["planner", "guide"]);
    assert_eq!((guide["rules"].as_array().unwrap().len(), guide["factors"].as_array().unwrap().len()), (6, 5));
    assert_eq!(guide["markets"].as_array().unwrap().len(), 6);
}
