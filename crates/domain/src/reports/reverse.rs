//! The other direction: which criteria have a counterpart on the ISO side (R13, R16, R259).

use super::lens::Lens;
use crate::values::expanded::ExpandedRow;
use crate::values::{Categories, Category, ItemKind, Percent};

/// Which criteria the crosswalk gives a counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reverse {
    /// All criteria of the framework.
    pub whole: ReverseCount,
    /// Those of the categories in scope.
    pub in_scope: ReverseCount,
    /// One count for each category.
    pub by_category: Vec<(Category, ReverseCount)>,
}

/// Counts over one set of criteria.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReverseCount {
    /// The denominator.
    pub criteria: usize,
    /// Criteria with at least one Annex A reference.
    pub with_annex_a: usize,
    /// Criteria with at least one reference of any kind.
    pub with_annex_a_or_clause: usize,
    /// Criteria that only clauses answer.
    pub clause_only: Vec<String>,
    /// Criteria without any reference.
    pub no_reference: Vec<String>,
}

impl ReverseCount {
    /// Share of criteria with an Annex A reference.
    pub fn percent(&self) -> Percent {
        Percent::of(self.with_annex_a, self.criteria)
    }
}

/// Counts in the direction ISO/IEC 27001 to SOC 2. Mode decides whether a broad reference alone is a reference.
pub fn reverse(lens: &Lens<'_>) -> Reverse {
    let by_category =
        Category::ALL.into_iter().map(|c| (c, count(lens, Categories::NONE.with(c)))).filter(|(_, n)| n.criteria > 0);
    Reverse {
        by_category: by_category.collect(),
        whole: count(lens, Categories::ALL),
        in_scope: count(lens, lens.categories),
    }
}

fn count(lens: &Lens<'_>, categories: Categories) -> ReverseCount {
    let reading = lens.reading;
    let mut total = ReverseCount::default();
    let scope = lens.categories.union(categories);
    let counts = |condition: Option<Category>| condition.is_none_or(|c| scope.contains(c));
    for (position, item) in reading.from.items.iter().enumerate() {
        let in_scope = item.category.is_none_or(|c| categories.contains(c));
        if item.heading || item.kind == ItemKind::Clause || !in_scope {
            continue;
        }
        let bears = |r: &&ExpandedRow| counts(r.condition) && r.criteria.iter().any(|(i, _)| *i == position);
        let rows = || reading.expanded.rows.iter().filter(bears);
        let annex_a = rows().flat_map(|r| &r.named).any(|n| !n.broad || lens.mode == crate::values::Mode::Broad);
        let clause = rows().any(|r| !r.clauses.is_empty());
        total.criteria += 1;
        total.with_annex_a += usize::from(annex_a);
        total.with_annex_a_or_clause += usize::from(annex_a || clause);
        match (annex_a, clause) {
            (false, true) => total.clause_only.push(item.id.clone()),
            (false, false) => total.no_reference.push(item.id.clone()),
            _ => {}
        }
    }
    total
}
