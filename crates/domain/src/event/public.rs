//! What happened to the public statement and to requests for documents.

use crate::values::public::{PublicDocument, PublicStatement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about the public statement, or about documents that were given. Who asked is no part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicEvent {
    /// What the public statement shows was set, and whether it is there.
    PublicStatementSet {
        /// What it shows.
        #[serde(default)]
        statement: Box<PublicStatement>,
    },
    /// Documents were given to who asked for them.
    DocumentsGiven {
        /// The request.
        id: String,
        /// The documents.
        #[serde(default)]
        documents: Vec<PublicDocument>,
        /// The last day on which they can be fetched.
        until: Date,
    },
    /// A request for documents was declined.
    DocumentsDeclined {
        /// The request.
        id: String,
    },
    /// What was given was taken back.
    DocumentsWithdrawn {
        /// The request.
        id: String,
        /// Why.
        #[serde(default)]
        reason: String,
    },
}

impl PublicEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            PublicEvent::PublicStatementSet { .. } => "public_statement_set",
            PublicEvent::DocumentsGiven { .. } => "documents_given",
            PublicEvent::DocumentsDeclined { .. } => "documents_declined",
            PublicEvent::DocumentsWithdrawn { .. } => "documents_withdrawn",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            PublicEvent::PublicStatementSet { .. } => ("public_statement", "public_statement"),
            PublicEvent::DocumentsGiven { id, .. }
            | PublicEvent::DocumentsDeclined { id }
            | PublicEvent::DocumentsWithdrawn { id, .. } => ("document_request", id),
        }
    }
}
