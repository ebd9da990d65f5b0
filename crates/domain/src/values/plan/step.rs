//! What was kept of a roadmap: baselines, and when its steps really began and ended.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most baselines of one organisation.
pub const MAX_BASELINES: usize = 100;
/// Most steps of one roadmap.
pub const MAX_STEPS: usize = 60;

/// A step of a roadmap as it was planned when the baseline was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineStep {
    /// Track and step, such as `extension/foundation`.
    pub id: String,
    /// Its title then.
    pub title: String,
    /// First day.
    pub from: Date,
    /// Last day, with the shortest lengths.
    pub until: Date,
    /// Last day, with the longest lengths.
    pub until_late: Date,
}

/// A roadmap as it was on a day, kept to be compared with what happens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The route.
    pub route: String,
    /// Its steps.
    pub steps: Vec<BaselineStep>,
    /// Why it was kept.
    pub reason: String,
}

/// When a step really began and ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actual {
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Date>,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
