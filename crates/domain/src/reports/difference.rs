//! What a new version of a library document changes: shown before it is adopted (R26).

use crate::values::LibraryDocument;
use std::collections::BTreeMap;

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Added, removed or changed.
    pub kind: ChangeKind,
    /// Item, row or claim id.
    pub about: String,
    /// Before, in short.
    pub before: String,
    /// After, in short.
    pub after: String,
}

/// Added, removed or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Only in the new version.
    Added,
    /// Only in the old version.
    Removed,
    /// In both, different.
    Changed,
}

impl ChangeKind {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            ChangeKind::Added => "added",
            ChangeKind::Removed => "removed",
            ChangeKind::Changed => "changed",
        }
    }
}

/// The differences from `now` (nothing, when the document is new) to `next`, by id.
pub fn documents(now: Option<&LibraryDocument>, next: &LibraryDocument) -> Vec<Change> {
    let (old, new) = (now.map(lines).unwrap_or_default(), lines(next));
    let mut changes = Vec::new();
    for (id, after) in &new {
        let before = old.get(id);
        if before == Some(after) {
            continue;
        }
        let kind = if before.is_some() { ChangeKind::Changed } else { ChangeKind::Added };
        changes.push(Change {
            kind,
            about: id.clone(),
            before: before.cloned().unwrap_or_default(),
            after: after.clone(),
        });
    }
    let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
    changes.extend(gone.map(|(id, before)| Change {
        kind: ChangeKind::Removed,
        about: id.clone(),
        before: before.clone(),
        after: String::new(),
    }));
    changes
}

/// Everything that a document says, one line for each id.
fn lines(document: &LibraryDocument) -> BTreeMap<String, String> {
    match document {
        LibraryDocument::Framework(f) => f
            .items
            .iter()
            .map(|i| {
                let group = i.group.clone().unwrap_or_default();
                (i.id.clone(), format!("{} [{group}] {} {}", i.title, i.summary, i.evidence.join("; ")))
            })
            .collect(),
        LibraryDocument::Crosswalk(c) => c
            .rows
            .iter()
            .map(|r| {
                let references: Vec<String> = r.references.iter().map(ToString::to_string).collect();
                let criteria: Vec<String> = r.criteria.iter().map(ToString::to_string).collect();
                let supplement = r.supplement.clone().unwrap_or_default();
                let line = format!(
                    "{} -> {} ({}) {} {supplement}",
                    criteria.join(", "),
                    references.join(", "),
                    r.overlap.id(),
                    r.evidence.join("; ")
                );
                (r.id.clone(), line)
            })
            .collect(),
        LibraryDocument::Claims(c) => {
            c.claims.iter().map(|k| (k.id.clone(), format!("{:?} {}", k.published, k.text))).collect()
        }
    }
}
