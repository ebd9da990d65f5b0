//! The papers of the house: the map, the library's headers, the log of changes, the decisions, and their links.

use super::offences::Offences;
use super::tree::{File, crates, file, files, root, under};

const MAP: &str = "ARCHITECTURE.md";

#[test]
fn the_map_names_every_room() {
    let mut offences = Offences::default();
    let map = file(MAP).map_or("", |map| map.text.as_str());
    for name in crates() {
        if !map.contains(&format!("| `{name}` |")) {
            offences.file(MAP, format!("has no row for the crate `{name}` in its table of rooms; add it"));
        }
    }
    for level in domain_rooms() {
        if !map.contains(&format!("{level}/")) && !map.contains(&format!("{level}.rs")) {
            offences.file(MAP, format!("does not name `{level}` of crates/domain/src; add it to the picture"));
        }
    }
    offences.none_or_fail("the map is complete");
}

#[test]
fn what_the_map_names_exists() {
    let mut offences = Offences::default();
    for (line, text) in file(MAP).into_iter().flat_map(File::lines) {
        let words = text.split(|c: char| c.is_whitespace() || "`|(),;\"".contains(c));
        for word in words.map(|word| word.trim_end_matches(['.', ':'])) {
            let named = (word.ends_with(".rs") || word.ends_with('/') || word.starts_with("crates/")) && word.len() > 1;
            if named && !word.contains(['<', '*', '{', ':']) && !exists(word) {
                offences.at(MAP, line, format!("`{word}` is not in the tree; mend the map or the tree"));
            }
        }
    }
    offences.none_or_fail("what the map names exists");
}

#[test]
fn links_between_papers_lead_somewhere() {
    let mut offences = Offences::default();
    for paper in files().iter().filter(|file| file.path.ends_with(".md")) {
        let folder = paper.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for (line, text) in paper.lines() {
            for target in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next()) {
                let outside = target.is_empty() || target.contains("://") || target.starts_with("mailto:");
                if !outside && !root().join(format!("{folder}{target}")).exists() {
                    offences.at(&paper.path, line, format!("the link to `{target}` leads nowhere"));
                }
            }
        }
    }
    offences.none_or_fail("links between papers");
}

#[test]
fn library_files_say_what_they_are() {
    let mut offences = Offences::default();
    for ending in [".yaml", ".yml"] {
        for file in under("library/", ending) {
            let header = file.text.lines().take_while(|line| line.starts_with('#')).count();
            if header < 2 {
                offences.at(&file.path, 1, "begin with a comment: what this file is, and from which source");
            }
        }
    }
    offences.none_or_fail("library files have a header");
}

#[test]
fn the_log_of_changes_has_room_for_the_next_one() {
    let mut offences = Offences::default();
    let log = file("CHANGELOG.md").map_or("", |log| log.text.as_str());
    if !log.lines().any(|line| line.trim_end() == "## [Unreleased]") {
        offences.file("CHANGELOG.md", "has no `## [Unreleased]`; open it again after a release");
    }
    offences.none_or_fail("CHANGELOG.md keeps an Unreleased section");
}

#[test]
fn decisions_are_numbered_and_name_the_ways_not_taken() {
    let mut offences = Offences::default();
    let decisions = under("docs/decisions/", ".md");
    for (at, decision) in decisions.iter().enumerate() {
        let expected = format!("docs/decisions/{:04}-", at + 1);
        if !decision.path.starts_with(&expected) {
            offences.file(&decision.path, format!("breaks the numbering; the next is {expected}*.md"));
        }
        if !decision.text.to_lowercase().contains("ways not taken") {
            offences.file(&decision.path, "does not name the ways not taken; add that section");
        }
    }
    if decisions.is_empty() {
        offences.file("docs/decisions", "holds no decision");
    }
    offences.none_or_fail("decisions take one page, with the ways not taken");
}

/// The first names under `crates/domain/src/`, which are its floors.
fn domain_rooms() -> Vec<&'static str> {
    let inside = |file: &'static File| file.path.strip_prefix("crates/domain/src/");
    let room = |path: &'static str| path.split(['/', '.']).next();
    let mut rooms: Vec<&str> = files().iter().filter_map(inside).filter_map(room).collect();
    rooms.dedup();
    rooms.retain(|room| *room != "lib");
    rooms
}

/// Whether a path, or the end of one, lies in the tree.
fn exists(named: &str) -> bool {
    let whole = root().join(named).exists();
    whole
        || files().iter().any(|file| {
            let path = format!("/{}", file.path);
            if named.ends_with('/') {
                path.contains(&format!("/{named}"))
            } else {
                path.ends_with(&format!("/{named}"))
            }
        })
}
