//! What happened to Statements of Applicability.

use crate::values::statement::EntryChange;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An entry of the Statement, as the history names it: by its control, through all versions.
pub const STATEMENT_ENTRY: &str = "statement_entry";

/// A fact about Statements of Applicability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementEvent {
    /// A draft was begun.
    StatementBegun {
        /// The version, `ST-n`.
        id: String,
        /// The version that it is a copy of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        copy_of: Option<String>,
        /// Controls of Annex A that were not in that copy: nothing is decided on them.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        undecided: BTreeSet<String>,
    },
    /// Fields of an entry were set.
    StatementEntrySet {
        /// The version.
        id: String,
        /// The control.
        control: String,
        /// What was set.
        change: Box<EntryChange>,
    },
    /// The same fields of many entries were set.
    StatementEntriesSet {
        /// The version.
        id: String,
        /// The controls.
        controls: BTreeSet<String>,
        /// What was set in each.
        change: Box<EntryChange>,
    },
    /// Proposals were taken.
    StatementProposalsTaken {
        /// The version.
        id: String,
        /// What was taken, by control.
        changes: BTreeMap<String, EntryChange>,
    },
    /// An own control was put in.
    StatementControlAdded {
        /// The version.
        id: String,
        /// The control.
        control: String,
    },
    /// An own control was taken out.
    StatementControlRemoved {
        /// The version.
        id: String,
        /// The control.
        control: String,
    },
    /// A draft was read through.
    StatementReviewed {
        /// The version.
        id: String,
        /// The hash of what was read.
        sha256: String,
    },
    /// Management approved.
    StatementApproved {
        /// The version.
        id: String,
        /// The hash of what was approved.
        sha256: String,
    },
    /// A version came into force.
    StatementEnforced {
        /// The version.
        id: String,
        /// Its first day.
        from: Date,
    },
    /// A version was given up.
    StatementWithdrawn {
        /// The version.
        id: String,
        /// Why.
        reason: String,
    },
}

impl StatementEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            StatementEvent::StatementBegun { .. } => "statement_begun",
            StatementEvent::StatementEntrySet { .. } => "statement_entry_set",
            StatementEvent::StatementEntriesSet { .. } => "statement_entries_set",
            StatementEvent::StatementProposalsTaken { .. } => "statement_proposals_taken",
            StatementEvent::StatementControlAdded { .. } => "statement_control_added",
            StatementEvent::StatementControlRemoved { .. } => "statement_control_removed",
            StatementEvent::StatementReviewed { .. } => "statement_reviewed",
            StatementEvent::StatementApproved { .. } => "statement_approved",
            StatementEvent::StatementEnforced { .. } => "statement_enforced",
            StatementEvent::StatementWithdrawn { .. } => "statement_withdrawn",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        let (StatementEvent::StatementBegun { id, .. }
        | StatementEvent::StatementEntrySet { id, .. }
        | StatementEvent::StatementEntriesSet { id, .. }
        | StatementEvent::StatementProposalsTaken { id, .. }
        | StatementEvent::StatementControlAdded { id, .. }
        | StatementEvent::StatementControlRemoved { id, .. }
        | StatementEvent::StatementReviewed { id, .. }
        | StatementEvent::StatementApproved { id, .. }
        | StatementEvent::StatementEnforced { id, .. }
        | StatementEvent::StatementWithdrawn { id, .. }) = self;
        ("applicability", id)
    }

    /// The entries that it touched, by control; what happened to the version as a whole touches none by itself.
    pub fn entries(&self) -> Vec<&str> {
        match self {
            StatementEvent::StatementBegun { undecided, .. } => undecided.iter().map(String::as_str).collect(),
            StatementEvent::StatementEntriesSet { controls, .. } => controls.iter().map(String::as_str).collect(),
            StatementEvent::StatementProposalsTaken { changes, .. } => changes.keys().map(String::as_str).collect(),
            StatementEvent::StatementEntrySet { control, .. }
            | StatementEvent::StatementControlAdded { control, .. }
            | StatementEvent::StatementControlRemoved { control, .. } => vec![control.as_str()],
            StatementEvent::StatementReviewed { .. }
            | StatementEvent::StatementApproved { .. }
            | StatementEvent::StatementEnforced { .. }
            | StatementEvent::StatementWithdrawn { .. } => Vec::new(),
        }
    }
}
