//! What happened to the registers of the management system.

use crate::values::FileRef;
use crate::values::isms::{Fields, RegisterKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact about the registers of the management system.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IsmsEvent {
    /// An entry was added to a register.
    RegisterEntryAdded {
        /// Its id.
        id: String,
        /// Which register.
        register: RegisterKind,
        /// What it says.
        fields: Fields,
        /// Its state.
        state: String,
    },
    /// What an entry says was changed.
    RegisterEntryChanged {
        /// Its id.
        id: String,
        /// Fields that say something else now.
        fields: Fields,
        /// Fields that say nothing any more.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        cleared: BTreeSet<String>,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// An entry was moved to another state.
    RegisterEntryMoved {
        /// Its id.
        id: String,
        /// The state.
        state: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// A line was added to an entry.
    EntryLineAdded {
        /// The entry.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// What it says.
        fields: Fields,
    },
    /// A line of an entry was changed.
    EntryLineChanged {
        /// The entry.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// What it says now, all of it.
        fields: Fields,
    },
    /// An entry was ended.
    RegisterEntryEnded {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// A list was imported; what it added and changed follows.
    RegisterEntriesImported {
        /// Which register.
        register: RegisterKind,
        /// Where it comes from.
        source: String,
        /// The file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// How many were added.
        added: u32,
        /// How many were changed.
        changed: u32,
        /// How many are as they were.
        known: u32,
    },
}

impl IsmsEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            IsmsEvent::RegisterEntryAdded { .. } => "register_entry_added",
            IsmsEvent::RegisterEntryChanged { .. } => "register_entry_changed",
            IsmsEvent::RegisterEntryMoved { .. } => "register_entry_moved",
            IsmsEvent::EntryLineAdded { .. } => "entry_line_added",
            IsmsEvent::EntryLineChanged { .. } => "entry_line_changed",
            IsmsEvent::RegisterEntryEnded { .. } => "register_entry_ended",
            IsmsEvent::RegisterEntriesImported { .. } => "register_entries_imported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            IsmsEvent::RegisterEntryAdded { id, .. }
            | IsmsEvent::RegisterEntryChanged { id, .. }
            | IsmsEvent::RegisterEntryMoved { id, .. }
            | IsmsEvent::EntryLineAdded { id, .. }
            | IsmsEvent::EntryLineChanged { id, .. }
            | IsmsEvent::RegisterEntryEnded { id, .. } => ("register_entry", id),
            IsmsEvent::RegisterEntriesImported { source, .. } => ("import", source),
        }
    }
}
