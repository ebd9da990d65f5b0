//! Rust source as the checks see it: code without comments, strings and inline tests.

use super::tree::File;

/// The code lines of a source file with their numbers. Comments and the contents of strings are blanked, and a
/// `#[cfg(test)] mod` at the end of the file is left out, as is a test that is a file or a
/// folder of its own: what is forbidden in a product may be right in its test.
pub(super) fn code(file: &File) -> Vec<(usize, String)> {
    if is_test(file) {
        return Vec::new();
    }
    let blank = blanked(&file.text);
    let mut lines = Vec::new();
    let mut test_follows = false;
    for (index, line) in blank.lines().enumerate() {
        let trimmed = line.trim_start();
        if test_follows && (trimmed.starts_with("mod ") || trimmed.starts_with("pub mod ")) && trimmed.ends_with('{') {
            break;
        }
        test_follows = trimmed.starts_with("#[cfg(test)]") || (test_follows && trimmed.starts_with("#["));
        lines.push((index + 1, line.to_owned()));
    }
    lines
}

/// Is it a test that lies beside the product: a file `tests.rs`, or what lies in a folder `tests` under `src`?
pub(super) fn is_test(file: &File) -> bool {
    file.stem() == "tests" || file.path.contains("/tests/")
}

/// The text with comments and string contents replaced by spaces, line for line as long as before.
fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (taken, keep) = match opening(rest) {
            Some(length) => (length, false),
            None => (first.len_utf8(), true),
        };
        let piece = &rest[..taken];
        out.extend(piece.chars().map(|c| if keep || c == '\n' { c } else { ' ' }));
        rest = &rest[taken..];
    }
    out
}

/// The length of the comment, string or character that begins here, if one does.
fn opening(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if let Some(hashes) = raw_string(rest) {
        let close = format!("\"{}", "#".repeat(hashes));
        let open = hashes + 2;
        return Some(rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len()));
    }
    if rest.starts_with("'\"'") {
        return Some(3);
    }
    if rest.starts_with("'\\") {
        // An escaped character; the one after the backslash may itself be a quote.
        return rest.get(3..).and_then(|tail| tail.find('\'')).map(|end| end + 4);
    }
    rest.starts_with('"').then(|| plain_string(rest))
}

/// The number of `#` of a raw string that begins here.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn plain_string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The code lines together with what their grouped imports name: `use crate::{rules, values::Day}` names
/// `crate::rules` and `crate::values` on the line where the group opens.
pub(super) fn code_with_groups(file: &File) -> Vec<(usize, String)> {
    let mut lines = code(file);
    let mut named = Vec::new();
    for (at, (number, text)) in lines.iter().enumerate() {
        for root in ["crate::{", "std::{"] {
            let Some((_, opened)) = text.split_once(root) else {
                continue;
            };
            let below = lines[at + 1..].iter().flat_map(|(_, text)| text.chars());
            let first = first_names(opened.chars().chain(below));
            named.extend(first.into_iter().map(|name| (*number, format!("{}{name}", root.trim_end_matches('{')))));
        }
    }
    lines.extend(named);
    lines
}

/// The first name of each path inside a group whose brace has just opened.
fn first_names(inside: impl Iterator<Item = char>) -> Vec<String> {
    let (mut names, mut name, mut depth, mut first) = (Vec::new(), String::new(), 1, true);
    for mark in inside {
        match mark {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 1 && (mark.is_alphanumeric() || mark == '_') && first {
            name.push(mark);
        } else if !name.is_empty() {
            names.push(std::mem::take(&mut name));
            first = false;
        }
        first = first || (depth == 1 && mark == ',');
        if depth == 0 {
            break;
        }
    }
    names
}

/// Whether `word` stands in `line` by itself, not inside a longer name.
pub(super) fn names(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back().is_some_and(part) && word.starts_with(part);
        let after = line[at + word.len()..].chars().next().is_some_and(part) && word.ends_with(part);
        !before && !after
    })
}

#[test]
fn comments_strings_and_inline_tests_are_not_code() {
    let text = "let a = \"std::fs \\\" x\"; // std::net\nlet q = '\"'; let e = '\\''; y();\n/* std::env\n */ z();\n\
                let r = r#\"Instant \" \"#; w();\n#[cfg(test)]\nmod tests {\n    fn t() { x.unwrap(); }\n}\n";
    let file = File { path: "a.rs".into(), text: text.into() };
    let code = code(&file);
    let joined: String = code.iter().map(|(_, line)| line.as_str()).collect();
    for hidden in ["std::fs", "std::net", "std::env", "Instant", "unwrap"] {
        assert!(!joined.contains(hidden), "{hidden} was taken for code in {joined}");
    }
    for shown in ["y();", "z();", "w();"] {
        assert!(joined.contains(shown), "{shown} was lost from {joined}");
    }
    assert_eq!(code.iter().find(|(_, line)| line.contains("z();")).map(|(number, _)| *number), Some(4));
    let file = File { path: "b.rs".into(), text: "use crate::{\n    rules::{adopt, other::x}, values,\n};\n".into() };
    let named: Vec<String> = code_with_groups(&file).into_iter().skip(3).map(|(_, name)| name).collect();
    assert_eq!(named, ["crate::rules", "crate::values"]);
    assert!(names("a: HashMap<u8, u8>", "HashMap") && !names("MyHashMap", "HashMap"));
}
