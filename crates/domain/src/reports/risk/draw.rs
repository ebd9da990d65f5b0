//! Drawing from ranges with a seed. Only additions, multiplications, divisions and square roots are used, which every machine
//! rounds alike, so that the same seed gives the same figures everywhere.

use crate::values::risk::{Estimate, Exposure};

/// Draws that each year has for itself: more than ever happens in one with the greatest frequency.
const DRAWS: u64 = 256;
/// Rates by which the range of the frequency is weighed.
const RATES: u32 = 128;
/// The step of the generator.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// A small generator of good quality (SplitMix64) that counts: the draws of any year can be begun directly.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of a seed for a thing. They do not depend on which other things there are.
    pub(crate) fn new(seed: u32, thing: &str) -> Dice {
        // FNV-1a of the thing's name.
        let name = thing
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
        let mut dice = Dice(name ^ (u64::from(seed) << 32));
        Dice(dice.next())
    }

    /// The dice of one year: the same ones for the risk as it is today and as it would be treated.
    pub(crate) fn of_year(self, year: u64) -> Dice {
        Dice(self.0.wrapping_add(year.wrapping_mul(STEP.wrapping_mul(DRAWS))))
    }

    /// Sixty-four random bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below 1.
    fn unit(&mut self) -> f64 {
        // 53 bits are never negative, and a signed number is turned into a float in one step.
        (self.next() >> 11).cast_signed() as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
}

/// A triangular distribution: least, most likely, greatest.
#[derive(Clone, Copy, Debug)]
struct Triangle {
    min: f64,
    max: f64,
    /// Share of the area below the most likely value.
    split: f64,
    /// Width times the part below, and above, the most likely value.
    below: f64,
    above: f64,
}

impl Triangle {
    fn new(range: &Estimate, unit: f64) -> Triangle {
        let value = |number: u64| number as f64 / unit;
        let (min, likely, max) = (value(range.min), value(range.likely), value(range.max));
        let width = max - min;
        let split = if width > 0.0 { (likely - min) / width } else { 1.0 };
        Triangle { min, max, split, below: width * (likely - min), above: width * (max - likely) }
    }

    /// The value below which this share of the area lies.
    fn at(&self, share: f64) -> f64 {
        let low = share < self.split;
        let root = if low { share * self.below } else { (1.0 - share) * self.above }.sqrt();
        if low { self.min + root } else { self.max - root }
    }
}

/// A year of one risk: how often it happens, and what each time costs.
#[derive(Clone, Debug)]
pub(super) struct Year {
    /// The chance that it happens at most so many times, for none, one, two and so on.
    at_most: Vec<f64>,
    loss: Triangle,
}

impl Year {
    /// The number of times is Poisson for a rate, and the rate lies anywhere in its range: the chances of all rates are
    /// weighed once, not drawn in every year.
    pub(super) fn new(exposure: &Exposure) -> Year {
        let rate = Triangle::new(&exposure.frequency, 1000.0);
        let rates: Vec<f64> = (0..RATES).map(|n| rate.at((f64::from(n) + 0.5) / f64::from(RATES))).collect();
        let mut chances: Vec<f64> = rates.iter().map(|rate| exp_minus(*rate) / f64::from(RATES)).collect();
        let (mut at_most, mut sum) = (Vec::new(), 0.0);
        for times in 1..DRAWS as u32 {
            sum += chances.iter().sum::<f64>();
            at_most.push(sum);
            if sum > 1.0 - 1e-12 {
                break;
            }
            for (chance, rate) in chances.iter_mut().zip(&rates) {
                *chance *= rate / f64::from(times);
            }
        }
        Year { at_most, loss: Triangle::new(&exposure.loss, 1.0) }
    }

    /// The loss of one year.
    pub(super) fn draw(&self, mut dice: Dice) -> f64 {
        let chance = dice.unit();
        let times = self.at_most.iter().take_while(|at_most| chance >= **at_most).count();
        (0..times).map(|_| self.loss.at(dice.unit())).sum()
    }
}

/// e to the power of minus x, for x from 0 to 700.
fn exp_minus(x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let halvings = (x / LN_2).floor();
    let rest = x - halvings * LN_2;
    // The rest lies between 0 and ln 2; fourteen terms of the series are exact to the last digits.
    let series = (1..=14).rev().fold(1.0, |sum, n| 1.0 - rest / f64::from(n) * sum);
    let power = 1023_u64.saturating_sub(halvings as u64);
    series * f64::from_bits(power << 52)
}
