//! Questions about crosswalks: with an organisation they speak of it, without one the library alone speaks.

mod claims;
mod compare;
mod coverage;
mod documents;
mod explain;
mod gap;
mod privacy;
mod reuse;
mod what_if;

pub use claims::{ClaimsAnswer, ClaimsOf};
pub use compare::CompareOf;
pub use coverage::{CoverageAnswer, CoverageOf, ReverseAnswer, ReverseOf};
pub use documents::{Document, Documents};
pub use explain::{ExplainAnswer, ExplainOf};
pub use gap::{GapAnswer, GapOf};
pub use privacy::{PrivacyAnswer, PrivacyOf};
pub use reuse::{ReuseAnswer, ReuseOf};
pub use what_if::{WhatIfAnswer, WhatIfOf};

use super::Seen;
use domain::refusal::Refusal;
use domain::reports::lens::Lens;
use domain::reports::programme::{self, View};
use domain::values::{Categories, Mode, Provenance};

/// How an answer was read: it stands on every figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Crosswalk id.
    pub crosswalk: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its source.
    pub source: Provenance,
    /// Framework on the left.
    pub from: String,
    /// Framework on the right.
    pub to: String,
    /// Scope.
    pub categories: Categories,
    /// Mode.
    pub mode: Mode,
    /// Layers of suggestions that count too.
    pub layers: Vec<String>,
    /// Does an organisation speak, or the crosswalk alone?
    pub organisation: bool,
}

impl Read {
    /// What counts, in words: own controls in place, or the crosswalk alone.
    pub fn speaks(&self) -> &'static str {
        if self.organisation { "own controls in place" } else { "the crosswalk alone" }
    }

    pub(super) fn of(lens: &Lens<'_>) -> Read {
        let crosswalk = lens.reading.crosswalk;
        Read {
            crosswalk: crosswalk.id.clone(),
            title: crosswalk.title.clone(),
            version: crosswalk.version.clone(),
            source: crosswalk.source.clone(),
            from: lens.reading.from.title.clone(),
            to: lens.reading.to.title.clone(),
            categories: lens.categories,
            mode: lens.mode,
            layers: lens.layers.iter().map(|(l, _)| l.crosswalk.id.clone()).collect(),
            organisation: lens.met.is_some(),
        }
    }
}

/// The crosswalk that speaks when nobody names one.
pub const DEFAULT_CROSSWALK: &str = "truvo-2026-05";

fn lens<'a>(seen: &Seen<'a>, view: &View) -> Result<Lens<'a>, Refusal> {
    if let Some(registers) = seen.registers {
        return programme::lens(registers, view);
    }
    let reading = seen.catalogue.reading(view.crosswalk.as_deref().unwrap_or(DEFAULT_CROSSWALK))?;
    let categories = view.categories.unwrap_or(Categories::SECURITY);
    let mut lens = Lens::new(reading, categories, view.mode.unwrap_or_default());
    for id in &view.without_criteria {
        let id = domain::values::reference::canonical(id);
        if reading.from.item(&id).is_none() {
            let known = reading.from.items.iter().map(|i| i.id.as_str());
            let nearest = domain::values::nearest::nearest(&id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "criterion", id, nearest });
        }
        lens.without.insert(id);
    }
    Ok(lens)
}
