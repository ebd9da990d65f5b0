//! Coverage of a scope, and the other direction: criteria with a counterpart.

use super::super::{Question, Seen};
use super::{Read, lens};
use domain::refusal::Refusal;
use domain::reports::coverage::{Coverage, coverage};
use domain::reports::programme::View;
use domain::reports::reverse::{Reverse, reverse};
use domain::reports::what_if;
use domain::values::Categories;

/// Coverage, and what a change of scope would do to it.
#[derive(Clone, Debug, Default)]
pub struct CoverageOf {
    /// How to read.
    pub view: View,
    /// What if these categories were added?
    pub add: Categories,
}

/// Coverage of a scope.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageAnswer {
    /// How it was read.
    pub read: Read,
    /// The coverage; of the scope with the added categories, if any were.
    pub coverage: Coverage,
    /// Controls that the added categories gain.
    pub gained: Vec<String>,
    /// Controls that leaving out criteria or own controls loses.
    pub lost: Vec<String>,
}

impl Question for CoverageOf {
    type Answer = CoverageAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<CoverageAnswer, Refusal> {
        let now = lens(seen, &self.view)?;
        let whole = View { without_controls: Vec::new(), without_criteria: Vec::new(), ..self.view.clone() };
        let (coverage_then, gained) = what_if::adding(&now, self.add);
        let lost = if whole == self.view {
            Vec::new()
        } else {
            what_if::difference(&coverage(&lens(seen, &whole)?), &coverage(&now))
        };
        let read = Read::of(&now.over(now.categories.union(self.add)));
        Ok(CoverageAnswer { read, coverage: coverage_then, gained, lost })
    }
}

/// The other direction.
#[derive(Clone, Debug, Default)]
pub struct ReverseOf {
    /// How to read.
    pub view: View,
}

/// Criteria with a counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct ReverseAnswer {
    /// How it was read.
    pub read: Read,
    /// The counts.
    pub reverse: Reverse,
}

impl Question for ReverseOf {
    type Answer = ReverseAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ReverseAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        Ok(ReverseAnswer { read: Read::of(&lens), reverse: reverse(&lens) })
    }
}
