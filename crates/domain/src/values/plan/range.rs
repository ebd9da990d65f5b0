//! A range of whole numbers, both ends included; a figure that somebody gave as one number has equal ends (K8).

use serde::{Deserialize, Serialize};

/// Least and greatest value, in the unit of the figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Least.
    pub low: u64,
    /// Greatest.
    pub high: u64,
}

impl Range {
    /// A range of one number.
    pub fn one(value: u64) -> Range {
        Range { low: value, high: value }
    }

    /// Ends are added (K8).
    #[must_use]
    pub fn plus(self, other: Range) -> Range {
        Range { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }

    /// So many times.
    #[must_use]
    pub fn times(self, count: u64) -> Range {
        Range { low: self.low.saturating_mul(count), high: self.high.saturating_mul(count) }
    }

    /// What is left when `less` is taken away: least of the least, greatest of the greatest, never below nothing.
    #[must_use]
    pub fn without(self, less: Range) -> Range {
        let (one, other) = (self.low.saturating_sub(less.low), self.high.saturating_sub(less.high));
        Range { low: one.min(other), high: one.max(other) }
    }

    /// What is left when a share is saved, in per cent: a saving of a to b on l to h leaves l(1 - b) to h(1 - a) (K8).
    /// Rounded to whole numbers, half up (K1).
    #[must_use]
    pub fn saved(self, percent: Range) -> Range {
        let keep = |value: u64, saved: u64| share(value, 100_u64.saturating_sub(saved), 100);
        Range { low: keep(self.low, percent.high), high: keep(self.high, percent.low) }
    }

    /// A part of it: `part` of `whole`, half up.
    #[must_use]
    pub fn part(self, part: u64, whole: u64) -> Range {
        Range { low: share(self.low, part, whole), high: share(self.high, part, whole) }
    }
}

/// `value` times `part` divided by `whole`, half up; nothing of nothing.
fn share(value: u64, part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (value, part, whole) = (u128::from(value), u128::from(part), u128::from(whole));
    u64::try_from((value * part * 2 + whole) / (whole * 2)).unwrap_or(u64::MAX)
}
