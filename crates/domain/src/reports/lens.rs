//! The lens through which a report looks at a crosswalk: which rows count, for whom, in which scope and mode.

use crate::values::catalogue::Reading;
use crate::values::{Categories, Mode, Overlap};
use std::collections::BTreeSet;

/// Which rows of a crosswalk count, and what counts beside them.
#[derive(Clone, Debug)]
pub struct Lens<'a> {
    /// The crosswalk.
    pub reading: Reading<'a>,
    /// Layers of suggestions, each with the ids of its accepted rows (`None`: all of them).
    pub layers: Vec<(Reading<'a>, Option<BTreeSet<&'a str>>)>,
    /// Scope of the SOC 2 examination.
    pub categories: Categories,
    /// How broad references are read.
    pub mode: Mode,
    /// For an organisation: the criteria for which it has a control in place. `None`: the crosswalk alone speaks.
    pub met: Option<BTreeSet<&'a str>>,
    /// Direct links from own controls in place to items of the right side: (item id, own control id, how far).
    pub direct: Vec<(&'a str, &'a str, Overlap)>,
    /// Criteria left out on purpose (what-if).
    pub without: BTreeSet<String>,
}

/// That one row names one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// Position of the item on the right side.
    pub item: usize,
    /// Id of the row.
    pub row: &'a str,
    /// First criterion of the row that is in scope (rows of a criterion crosswalk have just one).
    pub criterion: &'a str,
    /// How far the row carries.
    pub overlap: Overlap,
    /// Through a broad reference only.
    pub broad: bool,
    /// From an accepted suggestion rather than from the source.
    pub suggested: bool,
}

impl<'a> Lens<'a> {
    /// The crosswalk alone, literal, for a set of categories.
    pub fn new(reading: Reading<'a>, categories: Categories, mode: Mode) -> Lens<'a> {
        Lens { reading, layers: Vec::new(), categories, mode, met: None, direct: Vec::new(), without: BTreeSet::new() }
    }

    /// The same lens over another scope.
    #[must_use]
    pub fn over(&self, categories: Categories) -> Lens<'a> {
        Lens { categories, ..self.clone() }
    }

    /// Calls `each` for every item that a counting row names, in the order of the rows.
    pub fn each_named(&self, mut each: impl FnMut(Named<'a>)) {
        self.walk(self.reading, None, false, &mut each);
        for (layer, accepted) in &self.layers {
            self.walk(*layer, accepted.as_ref(), true, &mut each);
        }
    }

    fn walk(
        &self,
        reading: Reading<'a>,
        accepted: Option<&BTreeSet<&'a str>>,
        suggested: bool,
        each: &mut impl FnMut(Named<'a>),
    ) {
        for (row, expanded) in reading.crosswalk.rows.iter().zip(&reading.expanded.rows) {
            if !row.overlap.counts() || accepted.is_some_and(|set| !set.contains(row.id.as_str())) {
                continue;
            }
            let Some(criterion) = self.criterion_of(reading, expanded) else {
                continue;
            };
            for naming in &expanded.named {
                if naming.broad && self.mode == Mode::Literal {
                    continue;
                }
                each(Named {
                    item: naming.item,
                    row: &row.id,
                    criterion,
                    overlap: row.overlap,
                    broad: naming.broad,
                    suggested,
                });
            }
        }
    }

    /// The first criterion of a row that counts here; none when the row is out of scope.
    pub fn criterion_of(&self, reading: Reading<'a>, row: &crate::values::expanded::ExpandedRow) -> Option<&'a str> {
        if row.condition.is_some_and(|c| !self.categories.contains(c)) {
            return None;
        }
        row.criteria
            .iter()
            .filter(|(_, category)| category.is_none_or(|c| self.categories.contains(c)))
            .map(|(item, _)| reading.from.items[*item].id.as_str())
            .find(|id| !self.without.contains(*id) && self.met.as_ref().is_none_or(|met| met.contains(id)))
    }
}
