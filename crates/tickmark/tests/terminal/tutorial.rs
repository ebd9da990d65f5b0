//! The tutorial is run as it is written: every command succeeds, and every line it shows is printed.

use crate::cli::{run_in, workspace};

/// The words of a command line; double quotes keep blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in line.split('"').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn the_tutorial_runs_as_it_is_written() {
    let text = std::fs::read_to_string(workspace().join("docs/tutorial.md")).expect("the tutorial");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (mut commands, mut lines) = (0, 0);
    for block in text.split("\n```").collect::<Vec<_>>().chunks(2).filter_map(|c| c.get(1)) {
        let (head, body) = block.split_once('\n').expect("a block has lines");
        if let Some(name) = head.strip_prefix("file ") {
            std::fs::write(folder.path().join(name), body).expect("the file can be written");
            continue;
        }
        assert_eq!(head, "console", "a block of the tutorial is `console` or `file NAME`");
        let mut printed = String::new();
        for line in body.lines().filter(|l| !l.is_empty()) {
            if let Some(command) = line.strip_prefix("$ tickmark ") {
                let words = words(command);
                let ran = run_in(folder.path(), &words.iter().map(String::as_str).collect::<Vec<_>>());
                assert_eq!(ran.code, 0, "{command}: {}{}", ran.out, ran.err);
                printed = ran.out;
                commands += 1;
            } else {
                assert!(printed.contains(line), "`{line}` is not printed:\n{printed}");
                lines += 1;
            }
        }
    }
    assert!(commands >= 15 && lines >= 20, "{commands} commands and {lines} lines were found");
}
