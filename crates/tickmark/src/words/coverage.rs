//! Coverage, what-if and the other direction as JSON.

use super::Echo;
use app::Mark;
use app::ask::{CoverageAnswer, ReverseAnswer, WhatIfAnswer};
use domain::reports::coverage::{Coverage, Tally};
use domain::reports::reverse::ReverseCount;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Number of controls by overlap.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct TallyWords {
    /// Full.
    pub full: usize,
    /// Partial.
    pub partial: usize,
    /// Named without a rating.
    pub unrated: usize,
}

impl From<Tally> for TallyWords {
    fn from(t: Tally) -> TallyWords {
        TallyWords { full: t.full, partial: t.partial, unrated: t.unrated }
    }
}

/// Coverage of a scope.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CoverageWords {
    /// Covered controls.
    pub covered: usize,
    /// All controls.
    pub of: usize,
    /// Share, one decimal, half up.
    pub percent: f64,
    /// Covered controls by theme.
    pub themes: BTreeMap<String, usize>,
    /// Controls by theme: the denominators.
    pub themes_of: BTreeMap<String, usize>,
    /// Controls by best overlap.
    pub best: TallyWords,
    /// Controls by worst overlap.
    pub worst: TallyWords,
    /// Ids of the covered controls.
    pub covered_controls: Vec<String>,
    /// Ids of the others.
    pub uncovered_controls: Vec<String>,
    /// Controls that the added categories gain; only when categories were added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gained: Option<Vec<String>>,
    /// Controls that leaving something out loses; only when something was left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<Vec<String>>,
    /// Controls that only a direct link of an own control covers.
    pub direct_only: Vec<String>,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

impl CoverageWords {
    /// The words of an answer. `added` and `without` say whether a change of scope was asked for.
    pub fn of(answer: &CoverageAnswer, mark: Option<&Mark>, added: bool, without: bool) -> CoverageWords {
        let c = &answer.coverage;
        CoverageWords {
            covered: c.covered,
            of: c.of,
            percent: tenths(c.percent),
            themes: c.themes.iter().map(|t| (t.id.clone(), t.covered)).collect(),
            themes_of: c.themes.iter().map(|t| (t.id.clone(), t.of)).collect(),
            best: c.best.into(),
            worst: c.worst.into(),
            covered_controls: ids(c, true),
            uncovered_controls: ids(c, false),
            gained: added.then(|| answer.gained.clone()),
            lost: without.then(|| answer.lost.clone()),
            direct_only: c
                .controls
                .iter()
                .filter(|k| k.rows.is_empty() && !k.direct.is_empty())
                .map(|k| k.id.clone())
                .collect(),
            echo: Echo::of(&answer.read, mark),
        }
    }
}

fn ids(coverage: &Coverage, covered: bool) -> Vec<String> {
    coverage.ids(covered).map(str::to_owned).collect()
}

/// A percentage as a number with one decimal.
pub(super) fn tenths(percent: domain::values::Percent) -> f64 {
    f64::from(percent.tenths()) / 10.0
}

/// Counts over a set of criteria.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReverseCountWords {
    /// The denominator.
    pub criteria: usize,
    /// Criteria with at least one Annex A reference.
    pub with_annex_a: usize,
    /// Criteria with at least one Annex A or clause reference.
    pub with_annex_a_or_clause: usize,
    /// Share with an Annex A reference.
    pub percent: f64,
    /// Criteria that only clauses answer.
    pub clause_only: Vec<String>,
    /// Criteria without any reference.
    pub no_reference: Vec<String>,
}

impl From<&ReverseCount> for ReverseCountWords {
    fn from(n: &ReverseCount) -> ReverseCountWords {
        ReverseCountWords {
            criteria: n.criteria,
            with_annex_a: n.with_annex_a,
            with_annex_a_or_clause: n.with_annex_a_or_clause,
            percent: tenths(n.percent()),
            clause_only: n.clause_only.clone(),
            no_reference: n.no_reference.clone(),
        }
    }
}

/// The direction ISO/IEC 27001 to SOC 2: over all criteria, over those in scope, and by category.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReverseWords {
    /// Over all criteria of the framework.
    #[serde(flatten)]
    pub whole: ReverseCountWords,
    /// Over the criteria of the categories in scope.
    pub in_scope: ReverseCountWords,
    /// By category.
    pub by_category: BTreeMap<&'static str, ReverseCountWords>,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

impl ReverseWords {
    /// The words of an answer.
    pub fn of(answer: &ReverseAnswer, mark: Option<&Mark>) -> ReverseWords {
        ReverseWords {
            whole: (&answer.reverse.whole).into(),
            in_scope: (&answer.reverse.in_scope).into(),
            by_category: answer.reverse.by_category.iter().map(|(c, n)| (c.id(), n.into())).collect(),
            echo: Echo::of(&answer.read, mark),
        }
    }
}

/// What adding or dropping one category would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChangeWords {
    /// Category.
    pub category: &'static str,
    /// `add` or `drop`.
    pub change: &'static str,
    /// Covered controls afterwards.
    pub covered: usize,
    /// All controls.
    pub of: usize,
    /// Share afterwards.
    pub percent: f64,
    /// Controls that become covered.
    pub gained: Vec<String>,
    /// Controls that are no longer covered.
    pub lost: Vec<String>,
    /// Covered before and after, better than before.
    pub strengthened: Vec<String>,
}

/// What each category would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WhatIfWords {
    /// Covered controls as it is.
    pub covered: usize,
    /// All controls.
    pub of: usize,
    /// Share as it is.
    pub percent: f64,
    /// One for each category.
    pub changes: Vec<ChangeWords>,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

impl WhatIfWords {
    /// The words of an answer.
    pub fn of(answer: &WhatIfAnswer, mark: Option<&Mark>) -> WhatIfWords {
        let changes = answer.changes.iter().map(|c| ChangeWords {
            category: c.category.id(),
            change: if c.added { "add" } else { "drop" },
            covered: c.covered,
            of: c.of,
            percent: tenths(c.percent),
            gained: c.gained.clone(),
            lost: c.lost.clone(),
            strengthened: c.strengthened.clone(),
        });
        WhatIfWords {
            covered: answer.coverage.covered,
            of: answer.coverage.of,
            percent: tenths(answer.coverage.percent),
            changes: changes.collect(),
            echo: Echo::of(&answer.read, mark),
        }
    }
}
