//! The text of a document: how it is kept, its hash, and what nobody filled in yet.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Longest text of one version, in bytes.
pub const MAX_TEXT: usize = 256 * 1024;
/// Most placeholders that one answer names.
pub const MAX_PLACEHOLDERS: usize = 200;
/// Most characters of a placeholder that are shown.
const SHOWN: usize = 60;

/// Something in a text that nobody filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Line, from 1.
    pub line: usize,
    /// As it stands there.
    pub text: String,
}

/// The text as it is kept: lines end with a line feed, no byte order mark, one line feed at the end.
pub fn normal(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_end();
    let begin = text.len() - text.trim_start_matches(['\n', ' ', '\t']).len();
    // Leading blank lines go, the indentation of the first line stays.
    let from = text[..begin].rfind('\n').map_or(0, |at| at + 1);
    format!("{}\n", &text[from..])
}

/// SHA-256 of the text's bytes, in small hex digits: what `sha256sum` says of the exported file.
pub fn text_sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// What nobody filled in: `[[...]]`, `{{...}}` and the word `TODO`, by line; at most [`MAX_PLACEHOLDERS`] (R163).
pub fn placeholders(text: &str) -> Vec<Placeholder> {
    let lines = text.lines().zip(1..);
    lines.flat_map(|(line, number)| of_line(line, number)).take(MAX_PLACEHOLDERS).collect()
}

/// The words of a text that may be ids of controls and criteria, as they are written: they begin with a letter and have a digit.
/// The number of a clause alone can be any number.
pub fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    ids_at(text).map(|(_, word)| word)
}

/// As [`ids_in`], each with the place of its first byte in the text.
pub fn ids_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let between = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let mut next = 0;
    let words = text.split_inclusive(between).map(move |piece| {
        let at = next;
        next += piece.len();
        (at, piece.trim_end_matches(between).trim_end_matches('.'))
    });
    words.filter(|(_, word)| {
        word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.contains(|c: char| c.is_ascii_digit())
    })
}

fn of_line(line: &str, number: usize) -> Vec<Placeholder> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (open, close) in [("[[", "]]"), ("{{", "}}")] {
        let mut from = 0;
        while let Some(at) = line[from..].find(open).map(|at| from + at) {
            // One that is not closed on its line counts as well: the rest of the line is what it holds.
            let until = line[at + 2..].find(close).map_or(line.len(), |end| at + 2 + end + 2);
            found.push((at, line[at..until].to_owned()));
            from = until;
        }
    }
    let word = |at: usize| {
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        apart(line[..at].chars().next_back()) && apart(line[at + 4..].chars().next())
    };
    let inside = |at: usize| found.iter().any(|(from, text)| (*from..*from + text.len()).contains(&at));
    let undone: Vec<usize> =
        line.match_indices("TODO").map(|(at, _)| at).filter(|at| word(*at) && !inside(*at)).collect();
    found.extend(undone.into_iter().map(|at| (at, "TODO".to_owned())));
    found.sort_by_key(|(at, _)| *at);
    let short = |text: String| match text.chars().count() > SHOWN {
        true => format!("{}…", text.chars().take(SHOWN).collect::<String>()),
        false => text,
    };
    found.into_iter().map(|(_, text)| Placeholder { line: number, text: short(text) }).collect()
}
