//! The register of Statements of Applicability.

use super::Recorded;
use crate::event::StatementEvent;
use crate::values::statement::{Entries, Entry, Origin, StatementState, entries_sha256};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Statements of Applicability.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StatementRegister {
    /// Versions by their number, from 1: `ST-n`.
    #[serde(default)]
    pub versions: BTreeMap<u32, HeldStatementVersion>,
}

/// A version of the statement. What is in force never changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldStatementVersion {
    /// Where it stands.
    pub state: StatementState,
    /// Its entries by control.
    pub entries: Entries,
    /// The hash of what they decide.
    pub sha256: String,
    /// The version that it is a copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// Who changed an entry of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<String>,
    /// Who began it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// When an entry was changed last, microseconds since 1970.
    pub changed_us: i64,
    /// That it was read through just as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<StatementStep>,
    /// That management approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<StatementStep>,
    /// The first day on which it is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Who put it in force, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enforced: Option<StatementStep>,
    /// The last day on which it was in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}

/// A step of a version, bound to what it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementStep {
    /// The hash of the entries.
    pub sha256: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// The number in `ST-n`.
pub fn number(id: &str) -> Option<u32> {
    let digits = id.trim().strip_prefix("ST-").or_else(|| id.trim().strip_prefix("st-"))?;
    digits.parse().ok().filter(|number: &u32| number.to_string() == digits)
}

impl StatementRegister {
    /// A version by its id.
    pub fn version(&self, id: &str) -> Option<&HeldStatementVersion> {
        self.versions.get(&number(id)?)
    }

    /// The versions with their ids, the oldest first.
    pub fn each(&self) -> impl DoubleEndedIterator<Item = (String, &HeldStatementVersion)> {
        self.versions.iter().map(|(number, held)| (format!("ST-{number}"), held))
    }

    /// The version on its way: draft, reviewed or approved. There is one at most.
    pub fn open(&self) -> Option<(String, &HeldStatementVersion)> {
        self.each().rev().find(|(_, held)| held.state.open())
    }

    /// The version in force.
    pub fn effective(&self) -> Option<(String, &HeldStatementVersion)> {
        self.each().rev().find(|(_, held)| held.state == StatementState::Effective)
    }

    /// Is a version approved that was neither given up nor superseded?
    pub fn approved(&self) -> bool {
        self.versions.values().any(|held| matches!(held.state, StatementState::Approved | StatementState::Effective))
    }

    /// The version that was in force on a day.
    pub fn on(&self, day: Date) -> Option<(String, &HeldStatementVersion)> {
        let held_on = |held: &HeldStatementVersion| {
            held.from.is_some_and(|from| from <= day) && held.until.is_none_or(|until| day <= until)
        };
        self.each().rev().find(|(_, held)| held_on(held))
    }

    /// The version that people look at first: the one on its way, or else the one in force, or else the newest.
    pub fn current(&self) -> Option<(String, &HeldStatementVersion)> {
        self.open().or_else(|| self.effective()).or_else(|| self.each().next_back())
    }

    /// The id of the next version.
    pub fn next(&self) -> String {
        format!("ST-{}", self.versions.len() + 1)
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut StatementRegister, recorded: Recorded<'_>, _entry: u64, event: StatementEvent) {
    if let StatementEvent::StatementBegun { id, copy_of, undecided } = event {
        return begin(register, recorded, &id, copy_of, undecided);
    }
    if let StatementEvent::StatementEnforced { from, .. } = &event {
        supersede(register, *from);
    }
    let id = event.object().1;
    let Some(held) = number(id).and_then(|number| register.versions.get_mut(&number)) else {
        return;
    };
    let step = |sha256: String| StatementStep { sha256, by: recorded.by.to_owned(), at_us: recorded.at_us };
    match event {
        StatementEvent::StatementReviewed { sha256, .. } => {
            held.state = StatementState::Reviewed;
            held.reviewed = Some(step(sha256));
        }
        StatementEvent::StatementApproved { sha256, .. } => {
            held.state = StatementState::Approved;
            held.approved = Some(step(sha256));
        }
        StatementEvent::StatementEnforced { from, .. } => {
            held.state = StatementState::Effective;
            held.from = Some(from);
            held.enforced = Some(step(held.sha256.clone()));
        }
        StatementEvent::StatementWithdrawn { reason, .. } => {
            held.state = StatementState::Withdrawn;
            held.withdrawn = Some(reason);
        }
        other => edit(held, recorded, other),
    }
}

fn begin(
    register: &mut StatementRegister,
    recorded: Recorded<'_>,
    id: &str,
    copy_of: Option<String>,
    undecided: BTreeSet<String>,
) {
    let Some(number) = number(id) else { return };
    let copied = copy_of.as_ref().and_then(|id| register.version(id));
    let mut entries = copied.map(|held| held.entries.clone()).unwrap_or_default();
    entries.extend(undecided.into_iter().map(|control| (control, Entry::undecided(false))));
    let held = HeldStatementVersion {
        sha256: entries_sha256(&entries),
        entries,
        copy_of,
        by: recorded.by.to_owned(),
        at_us: recorded.at_us,
        changed_us: recorded.at_us,
        ..HeldStatementVersion::default()
    };
    register.versions.insert(number, held);
}

/// The version in force ends on the day before another begins.
fn supersede(register: &mut StatementRegister, from: Date) {
    let before = register.versions.values_mut().find(|held| held.state == StatementState::Effective);
    if let Some(before) = before {
        before.state = StatementState::Superseded;
        before.until = from.yesterday().ok();
    }
}

/// A change of entries: the version is a draft again, whoever had read it through.
fn edit(held: &mut HeldStatementVersion, recorded: Recorded<'_>, event: StatementEvent) {
    let mut set = |control: &str, change: &_, origin| {
        // A control that was adopted after the draft was begun gets its entry now.
        held.entries.entry(control.to_owned()).or_default().set(change, origin);
    };
    match event {
        StatementEvent::StatementEntrySet { control, change, .. } => set(&control, &*change, Origin::Person),
        StatementEvent::StatementEntriesSet { controls, change, .. } => {
            controls.iter().for_each(|control| set(control, &*change, Origin::Person));
        }
        StatementEvent::StatementProposalsTaken { changes, .. } => {
            changes.iter().for_each(|(control, change)| set(control, change, Origin::Proposal));
        }
        StatementEvent::StatementControlAdded { control, .. } => {
            held.entries.insert(control, Entry::undecided(true));
        }
        StatementEvent::StatementControlRemoved { control, .. } => {
            held.entries.remove(&control);
        }
        _ => return,
    }
    held.state = StatementState::Draft;
    held.reviewed = None;
    held.sha256 = entries_sha256(&held.entries);
    held.changed_us = recorded.at_us;
    held.authors.insert(recorded.by.to_owned());
}
