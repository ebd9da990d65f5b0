//! Commands about the registers of the management system.

use crate::values::Action;
use crate::values::isms::{EntryList, Fields, RegisterKind};
use serde::Serialize;
use std::collections::BTreeSet;

/// A change of the registers of the management system.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum IsmsCommand {
    /// Add an entry to a register.
    AddRegisterEntry {
        /// Which register.
        register: RegisterKind,
        /// What it says.
        fields: Fields,
    },
    /// Change what an entry says; what is not named stays.
    ChangeRegisterEntry {
        /// Its id.
        id: String,
        /// Fields as they are now.
        fields: Fields,
        /// Fields that say nothing any more.
        cleared: BTreeSet<String>,
        /// Why; may be empty.
        reason: String,
    },
    /// Move an entry to another state.
    MoveRegisterEntry {
        /// Its id.
        id: String,
        /// The state.
        state: String,
        /// Why; may be empty.
        reason: String,
    },
    /// Add a line to an entry: a result, a step of the timeline, an account.
    AddEntryLine {
        /// The entry.
        id: String,
        /// What the line says.
        fields: Fields,
    },
    /// Change a line: it says exactly this now.
    ChangeEntryLine {
        /// The entry.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// What the line says.
        fields: Fields,
    },
    /// End an entry that should not be there, or applies no longer.
    EndRegisterEntry {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Import a list: all rows or none.
    ImportRegisterEntries {
        /// The list.
        list: Box<EntryList>,
    },
}

impl IsmsCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            IsmsCommand::AddRegisterEntry { .. } => "add_register_entry",
            IsmsCommand::ChangeRegisterEntry { .. } => "change_register_entry",
            IsmsCommand::MoveRegisterEntry { .. } => "move_register_entry",
            IsmsCommand::AddEntryLine { .. } => "add_entry_line",
            IsmsCommand::ChangeEntryLine { .. } => "change_entry_line",
            IsmsCommand::EndRegisterEntry { .. } => "end_register_entry",
            IsmsCommand::ImportRegisterEntries { .. } => "import_register_entries",
        }
    }

    /// The entry that it names; `None` for what names none.
    pub fn id(&self) -> Option<&String> {
        match self {
            IsmsCommand::AddRegisterEntry { .. } | IsmsCommand::ImportRegisterEntries { .. } => None,
            IsmsCommand::ChangeRegisterEntry { id, .. }
            | IsmsCommand::MoveRegisterEntry { id, .. }
            | IsmsCommand::AddEntryLine { id, .. }
            | IsmsCommand::ChangeEntryLine { id, .. }
            | IsmsCommand::EndRegisterEntry { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        self.id().map(|id| ("register_entry", id.as_str()))
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::KeepIsms
    }
}
