//! Security questionnaires in the terminal: in, suggested, answered, out again in the same file; and every clear refusal.

use crate::cli::{good_in, run_in};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const LIST: &str = "\u{feff}No;Security question;Your answer\r\n;Access;\r\n1;\"Do you review access rights; regularly?\";\r\n2;Do you have a SOC 2 report?;\r\n";

/// An organisation with a control that reviews access, and a questionnaire beside it.
fn asked() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    good_in(at, &["init", "Acme Cloud"]);
    let controls = "id,name,activity,status,criteria\n\
        AC-1,Access review,Owners review all access rights every quarter,in place,CC6.2\n";
    std::fs::write(at.join("controls.csv"), controls).unwrap();
    good_in(at, &["import", "controls.csv"]);
    std::fs::write(at.join("bank.csv"), LIST).unwrap();
    good_in(at, &["questionnaire", "import", "bank.csv", "--customer", "Example Bank"]);
    folder
}

fn json(at: &Path, words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
    good_in(at, &words).json()
}

#[test]
fn r334_answers_are_suggested_with_their_source_accepted_and_go_back_in_the_same_file() {
    let folder = asked();
    let at = folder.path();
    let suggested = json(at, &["questionnaire", "suggest", "QN-1"]);
    let first = &suggested["rows"][0]["suggestions"][0];
    assert_eq!((&suggested["rows"][0]["row"], &first["sources"][0]["id"]), (&3.into(), &"AC-1".into()), "{suggested}");
    good_in(at, &["questionnaire", "answer", "QN-1", "3", "--suggestion", "1"]);
    good_in(at, &["questionnaire", "answer", "QN-1", "4", "--text", "Not yet; it is planned.", "--owner", "me"]);
    let shown = json(at, &["questionnaire", "show", "QN-1"]);
    assert_eq!(shown["questionnaire"]["figures"]["answered"], 2, "{shown}");
    good_in(at, &["questionnaire", "export", "QN-1", "--out", "back.csv"]);
    let back = std::fs::read_to_string(at.join("back.csv")).unwrap();
    let answer = shown["questions"][0]["answer"].as_str().unwrap();
    let wanted = LIST
        .replace("regularly?\";", &format!("regularly?\";{answer}"))
        .replace("SOC 2 report?;", "SOC 2 report?;\"Not yet; it is planned.\"");
    assert_eq!(back, wanted);
    // The answer is kept, and the next customer who asks the same gets it.
    let same = json(at, &["answers", "suggest", "do you review access rights regularly"]);
    assert_eq!(
        (&same["suggestions"][0]["answer_id"], &same["suggestions"][0]["same"]),
        (&"AN-1".into(), &true.into()),
        "{same}"
    );
    good_in(at, &["questionnaire", "sent", "QN-1"]);
    run_in(at, &["questionnaire", "answer", "QN-1", "4", "--text", "Yes"]).refused("went back", "library");
}

#[test]
fn r334_what_no_external_text_may_say_and_what_has_changed_does_not_leave() {
    let folder = asked();
    let at = folder.path();
    let certified = ["questionnaire", "answer", "QN-1", "4", "--text", "We are SOC 2 certified."];
    run_in(at, &certified).refused("soc 2 certified", "SOC 2 report");
    run_in(at, &["questionnaire", "export", "QN-1", "--out", "x.csv"]).refused("is empty", "at least one question");
    good_in(at, &["questionnaire", "answer", "QN-1", "3", "--text", "Yes.", "--source", "control:AC-1"]);
    good_in(at, &["control", "revise", "AC-1", "--activity", "Owners review access once a year"]);
    run_in(at, &["questionnaire", "export", "QN-1", "--out", "x.csv"]).refused("to be confirmed", "AN-1");
    let listed = json(at, &["answers", "list"]);
    assert!(listed["answers"][0]["stale"][0].as_str().unwrap().contains("changed"), "{listed}");
    good_in(at, &["answers", "confirm", "AN-1"]);
    good_in(at, &["questionnaire", "export", "QN-1", "--out", "x.csv"]);
    good_in(at, &["answers", "withdraw", "AN-1", "--reason", "said otherwise"]);
    let pack = json(at, &["answers", "pack"]);
    assert_eq!(pack["pack"][0]["wants"], "soc2_type2", "{pack}");
    assert!(pack["pack"][0]["held"].is_null() && !pack["pack"][0]["note"].as_str().unwrap().is_empty(), "{pack}");
}

#[test]
fn a_workbook_goes_back_as_it_came() {
    let folder = asked();
    let at = folder.path();
    good_in(at, &["scorecard", "--questions", "--workbook", "form.xlsx"]);
    let import =
        ["questionnaire", "import", "form.xlsx", "--customer", "Bank", "--question", "Question", "--answer", "G"];
    let look = json(at, &[&import[..], &["--preview"]].concat());
    assert_eq!((&look["questions"], &look["question_column"]), (&20.into(), &"B".into()), "{look}");
    good_in(at, &import);
    let row = json(at, &["questionnaire", "show", "QN-2"])["questions"][0]["row"].to_string();
    good_in(at, &["questionnaire", "answer", "QN-2", &row, "--text", "Yes <& always>"]);
    good_in(at, &["questionnaire", "export", "QN-2", "--out", "back.xlsx"]);
    let again =
        json(at, &["questionnaire", "import", "back.xlsx", "--question", "Question", "--answer", "G", "--preview"]);
    assert_eq!((&again["questions"], &again["given"]), (&20.into(), &1.into()), "{again}");
}

#[test]
fn what_cannot_be_taken_in_is_named() {
    let folder = asked();
    let at = folder.path();
    let import = ["questionnaire", "import", "bank.csv", "--customer", "Example Bank"];
    run_in(at, &import).refused("QN-1", "another sheet");
    std::fs::write(at.join("long.csv"), format!("Question,Answer\n{}?,\n", "x".repeat(4_001))).unwrap();
    let look = json(at, &["questionnaire", "import", "long.csv", "--preview"]);
    let said = look["problems"][0].as_str().unwrap_or_default();
    assert!(said.contains("row 2") && said.contains("1 to 4000 characters"), "said before it is taken in: {look}");
    run_in(at, &["questionnaire", "import", "controls.csv", "--customer", "x"])
        .refused("questions is not found", "--question");
    run_in(at, &["questionnaire", "import", "bank.csv"]).refused("customer", "who sent it");
    run_in(at, &["questionnaire", "show", "QN-9"]).refused("QN-9", "");
    run_in(at, &["questionnaire", "show", "QN-1", "--state", "opn"]).refused("opn", "open");
    run_in(at, &["questionnaire", "answer", "QN-1", "3", "--suggestion", "9"])
        .refused("no suggestion 9", "suggest QN-1");
    run_in(at, &["questionnaire", "answer", "QN-1", "3", "--text", "x", "--source", "AC-1"])
        .refused("is no source", "control:AC-1");
}
