//! Commands about the public statement and the documents that are asked for there.

use crate::values::Action;
use crate::values::public::{PublicDocument, PublicStatement};
use jiff::civil::Date;
use serde::Serialize;

/// A change of what is public, or a decision on who is given a document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PublicCommand {
    /// Say what the public statement shows, and whether it is there.
    SetPublicStatement {
        /// What it shows.
        statement: Box<PublicStatement>,
    },
    /// Give documents to who asked for them.
    GiveDocuments {
        /// The request, `DR-n`. Who asked is no part of the history.
        id: String,
        /// The documents.
        documents: Vec<PublicDocument>,
        /// The last day on which they can be fetched.
        until: Date,
    },
    /// Decline a request for documents.
    DeclineDocuments {
        /// The request, `DR-n`.
        id: String,
    },
    /// Take back what was given, at once.
    WithdrawDocuments {
        /// The request, `DR-n`.
        id: String,
        /// Why.
        reason: String,
    },
}

impl PublicCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            PublicCommand::SetPublicStatement { .. } => "set_public_statement",
            PublicCommand::GiveDocuments { .. } => "give_documents",
            PublicCommand::DeclineDocuments { .. } => "decline_documents",
            PublicCommand::WithdrawDocuments { .. } => "withdraw_documents",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            PublicCommand::SetPublicStatement { .. } => Some(("public_statement", "public_statement")),
            // A request is decided on once; there is no version of the decision to name.
            PublicCommand::GiveDocuments { .. }
            | PublicCommand::DeclineDocuments { .. }
            | PublicCommand::WithdrawDocuments { .. } => None,
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            PublicCommand::SetPublicStatement { .. } => Action::PublishStatement,
            PublicCommand::GiveDocuments { .. }
            | PublicCommand::DeclineDocuments { .. }
            | PublicCommand::WithdrawDocuments { .. } => Action::ShareDocuments,
        }
    }
}
