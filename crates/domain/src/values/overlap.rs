//! How far a row of a crosswalk carries, and how broadly references are read.

use serde::{Deserialize, Serialize};

/// What a row says about the two sides that it names.
///
/// The two additive values differ in direction: the published mappings define "additive" one way and use it the other
/// way in the Privacy rows, so one word for both would say the opposite of what a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// The SOC 2 evidence serves ISO/IEC 27001 without change.
    Full,
    /// The evidence covers the intent and needs a supplement.
    Partial,
    /// The source names the pair without saying how far it carries; graded like partial, because nothing says more.
    Unrated,
    /// ISO/IEC 27001 asks for something that SOC 2 does not: new work on the ISO side. Counts nothing (K3).
    IsoOnly,
    /// SOC 2 asks for something that ISO/IEC 27001 does not: no credit in the ISO direction. Counts nothing (K3).
    Soc2Only,
}

impl Overlap {
    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Overlap::Full => "full",
            Overlap::Partial => "partial",
            Overlap::Unrated => "unrated",
            Overlap::IsoOnly => "iso_only",
            Overlap::Soc2Only => "soc2_only",
        }
    }

    /// Does a row of this value count towards coverage? Additive rows count nothing (K3).
    pub fn counts(self) -> bool {
        matches!(self, Overlap::Full | Overlap::Partial | Overlap::Unrated)
    }

    /// Rank for best and worst: full above partial above unrated; additive values have none.
    pub fn rank(self) -> Option<u8> {
        match self {
            Overlap::Full => Some(2),
            Overlap::Partial => Some(1),
            Overlap::Unrated => Some(0),
            Overlap::IsoOnly | Overlap::Soc2Only => None,
        }
    }
}

/// How broad references such as "A 8.x broadly" are read (K3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Only controls that a row names, alone or inside a range.
    #[default]
    Literal,
    /// A broad reference counts every control of its theme.
    Broad,
}

impl Mode {
    /// The id used in answers and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Mode::Literal => "literal",
            Mode::Broad => "broad",
        }
    }

    /// Reads `literal` or `broad`.
    pub fn parse(text: &str) -> Option<Mode> {
        match text.trim().to_ascii_lowercase().as_str() {
            "literal" => Some(Mode::Literal),
            "broad" => Some(Mode::Broad),
            _ => None,
        }
    }
}
