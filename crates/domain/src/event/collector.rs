//! What happened to collectors of evidence.

use crate::values::{Collector, CollectorRun};
use serde::{Deserialize, Serialize};

/// A fact about a collector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollectorEvent {
    /// A collector was declared, or declared anew.
    CollectorSet {
        /// Its id.
        id: String,
        /// As it is now.
        collector: Box<Collector>,
        /// SHA-256 of its declaration and rule, lower-case hex.
        declaration: String,
    },
    /// A collector rests, or goes on.
    CollectorPaused {
        /// Its id.
        id: String,
        /// Does it rest?
        paused: bool,
        /// Why.
        reason: String,
    },
    /// A collector was removed.
    CollectorRemoved {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// What a collector runs was approved.
    CollectorApproved {
        /// Its id.
        id: String,
        /// SHA-256 of the declaration and rule that were approved.
        declaration: String,
    },
    /// A collector ran.
    CollectorRan {
        /// Its id.
        id: String,
        /// The run.
        run: Box<CollectorRun>,
    },
}

impl CollectorEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            CollectorEvent::CollectorSet { .. } => "collector_set",
            CollectorEvent::CollectorPaused { .. } => "collector_paused",
            CollectorEvent::CollectorRemoved { .. } => "collector_removed",
            CollectorEvent::CollectorApproved { .. } => "collector_approved",
            CollectorEvent::CollectorRan { .. } => "collector_ran",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            CollectorEvent::CollectorSet { id, .. }
            | CollectorEvent::CollectorPaused { id, .. }
            | CollectorEvent::CollectorRemoved { id, .. }
            | CollectorEvent::CollectorApproved { id, .. }
            | CollectorEvent::CollectorRan { id, .. } => ("collector", id),
        }
    }
}
