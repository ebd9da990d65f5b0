//! What happened to evidence.

use crate::values::evidence::FollowUp;
use crate::values::{Evidence, EvidenceFile, EvidenceRequest};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact about evidence. The time of its entry is the time of receipt, whatever days it claims (SoD-13).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceEvent {
    /// An item was handed in.
    EvidenceAdded {
        /// Its id.
        id: String,
        /// What it is.
        evidence: Evidence,
        /// Its files.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<EvidenceFile>,
        /// Controls that it shows, with the day on which each ran.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        controls: BTreeMap<String, Date>,
        /// The request that it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<String>,
    },
    /// A new version of an item was handed in.
    EvidenceRevised {
        /// Its id.
        id: String,
        /// What it is now.
        evidence: Evidence,
        /// Its files now.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<EvidenceFile>,
    },
    /// An item shows a control.
    EvidenceLinked {
        /// Its id.
        id: String,
        /// The control.
        control: String,
        /// The day on which it ran.
        ran: Date,
    },
    /// An item no longer shows a control.
    EvidenceUnlinked {
        /// Its id.
        id: String,
        /// The control.
        control: String,
    },
    /// An item was withdrawn.
    EvidenceWithdrawn {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// A version was accepted or rejected.
    EvidenceJudged {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Accepted or rejected.
        accepted: bool,
        /// Note or reason.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// It was said what came of the results that an item shows.
    EvidenceFollowedUp {
        /// Its id.
        id: String,
        /// What came of them.
        follow_up: FollowUp,
    },
    /// Somebody was asked for evidence.
    EvidenceAsked {
        /// Id of the request.
        id: String,
        /// What, of whom, by when.
        request: EvidenceRequest,
    },
    /// A request was closed without an answer.
    RequestClosed {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// An item was put under legal hold.
    EvidenceHeld {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// A legal hold ended.
    EvidenceReleased {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// It was set how long evidence is kept for a framework.
    RetentionSet {
        /// The framework.
        framework: String,
        /// Months.
        months: u32,
    },
    /// An item was disposed of.
    EvidenceDisposed {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl EvidenceEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            EvidenceEvent::EvidenceAdded { .. } => "evidence_added",
            EvidenceEvent::EvidenceRevised { .. } => "evidence_revised",
            EvidenceEvent::EvidenceLinked { .. } => "evidence_linked",
            EvidenceEvent::EvidenceUnlinked { .. } => "evidence_unlinked",
            EvidenceEvent::EvidenceWithdrawn { .. } => "evidence_withdrawn",
            EvidenceEvent::EvidenceJudged { .. } => "evidence_judged",
            EvidenceEvent::EvidenceFollowedUp { .. } => "evidence_followed_up",
            EvidenceEvent::EvidenceAsked { .. } => "evidence_asked",
            EvidenceEvent::RequestClosed { .. } => "evidence_request_closed",
            EvidenceEvent::EvidenceHeld { .. } => "evidence_held",
            EvidenceEvent::EvidenceReleased { .. } => "evidence_released",
            EvidenceEvent::RetentionSet { .. } => "retention_set",
            EvidenceEvent::EvidenceDisposed { .. } => "evidence_disposed",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            EvidenceEvent::EvidenceAdded { id, .. }
            | EvidenceEvent::EvidenceRevised { id, .. }
            | EvidenceEvent::EvidenceLinked { id, .. }
            | EvidenceEvent::EvidenceUnlinked { id, .. }
            | EvidenceEvent::EvidenceWithdrawn { id, .. }
            | EvidenceEvent::EvidenceJudged { id, .. }
            | EvidenceEvent::EvidenceFollowedUp { id, .. }
            | EvidenceEvent::EvidenceHeld { id, .. }
            | EvidenceEvent::EvidenceReleased { id, .. }
            | EvidenceEvent::EvidenceDisposed { id, .. } => ("evidence", id),
            EvidenceEvent::EvidenceAsked { id, .. } | EvidenceEvent::RequestClosed { id, .. } => {
                ("evidence_request", id)
            }
            EvidenceEvent::RetentionSet { framework, .. } => ("retention", framework),
        }
    }
}
