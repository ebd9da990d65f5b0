//! Subservice organisations: suppliers whose controls are needed, with ours, to meet our commitments (DC 7).

use super::super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most controls that are expected of one subservice organisation.
pub const MAX_CSOCS: usize = 200;

/// How a report treats a subservice organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubserviceMethod {
    /// Its controls stay out; what is expected of it is listed, and we watch it.
    #[default]
    CarveOut,
    /// Its controls and its own assertion are in.
    Inclusive,
}

/// A control that we expect at a subservice organisation: a complementary subservice-organisation control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Csoc {
    /// Its id here, such as `CSOC-1`.
    pub id: String,
    /// What we expect.
    pub text: String,
    /// The criteria that rest on it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub criteria: BTreeSet<String>,
}

/// How the description treats a supplier as a subservice organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subservice {
    /// Carve-out or inclusive.
    pub method: SubserviceMethod,
    /// What we expect of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub csocs: Vec<Csoc>,
    /// Inclusive: where the tests of its controls stand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tests: String,
    /// Inclusive: the day of its own assertion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assertion: Option<Date>,
}

words!(SubserviceMethod {
    CarveOut = "carve_out", "Carve-out";
    Inclusive = "inclusive", "Inclusive";
});
