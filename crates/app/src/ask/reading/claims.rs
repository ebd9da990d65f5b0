//! Published claims held against the rows, and the contradictions among them.

use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::claims::{Contradiction, Held, claims, contradictions};
use domain::values::Mode;

/// Claims held against the rows.
#[derive(Clone, Debug, Default)]
pub struct ClaimsOf {
    /// Only claims about this crosswalk.
    pub crosswalk: Option<String>,
    /// How broad references are read.
    pub mode: Mode,
}

/// Claims and contradictions.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimsAnswer {
    /// Each claim.
    pub claims: Vec<Held>,
    /// Contradictions found by rule.
    pub contradictions: Vec<Contradiction>,
    /// How broad references were read.
    pub mode: Mode,
}

impl Question for ClaimsOf {
    type Answer = ClaimsAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ClaimsAnswer, Refusal> {
        let held = claims(seen.catalogue, self.crosswalk.as_deref(), self.mode)?;
        let contradictions = match &self.crosswalk {
            Some(id) => contradictions(seen.catalogue.reading(id)?, &held),
            None => Vec::new(),
        };
        Ok(ClaimsAnswer { claims: held, contradictions, mode: self.mode })
    }
}
