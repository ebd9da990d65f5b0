//! Crosswalks side by side.

use super::super::{Question, Seen};
use super::DEFAULT_CROSSWALK;
use domain::refusal::Refusal;
use domain::reports::compare::{Comparison, compare};
use domain::values::{Categories, Mode};

/// Crosswalks side by side.
#[derive(Clone, Debug, Default)]
pub struct CompareOf {
    /// Their ids; empty for all that share the right side of the default one.
    pub crosswalks: Vec<String>,
    /// Scope.
    pub categories: Categories,
    /// Mode.
    pub mode: Mode,
}

impl Question for CompareOf {
    type Answer = Comparison;

    fn answer(&self, seen: &Seen<'_>) -> Result<Comparison, Refusal> {
        let mut ids = self.crosswalks.clone();
        if ids.is_empty() {
            let default = seen.registers.map_or(DEFAULT_CROSSWALK, |r| r.profile.crosswalk.as_str());
            let own = seen.catalogue.crosswalks().filter(|c| c.layer_on.is_none()).map(|c| c.id.clone());
            ids = std::iter::once(default.to_owned()).chain(own.filter(|id| id != default)).collect();
        }
        Ok(compare(seen.catalogue, &ids, self.categories, self.mode)?)
    }
}
