//! The method by which risks are rated: scales in words, a matrix, levels, the appetite and when to look again
//! (ISO/IEC 27001 clause 6.1.2, SOC 2 CC3.1 and CC3.2; R106, R118).

use crate::values::description::content_sha256;
use crate::values::operation::words;
use serde::{Deserialize, Serialize};

/// Fewest grades of a scale, and fewest levels.
pub const MIN_GRADES: usize = 3;
/// Most grades of a scale, and most levels.
pub const MAX_GRADES: usize = 6;
/// Most triggers that a method names.
pub const MAX_TRIGGERS: usize = 50;
/// Longest time between two assessments, in months: SOC 2 wants one a year (R112).
pub const MAX_REVIEW_MONTHS: u32 = 12;

/// A grade of a scale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its word, such as `likely`.
    pub word: String,
    /// What it means, so that two people choose the same one.
    pub meaning: String,
    /// An example from the organisation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub example: String,
}

/// A level of risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Its word, such as `high`.
    pub word: String,
    /// What it demands, and by when.
    pub demands: String,
    /// Who decides at this level.
    pub decides: String,
}

/// From what an assessment starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskBasis {
    /// What could happen: cause, event, consequence.
    #[default]
    Scenario,
    /// What there is: each asset with what threatens it.
    Asset,
}

words!(RiskBasis {
    Scenario = "scenario", "Scenarios";
    Asset = "asset", "Assets";
});

/// The method. Grades and levels are numbered from 1, the lowest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskMethod {
    /// Its title.
    pub title: String,
    /// From what an assessment starts.
    #[serde(default)]
    pub basis: RiskBasis,
    /// Grades of likelihood.
    pub likelihood: Vec<Grade>,
    /// Grades of impact.
    pub impact: Vec<Grade>,
    /// Levels.
    pub levels: Vec<Level>,
    /// The number of the level for each likelihood (row) and impact (column).
    pub matrix: Vec<Vec<u8>>,
    /// The highest level that its owner may retain without the next level of management.
    pub appetite: u8,
    /// Months until a risk is assessed again.
    pub review_months: u32,
    /// How results stay consistent, valid and comparable.
    pub consistency: String,
    /// Changes that open a risk again before its day (R113).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<String>,
}

impl RiskMethod {
    /// The number of the level, from 1; `None` outside the scales. The same inputs always give the same level (R111).
    pub fn level(&self, likelihood: u8, impact: u8) -> Option<u8> {
        let row = self.matrix.get(usize::from(likelihood).checked_sub(1)?)?;
        row.get(usize::from(impact).checked_sub(1)?).copied()
    }

    /// The word of a level by its number.
    pub fn word(&self, level: u8) -> &str {
        usize::from(level).checked_sub(1).and_then(|at| self.levels.get(at)).map_or("", |level| &level.word)
    }

    /// The hash that an approval names: over everything the method says.
    pub fn sha256(&self) -> String {
        let (appetite, months) = (self.appetite.to_string(), self.review_months.to_string());
        let cells: Vec<String> = self.matrix.iter().map(|row| format!("{row:?}")).collect();
        let count = |n: usize| n.to_string();
        let counts = [self.likelihood.len(), self.impact.len(), self.levels.len(), self.matrix.len()].map(count);
        let mut parts = vec!["risk_method", &self.title, self.basis.id(), &appetite, &months, &self.consistency];
        parts.extend(counts.iter().map(String::as_str));
        for grade in self.likelihood.iter().chain(&self.impact) {
            parts.extend([grade.word.as_str(), &grade.meaning, &grade.example]);
        }
        for level in &self.levels {
            parts.extend([level.word.as_str(), &level.demands, &level.decides]);
        }
        parts.extend(cells.iter().chain(&self.triggers).map(String::as_str));
        content_sha256(parts)
    }
}
