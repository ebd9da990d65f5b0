//! What happened to management reviews.

use crate::values::review::{ActionReport, Agenda, Attendant, ReviewDecision, ReviewInput, ReviewPlan};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A fact about management reviews.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewEvent {
    /// The interval was set.
    ReviewIntervalSet {
        /// In months.
        months: u32,
    },
    /// A review was scheduled.
    ReviewScheduled {
        /// Its id.
        id: String,
        /// Title, kind and day.
        plan: ReviewPlan,
    },
    /// It was given another day.
    ReviewMoved {
        /// Its id.
        id: String,
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// It does not take place.
    ReviewCancelled {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Its agenda was sent.
    ReviewAgendaSent {
        /// Its id.
        id: String,
        /// What was so, input by input.
        agenda: Box<Agenda>,
    },
    /// What is said of inputs was written down.
    ReviewInputsNoted {
        /// Its id.
        id: String,
        /// By input; an empty text was taken back.
        notes: BTreeMap<ReviewInput, String>,
    },
    /// It was held.
    ReviewHeld {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
        /// Who attended.
        attendance: BTreeMap<String, Attendant>,
    },
    /// Something was decided.
    ReviewDecided {
        /// Its id.
        id: String,
        /// Number of the decision, from 1.
        number: u32,
        /// What.
        decision: ReviewDecision,
    },
    /// A decision that was recorded by mistake was taken back.
    ReviewDecisionRemoved {
        /// Its id.
        id: String,
        /// Number of the decision.
        number: u32,
    },
    /// The minutes were written.
    ReviewMinutesWritten {
        /// Its id.
        id: String,
        /// Their text.
        minutes: String,
    },
    /// Evidence was cited.
    ReviewEvidenceCited {
        /// Its id.
        id: String,
        /// Items of evidence.
        evidence: BTreeSet<String>,
    },
    /// Top management approved the minutes.
    ReviewMinutesApproved {
        /// Its id.
        id: String,
        /// The hash of what was approved.
        sha256: String,
        /// It was held after the planned interval (MR-06).
        #[serde(default)]
        late: bool,
    },
    /// Where an action stands was reported.
    ReviewActionReported {
        /// Its id.
        id: String,
        /// Number of the decision.
        number: u32,
        /// Where it stands.
        report: ActionReport,
    },
    /// It was closed.
    ReviewClosed {
        /// Its id.
        id: String,
        /// A note.
        note: String,
    },
}

impl ReviewEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            ReviewEvent::ReviewIntervalSet { .. } => "review_interval_set",
            ReviewEvent::ReviewScheduled { .. } => "review_scheduled",
            ReviewEvent::ReviewMoved { .. } => "review_moved",
            ReviewEvent::ReviewCancelled { .. } => "review_cancelled",
            ReviewEvent::ReviewAgendaSent { .. } => "review_agenda_sent",
            ReviewEvent::ReviewInputsNoted { .. } => "review_inputs_noted",
            ReviewEvent::ReviewHeld { .. } => "review_held",
            ReviewEvent::ReviewDecided { .. } => "review_decided",
            ReviewEvent::ReviewDecisionRemoved { .. } => "review_decision_removed",
            ReviewEvent::ReviewMinutesWritten { .. } => "review_minutes_written",
            ReviewEvent::ReviewEvidenceCited { .. } => "review_evidence_cited",
            ReviewEvent::ReviewMinutesApproved { .. } => "review_minutes_approved",
            ReviewEvent::ReviewActionReported { .. } => "review_action_reported",
            ReviewEvent::ReviewClosed { .. } => "review_closed",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            ReviewEvent::ReviewIntervalSet { .. } => ("review_interval", "reviews"),
            ReviewEvent::ReviewScheduled { id, .. }
            | ReviewEvent::ReviewMoved { id, .. }
            | ReviewEvent::ReviewCancelled { id, .. }
            | ReviewEvent::ReviewAgendaSent { id, .. }
            | ReviewEvent::ReviewInputsNoted { id, .. }
            | ReviewEvent::ReviewHeld { id, .. }
            | ReviewEvent::ReviewDecided { id, .. }
            | ReviewEvent::ReviewDecisionRemoved { id, .. }
            | ReviewEvent::ReviewMinutesWritten { id, .. }
            | ReviewEvent::ReviewEvidenceCited { id, .. }
            | ReviewEvent::ReviewMinutesApproved { id, .. }
            | ReviewEvent::ReviewActionReported { id, .. }
            | ReviewEvent::ReviewClosed { id, .. } => ("management_review", id),
        }
    }
}
