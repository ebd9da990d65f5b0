//! A sum of costs: the question as it is sent, the answer as it is told (K8).

use super::fields::{Misread, ends, list, object, text, unlisted, unreadable};
use domain::reports::plan::cost::{AddedItem, MAX_ITEMS, add};
use domain::values::plan::Range;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"items":["iso.gap_analysis","iso.consulting","iso.certification_audit"]}"#;
/// Part of an item that has no published saving.
const FEE: &str = "iso.certification_audit";
/// The ways for which an internal effort was published.
const EFFORTS: [(&str, &str); 2] = [("extension", "effort.extension"), ("from_scratch", "effort.from_scratch")];

/// Items to be added up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "items": ["iso.gap_analysis", "iso.consulting", "iso.certification_audit"] }))]
pub struct CostSumAsk {
    /// The items, each as often as it is counted; at most 500. `GET /api/v1/cost-items` and `tickmark calc cost --list` list
    /// them. Left out with `effort` alone.
    #[schema(value_type = Option<Vec<String>>, max_items = 500)]
    items: Option<Value>,
    /// Least and most per cent that are saved of the sum.
    #[schema(value_type = Option<Vec<u32>>, min_items = 2, max_items = 2)]
    saving_percent: Option<Value>,
    /// The way whose internal effort is asked for: `extension` or `from_scratch`.
    #[schema(value_type = Option<String>)]
    effort: Option<Value>,
}

/// An item of a sum.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostItemWords {
    /// The item.
    pub id: String,
    /// Least and most, in whole US dollars.
    pub usd: [u64; 2],
    /// The claim with its publication.
    pub source: String,
    /// False for an item that another one of the list pays for already: it is no part of the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<bool>,
}

/// An internal effort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EffortWords {
    /// The way.
    pub plan: &'static str,
    /// Least and most full-time months of one person.
    pub fte_months: [u64; 2],
    /// The claim with its publication.
    pub source: String,
}

/// A sum.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostSumWords {
    /// Least and most, in whole US dollars, with the saving; null when no items were sent.
    pub usd: Option<[u64; 2]>,
    /// The range that was published for exactly these items; null where none was.
    pub published: Option<[u64; 2]>,
    /// The items, in the order in which they were sent.
    pub items: Vec<CostItemWords>,
    /// What to know about the sum.
    pub warnings: Vec<String>,
    /// The sum without the saving, when one was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_saving: Option<[u64; 2]>,
    /// The internal effort, when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<EffortWords>,
}

/// An item that can be added, as it is listed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostItemLineWords {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Least and most, in whole US dollars.
    pub usd: [u64; 2],
    /// Its price contains these parts already.
    pub contains: Vec<String>,
    /// What it pays for.
    pub part: String,
    /// The claim with its publication.
    pub source: String,
}

/// All items that can be added.
///
/// # Errors
/// When a claim of the tables is not there.
pub fn cost_items() -> Result<Vec<CostItemLineWords>, Misread> {
    let book = app::plans::book();
    let one = |item: &domain::values::plan::Item| {
        let figure = book.of(&item.key)?;
        Ok(CostItemLineWords {
            id: item.key.clone(),
            title: item.title.clone(),
            usd: pair(figure.range),
            contains: item.contains.clone(),
            part: item.part.clone(),
            source: figure.told.words(),
        })
    };
    book.tables().items.iter().map(one).collect()
}

fn pair(range: Range) -> [u64; 2] {
    [range.low, range.high]
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field or the item and says what would be right.
pub fn cost(bytes: &[u8]) -> Result<CostSumWords, Misread> {
    let ask: CostSumAsk = object(bytes, EXAMPLE)?;
    let effort = ask.effort.as_ref().map(effort).transpose()?;
    let saving = ask.saving_percent.as_ref().map(|sent| ends(sent, "saving_percent", 100)).transpose()?;
    if let Some(Range { low, high }) = saving
        && high < low
    {
        let hint = "write the least saving first, as in [30,50]";
        return Err(unreadable(format!("saving_percent: {low} to {high} is reversed"), hint));
    }
    let Some(sent) = ask.items else {
        return match (effort, saving) {
            (Some(effort), None) => Ok(CostSumWords {
                usd: None,
                published: None,
                items: Vec::new(),
                warnings: Vec::new(),
                before_saving: None,
                effort: Some(effort),
            }),
            _ => Err(unreadable("items is missing", format!("write it like {EXAMPLE}"))),
        };
    };
    let sent = list(sent, "items", MAX_ITEMS)?;
    let item = |(at, value): (usize, &Value)| text(value, &format!("items[{at}]"), "\"iso.gap_analysis\"");
    let ids: Vec<String> = sent.iter().enumerate().map(item).collect::<Result<_, Misread>>()?;
    let sum = add(&app::plans::book(), &ids)?;
    let mut warnings = sum.warnings;
    if saving.is_some() && ids.iter().any(|id| id == FEE) {
        let fee = app::plans::book().of("saving.certification")?;
        warnings.push(format!(
            "the saving is taken from the whole sum; nothing is saved on the fee of a certification audit ({})",
            fee.told.words()
        ));
    }
    Ok(CostSumWords {
        usd: Some(pair(saving.map_or(sum.usd, |saving| sum.usd.saved(saving)))),
        published: sum.published.map(|(range, _)| pair(range)),
        items: sum.items.iter().map(told).collect(),
        warnings,
        before_saving: saving.map(|_| pair(sum.usd)),
        effort,
    })
}

fn told(item: &AddedItem) -> CostItemWords {
    CostItemWords {
        id: item.figure.key.clone(),
        usd: pair(item.figure.range),
        source: item.figure.told.words(),
        counted: item.not_counted.as_ref().map(|_| false),
    }
}

fn effort(sent: &Value) -> Result<EffortWords, Misread> {
    let word = text(sent, "effort", "\"extension\"")?;
    let found = EFFORTS.iter().find(|(id, _)| *id == word.trim());
    let (plan, key) = found.ok_or_else(|| unlisted("effort", &word, &EFFORTS.map(|(id, _)| id)))?;
    let figure = app::plans::book().of(key)?;
    Ok(EffortWords { plan, fte_months: pair(figure.range), source: figure.told.words() })
}
