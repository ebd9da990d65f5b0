//! Adds up items that are bought. What one price contains already is not counted a second time (R302).

use super::lines::TOOLING;
use crate::refusal::Refusal;
use crate::reports::plan::book::{Book, Sourced, Told};
use crate::values::plan::{Item, Range};

/// Most items of one sum.
pub const MAX_ITEMS: usize = 500;

/// One item of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedItem {
    /// The figure with its source.
    pub figure: Sourced,
    /// Why it is not counted; `None` when it is.
    pub not_counted: Option<String>,
}

/// A sum of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Whole US dollars, before a saving.
    pub usd: Range,
    /// A sum that was published for the same items, with its source.
    pub published: Option<(Range, Told)>,
    /// The items, in the order in which they were given.
    pub items: Vec<AddedItem>,
    /// What to know about the sum.
    pub warnings: Vec<String>,
}

/// Adds up items, each as often as it is named.
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest item, [`Refusal::TooMany`] above [`MAX_ITEMS`], [`Refusal::Empty`] for none.
pub fn add(book: &Book<'_>, items: &[String]) -> Result<Sum, Refusal> {
    if items.is_empty() {
        return Err(Refusal::Empty { field: "items", wanted: "at least one item, such as iso.gap_analysis" });
    }
    if items.len() > MAX_ITEMS {
        return Err(Refusal::TooMany { what: "items", max: MAX_ITEMS });
    }
    let known: Vec<&Item> = items.iter().map(|id| book.tables().item(id)).collect::<Result<_, _>>()?;
    let (mut usd, mut added, mut warnings) = (Range::default(), Vec::new(), Vec::new());
    for item in &known {
        let figure = book.of(&item.key)?;
        let not_counted = contained(&known, item);
        match &not_counted {
            Some(why) => warn(&mut warnings, why.clone()),
            None => usd = usd.plus(figure.range),
        }
        if figure.at_least {
            let starts = figure.range.low;
            warn(&mut warnings, format!("{}: {starts} is where prices start; the most is not known", item.key));
        }
        added.push(AddedItem { figure, not_counted });
    }
    tools(&known, &mut warnings);
    let published = published(book, items);
    if let Some((range, told)) = &published
        && *range != usd
    {
        let (low, high) = (range.low, range.high);
        let words = told.words();
        warn(
            &mut warnings,
            format!(
                "the items add up to {} to {}; published for the same is {low} to {high} ({words})",
                usd.low, usd.high
            ),
        );
    }
    Ok(Sum { usd, published, items: added, warnings })
}

fn warn(warnings: &mut Vec<String>, said: String) {
    if !warnings.contains(&said) {
        warnings.push(said);
    }
}

/// Why an item is paid for already by another one of the list.
pub(super) fn contained(all: &[&Item], item: &Item) -> Option<String> {
    let holds = |other: &&&Item| other.key != item.key && other.contains.contains(&item.part);
    let by = all.iter().find(holds)?;
    let part = match item.part.as_str() {
        TOOLING => "tooling",
        "soc2_type1_audit" | "soc2_type2_audit" => "the audit",
        "readiness" => "readiness and remediation",
        _ => "it",
    };
    Some(format!("{} is not counted: {} contains {part} already", item.key, by.key))
}

fn tools(all: &[&Item], warnings: &mut Vec<String>) {
    let mut keys: Vec<&str> = all.iter().filter(|item| item.part == TOOLING).map(|item| item.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() > 1 {
        warn(warnings, format!("more than one tool is added: {}", keys.join(", ")));
    }
}

/// A published sum of exactly these items, in any order.
fn published(book: &Book<'_>, items: &[String]) -> Option<(Range, Told)> {
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    let wanted = sorted(items);
    let total = book.tables().totals.iter().find(|total| sorted(&total.items) == wanted)?;
    book.published(&total.claim)
}
