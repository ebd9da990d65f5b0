//! Plays a sum of ranges through many times (Monte Carlo): each figure lies anywhere in its range with the same chance, since its
//! sources give nothing but the ends. Whole numbers alone, so that the same seed gives the same figures on every machine.

use crate::reports::risk::draw::Dice;
use crate::values::plan::Range;

/// Sums that are played through.
pub const TRIALS: u64 = 10_000;
/// Shares of the trials, in per cent, for which the sum that is not exceeded is shown.
pub const SHARES: [u8; 7] = [5, 10, 25, 50, 75, 90, 95];

/// One figure of a sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draw {
    /// Its key: a figure has the same dice whatever stands beside it.
    pub(super) key: String,
    /// Its range.
    pub(super) range: Range,
    /// How often it is paid. One price is drawn for all times, as one offer is.
    pub(super) times: u64,
}

/// How a sum is distributed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The seed.
    pub seed: u32,
    /// How often it was played.
    pub trials: u64,
    /// The mean, in whole US dollars.
    pub mean: u64,
    /// For each share of the trials the sum that is not exceeded in it.
    pub points: Vec<(u8, u64)>,
}

pub(super) fn simulate(draws: &[Draw], seed: u32) -> Distribution {
    if draws.is_empty() {
        return Distribution { seed, ..Distribution::default() };
    }
    let dice: Vec<(Dice, &Draw)> = draws.iter().map(|draw| (Dice::new(seed, &draw.key), draw)).collect();
    let mut sums: Vec<u64> = (0..TRIALS)
        .map(|trial| {
            let one = |(dice, draw): &(Dice, &Draw)| between(dice.of_year(trial).next(), draw.range) * draw.times;
            dice.iter().map(one).sum()
        })
        .collect();
    sums.sort_unstable();
    let mean = sums.iter().sum::<u64>() / TRIALS;
    let point = |share: u8| {
        let at = usize::try_from(TRIALS * u64::from(share) / 100).unwrap_or_default().saturating_sub(1);
        (share, sums.get(at).copied().unwrap_or_default())
    };
    Distribution { seed, trials: TRIALS, mean, points: SHARES.into_iter().map(point).collect() }
}

/// A number from the range, by 64 random bits: the upper half of a product.
fn between(bits: u64, range: Range) -> u64 {
    let width = u128::from(range.high.saturating_sub(range.low)) + 1;
    let above = (u128::from(bits) * width) >> 64;
    range.low + u64::try_from(above).unwrap_or_default()
}
