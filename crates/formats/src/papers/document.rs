//! A controlled document: its text, with who approved it, since when it is in force, and where it hangs (clause 7.5).

use super::parts::{Names, day, day_of, fact, facts, table};
use super::{Face, markdown};
use domain::registers::policy::{HeldPolicy, HeldPolicyVersion};
use press::{Block, Cell, Paper, Tone};

/// A document, and which version of it is printed.
pub struct DocumentPaper<'a> {
    /// Its id.
    pub id: &'a str,
    /// It, and its versions.
    pub held: &'a HeldPolicy,
    /// The version that is printed.
    pub version: &'a HeldPolicyVersion,
}

/// The paper.
pub fn document(face: &Face, names: Names<'_>, of: &DocumentPaper<'_>) -> Paper {
    let (held, version) = (of.held, of.version);
    let policy = &held.policy;
    let state = held.state_of(version, face.on);
    let mut blocks = Vec::new();
    if !state.in_force() {
        blocks.push(Block::note(
            Tone::Part,
            "Not in force.",
            format!("This version is {}.", state.title().to_lowercase()),
        ));
    }
    let list = |set: &std::collections::BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    blocks.push(facts(vec![
        fact("Number", policy.number.as_str()),
        fact("Kind", policy.kind.title()),
        fact("Owner", policy.owner.as_deref().map(names).unwrap_or_default()),
        fact("In force from", version.published.as_ref().map(|one| one.from.to_string()).unwrap_or_default()),
        fact("Next review", day(held.due(face.on))),
        fact("Controls", list(&policy.controls)),
        fact("Meets", list(&policy.meets)),
    ]));
    blocks.extend(body(&version.text, &policy.title));
    blocks.push(Block::heading(1, "Record of this document"));
    blocks.push(facts(vec![
        fact("Id", of.id),
        fact("Written by", version.authors.iter().map(|person| names(person)).collect::<Vec<_>>().join(", ")),
        fact("SHA-256 of its text", version.sha256.as_str()),
    ]));
    let approvals = version
        .approvals
        .iter()
        .map(|step| vec![Cell::new(names(&step.by)), Cell::new(day_of(step.at_us)), Cell::new(&step.sha256)]);
    let columns = [("Approved by", 4), ("On", 2), ("SHA-256 of what was approved", 9)];
    blocks.push(table("Approvals", &columns, approvals.collect(), "Nobody has approved this version."));
    let versions = held.versions.iter().filter(|one| one.number <= version.number).map(|one| {
        vec![
            Cell::new(one.number.to_string()),
            Cell::new(held.state_of(one, face.on).title()),
            Cell::new(one.published.as_ref().map(|published| published.from.to_string()).unwrap_or_default()),
            Cell::new(&one.note),
        ]
    });
    let columns = [("Version", 2), ("State", 3), ("From", 3), ("What changed", 8)];
    blocks.push(table("Versions", &columns, versions.collect(), ""));
    let title = if policy.title.trim().is_empty() { of.id } else { policy.title.as_str() };
    Paper {
        version: format!("{} version {}, {}", of.id, version.number, state.title().to_lowercase()),
        classification: policy.classification.title().to_owned(),
        ..face.paper(title, policy.number.as_str(), blocks)
    }
}

/// The text, without a first heading that says the title again.
fn body(text: &str, title: &str) -> Vec<Block> {
    let mut blocks = markdown::blocks(text);
    let again = matches!(blocks.first(), Some(Block::Heading { level: 1, text }) if text.trim().eq_ignore_ascii_case(title.trim()));
    if again {
        blocks.remove(0);
    }
    blocks
}
