//! Which entries are wanted: one filter for every door.

use super::RegisterReport;
use crate::registers::isms::HeldEntry;
use crate::values::isms::{FieldKind, Value, shown};

/// What is wanted; every entry that was not ended by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// In one state.
    pub state: Option<String>,
    /// Of one owner, by id.
    pub owner: Option<String>,
    /// Whose day is over.
    pub overdue: bool,
    /// Of which something is missing.
    pub lacking: bool,
    /// Those that were ended, too.
    pub ended: bool,
    /// That say these words somewhere.
    pub words: Option<String>,
}

impl EntryFilter {
    /// Is this one wanted?
    pub fn wants(&self, held: &HeldEntry, report: &RegisterReport) -> bool {
        (self.ended || held.there())
            && self.state.as_ref().is_none_or(|state| held.state == *state)
            && self.owner.as_ref().is_none_or(|owner| held.owner() == Some(owner))
            && (!self.overdue || report.due.iter().any(|due| due.overdue && due.id == held.id))
            && (!self.lacking || report.findings.iter().any(|finding| finding.entry.as_ref() == Some(&held.id)))
            && self.words.as_ref().is_none_or(|words| says(held, &words.trim().to_lowercase()))
    }
}

fn says(held: &HeldEntry, words: &str) -> bool {
    let within = |value: &Value| shown(value).to_lowercase().contains(words);
    let text = |id: &str| {
        held.declared().field(id).is_some_and(|field| !matches!(field.kind, FieldKind::Person | FieldKind::Anybody))
    };
    held.id.to_lowercase() == words || held.fields.iter().any(|(id, value)| text(id) && within(value))
}
