//! Commands about the system description, statements of management and the opinion.

use crate::values::Action;
use crate::values::description::{Opinion, OwnCuec, OwnLetter, Sections, StatementKind};
use jiff::civil::Date;
use serde::Serialize;

/// A change of the system description, statements of management and the opinion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum DescriptionCommand {
    /// Write the description: a new version, in draft.
    WriteDescription {
        /// The engagement.
        engagement: String,
        /// All its sections as they shall be.
        sections: Sections,
    },
    /// Hand the newest version to those who answer for it.
    SubmitDescription {
        /// The engagement.
        engagement: String,
    },
    /// Approve the version before review, as management.
    ApproveDescription {
        /// The engagement.
        engagement: String,
        /// The hash of what is approved.
        sha256: String,
    },
    /// Comment on the approved version, as an auditor of the engagement.
    CommentDescription {
        /// The engagement.
        engagement: String,
        /// The comment.
        text: String,
    },
    /// Make the approved version final, as management.
    FinaliseDescription {
        /// The engagement.
        engagement: String,
        /// The hash of what is final.
        sha256: String,
    },
    /// Write a statement of management; what was signed before is void.
    WriteStatement {
        /// The engagement.
        engagement: String,
        /// Which one.
        kind: StatementKind,
        /// The text.
        text: String,
    },
    /// Sign a statement, as management.
    SignStatement {
        /// The engagement.
        engagement: String,
        /// Which one.
        kind: StatementKind,
        /// The hash of what is signed.
        sha256: String,
        /// The day that stands on it.
        on: Date,
    },
    /// Record the opinion as it stands in the report.
    RecordOpinion {
        /// The engagement.
        engagement: String,
        /// The opinion.
        opinion: Opinion,
    },
    /// Write a bridge letter, or write one again; what was signed before is void.
    WriteBridgeLetter {
        /// Its id; `None` for a new one.
        id: Option<String>,
        /// The letter.
        letter: OwnLetter,
    },
    /// Sign a bridge letter, as management.
    SignBridgeLetter {
        /// Its id.
        id: String,
        /// The hash of what is signed.
        sha256: String,
        /// The day that stands on it.
        on: Date,
    },
    /// Record that a signed bridge letter was sent.
    SendBridgeLetter {
        /// Its id.
        id: String,
        /// To whom.
        to: String,
        /// On which day.
        on: Date,
    },
    /// Record a control that we expect of our customers, or say it otherwise.
    RecordOwnCuec {
        /// Its id; `None` for a new one.
        id: Option<String>,
        /// What is expected.
        cuec: OwnCuec,
    },
    /// Withdraw such a control.
    WithdrawOwnCuec {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl DescriptionCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            DescriptionCommand::WriteDescription { .. } => "write_description",
            DescriptionCommand::SubmitDescription { .. } => "submit_description",
            DescriptionCommand::ApproveDescription { .. } => "approve_description",
            DescriptionCommand::CommentDescription { .. } => "comment_description",
            DescriptionCommand::FinaliseDescription { .. } => "finalise_description",
            DescriptionCommand::WriteStatement { .. } => "write_statement",
            DescriptionCommand::SignStatement { .. } => "sign_statement",
            DescriptionCommand::RecordOpinion { .. } => "record_opinion",
            DescriptionCommand::WriteBridgeLetter { .. } => "write_bridge_letter",
            DescriptionCommand::SignBridgeLetter { .. } => "sign_bridge_letter",
            DescriptionCommand::SendBridgeLetter { .. } => "send_bridge_letter",
            DescriptionCommand::RecordOwnCuec { .. } => "record_own_cuec",
            DescriptionCommand::WithdrawOwnCuec { .. } => "withdraw_own_cuec",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            DescriptionCommand::WriteDescription { engagement, .. }
            | DescriptionCommand::SubmitDescription { engagement }
            | DescriptionCommand::ApproveDescription { engagement, .. }
            | DescriptionCommand::CommentDescription { engagement, .. }
            | DescriptionCommand::FinaliseDescription { engagement, .. } => Some(("description", engagement)),
            DescriptionCommand::WriteStatement { engagement, kind, .. }
            | DescriptionCommand::SignStatement { engagement, kind, .. } => Some((kind.id(), engagement)),
            DescriptionCommand::RecordOpinion { engagement, .. } => Some(("opinion", engagement)),
            DescriptionCommand::WriteBridgeLetter { id, .. } => id.as_deref().map(|id| ("bridge_letter", id)),
            DescriptionCommand::SignBridgeLetter { id, .. } | DescriptionCommand::SendBridgeLetter { id, .. } => {
                Some(("bridge_letter", id))
            }
            DescriptionCommand::RecordOwnCuec { id, .. } => id.as_deref().map(|id| ("own_cuec", id)),
            DescriptionCommand::WithdrawOwnCuec { id, .. } => Some(("own_cuec", id)),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            DescriptionCommand::ApproveDescription { .. } | DescriptionCommand::FinaliseDescription { .. } => {
                Action::ApproveDescription
            }
            DescriptionCommand::CommentDescription { .. } => Action::AskAuditee,
            DescriptionCommand::SignStatement { .. } | DescriptionCommand::SignBridgeLetter { .. } => {
                Action::SignStatement
            }
            DescriptionCommand::RecordOpinion { .. } => Action::RecordOpinion,
            DescriptionCommand::WriteDescription { .. }
            | DescriptionCommand::SubmitDescription { .. }
            | DescriptionCommand::WriteStatement { .. }
            | DescriptionCommand::WriteBridgeLetter { .. }
            | DescriptionCommand::SendBridgeLetter { .. }
            | DescriptionCommand::RecordOwnCuec { .. }
            | DescriptionCommand::WithdrawOwnCuec { .. } => Action::WriteDescription,
        }
    }
}
