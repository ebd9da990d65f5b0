//! What-if: what a category would add or take away, what losing a criterion or a control costs (R15, R36).

use super::coverage::{Coverage, coverage};
use super::lens::Lens;
use crate::values::{Categories, Category, Percent};

/// What one change of scope does to coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Category that was added or dropped.
    pub category: Category,
    /// Added or dropped.
    pub added: bool,
    /// Scope after the change.
    pub categories: Categories,
    /// Covered controls after the change.
    pub covered: usize,
    /// The denominator.
    pub of: usize,
    /// Share after the change.
    pub percent: Percent,
    /// Controls that become covered.
    pub gained: Vec<String>,
    /// Controls that are no longer covered.
    pub lost: Vec<String>,
    /// Covered before and after, with a better best overlap than before.
    pub strengthened: Vec<String>,
}

/// For each category: what adding it (or, when it is in scope, dropping it) would do.
pub fn each_category(lens: &Lens<'_>) -> Vec<Change> {
    let now = coverage(lens);
    Category::ALL.into_iter().map(|c| change(lens, &now, c)).collect()
}

/// What adding `added` to the scope would do, as one step.
pub fn adding(lens: &Lens<'_>, added: Categories) -> (Coverage, Vec<String>) {
    let (now, then) = (coverage(lens), coverage(&lens.over(lens.categories.union(added))));
    let gained = difference(&then, &now);
    (then, gained)
}

/// What the scope would lose without these criteria.
pub fn losing(lens: &Lens<'_>, criteria: impl IntoIterator<Item = String>) -> (Coverage, Vec<String>) {
    let mut without = lens.clone();
    without.without.extend(criteria);
    let (now, then) = (coverage(lens), coverage(&without));
    let lost = difference(&now, &then);
    (then, lost)
}

/// Controls covered in `a` and not in `b`.
pub fn difference(a: &Coverage, b: &Coverage) -> Vec<String> {
    a.controls.iter().zip(&b.controls).filter(|(a, b)| a.covered() && !b.covered()).map(|(a, _)| a.id.clone()).collect()
}

fn change(lens: &Lens<'_>, now: &Coverage, category: Category) -> Change {
    let added = !lens.categories.contains(category);
    let categories = if added { lens.categories.with(category) } else { lens.categories.without(category) };
    let then = coverage(&lens.over(categories));
    let strengthened = now.controls.iter().zip(&then.controls).filter(|(a, b)| {
        a.covered() && b.best.and_then(crate::values::Overlap::rank) > a.best.and_then(crate::values::Overlap::rank)
    });
    Change {
        category,
        added,
        categories,
        covered: then.covered,
        of: then.of,
        percent: then.percent,
        gained: difference(&then, now),
        lost: difference(now, &then),
        strengthened: strengthened.map(|(a, _)| a.id.clone()).collect(),
    }
}
