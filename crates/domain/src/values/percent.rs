//! Percentages by convention K1: one decimal, half up, always with numerator and denominator.

use serde::{Serialize, Serializer};
use std::fmt;

/// `n` of `d` as a percentage with one decimal, rounded half up; kept in tenths so that no float decides a rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent {
    tenths: u32,
}

impl Percent {
    /// `n` of `d`; 0.0 when `d` is 0, since a share of nothing is nothing.
    ///
    /// ```
    /// # use domain::values::Percent;
    /// assert_eq!(Percent::of(61, 93).to_string(), "65.6");
    /// ```
    pub fn of(n: usize, d: usize) -> Percent {
        if d == 0 {
            return Percent { tenths: 0 };
        }
        let tenths = (2000 * n as u64 + d as u64) / (2 * d as u64);
        Percent { tenths: u32::try_from(tenths).unwrap_or(u32::MAX) }
    }

    /// In tenths of a percent: 656 for 65.6 %.
    pub fn tenths(self) -> u32 {
        self.tenths
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.tenths / 10, self.tenths % 10)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.tenths) / 10.0)
    }
}
