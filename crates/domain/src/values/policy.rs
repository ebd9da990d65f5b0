//! Controlled documents (clause 7.5): what each is, who answers for it, who approves it, whom it is for, and its text.

mod piece;
mod reading;
mod starters;
mod text;

pub use piece::{KeptIn, MandatoryPiece};
pub use starters::{STARTERS, Starter};
pub use text::{MAX_PLACEHOLDERS, MAX_TEXT, Placeholder, ids_at, ids_in, normal, placeholders, text_sha256};

use super::evidence::Classification;
use super::operation::words;
use super::{Role, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most controlled documents of one organisation.
pub const MAX_POLICIES: usize = 1_000;
/// Most versions of one document.
pub const MAX_VERSIONS: usize = 200;
/// Most bytes of all texts of all versions together.
pub const MAX_ALL_TEXTS: usize = 64 * 1024 * 1024;
/// Most controls, clauses and criteria that one document is linked to.
pub const MAX_LINKED: usize = 100;
/// Longest time between two reviews, in months.
pub const MAX_REVIEW_MONTHS: u32 = 60;
/// Most distinct persons whose approval a document can need.
pub const MAX_QUORUM: u32 = 3;
/// Longest retention of a version that is not in use any more, in years.
pub const MAX_RETENTION_YEARS: u32 = 100;
/// How far ahead a version can be published, in days.
pub const MAX_AHEAD_DAYS: i32 = 366;
/// Most people of one round of acknowledgement.
pub const MAX_ASKED: usize = 10_000;

/// What a document is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyKind {
    /// What has to be so, and why.
    #[default]
    Policy,
    /// Who does what, in which order.
    Procedure,
    /// What is to be done by when.
    Plan,
    /// An empty form for records.
    RecordForm,
    /// Somebody else's document that is needed here, such as a contract template or a standard (clause 7.5.3).
    External,
}

/// Where a version stands, or the document as a whole (workflows, section 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyState {
    /// It is written.
    Draft,
    /// It waits for those who approve it.
    InReview,
    /// Enough of them approved it; it is not in force yet.
    Approved,
    /// It is in force.
    Published,
    /// It is in force, and its review is overdue.
    DueForReview,
    /// A later version is in force.
    Superseded,
    /// It is not in use any more.
    Retired,
}

words!(PolicyKind {
    Policy = "policy", "Policy";
    Procedure = "procedure", "Procedure";
    Plan = "plan", "Plan";
    RecordForm = "record_form", "Record form";
    External = "external", "External document";
});
words!(PolicyState {
    Draft = "draft", "Draft";
    InReview = "in_review", "In review";
    Approved = "approved", "Approved";
    Published = "published", "Published";
    DueForReview = "due_for_review", "Due for review";
    Superseded = "superseded", "Superseded";
    Retired = "retired", "Retired";
});

impl PolicyState {
    /// Is a text in force in this state?
    pub fn in_force(self) -> bool {
        matches!(self, PolicyState::Published | PolicyState::DueForReview)
    }

    /// As the table of rights sees a version in this state.
    pub fn right(self) -> State {
        match self {
            PolicyState::Draft => State::Live,
            PolicyState::InReview => State::Proposed,
            PolicyState::Approved | PolicyState::Published | PolicyState::DueForReview => State::Approved,
            PolicyState::Superseded => State::Ended,
            PolicyState::Retired => State::Retired,
        }
    }
}

/// Whose approval a version needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// How many distinct persons, 1 to 3.
    pub count: u32,
    /// Persons who count; with `roles` empty as well, everybody who may approve documents.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub people: BTreeSet<String>,
    /// Roles whose holders count.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub roles: BTreeSet<Role>,
}

impl Default for Quorum {
    fn default() -> Quorum {
        Quorum { count: 1, people: BTreeSet::new(), roles: BTreeSet::new() }
    }
}

/// What is said of a document; its text stands in its versions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its number in the organisation's own scheme, such as `POL-04`.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What it is.
    #[serde(default)]
    pub kind: PolicyKind,
    /// The person who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who may see it (R160).
    #[serde(default = "internal")]
    pub classification: Classification,
    /// Months from one review to the next; 0 for a document without a cycle (R162).
    #[serde(default)]
    pub review_months: u32,
    /// Whose approval a version needs (R159).
    #[serde(default)]
    pub approval: Quorum,
    /// Years that a version is kept after a later one took its place, or after the end of the document (R161).
    #[serde(default)]
    pub retention_years: u32,
    /// Roles that it is for; empty for everybody who belongs to the organisation (R160).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub distribution: BTreeSet<Role>,
    /// Own controls that it describes.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub controls: BTreeSet<String>,
    /// Clauses, controls of Annex A and criteria that it serves, by their ids.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub meets: BTreeSet<String>,
    /// Pieces of documented information of ISO/IEC 27001 that it is.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub pieces: BTreeSet<MandatoryPiece>,
}

fn internal() -> Classification {
    Classification::Internal
}

/// One document of an import: what its file says of it, and its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyDocument {
    /// Name of the file.
    pub file: String,
    /// What is said of it.
    pub policy: Policy,
    /// Its text in Markdown, without the block in front.
    pub text: String,
}
