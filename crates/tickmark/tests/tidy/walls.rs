//! Which room may name which, and what must never be known on floor 1.

use super::offences::Offences;
use super::source::{code_with_groups as code, names};
use super::tree::{crates, file, under};

/// Each crate with the crates of ours that it may depend on; the table of ARCHITECTURE.md.
const MAY_NAME: [(&str, &[&str]); 12] = [
    ("ledger", &[]),
    ("domain", &[]),
    ("press", &[]),
    ("formats", &["domain", "press"]),
    ("identity", &[]),
    ("outgoing", &[]),
    ("parcel", &["ledger"]),
    ("collect", &["outgoing"]),
    ("preview", &[]),
    ("store", &["ledger"]),
    ("app", &["collect", "domain", "formats", "identity", "ledger", "outgoing", "parcel", "press", "preview", "store"]),
    ("tickmark", &["app", "domain"]),
];

/// Crates of others that belong to one concern, each with the rooms that concern lives in.
const KEPT_TO: [(&str, &[&str]); 20] = [
    ("rusqlite", &["store"]),
    ("postgres", &["collect", "store"]),
    ("fs4", &["store"]),
    ("ed25519-dalek", &["ledger"]),
    ("calamine", &["formats"]),
    ("rust_xlsxwriter", &["formats"]),
    ("serde-saphyr", &["collect", "formats"]),
    ("axum", &["tickmark"]),
    ("maud", &["tickmark"]),
    ("clap", &["tickmark"]),
    ("tokio", &["tickmark"]),
    ("argon2", &["identity"]),
    ("openidconnect", &["identity"]),
    ("webauthn-rs", &["identity"]),
    ("ureq", &["outgoing"]),
    ("regorus", &["collect"]),
    ("hayro", &["preview"]),
    ("typst", &["press"]),
    ("resvg", &["press"]),
    ("image", &["preview"]),
];

/// What floor 1 must not know, and where it is to be had instead.
const IMPURE: [(&str, &str); 16] = [
    ("tokio", "waiting belongs to the doors"),
    ("async", "waiting belongs to the doors"),
    ("await", "waiting belongs to the doors"),
    ("std::fs", "take the bytes as an argument"),
    ("std::net", "take the bytes as an argument"),
    ("std::env", "take the setting as an argument"),
    ("std::process", "return a refusal or a fault"),
    ("SystemTime", "take the moment from the stamp"),
    ("Instant", "take the moment from the stamp"),
    ("Timestamp::now", "take the moment from the stamp"),
    ("Zoned::now", "take the moment from the stamp"),
    ("getrandom", "take fresh ids from the stamp"),
    ("rand::", "take fresh ids from the stamp"),
    ("println!", "return the answer; a door shows it"),
    ("eprintln!", "return the refusal; a door shows it"),
    ("RandomState", "use an ordered map: the same ledger must give the same bytes"),
];

/// Collections whose order is drawn by lot in each process, so that no answer may be built from them.
const UNORDERED: [(&str, &str); 2] = [
    ("HashMap", "use BTreeMap: the same registers must give the same answer, byte for byte"),
    ("HashSet", "use BTreeSet: the same registers must give the same answer, byte for byte"),
];

/// Floors inside `domain`; an arrow goes to the same name or to a lower floor.
const FLOORS: [(&str, u8); 9] = [
    ("values", 0),
    ("command", 1),
    ("event", 1),
    ("refusal", 1),
    ("stamp", 1),
    ("question", 1),
    ("registers", 2),
    ("reports", 3),
    ("rules", 4),
];

#[test]
fn crate_arrows_go_down_only() {
    let mut offences = Offences::default();
    let ours: Vec<&str> = MAY_NAME.iter().map(|(name, _)| *name).collect();
    for name in crates() {
        let path = format!("crates/{name}/Cargo.toml");
        let Some((_, allowed)) = MAY_NAME.iter().find(|(room, _)| *room == name) else {
            offences.file(&path, "is another room; add it to MAY_NAME and to ARCHITECTURE.md, or put it in a room");
            continue;
        };
        for (line, dependency) in dependencies(&path) {
            if ours.contains(&dependency.as_str()) && !allowed.contains(&dependency.as_str()) {
                offences.at(&path, line, format!("`{name}` may not name `{dependency}`; it may name {allowed:?}"));
            }
            let kept = KEPT_TO.iter().find(|(other, _)| *other == dependency);
            if let Some((_, rooms)) = kept.filter(|(_, rooms)| !rooms.contains(&name)) {
                offences.at(&path, line, format!("`{dependency}` is kept to {rooms:?}; ask that room instead"));
            }
        }
    }
    for name in ours.iter().filter(|name| !crates().contains(name)) {
        offences.file(&format!("crates/{name}"), "is gone; take it out of MAY_NAME and ARCHITECTURE.md");
    }
    offences.none_or_fail("crate arrows");
}

