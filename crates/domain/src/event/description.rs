//! What happened to the system description, statements of management and the opinion.

use crate::values::description::{Opinion, OwnCuec, OwnLetter, Sections, StatementKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about the system description, statements of management and the opinion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionEvent {
    /// A version was written.
    DescriptionWritten {
        /// The engagement.
        engagement: String,
        /// All its sections.
        sections: Sections,
        /// The hash of them.
        sha256: String,
    },
    /// The newest version was handed to review.
    DescriptionSubmitted {
        /// The engagement.
        engagement: String,
        /// The hash of what is reviewed.
        sha256: String,
    },
    /// Management approved a version.
    DescriptionApproved {
        /// The engagement.
        engagement: String,
        /// The hash of what is approved.
        sha256: String,
    },
    /// An auditor commented on the approved version.
    DescriptionCommented {
        /// The engagement.
        engagement: String,
        /// The hash of what the comment speaks of.
        sha256: String,
        /// The comment.
        text: String,
    },
    /// The approved version was made final.
    DescriptionFinalised {
        /// The engagement.
        engagement: String,
        /// The hash of what is final.
        sha256: String,
    },
    /// A statement was written.
    StatementWritten {
        /// The engagement.
        engagement: String,
        /// Which one.
        kind: StatementKind,
        /// The text.
        text: String,
        /// The hash of it.
        sha256: String,
    },
    /// A statement was signed.
    StatementSigned {
        /// The engagement.
        engagement: String,
        /// Which one.
        kind: StatementKind,
        /// The hash of what was signed.
        sha256: String,
        /// The day that stands on it.
        on: Date,
    },
    /// The opinion of a report was recorded.
    OpinionRecorded {
        /// The engagement.
        engagement: String,
        /// The opinion.
        opinion: Opinion,
    },
    /// A bridge letter of ours was written.
    BridgeLetterWritten {
        /// Its id.
        id: String,
        /// The letter.
        letter: OwnLetter,
        /// The hash of it.
        sha256: String,
    },
    /// A bridge letter of ours was signed.
    BridgeLetterSigned {
        /// Its id.
        id: String,
        /// The hash of what was signed.
        sha256: String,
        /// The day that stands on it.
        on: Date,
    },
    /// A bridge letter of ours was sent.
    BridgeLetterSent {
        /// Its id.
        id: String,
        /// To whom.
        to: String,
        /// On which day.
        on: Date,
    },
    /// A control that we expect of customers was recorded.
    OwnCuecRecorded {
        /// Its id.
        id: String,
        /// What is expected.
        cuec: OwnCuec,
    },
    /// Such a control was withdrawn.
    OwnCuecWithdrawn {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl DescriptionEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            DescriptionEvent::DescriptionWritten { .. } => "description_written",
            DescriptionEvent::DescriptionSubmitted { .. } => "description_submitted",
            DescriptionEvent::DescriptionApproved { .. } => "description_approved",
            DescriptionEvent::DescriptionCommented { .. } => "description_commented",
            DescriptionEvent::DescriptionFinalised { .. } => "description_finalised",
            DescriptionEvent::StatementWritten { .. } => "statement_written",
            DescriptionEvent::StatementSigned { .. } => "statement_signed",
            DescriptionEvent::OpinionRecorded { .. } => "opinion_recorded",
            DescriptionEvent::BridgeLetterWritten { .. } => "bridge_letter_written",
            DescriptionEvent::BridgeLetterSigned { .. } => "bridge_letter_signed",
            DescriptionEvent::BridgeLetterSent { .. } => "bridge_letter_sent",
            DescriptionEvent::OwnCuecRecorded { .. } => "own_cuec_recorded",
            DescriptionEvent::OwnCuecWithdrawn { .. } => "own_cuec_withdrawn",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            DescriptionEvent::DescriptionWritten { engagement, .. }
            | DescriptionEvent::DescriptionSubmitted { engagement, .. }
            | DescriptionEvent::DescriptionApproved { engagement, .. }
            | DescriptionEvent::DescriptionCommented { engagement, .. }
            | DescriptionEvent::DescriptionFinalised { engagement, .. } => ("description", engagement),
            DescriptionEvent::StatementWritten { engagement, kind, .. }
            | DescriptionEvent::StatementSigned { engagement, kind, .. } => (kind.id(), engagement),
            DescriptionEvent::OpinionRecorded { engagement, .. } => ("opinion", engagement),
            DescriptionEvent::BridgeLetterWritten { id, .. }
            | DescriptionEvent::BridgeLetterSigned { id, .. }
            | DescriptionEvent::BridgeLetterSent { id, .. } => ("bridge_letter", id),
            DescriptionEvent::OwnCuecRecorded { id, .. } | DescriptionEvent::OwnCuecWithdrawn { id, .. } => {
                ("own_cuec", id)
            }
        }
    }
}
