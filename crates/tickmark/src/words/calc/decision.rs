//! Which framework first? The question as it is sent, the answer as it is told (K11).

use super::fields::{Misread, day_of, list, needed, number, object, text, truth, unlisted, unreadable};
use crate::words::planner::CourseWords;
use domain::values::sequence::{Answers, Goal, MAX_COUNT, MAX_USD, Market};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"markets":["us_ca","europe"],"asked":["soc2","iso"],"request_dates":{"soc2":"2026-09-01"},"engineers":30,"budget_usd":80000,"months_available":18}"#;
/// Most markets or requests of one question, each once or more.
const MAX_NAMED: usize = 100;

/// What a founder answers. Only `markets` and `asked` have to be there, and may be empty; what is left out or null is not
/// answered.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({
    "markets": ["us_ca", "europe"], "asked": ["soc2", "iso"], "request_dates": { "soc2": "2026-09-01" },
    "regulator_requires_iso": false, "pre_revenue": false, "enterprise_prospects": true, "engineers": 30,
    "budget_usd": 80000, "months_available": 18, "needed_within_months": 4
}))]
pub struct PlannerAnswersAsk {
    /// `us_ca`, `europe`, `asia_pacific`, `middle_east`, `latin_america`, `global`.
    #[schema(value_type = Vec<String>, required = true)]
    markets: Option<Value>,
    /// What customers asked for by name: `soc2`, `iso`.
    #[schema(value_type = Vec<String>, required = true)]
    asked: Option<Value>,
    /// By which day the first of them wants it, by `soc2` and `iso`.
    #[schema(value_type = Option<Object>)]
    request_dates: Option<Value>,
    /// Does a regulator or a contract require ISO/IEC 27001 by name?
    #[schema(value_type = Option<bool>)]
    regulator_requires_iso: Option<Value>,
    /// Is there no revenue yet?
    #[schema(value_type = Option<bool>)]
    pre_revenue: Option<Value>,
    /// Do enterprises think of buying?
    #[schema(value_type = Option<bool>)]
    enterprise_prospects: Option<Value>,
    /// How many engineers.
    #[schema(value_type = Option<u32>, maximum = 1_000_000)]
    engineers: Option<Value>,
    /// What may be spent, in whole US dollars.
    #[schema(value_type = Option<u32>, maximum = 1_000_000_000)]
    budget_usd: Option<Value>,
    /// How many months there are.
    #[schema(value_type = Option<u32>, maximum = 1_000_000)]
    months_available: Option<Value>,
    /// Within how many months something has to be shown; null when nobody waits.
    #[schema(value_type = Option<u32>, maximum = 1_000_000)]
    needed_within_months: Option<Value>,
    /// Are more ISO standards planned?
    #[schema(value_type = Option<bool>)]
    more_iso_standards: Option<Value>,
    /// Is the industry regulated, outside the United States?
    #[schema(value_type = Option<bool>)]
    regulated_outside_us: Option<Value>,
    /// Is the budget a hard limit? Not answered: it is, when it lies below the published figure.
    #[schema(value_type = Option<bool>)]
    hard_budget: Option<Value>,
    /// Shall the scope begin small? It gives a reason and decides nothing.
    #[schema(value_type = Option<bool>)]
    tight_scope: Option<Value>,
    /// Is a management system wanted that grows with the company? It gives a reason and decides nothing.
    #[schema(value_type = Option<bool>)]
    management_system: Option<Value>,
    /// Is the governance of security complex already? It gives a reason and decides nothing.
    #[schema(value_type = Option<bool>)]
    complex_governance: Option<Value>,
}

/// Reads a question and answers it by the published figures.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn decision(bytes: &[u8]) -> Result<CourseWords, Misread> {
    let ask: PlannerAnswersAsk = object(bytes, EXAMPLE)?;
    Ok(CourseWords::of(&ask.answers()?, app::library::planner_figures())?)
}

impl PlannerAnswersAsk {
    /// What is meant.
    ///
    /// # Errors
    /// [`Misread`], which names the field and says what would be right.
    pub fn answers(self) -> Result<Answers, Misread> {
        let markets = needed(self.markets, "markets", "[\"us_ca\"]")?;
        let asked = needed(self.asked, "asked", "[\"soc2\"], or [] for nothing")?;
        Ok(Answers {
            markets: words(markets, ("markets", "market"), Market::read, &Market::ALL.map(Market::id))?,
            asked: words(asked, ("asked", "framework"), Goal::read, &Goal::ALL.map(Goal::id))?,
            request_dates: dates(self.request_dates)?,
            regulator_requires_iso: yes_no(self.regulator_requires_iso, "regulator_requires_iso")?,
            pre_revenue: yes_no(self.pre_revenue, "pre_revenue")?,
            enterprise_prospects: yes_no(self.enterprise_prospects, "enterprise_prospects")?,
            engineers: count(self.engineers, "engineers", MAX_COUNT)?,
            budget_usd: count(self.budget_usd, "budget_usd", MAX_USD)?,
            months_available: count(self.months_available, "months_available", MAX_COUNT)?,
            needed_within_months: count(self.needed_within_months, "needed_within_months", MAX_COUNT)?,
            more_iso_standards: yes_no(self.more_iso_standards, "more_iso_standards")?,
            regulated_outside_us: yes_no(self.regulated_outside_us, "regulated_outside_us")?,
            hard_budget: yes_no(self.hard_budget, "hard_budget")?,
            tight_scope: yes_no(self.tight_scope, "tight_scope")?,
            management_system: yes_no(self.management_system, "management_system")?,
            complex_governance: yes_no(self.complex_governance, "complex_governance")?,
        })
    }
}

fn yes_no(value: Option<Value>, field: &str) -> Result<Option<bool>, Misread> {
    value.filter(|value| !value.is_null()).map(|value| truth(Some(value), field)).transpose()
}

fn count(value: Option<Value>, field: &'static str, max: u32) -> Result<Option<u32>, Misread> {
    value.filter(|value| !value.is_null()).map(|value| number(&value, field, max)).transpose()
}

fn words<T: Ord>(
    value: Value,
    (field, what): (&'static str, &'static str),
    read: impl Fn(&str) -> Option<T>,
    ids: &[&'static str],
) -> Result<BTreeSet<T>, Misread> {
    let all = list(value, field, MAX_NAMED)?;
    let one = |(at, value): (usize, &Value)| {
        let word = text(value, &format!("{field}[{at}]"), &format!("\"{}\"", ids[0]))?;
        read(&word).ok_or_else(|| unlisted(what, &word, ids))
    };
    all.iter().enumerate().map(one).collect()
}

fn dates(value: Option<Value>) -> Result<BTreeMap<Goal, jiff::civil::Date>, Misread> {
    let all = match value {
        None | Some(Value::Null) => return Ok(BTreeMap::new()),
        Some(Value::Object(all)) => all,
        Some(_) => {
            return Err(unreadable("request_dates is no object", "write it like {\"soc2\":\"2026-09-01\"}"));
        }
    };
    let dated = all.into_iter().filter(|(_, day)| !day.is_null());
    let one = |(word, day): (String, Value)| {
        let ids = Goal::ALL.map(Goal::id);
        let goal = Goal::read(&word).ok_or_else(|| unlisted("framework", &word, &ids))?;
        Ok((goal, day_of(&day, || format!("request_dates.{word}"))?))
    };
    dated.map(one).collect()
}
