//! Papers in the terminal: the list, one in each format, the same bytes each time, and clear refusals.

use crate::cli::{good_in, run_in};
use std::fs;
use std::path::Path;

fn begun(at: &Path) {
    good_in(at, &["init", "Acme & Söhne <株式会社>"]);
}

#[test]
fn the_list_names_every_paper_with_its_formats() {
    let folder = tempfile::tempdir().unwrap();
    let listed = good_in(folder.path(), &["paper"]).out;
    for words in ["statement", "minutes", "the id of a review", "pdf, docx, xlsx", "pdf, docx"] {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    let json = good_in(folder.path(), &["paper", "--json"]).json();
    assert_eq!(json["papers"].as_array().unwrap().len(), app::printed::PAPERS.len());
}

#[test]
fn r332_the_gap_report_comes_as_pdf_word_and_excel() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    for (file, begins) in [("gap.pdf", "%PDF-1.7"), ("gap.docx", "PK"), ("gap.xlsx", "PK")] {
        let path = at.join(file);
        let said = good_in(at, &["paper", "gap", "--out", path.to_str().unwrap()]).out;
        assert!(said.contains("Gap analysis"), "{said}");
        assert!(fs::read(&path).unwrap().starts_with(begins.as_bytes()), "{file}");
    }
    let again = at.join("again.pdf");
    let json = good_in(at, &["paper", "gap", "--format", "pdf", "--out", again.to_str().unwrap(), "--json"]).json();
    assert!(json["pages"].as_u64().unwrap() > 3, "{json}");
    assert_eq!(fs::read(&again).unwrap(), fs::read(at.join("gap.pdf")).unwrap(), "the same bytes");
    let note = json["warnings"][0].as_str().unwrap();
    assert!(note.contains("no font has") || json["warnings"].as_array().unwrap().is_empty(), "{note}");
}

#[test]
fn registers_in_which_nothing_stands_make_papers_that_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    for paper in
        ["board", "crosswalk", "risks", "scope", "documents", "audits", "nonconformities", "assets", "suppliers"]
            .into_iter()
            .chain(["calendar", "roadmap", "value"])
    {
        let path = at.join(format!("{paper}.docx"));
        good_in(at, &["paper", paper, "--out", path.to_str().unwrap()]);
        assert!(fs::read(&path).unwrap().starts_with(b"PK"), "{paper}");
    }
}

#[test]
fn what_cannot_be_printed_is_refused_with_what_would_be_right() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    run_in(at, &["paper", "gapp"]).refused("no paper is known as `gapp`", "gap");
    run_in(at, &["paper", "minutes"]).refused("none is named", "name the id of a review");
    run_in(at, &["paper", "minutes", "--of", "RV-9"]).refused("no management review is known as `RV-9`", "");
    run_in(at, &["paper", "statement"]).refused("no Statement of Applicability was begun yet", "begin a draft");
    run_in(at, &["paper", "description", "--of", "EN-1", "--format", "xlsx"])
        .refused("no tables", "ask for pdf or docx");
    run_in(at, &["paper", "gap", "--format", "odt"]).refused("odt", "");
    let long = "x".repeat(41);
    run_in(at, &["paper", "gap", "--classification", &long]).refused("more than 40 characters", "Internal");
}
