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
    for note in json["warnings"].as_array().unwrap() {
        assert!(note.as_str().unwrap().contains("no font has"), "{note}");
    }
}

#[test]
fn r332_the_gap_report_grades_every_control_and_names_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    let controls =
        "id,name,activity,status,criteria\nAC-1,Access review,Owners review all access rights,in place,CC6.2\n";
    fs::write(at.join("controls.csv"), controls).unwrap();
    good_in(at, &["import", "controls.csv"]);
    good_in(at, &["paper", "gap", "--out", "gap.docx"]);
    good_in(at, &["policy", "import", "gap.docx"]);
    let said = good_in(at, &["policy", "text", "gap"]).out;
    for words in [
        "2 fully addressed of 93 controls of Annex A, 2.2 %",
        "0 partially addressed of 93 controls of Annex A, 0.0 %",
        "91 not addressed of 93 controls of Annex A, 97.8 %",
        "| A.5.18 Access rights | Fully addressed | CC6.2",
        "| A.5.31 Legal, statutory, regulatory and contractual requirements | Not addressed |",
        "| 9.2.2 Internal audit programme | Touched by SOC 2, form is new |",
        "| 6.1.3 | Statement of Applicability |",
        "Coverage is not readiness",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let graded = said.lines().filter(|line| line.starts_with("| A.") && line.contains(" addressed | ")).count();
    assert_eq!(graded, 93, "every control of Annex A has its grade: {said}");
}

/// An engagement, and a bridge letter from its end on.
fn with_a_letter(at: &Path) {
    let plan = ["engagement", "plan", "Type II 2026", "--from", "2026-01-01", "--until", "2026-06-30"];
    good_in(at, &[&plan[..], &["--service", "Docs", "--commitments", "99.9 percent uptime"]].concat());
    good_in(at, &["bridge-letter", "write", "EN-1", "--until", "2026-08-31", "--proposed"]);
}

/// The gap analysis names the organisation in its head alone, the letter in its text as well: where the machine has a font for
/// the name, both have it.
#[test]
fn the_name_of_an_organisation_takes_the_fonts_that_the_words_would_take() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    with_a_letter(at);
    let lacks = |asked: &[&str]| {
        let said =
            good_in(at, &[&["paper"], asked, &["--format", "pdf", "--out", "one.pdf", "--json"]].concat()).json();
        said["warnings"].to_string().contains("no font has")
    };
    assert_eq!(lacks(&["gap"]), lacks(&["letter", "--of", "BL-1"]));
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
fn r18_the_board_reads_by_which_mapping_mode_and_categories_coverage_was_counted() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    let text = |paper: &str| {
        let file = format!("{paper}.docx");
        good_in(at, &["paper", paper, "--out", &file]);
        good_in(at, &["policy", "import", &file]);
        good_in(at, &["policy", "text", paper]).out
    };
    let (board, gap) = (text("board"), text("gap"));
    for words in ["Mapping", "Categories", "Mode", "Counts", "own controls in place"] {
        assert!(board.contains(words) && gap.contains(words), "{words}: {board}{gap}");
    }
    let said = good_in(at, &["paper", "board", "--format", "pdf", "--out", "board.pdf", "--json"]).json();
    assert_eq!(said["pages"], 1, "{said}");
    assert!(!text("roadmap").contains("?."), "a question ends in its own mark");
    assert!(!text("assets").contains("1 things"), "one thing is one");
}

/// What a paper says in Word: it comes back as a document of ours.
fn words_of(at: &Path, name: &str, asked: &[&str]) -> String {
    let file = format!("{name}.docx");
    let said = good_in(at, &[&["paper"], asked, &["--out", &file]].concat()).out;
    assert!(said.contains("Waived for Local operator: SoD-1 until"), "whoever prints is told: {said}");
    good_in(at, &["policy", "import", &file]);
    good_in(at, &["policy", "text", name]).out
}

#[test]
fn waivers_stand_on_reports_and_not_on_what_management_declares_to_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    begun(at);
    with_a_letter(at);
    let until = good_in(at, &["person", "list", "--json"]).json()["mark"]["on"].as_str().unwrap().to_owned();
    let waiver =
        ["waiver", "propose", "SoD-1", "me", "--reason", "nobody else is here yet", "--until", &until, "--json"];
    let id = good_in(at, &waiver).json()["object"].as_str().unwrap().to_owned();
    good_in(at, &["waiver", "approve", &id]);
    let reports: [(&str, &[&str]); 3] =
        [("gap", &["gap"]), ("risks", &["risks"]), ("window", &["window", "--of", "EN-1"])];
    for (name, asked) in reports {
        let said = words_of(at, name, asked);
        assert!(said.contains("SoD-1") && said.contains("nobody else is here yet"), "{name}: {said}");
    }
    for (name, of) in [("letter", "BL-1"), ("description", "EN-1"), ("assertion", "EN-1")] {
        let said = words_of(at, name, &[name, "--of", of]);
        assert!(said.contains("What this does not prove."), "{name}: {said}");
        assert!(!said.contains("SoD-1") && !said.contains("set aside"), "{name}: {said}");
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
