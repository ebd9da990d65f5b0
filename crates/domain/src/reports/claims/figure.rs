//! The figure that the rows give for a claim, and whether it lies where the claim says.

use crate::reports::coverage::{ControlCoverage, Coverage, coverage};
use crate::reports::lens::Lens;
use crate::reports::reverse::reverse;
use crate::values::{Categories, Claim, Derivation, Overlap, Percent, Unit};

/// A derived figure with its denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A count or a share.
    pub value: Value,
    /// Numerator.
    pub n: usize,
    /// Denominator.
    pub of: usize,
}

/// A count or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Count(usize),
    /// A percentage.
    Percent(Percent),
    /// A difference of two percentages, in tenths of a percentage point.
    Points(i64),
}

impl Value {
    /// The figure as a number with at most one decimal.
    pub fn number(self) -> f64 {
        match self {
            #[allow(clippy::cast_precision_loss, reason = "counts of controls are far below 2^52")]
            Value::Count(n) => n as f64,
            Value::Percent(p) => f64::from(p.tenths()) / 10.0,
            #[allow(clippy::cast_precision_loss, reason = "tenths of a percentage point are far below 2^52")]
            Value::Points(t) => t as f64 / 10.0,
        }
    }
}

pub(super) fn derive(lens: &Lens<'_>, seen: &Coverage, claim: &Claim, how: Derivation) -> Figure {
    let theme = claim.scope.theme.as_deref();
    let in_theme = |c: &&ControlCoverage| theme.is_none_or(|t| c.theme == t);
    let of = seen.controls.iter().filter(in_theme).count();
    let count = |n: usize, of: usize| Figure { value: Value::Count(n), n, of };
    let share = |n: usize, of: usize| Figure { value: Value::Percent(Percent::of(n, of)), n, of };
    let best = |o: Overlap| seen.controls.iter().filter(in_theme).filter(|c| c.best == Some(o)).count();
    let covered = seen.controls.iter().filter(in_theme).filter(|c| c.covered()).count();
    match how {
        Derivation::CoveragePercent => share(covered, of),
        Derivation::CoverageCount => count(covered, of),
        Derivation::PartialCount => count(best(Overlap::Partial), of),
        Derivation::UncoveredCount => count(of - covered, of),
        Derivation::FullPercent => share(best(Overlap::Full), of),
        Derivation::PartialPercent => share(best(Overlap::Partial) + best(Overlap::Unrated), of),
        Derivation::UncoveredPercent => share(of - covered, of),
        Derivation::ControlCount => count(of, of),
        Derivation::NewControls => {
            let new = lens.reading.to.items.iter().filter(|i| i.new).count();
            count(new, of)
        }
        Derivation::GainOverSecurity => {
            let alone = coverage(&lens.over(Categories::SECURITY));
            let points = i64::from(seen.percent.tenths()) - i64::from(alone.percent.tenths());
            Figure { value: Value::Points(points), n: seen.covered - alone.covered.min(seen.covered), of }
        }
        Derivation::CriteriaWithAnnexA
        | Derivation::CriteriaWithAnnexAPercent
        | Derivation::CriteriaWithoutReference
        | Derivation::CriteriaCount => {
            let n = reverse(lens).in_scope;
            match how {
                Derivation::CriteriaWithAnnexA => count(n.with_annex_a, n.criteria),
                Derivation::CriteriaWithAnnexAPercent => share(n.with_annex_a, n.criteria),
                Derivation::CriteriaWithoutReference => count(n.no_reference.len(), n.criteria),
                _ => count(n.criteria, n.criteria),
            }
        }
    }
}

pub(super) fn agrees(claim: &Claim, figure: Figure) -> Option<bool> {
    let published = claim.published.as_ref()?;
    let scale = |value: u32| i64::from(value) * 10;
    let tenths = match figure.value {
        Value::Count(n) => i64::try_from(n).unwrap_or(i64::MAX) * 10,
        Value::Percent(p) => i64::from(p.tenths()),
        Value::Points(t) => t,
    };
    // A published whole number of per cent stands for everything that rounds to it.
    let slack = if matches!(published.unit, Unit::Percent | Unit::PercentagePoints) { 5 } else { 0 };
    let low = tenths >= scale(published.low) - slack;
    let high = published.high.is_none_or(|h| tenths < scale(h) + slack.max(1));
    Some(low && high)
}
