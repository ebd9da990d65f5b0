//! A library document: what one file of the library holds.

use super::{Claims, Crosswalk, Framework};
use serde::{Deserialize, Serialize};

/// A framework, a crosswalk, or a collection of published claims. The key says which, and the format version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LibraryDocument {
    /// A framework.
    #[serde(rename = "framework/1")]
    Framework(Framework),
    /// A crosswalk.
    #[serde(rename = "crosswalk/1")]
    Crosswalk(Crosswalk),
    /// A collection of published claims.
    #[serde(rename = "claims/1")]
    Claims(Claims),
}

impl LibraryDocument {
    /// The id of what it holds.
    pub fn id(&self) -> &str {
        match self {
            LibraryDocument::Framework(f) => &f.id,
            LibraryDocument::Crosswalk(c) => &c.id,
            LibraryDocument::Claims(c) => &c.id,
        }
    }

    /// The version of what it holds.
    pub fn version(&self) -> &str {
        match self {
            LibraryDocument::Framework(f) => &f.version,
            LibraryDocument::Crosswalk(c) => &c.version,
            LibraryDocument::Claims(c) => &c.version,
        }
    }
}

/// A file that was kept: its content is found by its hash and is verified on every read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRef {
    /// SHA-256 of the content, 64 lower-case hex digits.
    pub sha256: String,
    /// Length in bytes.
    pub size: u64,
}
