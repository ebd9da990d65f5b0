//! The description, the statements, the opinion and bridge letters in the terminal.

use crate::cli::{good_in, run_in};
use std::path::Path;
use tempfile::TempDir;

fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    good_in(at, &["control", "add", "AC-1", "--name", "Access review", "--status", "in_place"]);
    good_in(at, &["control", "link", "AC-1", "CC6.1", "--reason", "reviews rights"]);
    let plan = ["engagement", "plan", "Type II 2026", "--from", "2026-01-01", "--until", "2026-06-30"];
    good_in(at, &[&plan[..], &["--service", "Docs", "--commitments", "99.9 percent uptime"]].concat());
    folder
}

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r205_a_description_is_proposed_written_and_handed_to_review() {
    let folder = begun();
    let at = folder.path();
    let proposed = json(at, &["description", "propose", "EN-1"]);
    assert_eq!(proposed["proposals"]["dc2"], "99.9 percent uptime", "{proposed}");
    let shown = json(at, &["description", "show", "EN-1"]);
    assert_eq!(shown["description"]["versions"], 0, "a proposal is not saved: {shown}");
    good_in(at, &["description", "write", "EN-1", "dc1", "--proposed"]);
    run_in(at, &["description", "submit", "EN-1"]).refused("DC 2", "write what is missing");
    for section in ["dc2", "dc3", "dc4", "dc5", "dc6", "dc7", "dc8"] {
        good_in(at, &["description", "write", "EN-1", section, "--text", &format!("What {section} tells.")]);
    }
    good_in(at, &["description", "not-relevant", "EN-1", "dc9", "--reason", "Nothing changed."]);
    good_in(at, &["description", "submit", "EN-1"]);
    let shown = json(at, &["description", "show", "EN-1"]);
    assert_eq!(shown["description"]["state"], "owner_review", "{shown}");
    let sha256 = shown["description"]["sha256"].as_str().unwrap().to_owned();
    assert_eq!(sha256.len(), 64);
    // The author is no management, and nobody in the house speaks for the auditor.
    run_in(at, &["description", "approve", "EN-1", "--sha256", &sha256]).refused("approve the system description", "");
    run_in(at, &["description", "finalise", "EN-1", "--sha256", &sha256]).refused("approve the system description", "");
    run_in(at, &["description", "comment", "EN-1", "--text", "x"])
        .refused("you are not an external auditor of EN-1 today", "ask an owner");
    let text = good_in(at, &["description", "show", "EN-1", "--text"]).out;
    assert!(text.contains("## DC 9") && text.contains("Not relevant: Nothing changed."), "{text}");
    run_in(at, &["description", "write", "EN-1", "dc12", "--text", "x"]).refused("dc12", "dc1");
    run_in(at, &["description", "show", "EN-7"]).refused("EN-7", "");
}

#[test]
fn r209_words_are_refused_with_the_way_out() {
    let folder = begun();
    let at = folder.path();
    run_in(at, &["description", "write", "EN-1", "dc1", "--text", "We are SOC2-certified."])
        .refused("soc 2 certified", "SOC 2 report");
    run_in(at, &["statement", "write", "EN-1", "assertion", "--text", "We passed SOC 2."])
        .refused("passed soc 2", "SOC 2 report");
    run_in(at, &["bridge-letter", "write", "EN-1", "--until", "2026-08-31", "--text", "Our SOC 2 certificate."])
        .refused("soc 2 certificate", "SOC 2 report");
    run_in(at, &["description", "expect", "--text", "Read our SOC 2 certification."])
        .refused("certification", "examination");
}

#[test]
fn statements_opinion_and_letters_have_their_doors() {
    let folder = begun();
    let at = folder.path();
    assert!(good_in(at, &["statement", "show", "EN-1", "assertion"]).out.contains("operated effectively"));
    good_in(at, &["statement", "write", "EN-1", "assertion", "--proposed"]);
    let listed = json(at, &["statement", "list", "EN-1"]);
    let sha256 = listed["statements"][0]["sha256"].as_str().unwrap().to_owned();
    run_in(at, &["statement", "sign", "EN-1", "assertion", "--sha256", &sha256]).refused("sign this statement", "");
    run_in(at, &["statement", "write", "EN-1", "promise", "--proposed"]).refused("promise", "assertion");
    run_in(at, &["statement", "opinion", "EN-1", "unmodified", "--dated", "2026-07-01"])
        .refused("no report yet", "draft_report");
    for word in ["clean", "passed"] {
        run_in(at, &["statement", "opinion", "EN-1", word, "--dated", "2026-07-01"])
            .refused(word, "unmodified (some call it unqualified), qualified, adverse, disclaimer");
    }
    run_in(at, &["statement", "opinion", "EN-1", "Unqualified", "--dated", "2026-07-01"]).refused("no report yet", "");
    let written = json(at, &["bridge-letter", "write", "EN-1", "--until", "2026-12-31", "--proposed"]);
    assert_eq!(written["bridge_letter"], "BL-1");
    assert!(written["advice"].to_string().contains("more than three months"), "{written}");
    assert!(good_in(at, &["bridge-letter", "show", "BL-1"]).out.contains("no assurance"));
    let again = ["bridge-letter", "write", "EN-1", "--until", "2026-08-31", "--again", "BL-1", "--proposed"];
    good_in(at, &again);
    let listed = json(at, &["bridge-letter", "list"]);
    assert_eq!(
        (&listed["bridge_letters"][0]["state"], listed["bridge_letters"].as_array().unwrap().len()),
        (&"draft".into(), 1)
    );
    let sha256 = listed["bridge_letters"][0]["sha256"].as_str().unwrap().to_owned();
    run_in(at, &["bridge-letter", "sign", "BL-1", "--sha256", &sha256]).refused("sign this statement", "");
    run_in(at, &["bridge-letter", "send", "BL-1", "--to", "Kestrel"])
        .refused("not signed", "management signs it first");
    run_in(at, &["bridge-letter", "show", "BL-9"]).refused("BL-9", "BL-1");
    assert_eq!(
        json(at, &["description", "expect", "--text", "Remove leavers.", "--criteria", "CC6.2"])["own_cuec"],
        "CUEC-1"
    );
    good_in(at, &["description", "expect", "--text", "Remove leavers in a day.", "--again", "CUEC-1"]);
    good_in(at, &["description", "unexpect", "CUEC-1", "--reason", "single sign-on"]);
    let listed = json(at, &["description", "cuecs"]);
    assert_eq!(listed["own_cuecs"][0]["withdrawn"], "single sign-on", "{listed}");
    run_in(at, &["description", "unexpect", "CUEC-1", "--reason", "x"]).refused("withdrawn", "");
}
