//! The description of the system (DC 1 to DC 9), the statements of management, the opinion and our own bridge letters
//! (workflows, sections 2 and 3).

use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The usual reach of a bridge letter in months; beyond it people are warned, nothing is refused.
pub const LETTER_MONTHS: i32 = 3;

/// A part of the description, after the description criteria (DC section 200).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Services.
    Dc1,
    /// Principal service commitments and system requirements.
    Dc2,
    /// Components of the system.
    Dc3,
    /// Incidents.
    Dc4,
    /// Criteria and controls.
    Dc5,
    /// What customers have to do.
    Dc6,
    /// Subservice organisations.
    Dc7,
    /// Criteria that are not relevant.
    Dc8,
    /// Changes in the period.
    Dc9,
}

words!(Section {
    Dc1 = "dc1", "DC 1 Services";
    Dc2 = "dc2", "DC 2 Commitments and requirements";
    Dc3 = "dc3", "DC 3 Components of the system";
    Dc4 = "dc4", "DC 4 Incidents";
    Dc5 = "dc5", "DC 5 Criteria and controls";
    Dc6 = "dc6", "DC 6 Complementary user-entity controls";
    Dc7 = "dc7", "DC 7 Subservice organisations";
    Dc8 = "dc8", "DC 8 Criteria that are not relevant";
    Dc9 = "dc9", "DC 9 Changes in the period";
});

impl Section {
    /// What the section has to tell.
    pub fn asks(self) -> &'static str {
        match self {
            Section::Dc1 => "which services are provided",
            Section::Dc2 => "what customers are promised, and what the system has to do for that",
            Section::Dc3 => "infrastructure, software, people, procedures and data",
            Section::Dc4 => {
                "incidents that came from controls that did not work, or that broke a commitment: nature, time, extent, \
                 effect"
            }
            Section::Dc5 => "the criteria that apply, and the controls that answer them",
            Section::Dc6 => "the controls that customers have to have, for ours to be enough",
            Section::Dc7 => "suppliers whose controls are needed, carve-out or inclusive, and what is expected of them",
            Section::Dc8 => "criteria of the categories in scope that do not apply, and why",
            Section::Dc9 => "significant changes of the system and its controls in the period, of a Type II",
        }
    }
}

/// What stands in a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// A text.
    Text(String),
    /// Nothing, for a reason.
    NotRelevant {
        /// Why.
        reason: String,
    },
}

impl Content {
    /// The text, or the reason.
    pub fn words(&self) -> &str {
        match self {
            Content::Text(text) => text,
            Content::NotRelevant { reason } => reason,
        }
    }
}

/// The sections that have been written.
pub type Sections = BTreeMap<Section, Content>;

/// Where a description stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DescriptionState {
    /// Being written.
    #[default]
    Draft,
    /// Before those who answer for it.
    OwnerReview,
    /// Approved by management.
    ManagementApproved,
    /// Approved, and the auditor has said something to it.
    AuditorCommented,
    /// As it stands in the report.
    Final,
}

words!(DescriptionState {
    Draft = "draft", "Draft";
    OwnerReview = "owner_review", "Owner review";
    ManagementApproved = "management_approved", "Approved by management";
    AuditorCommented = "auditor_commented", "Commented by the auditor";
    Final = "final", "Final";
});

/// A statement of management that a report needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// What management asserts; it stands in the report.
    Assertion,
    /// What management confirms to the firm.
    Representation,
}

words!(StatementKind {
    Assertion = "assertion", "Management's assertion";
    Representation = "representation", "Representation letter";
});

/// The auditor's opinion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpinionKind {
    /// Nothing material to object to.
    Unmodified,
    /// But for something, nothing to object to: the report can still be used (R202).
    Qualified,
    /// What is objected to is material and goes through the whole.
    Adverse,
    /// The auditor could not obtain enough to say.
    Disclaimer,
}

words!(OpinionKind {
    Unmodified = "unmodified", "Unmodified";
    Qualified = "qualified", "Qualified";
    Adverse = "adverse", "Adverse";
    Disclaimer = "disclaimer", "Disclaimer";
});

impl OpinionKind {
    /// What a reader of the report makes of it.
    pub fn means(self) -> &'static str {
        match self {
            OpinionKind::Unmodified => {
                "the auditor objects to nothing material; single exceptions can still stand in it"
            }
            OpinionKind::Qualified => {
                "but for the matters that it names the auditor agrees: the report can be used, read with them in mind"
            }
            OpinionKind::Adverse => "what the auditor objects to is material and goes through the whole",
            OpinionKind::Disclaimer => "the auditor could not obtain enough evidence to give an opinion",
        }
    }
}

/// The opinion as it stands in the report. Exceptions are another matter and stand with the tests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opinion {
    /// Which one.
    pub kind: OpinionKind,
    /// The day of the report.
    pub dated: Date,
    /// The basis: what the report says it rests on.
    pub basis: String,
    /// The criteria that a modification names.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub criteria: BTreeSet<String>,
    /// The item of evidence that holds the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
}

/// Management's letter about the time since the last report. It is no work of the auditor and gives no assurance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLetter {
    /// The engagement of the last report; the letter begins on the day after its last day.
    pub engagement: String,
    /// The last day of which it speaks.
    pub until: Date,
    /// Material changes; empty says that there were none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub changes: String,
    /// The letter.
    pub text: String,
}

/// A control that we expect of our customers (CUEC).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnCuec {
    /// What they have to do.
    pub text: String,
    /// The criteria that rest on it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub criteria: BTreeSet<String>,
}

/// SHA-256, in small hex digits, over what is signed or approved. Each part is preceded by its length in bytes, so that no
/// two contents are written alike.
pub fn content_sha256<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(format!("{}\n", part.len()).as_bytes());
        hash.update(part.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize().iter().fold(String::new(), |mut hex, byte| {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The hash that an approval of a description names.
pub fn description_sha256(engagement: &str, sections: &Sections) -> String {
    let head = ["description", engagement];
    let parts = sections.iter().flat_map(|(section, content)| {
        let kind = match content {
            Content::Text(_) => "text",
            Content::NotRelevant { .. } => "not_relevant",
        };
        [section.id(), kind, content.words()]
    });
    content_sha256(head.into_iter().chain(parts))
}

/// The hash that a signature under a statement names.
pub fn statement_sha256(engagement: &str, kind: StatementKind, text: &str) -> String {
    content_sha256(["statement", engagement, kind.id(), text])
}

/// The hash that a signature under a bridge letter names.
pub fn letter_sha256(letter: &OwnLetter) -> String {
    content_sha256(["bridge_letter", &letter.engagement, &letter.until.to_string(), &letter.changes, &letter.text])
}
