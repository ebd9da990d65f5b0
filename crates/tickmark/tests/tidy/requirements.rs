//! `docs/requirements.csv`: 411 promises, each with its state and what shows it.

use std::collections::BTreeSet;

use super::offences::Offences;
use super::shown_by::{proofs_missing, unnumbered_tests};
use super::tree::file;

const PAPER: &str = "docs/requirements.csv";
const HEADINGS: [&str; 6] = ["number", "area", "type", "paraphrase", "state", "shown_by"];
const STATES: [&str; 3] = ["done", "partial", "not yet"];
const PROMISES: usize = 411;

/// The areas, each with the number of promises drawn from the source documents.
const AREAS: [(&str, usize); 22] = [
    ("crosswalk", 79),
    ("gap", 23),
    ("isms", 32),
    ("soa", 14),
    ("risk", 14),
    ("treatment", 6),
    ("internal-audit", 10),
    ("mgmt-review", 15),
    ("nc-capa", 7),
    ("doc-control", 10),
    ("evidence", 19),
    ("soc2", 27),
    ("cert-cycle", 18),
    ("suppliers", 7),
    ("assets", 5),
    ("people", 7),
    ("physical-cloud", 7),
    ("privacy", 28),
    ("planner", 59),
    ("scorecard", 4),
    ("reporting", 14),
    ("portfolio", 6),
];

/// One row with the line it begins on.
struct Promise {
    line: usize,
    cells: Vec<String>,
}

impl Promise {
    fn cell(&self, heading: &str) -> &str {
        let at = HEADINGS.iter().position(|name| *name == heading);
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn number(&self) -> Option<u32> {
        self.cell("number").strip_prefix('R')?.parse().ok()
    }
}

#[test]
fn all_promises_are_listed_once_and_well_formed() {
    let mut offences = Offences::default();
    let mut seen = BTreeSet::new();
    for promise in promises() {
        let mut wrong = |what: String| offences.at(PAPER, promise.line, what);
        if promise.cells.len() != HEADINGS.len() {
            wrong(format!("{} cells, not {}; quote commas", promise.cells.len(), HEADINGS.len()));
        }
        match promise.number() {
            Some(number) if (1..=PROMISES as u32).contains(&number) && seen.insert(number) => {}
            Some(number) => wrong(format!("R{number} is listed twice or lies outside R1 to R{PROMISES}")),
            None => wrong(format!("`{}` is not a number such as R14", promise.cell("number"))),
        }
        if !AREAS.iter().any(|(area, _)| *area == promise.cell("area")) {
            wrong(format!("`{}` is no area; use one of AREAS", promise.cell("area")));
        }
        if !STATES.contains(&promise.cell("state")) {
            wrong(format!("`{}` is no state; use one of {STATES:?}", promise.cell("state")));
        }
        if promise.cell("paraphrase").split_whitespace().count() < 2 || promise.cell("type").is_empty() {
            wrong("a promise needs its type and a sentence of its own".to_owned());
        }
        let empty = promise.cell("shown_by").is_empty();
        match promise.cell("state") {
            "not yet" if !empty => wrong("`not yet` names nothing; change the state or empty shown_by".to_owned()),
            "done" if empty => wrong("`done` names the test, page or command that shows it".to_owned()),
            _ => {}
        }
    }
    let missing: Vec<String> =
        (1..=PROMISES as u32).filter(|number| !seen.contains(number)).map(|number| format!("R{number}")).collect();
    if !missing.is_empty() {
        offences.file(PAPER, format!("{} missing; a promise is never dropped", missing.join(", ")));
    }
    for (area, count) in AREAS {
        let found = promises().iter().filter(|promise| promise.cell("area") == area).count();
        if found != count {
            offences.file(PAPER, format!("{found} promises in `{area}`, not {count}; a promise keeps its area"));
        }
    }
    offences.none_or_fail("docs/requirements.csv holds R1 to R411");
}

#[test]
fn what_is_done_names_something_that_exists() {
    let mut offences = Offences::default();
    for promise in promises().iter().filter(|promise| promise.cell("state") != "not yet") {
        for missing in proofs_missing(promise.cell("shown_by")) {
            offences.at(PAPER, promise.line, format!("{}: {missing}", promise.cell("number")));
        }
    }
    offences.none_or_fail("what shows a promise exists");
}

#[test]
fn tests_carry_the_number_they_prove() {
    let mut offences = Offences::default();
    for promise in promises().iter().filter(|promise| promise.cell("state") == "done") {
        let Some(number) = promise.number() else { continue };
        for path in unnumbered_tests(promise.cell("shown_by"), number) {
            offences.at(
                PAPER,
                promise.line,
                format!("`{path}` proves R{number} but never says so; name r{number} in it"),
            );
        }
    }
    offences.none_or_fail("a test says which promise it proves");
}

fn promises() -> Vec<Promise> {
    let text = file(PAPER).map_or("", |file| file.text.as_str());
    let mut rows = table(text).into_iter().map(|(line, cells)| Promise { line, cells });
    let headings = rows.next().map(|row| row.cells).unwrap_or_default();
    assert_eq!(headings, HEADINGS, "{PAPER}:1: the headings have changed");
    rows.collect()
}

/// Comma-separated rows (RFC 4180) with the line each begins on.
fn table(text: &str) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let (mut line, mut begins) = (1, 1);
    let mut marks = text.chars().peekable();
    while let Some(mark) = marks.next() {
        line += usize::from(mark == '\n');
        match mark {
            '"' if quoted && marks.peek() == Some(&'"') => cell.extend(marks.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                cells.push(std::mem::take(&mut cell));
                rows.push((begins, std::mem::take(&mut cells)));
                begins = line;
            }
            '\r' if !quoted => {}
            _ => cell.push(mark),
        }
    }
    rows
}

#[test]
fn quoted_commas_quotes_and_line_breaks_stay_in_their_cell() {
    let rows = table("a,\"b, \"\"c\"\"\nd\"\nx,\n");
    assert_eq!(rows, [(1, vec!["a".into(), "b, \"c\"\nd".into()]), (3, vec!["x".into(), String::new()])]);
}