#[test]
fn every_crate_keeps_the_workspace_lints() {
    let mut offences = Offences::default();
    for name in crates() {
        let path = format!("crates/{name}/Cargo.toml");
        let kept = file(&path).is_some_and(|manifest| manifest.text.contains("[lints]\nworkspace = true"));
        if !kept {
            offences.file(&path, "does not keep the workspace lints; add `[lints]` with `workspace = true`");
        }
    }
    let clippy = file("clippy.toml").map_or("", |file| file.text.as_str());
    if !clippy.contains("too-many-lines-threshold = 70") {
        offences.file("clippy.toml", "functions have at most 70 lines; set too-many-lines-threshold = 70");
    }
    let workspace = file("Cargo.toml").map_or("", |file| file.text.as_str());
    for lint in ["unsafe_code = \"forbid\"", "missing_docs", "too_many_lines", "unwrap_used", "disallowed_methods"] {
        if !workspace.contains(lint) {
            offences.file("Cargo.toml", format!("the workspace lint `{lint}` is gone; put it back"));
        }
    }
    offences.none_or_fail("lints of the house");
}

#[test]
fn floor_one_is_pure() {
    let mut offences = Offences::default();
    for file in under("crates/domain/src/", ".rs").into_iter().chain(under("crates/ledger/src/", ".rs")) {
        let unordered: &[_] = if file.path.starts_with("crates/domain/") { &UNORDERED } else { &[] };
        for (line, text) in code(file) {
            for (word, instead) in IMPURE.iter().chain(unordered).filter(|(word, _)| names(&text, word)) {
                offences.at(&file.path, line, format!("`{word}` on floor 1; {instead}"));
            }
        }
    }
    offences.none_or_fail("floor 1 knows no disk, clock, network, randomness or waiting");
}

#[test]
fn formats_touches_neither_disk_nor_network() {
    let mut offences = Offences::default();
    for file in under("crates/formats/src/", ".rs") {
        for (line, text) in code(file) {
            for word in ["std::fs", "std::net", "File::open", "File::create"].iter().filter(|word| names(&text, word)) {
                offences.at(&file.path, line, format!("`{word}` in formats; take bytes in, give bytes back"));
            }
        }
    }
    offences.none_or_fail("formats: bytes to meaning, meaning to bytes");
}

#[test]
fn store_knows_no_compliance() {
    const THE_TRADE: [&str; 6] = ["soc2", "iso27001", "annex_a", "crosswalk", "criterion", "trust_services"];
    let mut offences = Offences::default();
    for ending in [".rs", ".sql"] {
        for file in under("crates/store/src/", ending) {
            for (line, text) in file.lines() {
                let lower = text.to_lowercase();
                for word in THE_TRADE.iter().filter(|word| lower.contains(*word)) {
                    offences.at(
                        &file.path,
                        line,
                        format!("`{word}` on the shelves; a shelf does not know what lies on it"),
                    );
                }
            }
        }
    }
    offences.none_or_fail("store does not know a control from a risk");
}

#[test]
fn domain_arrows_go_down_only() {
    let mut offences = Offences::default();
    for file in under("crates/domain/src/", ".rs") {
        let inside = &file.path["crates/domain/src/".len()..];
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        if room == "lib" {
            continue;
        }
        let Some((_, floor)) = FLOORS.iter().find(|(name, _)| *name == room) else {
            offences.file(&file.path, format!("`{room}` has no floor; move it into one or give it one in FLOORS"));
            continue;
        };
        for (line, text) in code(file) {
            for (other, below) in FLOORS.iter().filter(|(other, _)| *other != room) {
                if below > floor && names(&text, &format!("crate::{other}")) {
                    offences.at(&file.path, line, format!("`{room}` names `{other}`, which does not lie below it"));
                }
            }
        }
    }
    offences.none_or_fail("inside domain: rules over reports over registers over command, event, refusal over values");
}

/// The dependencies (build included, development not) of a manifest with the line each stands on.
fn dependencies(path: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in file(path).into_iter().flat_map(|file| file.lines()) {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            inside = section.ends_with("dependencies") && !section.ends_with("dev-dependencies");
            if let Some((_, name)) = section.split_once("dependencies.").filter(|_| !section.contains("dev-")) {
                found.push((number, name.to_owned()));
            }
        } else if inside && !line.starts_with('#') {
            let name: String = line.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
            if !name.is_empty() {
                found.push((number, name));
            }
        }
    }
    found
}
