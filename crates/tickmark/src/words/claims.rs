//! Claims as JSON.

use app::ask::ClaimsAnswer;
use domain::reports::claims::{Held, Value};
use domain::values::Published;
use serde::Serialize;
use utoipa::ToSchema;

/// A published figure held against the rows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimWords {
    /// `PC044`.
    pub id: String,
    /// Topic.
    pub topic: String,
    /// What is claimed, in own words.
    pub text: String,
    /// The publication.
    pub source: String,
    /// When it was last reviewed.
    pub reviewed_on: Option<String>,
    /// Scope in words.
    pub scope: String,
    /// The published figure; a pair when it is a range, null for a statement.
    #[schema(value_type = Option<Object>)]
    pub published: serde_json::Value,
    /// Its unit.
    pub unit: Option<String>,
    /// Its denominator, where the source gives one.
    pub published_of: Option<u32>,
    /// What the rows give; null where they cannot answer.
    pub derived: Option<f64>,
    /// Numerator of the derived figure.
    pub derived_n: Option<usize>,
    /// Denominator of the derived figure.
    pub derived_of: Option<usize>,
    /// Does the derived figure lie in the published interval?
    pub agrees: Option<bool>,
    /// Named by a counting row although the claim calls them uncovered.
    pub named_by_a_row_but_claimed_uncovered: Vec<String>,
    /// Covered according to the claim although no counting row names them.
    pub claimed_but_named_by_no_row: Vec<String>,
    /// Called partial by the claim although a row carries them fully.
    pub claimed_partial_but_full_by_a_row: Vec<String>,
    /// Crosswalk whose rows were held against it.
    pub crosswalk: Option<String>,
    /// Categories of the claim.
    pub categories: Vec<&'static str>,
    /// How broad references were read.
    pub mode: &'static str,
    /// The library has no ledger: always null.
    pub as_of: Option<String>,
}

impl ClaimWords {
    /// The words of one claim.
    pub fn of(held: &Held, mode: &'static str) -> ClaimWords {
        let c = &held.claim;
        ClaimWords {
            id: c.id.clone(),
            topic: c.topic.clone(),
            text: c.text.clone(),
            source: c.source.clone(),
            reviewed_on: c.reviewed_on.map(|d| d.to_string()),
            scope: c.scope.words.clone(),
            published: c.published.as_ref().map_or(serde_json::Value::Null, figure),
            unit: c.published.as_ref().and_then(|p| serde_json::to_value(p.unit).ok()?.as_str().map(str::to_owned)),
            published_of: c.published.as_ref().and_then(|p| p.of),
            derived: held.derived.map(|f| f.value.number()),
            derived_n: held.derived.filter(|f| !matches!(f.value, Value::Points(_))).map(|f| f.n),
            derived_of: held.derived.map(|f| f.of),
            agrees: held.agrees,
            named_by_a_row_but_claimed_uncovered: held.named_but_claimed_uncovered.clone(),
            claimed_but_named_by_no_row: held.claimed_but_unnamed.clone(),
            claimed_partial_but_full_by_a_row: held.full_but_claimed_partial.clone(),
            crosswalk: c.scope.crosswalk.clone(),
            categories: c
                .scope
                .categories
                .into_iter()
                .flat_map(|s| s.iter().collect::<Vec<_>>())
                .map(|c| c.id())
                .collect(),
            mode,
            as_of: None,
        }
    }
}

fn figure(p: &Published) -> serde_json::Value {
    match p.high {
        Some(high) if high == p.low => p.low.into(),
        Some(high) => vec![p.low, high].into(),
        None => p.low.into(),
    }
}

/// A contradiction found by rule.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ContradictionWords {
    /// Rule.
    pub rule: &'static str,
    /// Controls, criteria or claims concerned.
    pub about: Vec<String>,
    /// One sentence.
    pub sentence: String,
}

/// Claims and contradictions.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClaimsWords {
    /// Each claim.
    pub claims: Vec<ClaimWords>,
    /// Contradictions found by rule.
    pub contradictions: Vec<ContradictionWords>,
}

impl ClaimsWords {
    /// The words of an answer.
    pub fn of(answer: &ClaimsAnswer) -> ClaimsWords {
        ClaimsWords {
            claims: answer.claims.iter().map(|h| ClaimWords::of(h, answer.mode.id())).collect(),
            contradictions: answer
                .contradictions
                .iter()
                .map(|c| ContradictionWords { rule: c.rule.id(), about: c.about.clone(), sentence: c.sentence.clone() })
                .collect(),
        }
    }
}
