//! The register of what is public, and of documents that were given to who asked for them.

use super::Recorded;
use crate::event::PublicEvent;
use crate::values::public::{PublicDocument, PublicStatement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The public statement, and decisions on requests for documents.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicRegister {
    /// What the page shows; `None` before anybody said it.
    pub statement: Option<HeldPublicStatement>,
    /// Decisions by request.
    pub requests: BTreeMap<String, HeldDocuments>,
}

/// What the page shows, and who said so last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPublicStatement {
    /// What it shows.
    pub statement: PublicStatement,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A decision on a request for documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDocuments {
    /// The documents that were given; none where it was declined.
    #[serde(default)]
    pub documents: Vec<PublicDocument>,
    /// The last day on which they can be fetched; `None` where it was declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Who decided.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Taken back, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
}

/// That what was given was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldDocuments {
    /// Can the documents be fetched on a day? The last day counts.
    pub fn good(&self, on: Date) -> bool {
        self.withdrawn.is_none() && self.until.is_some_and(|until| on <= until)
    }
}

impl PublicRegister {
    /// What the page shows, as it was set; nothing and off before anybody said it.
    pub fn shown(&self) -> PublicStatement {
        self.statement.as_ref().map(|held| held.statement.clone()).unwrap_or_default()
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut PublicRegister, recorded: Recorded<'_>, event: PublicEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        PublicEvent::PublicStatementSet { statement } => {
            register.statement = Some(HeldPublicStatement { statement: *statement, by, at_us });
        }
        PublicEvent::DocumentsGiven { id, documents, until } => {
            let held = HeldDocuments { documents, until: Some(until), by, at_us, withdrawn: None };
            register.requests.insert(id, held);
        }
        PublicEvent::DocumentsDeclined { id } => {
            let held = HeldDocuments { documents: Vec::new(), until: None, by, at_us, withdrawn: None };
            register.requests.insert(id, held);
        }
        PublicEvent::DocumentsWithdrawn { id, reason } => {
            if let Some(held) = register.requests.get_mut(&id) {
                held.withdrawn = Some(Withdrawn { reason, by, at_us });
            }
        }
    }
}
