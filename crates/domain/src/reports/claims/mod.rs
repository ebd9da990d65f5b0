//! Claims against rows: what was published, what the rows give, and the difference control by control (R19, R29).

mod contradiction;
mod differences;
mod figure;
mod rule;

pub use contradiction::{Contradiction, contradictions};
pub use figure::{Figure, Value};
pub use rule::Rule;

use super::coverage::coverage;
use super::lens::Lens;
use crate::values::catalogue::{Catalogue, Unknown};
use crate::values::{Categories, Claim, Mode};
use differences::differences;
use figure::{agrees, derive};

/// A claim held against the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The claim.
    pub claim: Claim,
    /// What the rows give; `None` where rows cannot answer.
    pub derived: Option<Figure>,
    /// Does the derived figure lie in the published interval? `None` where there is nothing to compare.
    pub agrees: Option<bool>,
    /// Named by a counting row although the claim calls them uncovered.
    pub named_but_claimed_uncovered: Vec<String>,
    /// Covered according to the claim although no counting row names them.
    pub claimed_but_unnamed: Vec<String>,
    /// Called partial by the claim although a row carries them fully.
    pub full_but_claimed_partial: Vec<String>,
}

/// Holds every claim about `crosswalk` (all claims when `None`) against the rows, read literally.
///
/// # Errors
/// [`Unknown`] when a claim speaks of a crosswalk that the catalogue does not hold.
pub fn claims(catalogue: &Catalogue, crosswalk: Option<&str>, mode: Mode) -> Result<Vec<Held>, Unknown> {
    if let Some(id) = crosswalk {
        catalogue.reading(id)?;
    }
    catalogue
        .claims()
        .flat_map(|c| &c.claims)
        .filter(|c| crosswalk.is_none() || c.scope.crosswalk.as_deref() == crosswalk)
        .map(|claim| hold(catalogue, claim, mode))
        .collect()
}

fn hold(catalogue: &Catalogue, claim: &Claim, mode: Mode) -> Result<Held, Unknown> {
    let mut held = Held {
        claim: claim.clone(),
        derived: None,
        agrees: None,
        named_but_claimed_uncovered: Vec::new(),
        claimed_but_unnamed: Vec::new(),
        full_but_claimed_partial: Vec::new(),
    };
    let Some(id) = claim.scope.crosswalk.as_deref() else {
        return Ok(held);
    };
    let reading = catalogue.reading(id)?;
    let lens = Lens::new(reading, claim.scope.categories.unwrap_or(Categories::ALL), mode);
    let seen = coverage(&lens);
    held.derived = claim.derive.map(|d| derive(&lens, &seen, claim, d));
    held.agrees = held.derived.and_then(|figure| agrees(claim, figure));
    differences(&lens, &seen, claim, &mut held);
    Ok(held)
}
