//! An organisation's own figure in place of a published one: a quote, or what its own people need.

use super::Range;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most own figures of one organisation.
pub const MAX_FIGURES: usize = 200;
/// Largest own figure: whole US dollars, or any other unit.
pub const MAX_MONEY: u64 = 1_000_000_000;

/// An own figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFigure {
    /// The range; equal ends for one number. In the unit of the figure that it replaces: whole US dollars, weeks, months.
    pub range: Range,
    /// Who says so: the firm that quoted, or the person who estimated.
    pub source: String,
    /// The day of the quote.
    pub on: Date,
    /// A note, such as what is included.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
