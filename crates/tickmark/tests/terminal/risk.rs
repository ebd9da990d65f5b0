//! Risks in the terminal: the method, the register, treatment and signatures, figures, a list in and out; and clear refusals.

use crate::cli::{good_in, run_in};
use app::{App, Clock, Config};
use domain::command::{Command, RiskCommand};
use domain::values::Role;
use std::path::Path;
use tempfile::TempDir;

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

/// Somebody of management approves the draft: the terminal acts as its operator alone.
fn approved_by_management(at: &Path, sha256: &str) {
    let app = App::open(&Config::folder(at.join("tickmark-data")), Clock::system()).unwrap();
    let (founder, mina) = (app.local_operator("cli").unwrap(), app.demo_actor("mina-sato"));
    let org = app.organisations(&founder).unwrap()[0].slug.clone();
    let invite = Command::InvitePerson { person: mina.id().to_owned(), roles: [Role::Management].into() };
    app.change(&org, &founder, None, invite).unwrap();
    app.change(&org, &mina, None, Command::ConfirmMembership).unwrap();
    let approve = RiskCommand::ApproveRiskMethod { version: 1, sha256: sha256.to_owned() };
    app.change(&org, &mina, None, Command::Risk(approve)).unwrap();
}

/// An organisation whose method is approved.
fn with_method() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["risk", "method", "propose"]);
    let method = json(at, &["risk", "method", "show"]);
    assert_eq!(method["versions"]["draft"], 1, "{method}");
    let sha256 = method["versions"]["versions"][0]["sha256"].as_str().unwrap().to_owned();
    run_in(at, &["risk", "method", "approve", "--version", "1", "--sha256", &sha256])
        .refused("may not approve", "management");
    approved_by_management(at, &sha256);
    folder
}

/// The same with a risk that is rated: `RI-1`.
fn rated() -> TempDir {
    let folder = with_method();
    let at = folder.path();
    let risk = [
        "risk",
        "add",
        "--title",
        "Shipment data leaks",
        "--cause",
        "A shared password",
        "--event",
        "An outsider signs in as support",
        "--consequence",
        "Data of customers is copied",
        "--properties",
        "confidentiality",
        "--category",
        "access",
        "--owner",
        "me",
        "--controls",
        "A.8.5",
    ];
    assert!(good_in(at, &risk).out.starts_with("Recorded RI-1"));
    good_in(at, &["risk", "rate", "RI-1", "inherent", "4", "4", "--reason", "By two"]);
    good_in(at, &["risk", "rate", "RI-1", "current", "3", "4", "--reason", "By two"]);
    folder
}

#[test]
fn r106_a_method_is_proposed_shown_and_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let shown = good_in(at, &["risk", "method", "show"]).out;
    assert!(shown.contains("No method is written") && shown.contains("almost certain"), "{shown}");
    assert!(shown.contains("Agency") && shown.contains("Truvo Cyber"), "{shown}");
    let proposal = json(at, &["risk", "method", "show"])["method"].clone();
    std::fs::write(at.join("method.json"), proposal.to_string()).unwrap();
    good_in(at, &["risk", "method", "propose", "--file", "method.json"]);
    std::fs::write(at.join("odd.json"), "{\"title\": 7}").unwrap();
    run_in(at, &["risk", "method", "propose", "--file", "odd.json"])
        .refused("odd.json is no risk method", "risk method show --json");
    run_in(at, &["risk", "rate", "RI-1", "current", "3", "4", "--reason", "x"]).refused("RI-1", "");
}

#[test]
fn r109_r110_r111_a_risk_is_recorded_rated_and_listed() {
    let folder = rated();
    let at = folder.path();
    let listed = json(at, &["risk", "list", "--above"]);
    assert_eq!(listed["risks"][0]["current"]["word"], "high", "{listed}");
    assert_eq!(listed["risks"][0]["state"], "evaluated", "{listed}");
    assert!(good_in(at, &["risk", "list", "--csv"]).out.contains("RI-1,Shipment data leaks"));
    let heat = json(at, &["risk", "heat"]);
    assert_eq!(heat["heat"]["maps"][1]["cells"][0]["risks"][0], "RI-1", "{heat}");
    assert!(good_in(at, &["risk", "heat", "--kind", "inherent"]).out.contains("RI-1"));
    assert!(good_in(at, &["risk", "trend"]).out.contains("high 1"));
    good_in(at, &["risk", "revise", "RI-1", "--assets", "Portal,Archive"]);
    let shown = good_in(at, &["risk", "show", "RI-1"]).out;
    assert!(shown.contains("A shared password") && shown.contains("3 x 4"), "{shown}");
    run_in(at, &["risk", "rate", "RI-1", "curent", "3", "4", "--reason", "x"]).refused("no rating is known", "current");
    run_in(at, &["risk", "rate", "RI-1", "current", "9", "4", "--reason", "x"])
        .refused("not on the scale", "give a grade");
    run_in(at, &["risk", "add", "--title", "shipment data leaks"]).refused("RI-1 is called", "change that one");
    run_in(at, &["risk", "add", "--title", "x", "--category", "frod"]).refused("no category is known", "fraud");
}

