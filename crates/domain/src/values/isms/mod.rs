//! The registers of the management system, declared as data: what each is for, what the standards want of it, its fields, its
//! states, and what makes an entry due. One engine keeps them all.

mod assets;
mod context;
mod declared;
mod demand;
mod incidents;
mod leading;
mod obligations;
mod read;
mod support;
mod value;

pub use declared::{Declaration, Due, Field, FieldKind, Lines, LinkTo, Need, Stage, Want};
pub use obligations::{PRIVACY_SENTENCES, SUGGESTED, Suggested};
pub use read::{MAX_LINKS, Wrong, read};
pub use value::{Fields, Value, shown, told};

use crate::values::FileRef;
use serde::{Deserialize, Serialize};

/// Most entries of one register.
pub const MAX_ENTRIES: usize = 20_000;
/// Most lines of one entry: results, steps of a timeline, accounts of a review.
pub const MAX_LINES: usize = 5_000;
/// Most rows of one import.
pub const MAX_ENTRY_ROWS: usize = 5_000;

/// A register of the management system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RegisterKind {
    /// Internal and external issues (clause 4.1).
    Issues,
    /// Whether climate change is such an issue (clause 4.1 with Amendment 1:2024).
    Climate,
    /// Interested parties and what they require (clause 4.2).
    Parties,
    /// The scope (clause 4.3).
    Scope,
    /// Responsibilities and authorities (clause 5.3).
    Roles,
    /// Evidence of leadership and commitment (clause 5.1).
    Leadership,
    /// Information security objectives (clause 6.2).
    Objectives,
    /// Planned changes of the management system (clause 6.3).
    Changes,
    /// Competence wanted per role, and shown per person (clause 7.2).
    Competence,
    /// The awareness programme (clause 7.3).
    Awareness,
    /// Communication, inside and outside (clause 7.4).
    Communication,
    /// What is monitored and measured (clause 9.1).
    Measures,
    /// Information and other associated assets (A.5.9).
    Assets,
    /// Reviews of access rights (A.5.18).
    AccessReviews,
    /// Information security incidents (A.5.24-A.5.28).
    Incidents,
    /// Legal, statutory, regulatory and contractual obligations (A.5.31).
    Obligations,
    /// What customers ask for, and what it costs to have neither report nor certificate.
    Demand,
}

super::operation::words!(RegisterKind {
    Issues = "issues", "Internal and external issues";
    Climate = "climate", "Climate change";
    Parties = "parties", "Interested parties";
    Scope = "scope", "Scope of the ISMS";
    Roles = "roles", "Responsibilities and authorities";
    Leadership = "leadership", "Leadership and commitment";
    Objectives = "objectives", "Security objectives";
    Changes = "changes", "Planned changes";
    Competence = "competence", "Competence";
    Awareness = "awareness", "Awareness programme";
    Communication = "communication", "Communication";
    Measures = "measures", "Monitoring and measurement";
    Assets = "assets", "Assets";
    AccessReviews = "access_reviews", "Access reviews";
    Incidents = "incidents", "Incidents";
    Obligations = "obligations", "Obligations";
    Demand = "demand", "Demand of customers";
});

impl RegisterKind {
    /// What is declared of it.
    pub fn declared(self) -> &'static Declaration {
        match self {
            RegisterKind::Issues => &context::ISSUES,
            RegisterKind::Climate => &context::CLIMATE,
            RegisterKind::Parties => &context::PARTIES,
            RegisterKind::Scope => &context::SCOPE,
            RegisterKind::Roles => &leading::ROLES,
            RegisterKind::Leadership => &leading::LEADERSHIP,
            RegisterKind::Objectives => &leading::OBJECTIVES,
            RegisterKind::Changes => &leading::CHANGES,
            RegisterKind::Competence => &support::COMPETENCE,
            RegisterKind::Awareness => &support::AWARENESS,
            RegisterKind::Communication => &support::COMMUNICATION,
            RegisterKind::Measures => &support::MEASURES,
            RegisterKind::Assets => &assets::ASSETS,
            RegisterKind::AccessReviews => &assets::ACCESS_REVIEWS,
            RegisterKind::Incidents => &incidents::INCIDENTS,
            RegisterKind::Obligations => &obligations::OBLIGATIONS,
            RegisterKind::Demand => &demand::DEMAND,
        }
    }

    /// The register that an entry's id belongs to: `AST-3` is an asset.
    pub fn of_entry(id: &str) -> Option<RegisterKind> {
        let (prefix, number) = id.split_once('-')?;
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        RegisterKind::ALL.into_iter().find(|kind| numbered && kind.declared().prefix == prefix)
    }
}

/// One row of a list that comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryRow {
    /// Its id here, in a list that was exported from here; empty for one that is new.
    pub id: String,
    /// What it says.
    pub fields: Fields,
}

/// A list that comes in, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryList {
    /// Which register it is for.
    pub register: RegisterKind,
    /// Name of the file.
    pub source: String,
    /// The file, already kept.
    pub file: Option<FileRef>,
    /// Its rows.
    pub rows: Vec<EntryRow>,
}
