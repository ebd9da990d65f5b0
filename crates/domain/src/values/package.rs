//! An audit package as it was built: for whom, of what, and what it lacks.

use super::Window;
use super::operation::words;
use serde::{Deserialize, Serialize};

/// Whom a package is for, which decides how it is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The CPA firm of a SOC 2 examination: by criterion.
    CpaFirm,
    /// The certification body of ISO/IEC 27001: by clause and Annex A control.
    CertificationBody,
}

words!(Audience {
    CpaFirm = "cpa", "CPA firm";
    CertificationBody = "certification", "Certification body";
});

/// What is asked to be built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackageSpec {
    /// For whom.
    pub audience: Audience,
    /// The engagement; a package for a CPA firm names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<String>,
    /// The days that it speaks of: those of the engagement, or the ones given.
    pub window: Window,
    /// May it lack something? Then it says so on its face.
    pub partial: bool,
    /// Does it hold evidence that is classified as restricted?
    pub restricted: bool,
}

/// Something that a package lacks, or leaves out on purpose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lack {
    /// What: `CC6.1`, `AC-3`, `EV-7`, `System description`.
    pub what: String,
    /// Why it is not in.
    pub why: String,
}

/// A package that was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// What was asked for.
    pub spec: PackageSpec,
    /// Its title.
    pub title: String,
    /// What it lacks; empty when it is complete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lacks: Vec<Lack>,
    /// What was left out on purpose: restricted items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<Lack>,
    /// SHA-256 of the ZIP, lower-case hex.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// Number of evidence files in it.
    pub files: u64,
    /// Number of ledger entries in it.
    pub entries: u64,
    /// Number of entries of the ledger that its checkpoint speaks of.
    pub tree_size: u64,
}

impl Package {
    /// Does it lack nothing?
    pub fn complete(&self) -> bool {
        self.lacks.is_empty()
    }
}
