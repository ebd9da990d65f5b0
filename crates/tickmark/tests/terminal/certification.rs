//! Certification in the terminal: from a body to a certificate, what is missing on the way, and clear refusals.

use crate::cli::{good_in, run_in};
use std::path::Path;

fn json(at: &Path, words: &[&str]) -> serde_json::Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

/// A command on certification, its words with blanks between; `_` stands for a blank inside a word.
fn does(at: &Path, words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(|word| word.replace('_', " ")).collect();
    let words: Vec<&str> = ["certification"].into_iter().chain(words.iter().map(String::as_str)).collect();
    good_in(at, &words).out
}

const RECORD: &str =
    "--first 2026-03-02 --auditors Jane_Rivers --covered 9.2.2,A.5.15 --outcome after-actions --summary Read";
const GO: &str = "--because the_body_went_on";

fn planned(at: &Path) {
    good_in(at, &["init", "Acme Cloud"]);
    let body = "body --name Northern_Certification --country United_Kingdom --markets United_Kingdom";
    assert!(does(at, body).starts_with("Added CB-1"));
    let plan = "plan --title First_certificate --body CB-1 --scope Billing --markets Japan --stage1-days 2 --stage2-days 5 --owner me";
    assert!(does(at, plan).starts_with("Planned CT-1"));
}

#[test]
fn r224_r225_what_is_missing_is_listed_and_a_body_is_looked_up_before_stage_1() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    planned(at);
    let checked = run_in(at, &["certification", "check", "CT-1"]);
    assert_eq!(checked.code, 1, "{}", checked.out);
    assert!(checked.out.contains("were judged by nobody"), "{}", checked.out);
    let shown = json(at, &["certification", "show", "CT-1"]);
    let warnings = shown["certification"]["warnings"].to_string();
    assert!(warnings.contains("Japan is not among the markets"), "{warnings}");
    does(at, "visit plan CT-1 stage1 --first 2026-03-02 --remote");
    let advance = ["certification", "advance", "CT-1", "stage1", "--day", "2026-03-02"];
    run_in(at, &advance).refused("nobody has looked up the accreditation", "look it up");
    let seen = "accreditation CB-1 --by UKAS --number 42 --standards ISO/IEC_17021-1:2015,ISO/IEC_27006-1:2024 --source register";
    does(at, seen);
    run_in(at, &advance).refused("no management review has approved minutes", "write why (because)");
    let taken = does(at, &format!("advance CT-1 stage1 --day 2026-03-02 {GO}"));
    assert!(taken.contains("the step is taken"), "{taken}");
    let shown = json(at, &["certification", "show", "CT-1"]);
    let waived = shown["certification"]["taken"][0]["waived"].as_array().unwrap().len();
    assert!(waived > 5, "{waived} things stay on the project");
    run_in(at, &["certification", "advance", "CT-1", "nowhere"]).refused("no state is known as `nowhere`", "");
    run_in(at, &["certification", "show", "CT-9"]).refused("no certification is known as `CT-9`", "");
    let old =
        ["certification", "plan", "--title", "x", "--body", "CB-1", "--scope", "x", "--standard", "ISO/IEC 27001:2013"];
    run_in(at, &old).refused("certifies nobody any more", "ISO/IEC 27001:2022");
}

#[test]
fn r214_r215_two_stages_lead_to_a_certificate_and_a_concern_waits_for_its_answer() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    planned(at);
    does(
        at,
        "accreditation CB-1 --by UKAS --number 42 --standards ISO/IEC_17021-1:2015,ISO/IEC_27006-1:2024 --source register",
    );
    does(at, "visit plan CT-1 stage1 --first 2026-03-01");
    does(at, "visit move CT-1 1 --first 2026-03-02 --reason ill");
    does(at, &format!("advance CT-1 stage1 --day 2026-03-02 {GO}"));
    does(at, &format!("visit record CT-1 1 {RECORD}"));
    let found = "finding CT-1 --visit 1 --kind concern --title Scope --statement Unclear --item 4.3 --day 2026-03-02";
    does(at, found);
    let close = ["certification", "advance", "CT-1", "stage1_closed", "--day", "2026-03-09"];
    run_in(at, &close)
        .refused("1 area of concern of Stage 1 is not answered: 1 (NC-1)", "record that the body accepted");
    run_in(at, &["certification", "answer", "CT-1", "1", "verified", "--note", "x"])
        .refused("is not carried out", "NC-1");
    good_in(at, &["nonconformity", "correct", "NC-1", "--correction", "The text was changed"]);
    good_in(at, &["nonconformity", "cause", "NC-1", "--cause", "an old text"]);
    good_in(at, &["nonconformity", "no-action", "NC-1", "--reason", "the text was changed at once"]);
    does(at, "answer CT-1 1 verified --note Letter --day 2026-03-08");
    good_in(at, &close);
    does(at, "visit plan CT-1 stage2 --first 2026-03-10");
    does(at, &format!("advance CT-1 stage2 --day 2026-03-10 {GO}"));
    does(at, &format!("visit record CT-1 2 {}", RECORD.replace("03-02", "03-10")));
    does(at, &found.replace("--visit 1", "--visit 2").replace("concern", "opportunity").replace("03-02", "03-10"));
    does(at, "advance CT-1 decision-pending");
    let words =
        ["certification", "certify", "CT-1", "--number", "IS 1", "--scope", "Billing", "--statement", "Version 3"];
    run_in(at, &[&words[..], &["--day", "2020-01-01"]].concat()).refused("lies before the day of the step before", "");
    good_in(at, &words);
    let shown = json(at, &["certification", "show", "CT-1"]);
    let one = &shown["certification"];
    assert_eq!((&one["state"], &one["certificate"]), (&"certified".into(), &"IS 1".into()), "{one}");
    assert_eq!(one["next"]["to"], "surveillance1");
    does(at, "change CT-1 --kind site --what Lyon");
    does(at, "tell CT-1 1 --answer At_the_next_visit --stage1");
    does(at, "marks CT-1 --note Web_site");
    does(at, "visit plan CT-1 surveillance1 --first 2099-01-01");
    does(at, "visit cancel CT-1 3 --reason later");
    does(at, "advance CT-1 suspended --ground own-request --note asked");
    assert!(does(at, "list").contains("Suspended"), "in words");
    let listed = json(at, &["certification", "list"]);
    assert_eq!(listed["certification_bodies"][0]["checks"][0]["by"], "UKAS");
    assert!(does(at, "show CT-1").contains("Next: "));
}
