//! Alternatives side by side: scope, sequence, start, own people or a consultant.

use super::book::Book;
use super::cost::{CostPlan, cost};
use super::roadmap::{Roadmap, roadmap};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::plan::{Choices, Size};
use jiff::ToSpan;
use jiff::civil::Date;

/// Most alternatives beside each other.
pub const MAX_ALTERNATIVES: usize = 6;
/// Months by which a later start is tried.
const LATER_MONTHS: i64 = 3;

/// One alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What is different, in a few words.
    pub title: String,
    /// Its roadmap.
    pub roadmap: Roadmap,
    /// Its cost.
    pub cost: CostPlan,
}

/// Choices beside each other, each reckoned alike.
///
/// # Errors
/// [`Refusal::TooMany`] above [`MAX_ALTERNATIVES`], and as [`roadmap`] and [`cost`].
pub fn side_by_side(
    registers: &Registers,
    book: &Book<'_>,
    all: Vec<(String, Choices)>,
    on: Date,
) -> Result<Vec<Alternative>, Refusal> {
    if all.len() > MAX_ALTERNATIVES {
        return Err(Refusal::TooMany { what: "alternatives", max: MAX_ALTERNATIVES });
    }
    let one = |(title, choices): (String, Choices)| {
        let roadmap = roadmap(registers, book, &choices, on)?;
        let cost = cost(registers, book, &choices, &roadmap, on)?;
        Ok(Alternative { title, roadmap, cost })
    };
    all.into_iter().map(one).collect()
}

/// What is chosen, and what else could be: another sequence, another scope, a later start, with or without a consultant. What
/// is begun instead of a plan that began before `on` cannot begin before that day.
pub fn alternatives(choices: &Choices, on: Date) -> Vec<(String, Choices)> {
    let begin = choices.start.max(on);
    let mut all = vec![("As chosen".to_owned(), choices.clone())];
    let mut change = |title: &str, change: &dyn Fn(&mut Choices)| {
        let mut other = choices.clone();
        change(&mut other);
        if other != *choices {
            all.push((title.to_owned(), other));
        }
    };
    let (title, route) = match choices.route.as_str() {
        "soc2_then_iso" => ("ISO/IEC 27001 first", "iso_then_soc2"),
        "iso_then_soc2" => ("SOC 2 first", "soc2_then_iso"),
        "both" => ("One after the other", "soc2_then_iso"),
        "extension" => ("From scratch", "iso"),
        "iso" => ("Both at once", "both"),
        "type1" => ("Type II in place of Type I", "type2"),
        _ => ("Type I in place of Type II", "type1"),
    };
    change(title, &|other| {
        route.clone_into(&mut other.route);
        other.start = begin;
    });
    let (title, size) = match choices.size {
        Size::Small => ("Several categories", Size::Mid),
        Size::Mid => ("Security only, small", Size::Small),
        Size::Larger => ("Mid-size", Size::Mid),
    };
    change(title, &|other| other.size = size);
    let later = choices.start.saturating_add(LATER_MONTHS.months());
    let title = if later < on { "Begun today" } else { "Three months later" };
    change(title, &|other| other.start = later.max(on));
    let title = if choices.consultant { "Own people alone" } else { "With a consultant" };
    change(title, &|other| other.consultant = !other.consultant);
    all
}
