//! Small enough to see: file lengths, and the shortcuts that do not leave a workbench.

use super::offences::Offences;
use super::source::{code, is_test, names};
use super::tree::{File, files, under};

/// A source file has at most this many lines; functions are held at 70 by the compiler's second reader.
const LONGEST: usize = 500;

/// Half of the source files have at most this many lines.
const AIM: usize = 125;

/// Source files over the limit, each with the reason why splitting it would make it harder to read.
const LONGER: [(&str, &str); 0] = [];

/// What may stand in a test and nowhere else.
const SHORTCUTS: [(&str, &str); 6] = [
    (".unwrap()", "return the error, or `.expect(\"why this cannot fail\")`"),
    (".unwrap_unchecked()", "return the error"),
    ("todo!", "do it, or leave the promise out"),
    ("unimplemented!", "do it, or leave the promise out"),
    ("unreachable!()", "say in the message why it cannot be reached"),
    ("dbg!", "take it out"),
];

#[test]
fn source_files_are_small_enough_to_see() {
    let mut offences = Offences::default();
    let sources = sources();
    let length = |file: &File| file.text.lines().count();
    for file in &sources {
        let excepted = LONGER.iter().any(|(path, _): &(&str, &str)| *path == file.path);
        match (length(file) > LONGEST, excepted) {
            (true, false) => offences.file(
                &file.path,
                format!("{} lines, limit {LONGEST}; make a folder with a file for each verb", length(file)),
            ),
            (false, true) => offences.file(&file.path, "is short again; take it out of LONGER"),
            _ => {}
        }
    }
    for (path, _) in LONGER.iter().filter(|(path, _)| !sources.iter().any(|file| file.path == *path)) {
        offences.file(path, "is gone; take it out of LONGER");
    }
    // What is read to understand the product; inline tests come after it.
    let mut lengths: Vec<usize> = sources.iter().map(|file| code(file).len()).collect();
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    if median > AIM {
        offences.file("crates", format!("half of the source files have {median} lines or more; the aim is {AIM}"));
    }
    offences.none_or_fail("files aim at 120 lines and end at 500");
}

#[test]
fn shortcuts_stay_in_tests() {
    let mut offences = Offences::default();
    for file in sources() {
        for (line, text) in code(file) {
            for (word, instead) in SHORTCUTS.iter().filter(|(word, _)| names(&text, word)) {
                offences.at(&file.path, line, format!("`{word}`; {instead}"));
            }
        }
        for line in speechless_expects(&file.text) {
            offences.at(&file.path, line, "`.expect(` must say why it cannot fail, in at least three words");
        }
    }
    offences.none_or_fail("no shortcut outside tests");
}

#[test]
fn every_exception_to_a_lint_has_a_reason() {
    let mut offences = Offences::default();
    for file in sources() {
        let code = code(file);
        for (at, (line, text)) in code.iter().enumerate() {
            let opens = ["#[allow(", "#![allow(", "#[expect(", "#![expect("].iter().any(|open| text.contains(open));
            if opens && !attribute(&code[at..]).iter().any(|(_, text)| names(text, "reason")) {
                offences.at(&file.path, *line, "an exception to a lint; add `reason = \"...\"`");
            }
        }
    }
    offences.none_or_fail("exceptions give a reason");
}

#[test]
fn rooms_are_named_for_the_trade() {
    const SAY_NOTHING: [&str; 10] =
        ["utils", "util", "common", "helpers", "helper", "services", "service", "manager", "managers", "misc"];
    let mut offences = Offences::default();
    for file in files().iter().filter(|file| !file.path.starts_with("docs/")) {
        let folders = file.path.rsplit_once('/').map_or("", |(folders, _)| folders);
        let name = if file.path.ends_with(".rs") { file.stem() } else { "" };
        for word in folders.split('/').chain([name]).filter(|word| SAY_NOTHING.contains(word)) {
            offences.file(&file.path, format!("`{word}` says nothing; name it for what lies in it"));
        }
    }
    offences.none_or_fail("names of folders and files");
}

/// Product source: what lies under `src/` of a crate and is not the test of what lies beside it.
fn sources() -> Vec<&'static File> {
    under("crates/", ".rs").into_iter().filter(|file| file.path.contains("/src/") && !is_test(file)).collect()
}

/// Lines of the `.expect(` calls whose message has fewer than three words; inline tests are left alone.
fn speechless_expects(text: &str) -> Vec<usize> {
    let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let mut lines = Vec::new();
    for (at, call) in product.match_indices(".expect(") {
        let message = product[at + call.len()..].trim_start();
        let spoken = message.strip_prefix('"').and_then(|rest| rest.split('"').next());
        if spoken.is_some_and(|words| words.split_whitespace().count() < 3) {
            lines.push(product[..at].lines().count().max(1));
        }
    }
    lines
}

/// The lines of the attribute that opens on the first of these lines.
fn attribute(lines: &[(usize, String)]) -> &[(usize, String)] {
    let end = lines.iter().position(|(_, text)| text.contains(")]")).map_or(lines.len(), |at| at + 1);
    &lines[..end]
}

#[test]
fn an_expect_without_words_is_found() {
    assert_eq!(speechless_expects("a\nb.expect(\"\")\n"), [2]);
    assert_eq!(speechless_expects("b.expect(\n    \"ok\",\n)"), [1]);
    assert!(speechless_expects("b.expect(\"the head was read above\")").is_empty());
}
