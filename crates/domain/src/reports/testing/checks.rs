//! What can be seen of a list without its source: its count, and numbers that are left out.

use crate::values::counted;
use crate::values::testing::CompletenessResult;
use crate::values::testing::Population;
use std::collections::BTreeMap;

/// Most missing numbers that are listed.
pub const MAX_GAPS: usize = 100;

/// What a list shows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListChecks {
    /// How many items it has.
    pub items: usize,
    /// How many rows the source is said to have.
    pub claimed: Option<u64>,
    /// Items with a day on which the control was carried out.
    pub done: usize,
    /// Numbers in its ids, where every id ends in one; by what stands before it.
    pub sequences: Vec<Sequence>,
    /// What keeps it from being frozen.
    pub lacking: Vec<String>,
}

impl ListChecks {
    /// Do count and claim agree? `None` without a claim.
    pub fn agrees(&self) -> Option<bool> {
        self.claimed.map(|claimed| claimed == self.items as u64)
    }
}

/// A run of numbers with the same text before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// What stands before the numbers, such as `CHG-`.
    pub prefix: String,
    /// The smallest number.
    pub first: u64,
    /// The largest.
    pub last: u64,
    /// How many there are.
    pub items: usize,
    /// How many numbers between them are left out.
    pub left_out: u64,
    /// The ids that are left out, the first [`MAX_GAPS`] of them.
    pub gaps: Vec<String>,
}

/// Looks at a list. A gap in its numbers is a question to its source, and no proof that something is missing.
pub fn list_checks(population: &Population) -> ListChecks {
    ListChecks {
        items: population.items.len(),
        claimed: population.claimed_count,
        done: population.items.iter().filter(|item| item.done.is_some()).count(),
        sequences: sequences(population).unwrap_or_default(),
        lacking: lacking(population),
    }
}

/// `None` when an id ends in no number.
fn sequences(population: &Population) -> Option<Vec<Sequence>> {
    let mut by_prefix: BTreeMap<&str, Vec<(u64, usize)>> = BTreeMap::new();
    for item in &population.items {
        let (prefix, number) = split(&item.id)?;
        by_prefix.entry(prefix).or_default().push((number, item.id.len() - prefix.len()));
    }
    Some(by_prefix.into_iter().filter_map(|(prefix, numbers)| sequence(prefix, numbers)).collect())
}

fn split(id: &str) -> Option<(&str, u64)> {
    let digits = id.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (prefix, number) = id.split_at(id.len() - digits);
    Some((prefix, number.parse().ok()?))
}

fn sequence(prefix: &str, mut numbers: Vec<(u64, usize)>) -> Option<Sequence> {
    numbers.sort_unstable();
    let ((first, width), (last, _)) = (*numbers.first()?, *numbers.last()?);
    let (mut gaps, mut left_out) = (Vec::new(), 0_u64);
    for pair in numbers.windows(2) {
        let (from, until) = (pair[0].0.saturating_add(1), pair[1].0);
        left_out = left_out.saturating_add(until.saturating_sub(from));
        let room = MAX_GAPS - gaps.len();
        gaps.extend((from..until).take(room).map(|number| format!("{prefix}{number:0width$}")));
    }
    Some(Sequence { prefix: prefix.to_owned(), first, last, items: numbers.len(), left_out, gaps })
}

/// What has to be so before a population is frozen, and is not.
pub(crate) fn lacking(population: &Population) -> Vec<String> {
    let mut lacking = Vec::new();
    let (completeness, accuracy) = (&population.completeness, &population.accuracy);
    match completeness.result {
        CompletenessResult::NotDone => lacking.push("its completeness was not checked".to_owned()),
        CompletenessResult::Gaps => lacking.push("its completeness has gaps".to_owned()),
        CompletenessResult::Complete if completeness.note.is_empty() => {
            lacking.push("the note says nothing of how completeness was checked".to_owned());
        }
        CompletenessResult::Complete => {}
    }
    match population.claimed_count {
        None => lacking.push("how many rows the source has is not said".to_owned()),
        Some(claimed) if claimed != population.items.len() as u64 => {
            lacking.push(format!(
                "the source has {}, the list {}",
                counted(claimed, "row", "rows"),
                population.items.len()
            ));
        }
        Some(_) => {}
    }
    let (extracted, until) = (population.source.extracted_on, population.period.until);
    if extracted < until {
        lacking.push(format!(
            "it was extracted on {extracted}, and its period ends on {until}: what came after is not in it"
        ));
    }
    // Nothing can be looked up of an empty list; its proof is the note.
    if !population.items.is_empty() && accuracy.checked == 0 {
        lacking.push("its accuracy was not checked".to_owned());
    }
    if accuracy.matched < accuracy.checked {
        lacking.push(format!(
            "of {} looked up, {} not as the source has it",
            counted(accuracy.checked, "item", "items"),
            counted(accuracy.checked - accuracy.matched, "is", "are")
        ));
    }
    lacking
}
