//! Suppliers in the terminal: the register, reports, what they ask of us, a list in and out; and every clear refusal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

const CLAUSES: &str = "security_requirements,confidentiality,incident_notice,return_of_data,termination";

/// An organisation with a host that is monitored: `SU-1`.
fn hosted() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let host = [
        "supplier",
        "add",
        "--name",
        "Nimbus Hosting",
        "--services",
        "Runs servers",
        "--technology",
        "yes",
        "--chain",
        "none",
        "--contract-from",
        "2026-01-05",
        "--clauses",
        CLAUSES,
        "--monitoring",
        "Status page",
        "--owner",
        "me",
        "--needed",
        "yes",
        "--subservice",
        "carve_out",
        "--csoc",
        "CSOC-1|Guards its sites|CC6.4",
    ];
    assert!(good_in(at, &host).out.starts_with("Added SU-1"));
    good_in(at, &["supplier", "assess", "SU-1", "--result", "Low."]);
    good_in(at, &["supplier", "move", "SU-1", "approved"]);
    good_in(at, &["supplier", "move", "SU-1", "monitored", "--next-review", "2099-01-01"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r232_r234_the_register_shows_what_is_missing() {
    let folder = hosted();
    let at = folder.path();
    let listed = json(at, &["supplier", "list"]);
    assert_eq!(listed["suppliers"][0]["state"], "monitored", "{listed}");
    assert_eq!(listed["oversight"]["findings"][0]["id"], "no_policy", "{listed}");
    good_in(at, &["supplier", "rules", "--policy", "POL-07", "--approved", "2026-01-05", "--procedure", "PRO-12"]);
    good_in(at, &["supplier", "revise", "SU-1", "--clauses", "confidentiality"]);
    let listed = json(at, &["supplier", "list", "--lacking"]);
    let findings: Vec<&str> =
        listed["suppliers"][0]["findings"].as_array().unwrap().iter().filter_map(|f| f["id"].as_str()).collect();
    assert!(findings.contains(&"no_security_requirements") && findings.contains(&"no_report"), "{findings:?}");
    assert!(good_in(at, &["supplier", "list", "--csv"]).out.contains("SU-1,Nimbus Hosting,1,medium,monitored"));
    run_in(at, &["supplier", "move", "SU-1", "ended"]).refused("in one step", "from here it goes to");
    run_in(at, &["supplier", "list", "--state", "monitord"]).refused("no state is known", "monitored");
    run_in(at, &["supplier", "revise", "SU-1", "--csoc", "CSOC-2"]).refused("has no text", "CSOC-1|");
}

#[test]
fn r235_an_incident_follows_the_named_procedure() {
    let folder = hosted();
    let at = folder.path();
    let incident =
        ["supplier", "incident", "--supplier", "SU-1", "--what", "Storage was down", "--happened", "2026-01-07"];
    run_in(at, &incident).refused("no procedure says", "name the procedure");
    good_in(at, &["supplier", "rules", "--policy", "POL-07", "--procedure", "PRO-12"]);
    assert!(good_in(at, &incident).out.starts_with("Recorded SI-1"));
    let known = [&incident[..], &["--id", "SI-1", "--told-us", "2026-01-08", "--lessons", "A second region."]].concat();
    good_in(at, &known);
    let listed = json(at, &["supplier", "incident"]);
    assert_eq!(listed["incidents"][0]["incident"]["told_us_on"], "2026-01-08", "{listed}");
}

#[test]
fn r232_a_report_is_recorded_reviewed_decided_and_asks_something_of_us() {
    let folder = hosted();
    let at = folder.path();
    assert!(good_in(at, &["supplier", "report", "request", "SU-1", "soc2_type2"]).out.starts_with("Asked for as SR-1"));
    let record = [
        "supplier",
        "report",
        "record",
        "SR-1",
        "--from",
        "2025-01-01",
        "--until",
        "2025-12-31",
        "--received",
        "2026-01-05",
        "--opinion",
        "unmodified",
        "--exception",
        "One review was late",
        "--cuec",
        "CUEC-1|Restrict administrators",
    ];
    good_in(at, &record);
    let reviewed = ["supplier", "report", "review", "SR-1", "--finding", "Covers us", "--effect", "None"];
    good_in(at, &reviewed);
    good_in(at, &["supplier", "report", "decide", "SR-1", "accepted", "--reason", "It covers us"]);
    good_in(at, &["supplier", "report", "bridge", "SR-1", "--until", "2026-01-20", "--received", "2026-01-21"]);
    let listed = json(at, &["supplier", "report", "list", "--on", "2026-02-19"]);
    let gap = &listed["reports"][0]["gap"];
    assert_eq!((&gap["days"], &gap["open"]), (&50.into(), &30.into()), "{listed}");
    assert_eq!(listed["reports"][0]["state"], "accepted", "{listed}");
    run_in(at, &["supplier", "cuec", "SR-1", "CUEC-1", "--state", "met"])
        .refused("the control is empty", "own control");
    good_in(
        at,
        &["supplier", "cuec", "SR-1", "CUEC-1", "--state", "not_applicable", "--owner", "me", "--reason", "No use"],
    );
    let asked = json(at, &["supplier", "cuecs"]);
    assert_eq!((&asked["settled"], &asked["asked"]), (&1.into(), &1.into()), "{asked}");
}

#[test]
fn r233_a_list_goes_out_and_comes_in_again_without_a_change() {
    let folder = hosted();
    let at = folder.path();
    good_in(at, &["supplier", "add", "--name", "=Colo", "--tier", "2", "--technology", "yes"]);
    good_in(at, &["supplier", "revise", "SU-1", "--chain", "SU-2"]);
    let chain = json(at, &["supplier", "chain"]);
    assert_eq!((&chain["chain"][1]["name"], &chain["chain"][1]["depth"]), (&"=Colo".into(), &1.into()), "{chain}");
    good_in(at, &["supplier", "export", "--out", "suppliers.xlsx"]);
    let again = json(at, &["supplier", "import", "suppliers.xlsx"]);
    assert_eq!((&again["same"], &again["changed"], &again["new"]), (&2.into(), &0.into(), &0.into()), "{again}");
    let list =
        "Name,Tier,Technology,Suppliers below it,Owner,Clauses\nPayday,1,no,,,security_requirements; confidentiality\n";
    std::fs::write(at.join("list.csv"), list).unwrap();
    let preview = json(at, &["supplier", "import", "list.csv", "--preview"]);
    assert_eq!((&preview["new"], &preview["receipt"]), (&1.into(), &serde_json::Value::Null), "{preview}");
    good_in(at, &["supplier", "import", "list.csv"]);
    let wrong = "Name,Tier,Contract from,Owner\nOne,first,soon,nobody@example.com\n,1,,\nOne,1,,\n";
    std::fs::write(at.join("wrong.csv"), wrong).unwrap();
    let refused = run_in(at, &["supplier", "import", "wrong.csv"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    for problem in ["`first` is not understood", "`soon` is not understood", "the name is empty", "write a day such as"]
    {
        assert!(refused.out.contains(problem), "{problem}: {}", refused.out);
    }
    assert_eq!(json(at, &["supplier", "list"])["figures"]["suppliers"], 3);
    std::fs::write(at.join("nameless.csv"), "Who,Tier\nOne,1\n").unwrap();
    run_in(at, &["supplier", "import", "nameless.csv"]).refused("no column is called `Name`", "the export");
    run_in(at, &["supplier", "export", "suppliers.pdf"]).refused("no ending of a list", ".csv or .xlsx");
}
