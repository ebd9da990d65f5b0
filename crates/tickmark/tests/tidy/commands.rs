//! One verb, one name, on every floor: each command has a rule, a test and a door.

use super::offences::Offences;
use super::source::names;
use super::tree::{File, file, files, under};

const COMMANDS: &str = "crates/domain/src/command.rs";
/// The commands of one noun lie in a file of their own.
const NOUNS: &str = "crates/domain/src/command/";

#[test]
fn every_command_has_a_rule_a_test_and_a_door() {
    let mut offences = Offences::default();
    let nouns = under(NOUNS, ".rs");
    let all: Vec<(&File, usize, String)> = file(COMMANDS).into_iter().chain(nouns).flat_map(words).collect();
    if all.len() < 30 {
        offences.file(COMMANDS, "holds no `pub enum Command { ... }` with variants; the product is missing");
    }
    let rules = under("crates/domain/src/rules", ".rs");
    let proves = |file: &&File| file.path.ends_with(".rs") && (file.path.contains("/tests/") || file.stem() == "tests");
    let tests: Vec<&File> = files().iter().filter(proves).collect();
    let doors = under("crates/tickmark/src/", ".rs");
    for (home, line, word) in all {
        let named = |rooms: &[&File]| rooms.iter().any(|file| names(&file.text, &word));
        if !named(&rules) {
            offences.at(&home.path, line, format!("`{word}` has no rule; judge it in crates/domain/src/rules"));
        }
        if !named(&tests) {
            offences.at(&home.path, line, format!("`{word}` has no test; use it in a test under tests/"));
        }
        if !named(&doors) {
            offences.at(&home.path, line, format!("`{word}` has no door; send it from crates/tickmark/src"));
        }
    }
    offences.none_or_fail("every command has a rule, a test and at least one door");
}

/// The commands of a file as they are written elsewhere: `Command::AddControl`, `EvidenceCommand::AcceptEvidence`.
fn words(file: &'static File) -> Vec<(&'static File, usize, String)> {
    let head = file.text.lines().filter_map(|l| l.strip_prefix("pub enum ")).find(|l| l.contains("Command {"));
    let name = head.and_then(|l| l.split_whitespace().next()).unwrap_or("Command");
    variants(file).into_iter().map(|(line, variant)| (file, line, format!("{name}::{variant}"))).collect()
}

/// The variants of `pub enum Command` or of one noun's commands, each with its line: the names that stand one brace deep.
fn variants(file: &File) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut depth = None::<i32>;
    for (number, line) in file.lines() {
        let code = line.split("//").next().unwrap_or_default();
        let trimmed = code.trim();
        if let Some(deep) = depth {
            let name: String = trimmed.chars().take_while(|c| c.is_alphanumeric()).collect();
            if deep == 1 && name.starts_with(|c: char| c.is_ascii_uppercase()) {
                found.push((number, name));
            }
        }
        let opens = trimmed.starts_with("pub enum ") && trimmed.contains("Command {") && !trimmed.ends_with('}');
        if depth.is_some() || opens {
            let change = code.chars().map(|c| i32::from("{([".contains(c)) - i32::from("})]".contains(c))).sum::<i32>();
            let deep = depth.unwrap_or(0) + change;
            if deep == 0 {
                break;
            }
            depth = Some(deep);
        }
    }
    found
}

#[test]
fn variants_are_read_with_and_without_fields() {
    let text = "/// A.\npub enum Command {\n    /// One: `Not(This)`.\n    #[serde(rename = \"x\")]\n    Found { name: String },\n    \
                Adopt {\n        Framework: u8,\n    },\n    Link(\n        Reason,\n    ),\n    Close,\n}\nenum Other { Not }\n";
    let file = File { path: COMMANDS.into(), text: text.into() };
    let names: Vec<String> = variants(&file).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["Found", "Adopt", "Link", "Close"]);
}
