//! Every item of evidence in a package once, and every file once.

use super::scope::Scope;
use super::shape::{Item, ItemFile, PlannedFile, Section};
use crate::registers::evidence::HeldEvidence;
use crate::reports::evidence::{Label, keep_until, marks};
use std::collections::BTreeMap;

/// The items of the package, by number.
pub(super) fn items(scope: &Scope<'_>, sections: &[Section]) -> Vec<Item> {
    let mut best: BTreeMap<&str, Label> = BTreeMap::new();
    for row in sections.iter().flat_map(|section| &section.rows) {
        for id in &row.evidence {
            let label = best.entry(id).or_insert(row.label);
            *label = row.label.min(*label);
        }
    }
    let mut controls: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (control, of) in &scope.controls {
        for (id, _) in &of.evidence {
            controls.entry(id).or_default().push((*control).to_owned());
        }
    }
    let mut items: Vec<Item> = best
        .into_iter()
        .filter_map(|(id, label)| {
            let held = scope.registers.evidence.items.get(id)?;
            Some(item(scope, (id, held), controls.remove(id).unwrap_or_default(), label))
        })
        .collect();
    items.sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    items
}

fn item(scope: &Scope<'_>, (id, held): (&str, &HeldEvidence), controls: Vec<String>, label: Label) -> Item {
    let (newest, marks) = (held.newest(), marks(scope.registers, held));
    let evidence = &newest.evidence;
    let judged = held.judgements.iter().rev().find(|j| j.accepted && j.version == held.version());
    let files = newest.files.iter().map(|file| ItemFile {
        name: file.name.clone(),
        sha256: file.file.sha256.clone(),
        size: file.file.size,
        media: file.media.clone(),
    });
    Item {
        id: id.to_owned(),
        title: evidence.title.clone(),
        kind: evidence.kind,
        period: evidence.period,
        captured: evidence.captured,
        source: evidence.source.system.clone(),
        classification: evidence.classification,
        personal_data: evidence.personal_data,
        version: held.version(),
        collected_by: newest.by.clone(),
        received_us: newest.received_us,
        late: marks.late,
        after_close: marks.after_close,
        accepted_by: judged.map(|j| j.by.clone()).unwrap_or_default(),
        accepted_us: judged.map(|j| j.at_us).unwrap_or_default(),
        keep_until: keep_until(scope.registers, held),
        controls,
        label,
        files: files.collect(),
        entry: newest.entry.saturating_sub(1),
    }
}

/// The files of these items, by hash. An entry commits to a file when it took in a version that has it.
pub(super) fn files(scope: &Scope<'_>, items: &[Item]) -> Vec<PlannedFile> {
    let mut files: BTreeMap<&str, PlannedFile> = BTreeMap::new();
    for item in items {
        for file in &item.files {
            let planned = files.entry(&file.sha256).or_insert_with(|| PlannedFile {
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                size: file.size,
                items: Vec::new(),
                entries: Vec::new(),
            });
            if !planned.items.contains(&item.id) {
                planned.items.push(item.id.clone());
                planned.entries.extend(commits(scope, &item.id, &file.sha256));
            }
        }
    }
    let mut files: Vec<PlannedFile> = files.into_values().collect();
    for file in &mut files {
        file.entries.sort_unstable();
        file.entries.dedup();
        file.entries.truncate(MAX_COMMITS);
    }
    files
}

/// Most entries that a package names for one file, the earliest; one would do.
const MAX_COMMITS: usize = 1_000;

fn commits(scope: &Scope<'_>, id: &str, sha256: &str) -> Vec<u64> {
    let versions = scope.registers.evidence.items.get(id).map(|held| held.versions.as_slice()).unwrap_or_default();
    let with = versions.iter().filter(|version| version.files.iter().any(|file| file.file.sha256 == sha256));
    with.map(|version| version.entry.saturating_sub(1)).collect()
}
