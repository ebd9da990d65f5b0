//! What stands between a management review and its minutes: the question as it is sent, the answer as it is told (K10).

use super::fields::{
    Misread, list, needed, needed_day, number_in, object, perhaps_day, present, text, told, truth, unlisted,
};
use super::{CheckErrorsWords, NO_ITEM};
use domain::reports::review::{MAX_INTERVAL_MONTHS, ReviewFacts, ReviewInput, checks};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"inputs":["a","b","c","d1","d2","d3","d4","e","f_results","f_plan_status","g"],"top_management":true,"decision_improvement":true,"decision_change":"no change needed","previous_actions_with_status":true,"last_review":"2025-09-10","held":"2026-09-08","interval_months":12}"#;
/// Most inputs of one question: each may be named more than once.
const MAX_INPUTS: usize = 100;

/// A management review.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "inputs": ["a", "b", "c", "d1", "d2", "d3", "d4", "e", "f_results", "f_plan_status", "g"], "top_management": true,
    "decision_improvement": true, "decision_change": "no change needed", "previous_actions_with_status": true,
    "last_review": "2025-09-10", "held": "2026-09-08", "interval_months": 12
}))]
pub struct ManagementReviewAsk {
    /// The inputs of clause 9.3.2 that were treated: `a`, `b`, `c`, `d1`, `d2`, `d3`, `d4`, `e`, `f_results`,
    /// `f_plan_status`, `g`.
    #[schema(value_type = Vec<String>, required = true, max_items = 100)]
    inputs: Option<Value>,
    /// Did top management attend?
    #[schema(value_type = bool, required = true)]
    top_management: Option<Value>,
    /// Was something decided on improvement? True, or what; false or null for nothing.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = true)]
    decision_improvement: Option<Value>,
    /// What was decided on changes to the management system; "no change needed" is a decision. Null for nothing.
    #[schema(value_type = Option<String>)]
    decision_change: Option<Value>,
    /// Has every action of the review before a status? True for a first review.
    #[schema(value_type = bool, required = true)]
    previous_actions_with_status: Option<Value>,
    /// The day of the review before; null for a first review.
    #[schema(value_type = Option<String>, format = Date)]
    last_review: Option<Value>,
    /// The day on which it was held.
    #[schema(value_type = String, format = Date, required = true)]
    held: Option<Value>,
    /// Months from one review to the next, as planned.
    #[schema(value_type = u32, required = true, minimum = 1, maximum = 120)]
    interval_months: Option<Value>,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn review(bytes: &[u8]) -> Result<CheckErrorsWords, Misread> {
    let ask: ManagementReviewAsk = object(bytes, EXAMPLE)?;
    let months = needed(ask.interval_months, "interval_months", "12")?;
    let facts = ReviewFacts {
        inputs: inputs(needed(ask.inputs, "inputs", "[\"a\",\"b\"]")?)?,
        top_management: truth(ask.top_management, "top_management")?,
        decision_improvement: told(ask.decision_improvement, "decision_improvement")?,
        decision_change: super::fields::said(ask.decision_change, "decision_change")?,
        previous_actions_with_status: truth(ask.previous_actions_with_status, "previous_actions_with_status")?,
        last_review: perhaps_day(ask.last_review, "last_review")?,
        held: needed_day(ask.held, "held")?,
        interval_months: number_in(&months, "interval_months", 1..=MAX_INTERVAL_MONTHS)?,
    };
    let errors = checks(&facts)?;
    let told = errors.into_iter().map(|one| {
        let input = one.input.map_or(NO_ITEM, ReviewInput::id);
        [one.check.id().to_owned(), input.to_owned()]
    });
    Ok(CheckErrorsWords { errors: told.collect() })
}

fn inputs(value: Value) -> Result<BTreeSet<ReviewInput>, Misread> {
    let list = list(value, "inputs", MAX_INPUTS)?;
    let one = |(at, value): (usize, &Value)| {
        let word = text(value, &format!("inputs[{at}]"), "\"a\"")?;
        ReviewInput::parse(&word).ok_or_else(|| unlisted("input", &word, &ReviewInput::ALL.map(ReviewInput::id)))
    };
    list.iter().enumerate().map(one).collect()
}
