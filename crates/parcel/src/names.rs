//! File names: made safe for every file system, and shown without harm to a terminal.

use std::collections::BTreeSet;

use ledger::Hash;

use crate::MAX_NAME;

/// Names that Windows gives to devices, whatever follows the first dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// A claimed file name as it may stand in a path: letters, digits, `.`, `-` and `_` of ASCII, at most [`MAX_NAME`], no
/// dot at either end, no name of a device. Everything else becomes `_`; an empty name becomes `file`.
#[must_use]
pub fn safe_name(claimed: &str) -> String {
    let plain: String = claimed.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let mut name = plain.trim_matches('.').to_owned();
    if name.len() > MAX_NAME {
        let ending = name.rfind('.').map(|at| name[at..].to_owned()).filter(|ending| ending.len() <= 16);
        let ending = ending.unwrap_or_default();
        name.truncate(MAX_NAME - ending.len());
        name = name.trim_end_matches('.').to_owned() + &ending;
    }
    if name.is_empty() {
        return "file".to_owned();
    }
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    if DEVICES.contains(&stem.as_str()) || port.is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit()) {
        name.truncate(MAX_NAME - 1);
        name.insert(0, '_');
    }
    name
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Whether a path is `files/<sha256>/<name>` with a name of the allowed characters.
pub(crate) fn is_evidence_path(path: &str, sha256: &Hash) -> bool {
    let name = path.strip_prefix("files/").and_then(|rest| rest.strip_prefix(&sha256.to_string()));
    name.and_then(|rest| rest.strip_prefix('/')).is_some_and(|name| {
        (1..=MAX_NAME).contains(&name.len()) && name.chars().all(is_plain) && !name.starts_with('.')
    })
}

/// The path of a file, and its place in the set of paths taken, which are lower-case.
pub(crate) fn evidence_path(taken: &mut BTreeSet<String>, sha256: &Hash, claimed: &str) -> String {
    let name = safe_name(claimed);
    let (stem, ending) = match name.rfind('.') {
        Some(at) => name.split_at(at),
        None => (name.as_str(), ""),
    };
    let mut path = format!("files/{sha256}/{name}");
    let mut number = 2_u64;
    while !taken.insert(path.to_ascii_lowercase()) {
        let tail = format!("-{number}{ending}");
        // Tail and stem are ASCII, so a byte is a character.
        let room = MAX_NAME.saturating_sub(tail.len()).min(stem.len());
        path = format!("files/{sha256}/{}{tail}", &stem[..room]);
        number += 1;
    }
    path
}

/// Bytes of a name as they may be shown: printable ASCII stays, everything else and the backslash become `\xNN`; at most
/// 255 bytes are shown.
#[must_use]
pub fn shown(name: &[u8]) -> String {
    let mut text = String::new();
    for byte in name.iter().take(255) {
        match byte {
            0x20..=0x7e if *byte != b'\\' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text
}

/// Endings of files that are worth deflating; all others are stored as they are.
const TEXTS: [&str; 24] = [
    "adoc", "cfg", "conf", "css", "csv", "eml", "htm", "html", "ini", "json", "jsonl", "log", "md", "rst", "sql",
    "svg", "tf", "toml", "tsv", "txt", "xml", "yaml", "yml", "ndjson",
];

/// Whether a file of that name is a text, by its ending.
pub(crate) fn is_text(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending.to_ascii_lowercase().as_str()))
}
