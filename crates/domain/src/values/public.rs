//! The public statement of an organisation: what anybody who knows its address may read of what is held, and the documents
//! that may be asked for there.

use super::operation::words;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Longest text of the organisation about itself, in characters.
pub const MAX_ABOUT: usize = 2_000;
/// Longest line that says whom to ask, in characters.
pub const MAX_CONTACT: usize = 200;
/// Most documents that can be asked for.
pub const MAX_OFFERED: usize = 20;
/// Days for which a link to documents is good, where nobody says another number.
pub const USUAL_DAYS: u32 = 14;
/// Most days for which a link to documents is good.
pub const MAX_DAYS: u32 = 90;

/// What the page shows beside what the registers say. What is held is computed and never typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PublicStatement {
    /// Is the page there? Before that its address is answered as though there were no such organisation.
    pub on: bool,
    /// A few words of the organisation about itself; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Whom to ask, such as an address of mail; empty for nobody.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Is the opinion of a report shown? Off: a reader learns it from the report.
    pub opinion: bool,
    /// Is it said what is under way?
    pub under_way: bool,
    /// The documents that may be asked for, in the order of the page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<PublicDocument>,
}

/// What kind of document may be asked for. Each is printed here, so that each page can bear for whom it was printed; a file
/// that came from elsewhere, such as the report of the auditor, cannot be marked so and is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicDocumentKind {
    /// A controlled document that is in force.
    Policy,
    /// A summary of the Statement of Applicability in force.
    Statement,
    /// A signed bridge letter.
    Letter,
}

words!(PublicDocumentKind {
    Policy = "policy", "Document";
    Statement = "statement", "Statement of Applicability, summary";
    Letter = "letter", "Bridge letter";
});

/// A document that may be asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicDocument {
    /// What kind.
    pub kind: PublicDocumentKind,
    /// Which one, by id; empty for the statement, of which one version is in force.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
}

impl PublicDocument {
    /// A document by kind and id.
    pub fn new(kind: PublicDocumentKind, of: impl Into<String>) -> PublicDocument {
        PublicDocument { kind, of: of.into() }
    }

    /// Reads `policy:PL-1`, `letter:BL-1` or `statement`.
    pub fn parse(text: &str) -> Option<PublicDocument> {
        let (kind, of) = text.trim().split_once(':').unwrap_or((text.trim(), ""));
        let kind = PublicDocumentKind::parse(kind)?;
        let of = of.trim().to_uppercase();
        let named = kind != PublicDocumentKind::Statement;
        (of.is_empty() != named).then_some(PublicDocument { kind, of })
    }
}

impl fmt::Display for PublicDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of.as_str() {
            "" => f.write_str(self.kind.id()),
            of => write!(f, "{}:{of}", self.kind.id()),
        }
    }
}
