//! What happened to controlled documents.

use crate::values::policy::Policy;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact about controlled documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyEvent {
    /// A document was written.
    PolicyWritten {
        /// Its id.
        id: String,
        /// What is said of it.
        policy: Box<Policy>,
        /// Text of its first version.
        text: String,
        /// SHA-256 of the text.
        sha256: String,
    },
    /// What is said of it was changed.
    PolicyRevised {
        /// Its id.
        id: String,
        /// As it is said now.
        policy: Box<Policy>,
        /// Why.
        reason: String,
    },
    /// The text of a version was written; approvals of an earlier text of it are void.
    PolicyDrafted {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Its text.
        text: String,
        /// SHA-256 of the text.
        sha256: String,
        /// What changes, and why.
        note: String,
    },
    /// A version was handed to those who approve it.
    PolicySubmitted {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// SHA-256 of its text.
        sha256: String,
    },
    /// Somebody approved a version.
    PolicyApproved {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// SHA-256 of the text that was approved.
        sha256: String,
        /// With this one there are enough.
        complete: bool,
    },
    /// A version was sent back.
    PolicyReturned {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// What is wrong with it.
        reason: String,
    },
    /// A version was put in force.
    PolicyPublished {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// SHA-256 of its text.
        sha256: String,
        /// The first day on which it is in force.
        from: Date,
    },
    /// The version in force was confirmed as it stands.
    PolicyReviewed {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// What was looked at.
        note: String,
    },
    /// It was taken out of use.
    PolicyRetired {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// The text of a version was disposed of after its retention; what was said of it and its hash stay (R161).
    PolicyVersionDisposed {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// SHA-256 of the text that is not kept any more.
        sha256: String,
        /// Why.
        reason: String,
    },
    /// Those it is for were asked to acknowledge a version.
    PolicyAcknowledgementAsked {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// By which day.
        until: Date,
        /// Who was asked.
        people: BTreeSet<String>,
    },
    /// Somebody acknowledged a version, for themselves.
    PolicyAcknowledged {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// SHA-256 of the text that was read.
        sha256: String,
    },
    /// Documents were imported; what was written and drafted follows.
    PoliciesImported {
        /// Where they come from.
        source: String,
        /// How many are new.
        new: u32,
        /// How many got another text.
        changed: u32,
        /// How many were known with this very text.
        same: u32,
    },
}

impl PolicyEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            PolicyEvent::PolicyWritten { .. } => "policy_written",
            PolicyEvent::PolicyRevised { .. } => "policy_revised",
            PolicyEvent::PolicyDrafted { .. } => "policy_drafted",
            PolicyEvent::PolicySubmitted { .. } => "policy_submitted",
            PolicyEvent::PolicyApproved { .. } => "policy_approved",
            PolicyEvent::PolicyReturned { .. } => "policy_returned",
            PolicyEvent::PolicyPublished { .. } => "policy_published",
            PolicyEvent::PolicyReviewed { .. } => "policy_reviewed",
            PolicyEvent::PolicyRetired { .. } => "policy_retired",
            PolicyEvent::PolicyVersionDisposed { .. } => "policy_version_disposed",
            PolicyEvent::PolicyAcknowledgementAsked { .. } => "policy_acknowledgement_asked",
            PolicyEvent::PolicyAcknowledged { .. } => "policy_acknowledged",
            PolicyEvent::PoliciesImported { .. } => "policies_imported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            PolicyEvent::PolicyWritten { id, .. }
            | PolicyEvent::PolicyRevised { id, .. }
            | PolicyEvent::PolicyDrafted { id, .. }
            | PolicyEvent::PolicySubmitted { id, .. }
            | PolicyEvent::PolicyApproved { id, .. }
            | PolicyEvent::PolicyReturned { id, .. }
            | PolicyEvent::PolicyPublished { id, .. }
            | PolicyEvent::PolicyReviewed { id, .. }
            | PolicyEvent::PolicyRetired { id, .. }
            | PolicyEvent::PolicyVersionDisposed { id, .. }
            | PolicyEvent::PolicyAcknowledgementAsked { id, .. }
            | PolicyEvent::PolicyAcknowledged { id, .. } => ("policy", id),
            PolicyEvent::PoliciesImported { source, .. } => ("import", source),
        }
    }
}
