//! A crosswalk as data: typed rows between two frameworks, with their source.

use super::{Category, Overlap, Provenance, Reference};
use serde::{Deserialize, Serialize};

/// A named, versioned, sourced mapping between two frameworks (R1, R12, R26, R34).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// `truvo-2026-05`, or a user's own; lower case, digits and hyphens.
    pub id: String,
    /// The short title people use.
    pub title: String,
    /// Version of the mapping.
    pub version: String,
    /// Framework id of the left side (the criteria).
    pub from: String,
    /// Framework id of the right side (the references).
    pub to: String,
    /// What one row speaks of.
    pub grain: Grain,
    /// Id of the crosswalk that this one adds suggestions to; a layer is off until its suggestions are accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer_on: Option<String>,
    /// Where it comes from.
    pub source: Provenance,
    /// The rows, in the order of the source.
    pub rows: Vec<Row>,
}

/// What one row of a crosswalk speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// One criterion a row.
    Criterion,
    /// One domain of control a row: ranges on both sides.
    Domain,
    /// One suggestion a row, waiting for a person's decision.
    Suggestion,
}

/// One row of a crosswalk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Id of the row inside its crosswalk: `CC6.1`, `access-control`, `s-a-5-9`.
    pub id: String,
    /// The source's own label, kept for search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Left side: items of `from`, single or ranges.
    pub criteria: Vec<Reference>,
    /// Right side as the source wrote it.
    pub written: String,
    /// Right side as meant. Empty for rows that name nothing.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// How far the pair carries.
    pub overlap: Overlap,
    /// The source's own level where it uses another scale (`high`, `moderate`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// SOC 2 evidence that can be reused.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What the evidence still needs before it serves the other side (partial rows, R3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplement: Option<String>,
    /// Anything else the source says about the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The row counts only when this category is in scope (R8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Category>,
    /// Where in the source: a line or table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}
