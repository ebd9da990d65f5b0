//! The gap analysis of an organisation, and what it takes into account beside coverage.

use super::{View, lens};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::coverage::coverage;
use crate::reports::gap::{self, Gap, GapInput};
use crate::values::Practice;
use jiff::civil::Date;

/// The gap analysis of an organisation, judged on `on`.
///
/// # Errors
/// As [`lens`].
pub fn organisation_gap(registers: &Registers, view: &View, on: Date) -> Result<Gap, Refusal> {
    let lens = lens(registers, view)?;
    Ok(gap::gap(lens.reading, coverage(&lens), &gap_input(registers, on)))
}

/// What a gap analysis takes into account beside coverage, judged on `on`.
pub fn gap_input(registers: &Registers, on: Date) -> GapInput {
    let mut input = GapInput { hosting: registers.profile.hosting, ..GapInput::default() };
    for (control, record) in &registers.inheritance {
        let mut missing = record.missing(on);
        if !registers.profile.hosting.has_provider() {
            missing.push("a provider, since everything runs on own premises".to_owned());
        }
        if missing.is_empty() {
            input.inherited.insert(control.clone(), record.provider.clone());
        } else {
            input.incomplete.insert(control.clone(), missing.join(", "));
        }
    }
    let informal = registers.assessments.iter().filter(|(_, a)| a.practice == Practice::Informal);
    input.informal = informal.map(|(item, _)| item.clone()).collect();
    input
}