#[test]
fn r120_r121_r122_a_plan_is_made_approved_carried_out_and_what_remains_accepted() {
    let folder = rated();
    let at = folder.path();
    let line = "Second factor|A.8.5|me|2099-01-31";
    run_in(at, &["risk", "treat", "RI-1", "mitigat"]).refused("no option is known", "modify");
    run_in(at, &["risk", "treat", "RI-1", "modify", "--line", "a|b|c|d|e"])
        .refused("more than four parts", "write it like");
    good_in(at, &["risk", "treat", "RI-1", "mitigate", "--reason", "Cheap", "--line", line]);
    let shown = json(at, &["risk", "show", "RI-1"]);
    let sha256 = shown["risk"]["treatment"]["sha256"].as_str().unwrap().to_owned();
    good_in(at, &["risk", "approve", "RI-1", "--version", "1", "--sha256", &sha256]);
    good_in(at, &["risk", "line", "RI-1", "L1", "done", "--note", "Rolled out"]);
    run_in(at, &["risk", "accept", "RI-1", "--plan", "1", "--rating", "3"]).refused("is not rated", "residual");
    good_in(at, &["risk", "rate", "RI-1", "residual", "2", "3", "--reason", "With the factor"]);
    let reopened = ["risk", "reopen", "RI-1", "incident", "--note", "INC-12"];
    good_in(at, &reopened);
    let wrong = json(at, &["risk", "wrong"]);
    let kinds: Vec<&str> = wrong["findings"].as_array().unwrap().iter().filter_map(|f| f["id"].as_str()).collect();
    assert!(
        kinds.contains(&"not_rated") && kinds.contains(&"approval_stale") && kinds.contains(&"no_fraud"),
        "{kinds:?}"
    );
    assert!(good_in(at, &["risk", "chain"]).out.contains("RI-1"));
    good_in(at, &["risk", "close", "RI-1", "--reason", "The portal is gone"]);
    run_in(at, &["risk", "close", "RI-1", "--reason", "again"]).refused("RI-1", "");
}

#[test]
fn what_a_risk_could_cost_is_played_through_with_a_stored_seed() {
    let folder = rated();
    let at = folder.path();
    let ranges = ["--frequency", "50,200,500", "--loss", "10000,60000,400000", "--treated-frequency", "10,50,100"];
    let words = [&["risk", "quantify", "RI-1"], &ranges[..], &["--basis", "Two incidents", "--cost", "8000"]].concat();
    good_in(at, &words);
    good_in(at, &["risk", "simulation", "--seed", "7", "--trials", "2000"]);
    let first = json(at, &["risk", "exposure"]);
    assert_eq!(first["exposure"]["risks"][0]["today"], 39_167, "{first}");
    assert_eq!(first["exposure"], json(at, &["risk", "exposure"])["exposure"], "the same seed gives the same figures");
    assert!(good_in(at, &["risk", "exposure"]).out.contains("Exceeded with this chance"));
    run_in(at, &["risk", "quantify", "RI-1", "--frequency", "50,200"]).refused("is no range", "least, most likely");
    run_in(at, &["risk", "quantify", "RI-1"]).refused("--frequency is missing", "write it like");
    run_in(at, &["risk", "simulation", "--trials", "5"]).refused("5 trials", "give 1000");
    good_in(at, &["risk", "quantify", "RI-1", "--remove"]);
}

#[test]
fn r116_a_list_goes_out_and_comes_in_again_without_a_change() {
    let folder = rated();
    let at = folder.path();
    for name in ["risks.xlsx", "risks.csv"] {
        good_in(at, &["risk", "export", "--out", name]);
        assert!(good_in(at, &["risk", "import", name]).out.contains("Nothing would change"), "{name}");
    }
    // What a rating was before the risk was opened again is no assessment of today, and a list makes none of it.
    good_in(at, &["risk", "reopen", "RI-1", "incident", "--note", "It happened"]);
    for name in ["risks.xlsx", "risks.csv"] {
        good_in(at, &["risk", "export", name]);
        assert!(good_in(at, &["risk", "import", name]).out.contains("Nothing would change"), "{name}");
    }
    let list = std::fs::read_to_string(at.join("risks.csv")).unwrap();
    assert!(list.contains(", before it was opened again"), "{list}");
    let list = good_in(at, &["risk", "list", "--csv"]).out;
    assert!(list.contains(", before it was opened again"), "{list}");
    good_in(at, &["paper", "risks", "--out", "register.docx"]);
    good_in(at, &["policy", "import", "register.docx"]);
    let paper = good_in(at, &["policy", "text", "register"]).out;
    assert!(paper.contains(", before it was opened again"), "{paper}");
    run_in(at, &["risk", "export", "risks.pdf"]).refused("`pdf` is no ending", ".csv or .xlsx");
    let list = "Risk,Description,Risk owner,Likelihood,Impact,Category\nPower is lost,No power in the hall,,3,x,odd\n";
    std::fs::write(at.join("soc2.csv"), list).unwrap();
    let refused = run_in(at, &["risk", "import", "soc2.csv", "--json"]);
    assert_eq!(refused.code, 2, "{}", refused.out);
    let fields: Vec<String> = refused.json()["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["field"].as_str().unwrap().to_owned())
        .collect();
    assert!(fields.contains(&"Current impact".to_owned()) && fields.contains(&"Category".to_owned()), "{fields:?}");
    std::fs::write(at.join("soc2.csv"), list.replace(",3,x,odd", ",3,3,physical")).unwrap();
    assert!(good_in(at, &["risk", "import", "soc2.csv", "--preview"]).out.contains("Preview only"));
    assert!(good_in(at, &["risk", "import", "soc2.csv"]).out.contains("Imported."));
    let shown = json(at, &["risk", "show", "RI-2"]);
    let missing = shown["risk"]["missing"].as_array().unwrap();
    assert!(missing.contains(&"owner".into()) && missing.contains(&"inherent rating".into()), "{shown}");
    std::fs::write(at.join("bare.csv"), "Cause,Impact\nx,3\n").unwrap();
    run_in(at, &["risk", "import", "bare.csv"]).refused("no column is called `Title`", "name the column");
}
