//! What an organisation chooses for its plan. Size, scope and a platform are what a cost depends on (R324).

use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Longest window of a plan, in months.
pub const MAX_MONTHS: u32 = 36;
/// Least that work is stretched to, in per cent of what was published.
pub const MIN_PERCENT: u32 = 50;
/// Most that work is stretched to, in per cent of what was published.
pub const MAX_PERCENT: u32 = 300;

/// How large the examination is; published prices differ by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// A small organisation with Security alone.
    Small,
    /// Mid-size, or several categories.
    #[default]
    Mid,
    /// Larger or complex.
    Larger,
}

words!(Size {
    Small = "small", "Small, Security only";
    Mid = "mid", "Mid-size, or several categories";
    Larger = "larger", "Larger or complex";
});

/// From which published prices the cost of a SOC 2 examination is added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The fee of the auditor alone; preparation and tooling are lines of their own.
    #[default]
    Audit,
    /// All-in: readiness, remediation, policy writing, tooling and audit in one price.
    AllIn,
}

words!(Basis {
    Audit = "audit", "Audit fee, with lines of their own for the rest";
    AllIn = "all_in", "All-in price";
});

/// The choices of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The route, such as `extension` or `soc2_then_iso`: the routes are data in the library.
    pub route: String,
    /// The first day.
    pub start: Date,
    /// Months of the window of a Type II report.
    pub window_months: u32,
    /// Size of the examination.
    pub size: Size,
    /// From which prices SOC 2 is added up.
    pub basis: Basis,
    /// The tool, by the key of its item; `None` without a platform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// Why that tool, or none: stack, team and budget (R311).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tool_reason: String,
    /// The tool is in use and paid already, so that it costs nothing more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tool_in_use: bool,
    /// With a consultant; otherwise own people alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub consultant: bool,
    /// Weeks of preparation and build in per cent of what was published, 100 for as published (R296).
    pub maturity_percent: u32,
    /// Why they are stretched or shortened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub maturity_reason: String,
    /// Seed of the simulation of cost.
    pub seed: u32,
}
