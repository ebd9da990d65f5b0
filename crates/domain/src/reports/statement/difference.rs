//! What differs between two versions, entry by entry and field by field; and what a change of many entries would do.

use crate::reports::search::by_number;
use crate::values::statement::{Entries, Entry, EntryChange, EntryField, Implementation, Origin};
use std::collections::BTreeSet;

/// An entry that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDifference {
    /// The control.
    pub control: String,
    /// It stands in the later one alone.
    pub added: bool,
    /// It stands in the earlier one alone.
    pub removed: bool,
    /// The fields that differ.
    pub fields: Vec<FieldDifference>,
}

/// A field that differs, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    /// Which one.
    pub field: EntryField,
    /// What it said; empty for nothing.
    pub before: String,
    /// What it says; empty for nothing.
    pub after: String,
}

/// What differs from one version to another, by control as people count: A.5.9 before A.5.10. Who said what is no difference.
pub fn difference(before: &Entries, after: &Entries) -> Vec<EntryDifference> {
    let controls: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let nothing = Entry::default();
    let each = controls.into_iter().filter_map(|control| {
        let (was, is) = (before.get(control), after.get(control));
        let fields = fields(was.unwrap_or(&nothing), is.unwrap_or(&nothing));
        let (added, removed) = (was.is_none(), is.is_none());
        let differs = added || removed || !fields.is_empty();
        differs.then(|| EntryDifference { control: control.clone(), added, removed, fields })
    });
    let mut differ: Vec<EntryDifference> = each.collect();
    differ.sort_by(|a, b| by_number(&a.control, &b.control));
    differ
}

/// What a change of these entries would do; entries that it leaves as they are stay out.
pub fn preview(entries: &Entries, controls: &BTreeSet<String>, change: &EntryChange) -> Vec<EntryDifference> {
    let named = entries.iter().filter(|(control, _)| controls.contains(*control));
    let before: Entries = named.map(|(control, entry)| (control.clone(), entry.clone())).collect();
    let mut after = before.clone();
    after.values_mut().for_each(|entry| entry.set(change, Origin::Person));
    difference(&before, &after)
}

fn fields(before: &Entry, after: &Entry) -> Vec<FieldDifference> {
    let each = EntryField::ALL.into_iter().map(|field| FieldDifference {
        field,
        before: words(before, field),
        after: words(after, field),
    });
    each.filter(|one| one.before != one.after).collect()
}

/// What stands in a field, in words.
pub(super) fn words(entry: &Entry, field: EntryField) -> String {
    match field {
        EntryField::Decision => entry.decision.title().to_owned(),
        EntryField::Reasons => {
            let each = entry.reasons.iter().map(|(reason, text)| match text.is_empty() {
                true => reason.title().to_owned(),
                false => format!("{}: {text}", reason.title()),
            });
            each.collect::<Vec<_>>().join("; ")
        }
        EntryField::Exclusion => entry.exclusion.clone(),
        EntryField::Status => entry.status.map_or("", Implementation::title).to_owned(),
        EntryField::How => entry.how.clone(),
        EntryField::References => entry.references.iter().map(|one| one.to.clone()).collect::<Vec<_>>().join(", "),
        EntryField::Owner => entry.owner.clone().unwrap_or_default(),
        EntryField::Note => entry.note.clone(),
    }
}
