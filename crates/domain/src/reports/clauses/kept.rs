//! What exists of a clause: one source with what counts in it, and the two marks that follow. Whether a thing is decided and
//! whether it runs are asked apart, and neither stands for the other (R87).

use super::Place;
use crate::values::operation::words;
use jiff::civil::Date;

/// Most things of one source that are named; the newest that count are.
pub const MAX_NAMED: usize = 5;

/// What a source speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// What is decided, documented and approved.
    Governance,
    /// What was done, with a record of it.
    Operation,
}

words!(Layer {
    Governance = "governance", "Governance";
    Operation = "operation", "Operation";
});

/// Is a clause decided, documented, approved?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GovernanceMark {
    /// Nothing is there.
    Absent,
    /// Something is written, and nothing of it is decided or approved.
    Written,
    /// Something is decided: a document in force, an entry that holds, an approval.
    Decided,
}

words!(GovernanceMark {
    Absent = "absent", "Nothing yet";
    Written = "written", "Written, not decided";
    Decided = "decided", "Decided";
});

/// Does it run?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OperationMark {
    /// No record.
    Absent,
    /// The newest record is older than the last twelve months.
    Before,
    /// There is a record of the last twelve months.
    Runs,
}

words!(OperationMark {
    Absent = "absent", "No record";
    Before = "before", "Not in the last 12 months";
    Runs = "runs", "Runs";
});

/// A thing of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptItem {
    /// What it is called, with its id.
    pub title: String,
    /// The day of its decision, or of its newest record.
    pub on: Option<Date>,
    /// Where it is.
    pub place: Place,
}

impl KeptItem {
    pub(super) fn new(title: impl Into<String>, on: Option<Date>, place: Place) -> KeptItem {
        KeptItem { title: title.into(), on, place }
    }
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it speaks of.
    pub layer: Layer,
    /// What it is called.
    pub title: String,
    /// Where all of it is.
    pub place: Place,
    /// Those that count.
    pub n: usize,
    /// All of them.
    pub of: usize,
    /// What was counted.
    pub under: &'static str,
    /// The newest day, of those that count and of others.
    pub last: Option<Date>,
    /// The newest ones, those that count first; [`MAX_NAMED`] at most.
    pub items: Vec<KeptItem>,
}

impl Kept {
    /// A source without named things.
    pub(super) fn figure(
        layer: Layer,
        title: impl Into<String>,
        place: Place,
        under: &'static str,
        (n, of, last): (usize, usize, Option<Date>),
    ) -> Kept {
        Kept { layer, title: title.into(), place, n, of, under, last, items: Vec::new() }
    }

    /// A source of these things, each with whether it counts.
    pub(super) fn of(
        layer: Layer,
        title: impl Into<String>,
        place: Place,
        under: &'static str,
        all: impl IntoIterator<Item = (KeptItem, bool)>,
    ) -> Kept {
        let mut all: Vec<(KeptItem, bool)> = all.into_iter().collect();
        let n = all.iter().filter(|(_, counts)| *counts).count();
        let last = all.iter().filter_map(|(item, _)| item.on).max();
        let of = all.len();
        // Whoever reads looks for what was done last.
        all.sort_by_key(|(item, counts)| (std::cmp::Reverse(*counts), std::cmp::Reverse(item.on)));
        let items = all.into_iter().take(MAX_NAMED).map(|(item, _)| item).collect();
        Kept { layer, title: title.into(), place, n, of, under, last, items }
    }

    /// Those that are not named.
    pub fn unnamed(&self) -> usize {
        self.of.saturating_sub(self.items.len())
    }
}

/// The mark of governance that sources give: the best of them.
pub(super) fn governance(kept: &[Kept]) -> GovernanceMark {
    let of = kept.iter().filter(|one| one.layer == Layer::Governance).map(|one| match one.n {
        // What is only counted is not written by being counted.
        0 if one.items.is_empty() => GovernanceMark::Absent,
        0 => GovernanceMark::Written,
        _ => GovernanceMark::Decided,
    });
    of.max().unwrap_or(GovernanceMark::Absent)
}

/// The mark of operation that sources give: the best of them. A source without a day counts what is of the period alone.
pub(super) fn operation(kept: &[Kept], since: Date) -> OperationMark {
    let of = kept.iter().filter(|one| one.layer == Layer::Operation).map(|one| match (one.n, one.last) {
        (0, None) => OperationMark::Absent,
        (1.., last) if last.is_none_or(|day| day >= since) => OperationMark::Runs,
        _ => OperationMark::Before,
    });
    of.max().unwrap_or(OperationMark::Absent)
}
