//! Commands about Statements of Applicability.

use crate::values::Action;
use crate::values::statement::EntryChange;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// A change of Statements of Applicability.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum StatementCommand {
    /// Begin a draft: a copy of the version in force, or one in which nothing is decided.
    BeginStatement,
    /// Set fields of one entry of a draft; the others stay.
    SetStatementEntry {
        /// The version.
        id: String,
        /// The control: of Annex A, or an own one that stands in the version.
        control: String,
        /// What is set.
        change: Box<EntryChange>,
    },
    /// Set the same fields of many entries of a draft.
    SetStatementEntries {
        /// The version.
        id: String,
        /// The controls.
        controls: BTreeSet<String>,
        /// What is set in each of them.
        change: Box<EntryChange>,
    },
    /// Take what is proposed for some entries, wherever no person has said something else.
    TakeStatementProposals {
        /// The version.
        id: String,
        /// The controls; all of them when empty.
        controls: BTreeSet<String>,
    },
    /// Put a necessary control from outside Annex A into a draft (R100).
    AddStatementControl {
        /// The version.
        id: String,
        /// The own control.
        control: String,
    },
    /// Take such a control out of a draft again.
    RemoveStatementControl {
        /// The version.
        id: String,
        /// The own control.
        control: String,
    },
    /// Say that a draft was read through as it stands.
    ReviewStatement {
        /// The version.
        id: String,
        /// The hash of what was read.
        sha256: String,
    },
    /// Approve a reviewed version, as management.
    ApproveStatement {
        /// The version.
        id: String,
        /// The hash of what is approved.
        sha256: String,
    },
    /// Put an approved version in force; the one before is superseded.
    EnforceStatement {
        /// The version.
        id: String,
        /// Its first day.
        from: Date,
    },
    /// Give up a version that is not in force.
    WithdrawStatement {
        /// The version.
        id: String,
        /// Why.
        reason: String,
    },
}

impl StatementCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            StatementCommand::BeginStatement => "begin_statement",
            StatementCommand::SetStatementEntry { .. } => "set_statement_entry",
            StatementCommand::SetStatementEntries { .. } => "set_statement_entries",
            StatementCommand::TakeStatementProposals { .. } => "take_statement_proposals",
            StatementCommand::AddStatementControl { .. } => "add_statement_control",
            StatementCommand::RemoveStatementControl { .. } => "remove_statement_control",
            StatementCommand::ReviewStatement { .. } => "review_statement",
            StatementCommand::ApproveStatement { .. } => "approve_statement",
            StatementCommand::EnforceStatement { .. } => "enforce_statement",
            StatementCommand::WithdrawStatement { .. } => "withdraw_statement",
        }
    }

    /// The version that it changes; `None` for a new one.
    pub fn version(&self) -> Option<&String> {
        match self {
            StatementCommand::BeginStatement => None,
            StatementCommand::SetStatementEntry { id, .. }
            | StatementCommand::SetStatementEntries { id, .. }
            | StatementCommand::TakeStatementProposals { id, .. }
            | StatementCommand::AddStatementControl { id, .. }
            | StatementCommand::RemoveStatementControl { id, .. }
            | StatementCommand::ReviewStatement { id, .. }
            | StatementCommand::ApproveStatement { id, .. }
            | StatementCommand::EnforceStatement { id, .. }
            | StatementCommand::WithdrawStatement { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        self.version().map(|id| ("applicability", id.as_str()))
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            StatementCommand::ApproveStatement { .. } => Action::ApproveStatement,
            _ => Action::WriteStatement,
        }
    }
}
