//! How far the three steps of the covered controls are.

use crate::registers::Registers;
use crate::reports::coverage::Coverage;
use crate::values::Step;

/// How far the three steps of the covered controls are (R52).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCounts {
    /// Covered controls: the denominator.
    pub of: usize,
    /// Reviewed against ISO/IEC 27001.
    pub review: usize,
    /// Entered in the Statement of Applicability.
    pub soa_entry: usize,
    /// Confirmed with the certification body.
    pub confirmation: usize,
}

/// Counts the steps taken over the covered controls.
pub fn steps(registers: &Registers, coverage: &Coverage) -> StepCounts {
    let covered: Vec<&str> = coverage.ids(true).collect();
    let count = |step: Step| {
        covered.iter().filter(|id| registers.steps.get(**id).is_some_and(|s| s.contains_key(&step))).count()
    };
    StepCounts {
        of: covered.len(),
        review: count(Step::Review),
        soa_entry: count(Step::SoaEntry),
        confirmation: count(Step::Confirmation),
    }
}
