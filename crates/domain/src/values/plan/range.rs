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

    /// Spread over parts by their weights, in whole numbers that add up to both ends: each part has its share rounded down,
    /// and what is left goes to the largest remainders. Nothing to each where nothing weighs.
    #[must_use]
    pub fn spread(self, weights: &[u64]) -> Vec<Range> {
        let highs = spread(self.high, weights, &vec![u64::MAX; weights.len()]);
        let lows = spread(self.low, weights, &highs);
        lows.into_iter().zip(highs).map(|(low, high)| Range { low, high }).collect()
    }
}

/// `value` spread by weights, with at most so much for each part.
fn spread(value: u64, weights: &[u64], most: &[u64]) -> Vec<u64> {
    let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
    if whole == 0 {
        return vec![0; weights.len()];
    }
    let parts = weights.iter().map(|weight| u128::from(value) * u128::from(*weight));
    let mut parts: Vec<(usize, u64, u128)> = parts
        .zip(most)
        .enumerate()
        .map(|(at, (part, most))| (at, u64::try_from(part / whole).unwrap_or(u64::MAX).min(*most), part % whole))
        .collect();
    let given: u64 = parts.iter().map(|(_, given, _)| given).sum();
    let mut left = value.saturating_sub(given);
    parts.sort_by_key(|(at, _, rest)| (std::cmp::Reverse(*rest), *at));
    while left > 0 {
        let before = left;
        for (at, given, _) in &mut parts {
            if left > 0 && most.get(*at).is_some_and(|most| *given < *most) {
                *given += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    parts.sort_by_key(|(at, ..)| *at);
    parts.into_iter().map(|(_, given, _)| given).collect()
}

/// `value` times `part` divided by `whole`, half up; nothing of nothing.
fn share(value: u64, part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    let (value, part, whole) = (u128::from(value), u128::from(part), u128::from(whole));
    u64::try_from((value * part * 2 + whole) / (whole * 2)).unwrap_or(u64::MAX)
}
