//! The curated suggestions on the organisation's crosswalk, with what was decided.

use super::super::reading::DEFAULT_CROSSWALK;
use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::{Decision, Row};

/// The curated suggestions on the organisation's crosswalk.
#[derive(Clone, Copy, Debug)]
pub struct Suggestions;

/// One suggestion with its decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The layer.
    pub layer: String,
    /// The row.
    pub row: Row,
    /// What was decided.
    pub decision: Option<Decision>,
}

impl Question for Suggestions {
    type Answer = Vec<Suggestion>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Suggestion>, Refusal> {
        let crosswalk = seen.registers.map_or(DEFAULT_CROSSWALK, |r| r.profile.crosswalk.as_str());
        let layers = seen.catalogue.layers_on(crosswalk);
        Ok(layers
            .flat_map(|layer| {
                let id = layer.crosswalk.id.clone();
                let decided = seen.registers.and_then(|r| r.suggestions.get(&id));
                let rows = layer.crosswalk.rows.iter().cloned();
                rows.map(move |row| {
                    let decision = decided.and_then(|d| d.get(&row.id)).cloned();
                    Suggestion { layer: id.clone(), row, decision }
                })
            })
            .collect())
    }
}
