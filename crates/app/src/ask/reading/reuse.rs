//! Kinds of evidence and the packages they serve.

use super::super::{Question, Seen};
use super::{Read, lens};
use domain::refusal::Refusal;
use domain::reports::programme::View;
use domain::reports::reuse::{EvidenceKind, evidence_kinds};

/// Evidence kinds and the packages they serve.
#[derive(Clone, Debug, Default)]
pub struct ReuseOf {
    /// How to read.
    pub view: View,
}

/// Evidence kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct ReuseAnswer {
    /// How it was read.
    pub read: Read,
    /// The kinds.
    pub kinds: Vec<EvidenceKind>,
}

impl Question for ReuseOf {
    type Answer = ReuseAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ReuseAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        Ok(ReuseAnswer { read: Read::of(&lens), kinds: evidence_kinds(&lens) })
    }
}
