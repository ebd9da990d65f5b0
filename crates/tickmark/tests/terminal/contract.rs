//! The contract for machines: fields and figures of the JSON answers that others rely on.

use crate::cli;
use crate::cli::{good, strings};
use serde_json::Value;

const TRUVO: [&str; 2] = ["--crosswalk", "truvo-2026-05"];

fn coverage(categories: &str, mode: &str, more: &[&str]) -> Value {
    let mut words = vec!["coverage", "--categories", categories, "--mode", mode, "--json"];
    words.extend(TRUVO);
    words.extend(more);
    good(&words).json()
}

#[test]
fn r14_coverage_of_security_alone_is_61_of_93() {
    let answer = coverage("security", "literal", &[]);
    assert_eq!((answer["covered"].as_u64(), answer["of"].as_u64()), (Some(61), Some(93)));
    assert_eq!(answer["percent"].as_f64(), Some(65.6));
    let themes = answer["themes"].as_object().expect("themes");
    let keys: Vec<&str> = themes.keys().map(String::as_str).collect();
    assert_eq!(keys, ["organizational", "people", "physical", "technological"]);
    assert_eq!(themes.values().filter_map(Value::as_u64).sum::<u64>(), 61);
    let best = &answer["best"];
    assert_eq!(best["full"].as_u64().zip(best["partial"].as_u64()).map(|(f, p)| f + p), Some(61));
    assert_eq!(strings(&answer["covered_controls"]).len(), 61);
    assert_eq!(strings(&answer["uncovered_controls"]).len(), 32);
}

#[test]
fn r14_every_scope_and_mode_gives_the_figures_of_the_rows() {
    let sets = ["security", "security,availability", "security,availability,confidentiality", "all"];
    for (mode, wanted) in [("literal", [61, 65, 69, 71]), ("broad", [71, 74, 76, 77])] {
        let got: Vec<u64> = sets.iter().filter_map(|s| coverage(s, mode, &[])["covered"].as_u64()).collect();
        assert_eq!(got, wanted, "{mode}");
    }
}

#[test]
fn r15_adding_a_category_names_what_is_gained() {
    let answer = coverage("security,availability", "literal", &["--add", "confidentiality"]);
    assert_eq!(strings(&answer["gained"]), ["A.5.12", "A.5.13", "A.8.11", "A.8.12"]);
    assert_eq!(answer["covered"].as_u64(), Some(69));
}

#[test]
fn r16_the_other_direction_counts_criteria() {
    let answer = coverage("security", "literal", &["--reverse"]);
    assert_eq!(answer["criteria"].as_u64(), Some(61));
    assert_eq!(answer["with_annex_a"].as_u64(), Some(50));
    assert_eq!(answer["with_annex_a_or_clause"].as_u64(), Some(53));
    assert_eq!(strings(&answer["clause_only"]), ["CC3.2", "CC3.3", "CC5.1"]);
    let none = ["P2.1", "P3.1", "P3.2", "P4.1", "P5.1", "P5.2", "P6.7", "P7.1"];
    assert_eq!(strings(&answer["no_reference"]), none);
    assert_eq!(answer["in_scope"]["criteria"].as_u64(), Some(33));
}

#[test]
fn r33_how_it_was_read_stands_in_every_answer() {
    for words in [
        vec!["coverage", "--json"],
        vec!["coverage", "--reverse", "--json"],
        vec!["gap", "--json"],
        vec!["what-if", "--json"],
        vec!["explain", "A.5.4", "--json"],
        vec!["reuse", "--json"],
    ] {
        let answer = good(&words).json();
        for key in ["crosswalk", "categories", "mode", "as_of"] {
            assert!(answer.get(key).is_some(), "{words:?} does not say {key}");
        }
        assert!(answer["note"].as_str().is_some_and(|n| n.contains("not readiness")), "{words:?} (R18)");
    }
}

#[test]
fn r38_gap_grades_every_control_once() {
    let mut words = vec!["gap", "--categories", "security,availability,confidentiality", "--json"];
    words.extend(TRUVO);
    let answer = good(&words).json();
    let count = |key: &str| answer[key].as_u64().expect(key);
    assert_eq!(count("fully") + count("partially") + count("not_addressed") + count("inherited_documented"), 93);
    assert_eq!(count("fully") + count("partially"), 69);
    let controls = answer["controls"].as_array().expect("controls");
    assert_eq!(controls.len(), 93);
    for control in controls {
        let (id, grade) = (control["id"].as_str().expect("id"), control["grade"].as_str().expect("grade"));
        let rows = control["rows"].as_array().expect("rows");
        assert_eq!(rows.is_empty(), grade == "not_addressed", "{id}");
        assert!(!control["reason"].as_str().expect("reason").is_empty(), "{id}");
    }
    let share = answer["percent"]["fully"].as_f64().expect("percent");
    assert!((share - (count("fully") * 1000 / 93) as f64 / 10.0).abs() < 0.11);
}

