//! What shows a promise: a test, a page or a command, separated by semicolons; see docs/README.md for the forms.

use std::collections::BTreeSet;

use super::tree::{File, file, files, under};

/// One thing that shows a promise.
enum Proof<'a> {
    /// `crate::file::test_name`.
    Test { room: &'a str, stem: &'a str, name: &'a str },
    /// `/path/of/{a}/page`, as the router has it.
    Page(&'a str),
    /// `tickmark noun --flag`.
    Command(&'a str),
    /// `./check` or a document, by its path.
    Paper(&'a str),
}

/// Sentences about each proof in a `shown_by` cell that does not exist in the tree.
pub(super) fn proofs_missing(cell: &str) -> Vec<String> {
    proofs(cell).filter_map(|(written, proof)| missing(written, &proof)).collect()
}

/// The files of the tests in a `shown_by` cell that do not say the number of the promise.
pub(super) fn unnumbered_tests(cell: &str, number: u32) -> Vec<String> {
    let mut silent = Vec::new();
    for (_, proof) in proofs(cell) {
        let Proof::Test { room, stem, name } = proof else {
            continue;
        };
        let homes = homes(room, stem, name);
        if !homes.is_empty() && !homes.iter().any(|home| numbers(&home.text).contains(&number)) {
            silent.extend(homes.iter().map(|home| home.path.clone()));
        }
    }
    silent
}

fn proofs(cell: &str) -> impl Iterator<Item = (&str, Proof<'_>)> {
    cell.split(';').map(str::trim).filter(|written| !written.is_empty()).map(|written| (written, proof(written)))
}

fn proof(written: &str) -> Proof<'_> {
    if let Some(command) = written.strip_prefix("tickmark ") {
        return Proof::Command(command);
    }
    if written.starts_with('/') {
        return Proof::Page(written);
    }
    let mut parts = written.rsplit("::");
    match (parts.next(), parts.next(), written.split("::").next()) {
        (Some(name), Some(stem), Some(room)) if room != stem => Proof::Test { room, stem, name },
        _ => Proof::Paper(written.trim_start_matches("./")),
    }
}

fn missing(written: &str, proof: &Proof<'_>) -> Option<String> {
    match proof {
        Proof::Test { room, stem, name } => homes(room, stem, name)
            .is_empty()
            .then(|| format!("no test `{written}`; write `crate::file::test_name` with `#[test]` over `fn {name}`")),
        Proof::Page(path) => {
            let quoted = format!("\"{path}\"");
            let found = under("crates/tickmark/src/web/", ".rs").iter().any(|file| file.text.contains(&quoted));
            (!found).then(|| format!("no page `{path}` in crates/tickmark/src/web; write it as the router has it"))
        }
        Proof::Command(command) => no_command(command),
        Proof::Paper(path) => {
            file(path).is_none().then(|| format!("`{written}` is no test, page, command or file of the project"))
        }
    }
}

/// A command exists when its nouns are files or variants of the command line and its options are written there.
fn no_command(command: &str) -> Option<String> {
    let cli = under("crates/tickmark/src/cli", ".rs");
    for word in command.split_whitespace() {
        let option = word.strip_prefix("--").map(|option| option.split('=').next().unwrap_or(option));
        // What is neither an option nor a lower-case word is an argument's example: A.5.4, FILE, a quoted name.
        if option.is_none() && !word.chars().all(|c| c.is_ascii_lowercase() || c == '-') {
            continue;
        }
        let name = option.unwrap_or(word);
        let written = [name.to_owned(), name.replace('-', "_"), pascal(name)];
        let found = cli.iter().any(|file| {
            written.iter().any(|written| file.stem() == written || super::source::names(&file.text, written))
        });
        if !found {
            return Some(format!("`tickmark {command}`: `{word}` is unknown to crates/tickmark/src/cli"));
        }
    }
    None
}

/// `what-if` as the variant `WhatIf`.
fn pascal(name: &str) -> String {
    let capital = |part: &str| part.chars().next().map(|c| c.to_ascii_uppercase().to_string() + &part[c.len_utf8()..]);
    name.split('-').filter_map(capital).collect()
}

/// The files of a crate that are called `stem` (or lie in a folder of that name) and hold the test.
fn homes(room: &str, stem: &str, name: &str) -> Vec<&'static File> {
    let inside = format!("crates/{room}/");
    let folder = format!("/{stem}/");
    let called = |file: &&File| file.stem() == stem || file.path.contains(&folder);
    let ours = files().iter().filter(|file| file.path.starts_with(&inside) && file.path.ends_with(".rs"));
    ours.filter(called).filter(|file| is_test(&file.text, name)).collect()
}

/// Whether `fn name` stands under an attribute that makes it a test.
fn is_test(text: &str, name: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let open = format!("fn {name}(");
    lines.iter().enumerate().filter(|(_, line)| line.contains(&open)).any(|(at, _)| {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with('#') || line.starts_with("//"));
        above.into_iter().any(|line| line.starts_with("#[test") || line.contains("::test"))
    })
}

/// The numbers of promises that a file names: `r14`, `R14`, and runs such as `r351_to_r411` or `R351-R411`.
fn numbers(text: &str) -> BTreeSet<u32> {
    let mut found = BTreeSet::new();
    let mut last: Option<(u32, usize)> = None;
    for (at, _) in text.match_indices(['r', 'R']) {
        let inside = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let digits = text[at + 1..].chars().take_while(char::is_ascii_digit).count();
        let end = at + 1 + digits;
        let Some(number) = text[at + 1..end].parse().ok().filter(|_| !inside) else {
            continue;
        };
        if let Some((first, behind)) = last
            && matches!(text[behind..at].trim(), "_to_" | "to" | "-" | "\u{2013}" | "..=")
        {
            found.extend(first..=number);
        }
        found.insert(number);
        last = Some((number, end));
    }
    found
}

#[test]
fn numbers_are_read_alone_and_as_runs() {
    assert_eq!(numbers("fn r14_security_alone() {} // R2, attr9, r"), BTreeSet::from([2, 14]));
    assert_eq!(numbers("r351_to_r354_rows; R7-R8"), BTreeSet::from([7, 8, 351, 352, 353, 354]));
}

#[test]
fn proofs_that_do_not_exist_are_found() {
    let absent = "tickmark::tidy::no_such_test; /no/such/{page}; tickmark no-such-noun; docs/no-such.md; prose";
    assert_eq!(proofs_missing(absent).len(), 5);
    assert!(proofs_missing("tickmark::tidy::proofs_that_do_not_exist_are_found; docs/requirements.csv").is_empty());
    assert!(!is_test("fn plain() {}", "plain") && is_test("#[test]\n#[ignore]\nfn real() {}", "real"));
}
