//! The gap analysis, of an organisation or of the library alone.

use super::super::{Question, Seen};
use super::{Read, lens};
use domain::refusal::Refusal;
use domain::reports::coverage::coverage;
use domain::reports::gap::{Gap, GapInput, gap};
use domain::reports::programme::{self, View};
use domain::values::Hosting;

/// The gap analysis.
#[derive(Clone, Debug, Default)]
pub struct GapOf {
    /// How to read.
    pub view: View,
    /// Hosting, when no organisation says it.
    pub hosting: Hosting,
}

/// A gap analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct GapAnswer {
    /// How it was read.
    pub read: Read,
    /// Where the services run.
    pub hosting: Hosting,
    /// The analysis.
    pub gap: Gap,
}

impl Question for GapOf {
    type Answer = GapAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<GapAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let input = match seen.registers {
            Some(registers) => programme::gap_input(registers, seen.on),
            None => GapInput { hosting: self.hosting, ..GapInput::default() },
        };
        let hosting = input.hosting;
        Ok(GapAnswer { read: Read::of(&lens), hosting, gap: gap(lens.reading, coverage(&lens), &input) })
    }
}