#[test]
fn r19_claims_are_held_against_the_rows() {
    let answer = good(&["claims", "--crosswalk", "truvo-2026-05", "--json"]).json();
    let claims = answer.as_array().expect("a list");
    let claim = |id: &str| claims.iter().find(|c| c["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let whole = claim("PC057");
    assert_eq!(whole["published"].as_u64(), Some(82));
    assert_eq!(whole["derived"].as_f64(), Some(69.0));
    assert_eq!(strings(&whole["named_by_a_row_but_claimed_uncovered"]), ["A.5.6", "A.7.5", "A.7.11"]);
    assert_eq!(strings(&whole["claimed_but_named_by_no_row"]).len(), 16);
    let security = claim("PC044");
    assert_eq!((security["published"].as_u64(), security["derived"].as_f64()), (Some(74), Some(65.6)));
    assert_eq!(claim("PC048")["derived"].as_f64(), Some(30.0));
    for c in claims {
        assert!(
            c["source"].as_str().is_some_and(|s| !s.is_empty()) && c["text"].as_str().is_some_and(|s| !s.is_empty())
        );
    }
}

#[test]
fn r17_explain_gives_rows_best_and_worst() {
    let answer = good(&["explain", "A.5.4", "--json"]).json();
    let rows: Vec<(&str, &str)> = answer["rows"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|r| (r["criterion"].as_str().expect("criterion"), r["overlap"].as_str().expect("overlap")))
        .collect();
    assert_eq!(rows, [("CC1.2", "partial"), ("CC1.3", "partial"), ("CC1.5", "full"), ("CC2.2", "partial")]);
    assert_eq!((answer["best"].as_str(), answer["worst"].as_str()), (Some("full"), Some("partial")));
}

#[test]
fn r5_ids_are_taken_in_every_usual_spelling() {
    for spelling in ["A.5.7", "A 5.7", "a5.7", "5.7", "Annex A 5.7", "ISO 27002 5.7"] {
        assert_eq!(good(&["explain", spelling, "--json"]).json()["id"], "A.5.7", "{spelling}");
    }
    for spelling in ["CC6.1", "cc6.1", "CC 6.1"] {
        assert_eq!(good(&["explain", spelling, "--json"]).json()["id"], "CC6.1", "{spelling}");
    }
    assert_eq!(good(&["explain", "clause 9.2.1", "--json"]).json()["id"], "9.2.1");
}

#[test]
fn r26_the_library_lists_and_shows_counts_and_items() {
    let list = good(&["library", "list", "--json"]).json();
    let documents = list["documents"].as_array().expect("documents");
    let counts = |id: &str| &documents.iter().find(|d| d["id"] == id).unwrap_or_else(|| panic!("{id}"))["counts"];
    assert_eq!(counts("soc2-tsc-2017")["criteria"], 61);
    assert_eq!(counts("iso27001-2022")["controls"], 93);
    assert_eq!(counts("iso27001-2022")["auditable_clauses"], 30);
    assert_eq!(counts("iso27001-2022")["new"], 11);
    assert_eq!(counts("iso27001-2013")["controls"], 114);
    assert_eq!(counts("truvo-2026-05")["rows"], 61);
    assert_eq!(counts("truvo-2026-05")["references"], 138);
    let shown = good(&["library", "show", "iso27001-2022", "--json"]).json();
    let item = shown["items"].as_array().expect("items").iter().find(|i| i["id"] == "A.5.7").expect("A.5.7");
    assert_eq!(item["new"], true);
    assert_eq!(item["attributes"]["control_type"], serde_json::json!(["preventive", "detective", "corrective"]));
}

#[test]
fn percent_is_one_decimal_half_up() {
    // 69 of 93 is 74.19..., 71 of 93 is 76.34..., 65 of 93 is 69.89...: one decimal, half up (K1).
    let shares = ["security,availability,confidentiality", "all", "security,availability"];
    let got: Vec<f64> = shares.iter().filter_map(|s| coverage(s, "literal", &[])["percent"].as_f64()).collect();
    assert_eq!(got, [74.2, 76.3, 69.9]);
}

/// Starts a server, and reads what it prints up to the line that says how it is stopped.
fn started(folder: &std::path::Path, words: &[&str]) -> String {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.current_dir(folder).args(words).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program starts");
    let lines = BufReader::new(child.stdout.take().expect("standard output")).lines();
    let mut said = String::new();
    for line in lines.map_while(Result::ok) {
        let last = line.contains("Ctrl-C");
        said.push_str(&line);
        said.push('\n');
        if last {
            break;
        }
    }
    child.kill().and_then(|()| child.wait()).expect("the program stops");
    said
}

#[test]
fn serve_prints_a_link_for_the_first_account_and_demo_a_key() {
    let folder = tempfile::tempdir().expect("a folder");
    cli::good_in(folder.path(), &["init", "Acme", "--categories", "security"]);
    let serve = || started(folder.path(), &["serve", "--port", "0"]);
    let secret = |said: &str| {
        let link = said.lines().map(str::trim).find(|l| l.contains("/begin#tkm_")).unwrap_or_else(|| panic!("{said}"));
        assert!(link.starts_with("http://localhost:"), "{link}");
        link.split_once('#').map(|(_, secret)| secret.to_owned()).expect("a secret after the hash")
    };
    // People who were invited may have theirs: the link is for whoever holds the folder.
    let said = serve();
    assert!(said.contains("Whoever holds this data folder has no account yet"), "{said}");
    assert_ne!(secret(&said), secret(&serve()), "each start makes a new link while there is no account");
    let demo = started(folder.path(), &["demo", "--port", "0", "--no-browser", "--data", "demo"]);
    let key = demo.split_once("/demo#").map(|(_, rest)| rest.split_whitespace().next().unwrap_or_default().len());
    assert_eq!(key, Some(64), "{demo}");
    let people = cli::good_in(folder.path(), &["person", "list", "--data", "demo", "--org", "fathom", "--json"]).json();
    assert!(people["people"].as_array().is_some_and(|p| p.len() > 15), "{people}");
}
