//! Where a mapping or a figure comes from: nothing is printed without it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The source of a library document: publication, reviewer and review date (R34).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// The publication as one would cite it.
    pub publication: String,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who reviewed it, as the publication says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewer: Option<String>,
    /// When it was last reviewed; `None` for an undated publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<Date>,
    /// Anything a reader must know before relying on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
