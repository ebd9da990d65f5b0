//! Commands about collectors of evidence.

use crate::values::{Action, Collector, CollectorRun};
use serde::Serialize;

/// A change of collectors.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum CollectorCommand {
    /// Declare a collector, or declare it anew.
    SetCollector {
        /// Its id; none for a new one.
        id: Option<String>,
        /// As it shall be.
        collector: Box<Collector>,
    },
    /// Let a collector rest, or let it go on.
    PauseCollector {
        /// Its id.
        id: String,
        /// Shall it rest?
        paused: bool,
        /// Why.
        reason: String,
    },
    /// Remove a collector; its runs and evidence stay.
    RemoveCollector {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Approve what a collector runs and the rule that judges it.
    ApproveCollector {
        /// Its id.
        id: String,
        /// SHA-256 of the declaration and rule that were read, lower-case hex.
        declaration: String,
    },
    /// Record what a run said.
    RecordRun {
        /// The collector.
        id: String,
        /// The run.
        run: Box<CollectorRun>,
    },
}

impl CollectorCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            CollectorCommand::SetCollector { .. } => "set_collector",
            CollectorCommand::PauseCollector { .. } => "pause_collector",
            CollectorCommand::RemoveCollector { .. } => "remove_collector",
            CollectorCommand::ApproveCollector { .. } => "approve_collector",
            CollectorCommand::RecordRun { .. } => "record_run",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            CollectorCommand::SetCollector { id, .. } => id.as_deref().map(|id| ("collector", id)),
            CollectorCommand::PauseCollector { id, .. }
            | CollectorCommand::RemoveCollector { id, .. }
            | CollectorCommand::ApproveCollector { id, .. }
            | CollectorCommand::RecordRun { id, .. } => Some(("collector", id)),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            CollectorCommand::SetCollector { .. }
            | CollectorCommand::PauseCollector { .. }
            | CollectorCommand::RemoveCollector { .. } => Action::SetCollector,
            CollectorCommand::ApproveCollector { .. } => Action::ApproveCollector,
            CollectorCommand::RecordRun { .. } => Action::RunCollector,
        }
    }
}
