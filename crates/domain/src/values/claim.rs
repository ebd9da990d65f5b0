//! Published figures as data, each with its source and, where the rows can say it too, with how to derive it.

use super::{Categories, Provenance};
use serde::{Deserialize, Serialize};

/// A set of published claims (one library document).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// `published-claims`.
    pub id: String,
    /// The short title people use.
    pub title: String,
    /// Version of the collection.
    pub version: String,
    /// Who collected it, when.
    pub source: Provenance,
    /// The claims.
    pub claims: Vec<Claim>,
}

/// One published figure or statement, in our own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `PC044`.
    pub id: String,
    /// `coverage`, `timeline`, `cost`, ...
    pub topic: String,
    /// What is claimed, in our own words.
    pub text: String,
    /// The publication, cited by name.
    pub source: String,
    /// When the publication was last reviewed, if it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed_on: Option<jiff::civil::Date>,
    /// Where in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What the figure is about: scope and crosswalk.
    #[serde(default)]
    pub scope: ClaimScope,
    /// The figure; absent for statements without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    /// How the rows of a crosswalk answer the same question; absent when they cannot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub derive: Option<Derivation>,
    /// Controls or criteria that the claim names as not covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_uncovered: Vec<String>,
    /// Controls that the claim names as covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_covered: Vec<String>,
    /// The claim says, or its numbers imply, that everything else in its scope is covered.
    #[serde(default)]
    pub rest_is_covered: bool,
    /// Controls that the claim calls partial.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claimed_partial: Vec<String>,
}

/// What a claim is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimScope {
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// Crosswalk whose rows can be held against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crosswalk: Option<String>,
    /// Categories in scope.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub categories: Option<Categories>,
    /// Theme, when the figure is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
}

/// A published figure: an interval whose ends may be equal, with its unit and denominator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Low end.
    pub low: u32,
    /// High end; absent for "at least".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<u32>,
    /// Unit.
    pub unit: Unit,
    /// Denominator, where the source gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
}

/// Unit of a published figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Per cent.
    Percent,
    /// Percentage points.
    PercentagePoints,
    /// Controls of Annex A.
    Controls,
    /// Trust services criteria.
    Criteria,
    /// Months.
    Months,
    /// Weeks.
    Weeks,
    /// Week numbers of a plan.
    WeekRange,
    /// Days.
    Days,
    /// Years.
    Years,
    /// Year of the certification cycle.
    CycleYear,
    /// Calendar year.
    CalendarYear,
    /// US dollars.
    Usd,
    /// US dollars a year.
    UsdPerYear,
    /// Full-time-equivalent months.
    FteMonths,
    /// People.
    People,
    /// Questions.
    Questions,
    /// Topic areas.
    TopicAreas,
    /// Domains and controls, two counts in one claim.
    DomainsAndControls,
}

/// How the rows answer the same question as a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Derivation {
    /// Share of Annex A named by in-scope rows, per cent.
    CoveragePercent,
    /// Number of Annex A controls named by in-scope rows (of the theme, if the scope has one).
    CoverageCount,
    /// Controls (of the theme) whose best overlap is partial.
    PartialCount,
    /// Number of Annex A controls named by no in-scope row.
    UncoveredCount,
    /// Criteria in scope with at least one Annex A reference.
    CriteriaWithAnnexA,
    /// Criteria in scope without any reference.
    CriteriaWithoutReference,
    /// Share of criteria in scope with at least one Annex A reference, per cent.
    CriteriaWithAnnexAPercent,
    /// Coverage of the scope minus coverage of Security alone, percentage points.
    GainOverSecurity,
    /// Share of controls whose best overlap is full, per cent.
    FullPercent,
    /// Share of controls whose best overlap is partial, per cent.
    PartialPercent,
    /// Share of controls named by no in-scope row, per cent.
    UncoveredPercent,
    /// Number of controls in the framework (of the theme, if the scope has one).
    ControlCount,
    /// Number of controls new in the edition.
    NewControls,
    /// Number of criteria in scope.
    CriteriaCount,
}
