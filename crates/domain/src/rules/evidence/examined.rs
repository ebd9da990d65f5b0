//! Which items of evidence the auditors of engagements see: those that show a control in scope and whose period touches the
//! days examined, and those that an answer to a request named.

use crate::registers::Registers;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::evidence::HeldEvidence;
use crate::values::{EvidenceState, Window};
use std::collections::BTreeSet;

/// What is examined in some engagements, worked out once for a question about many items.
#[derive(Clone, Debug, Default)]
pub struct Examined<'a> {
    parts: Vec<(Window, BTreeSet<&'a str>)>,
    named: BTreeSet<&'a str>,
}

impl<'a> Examined<'a> {
    /// What is examined in these engagements; ids that are not known give nothing.
    pub fn of<'b>(registers: &'a Registers, engagements: impl IntoIterator<Item = &'b str>) -> Examined<'a> {
        let mut examined = Examined::default();
        for id in engagements {
            let Some((id, held)) = registers.engagements.engagements.get_key_value(id) else { continue };
            let controls = controls_in_scope(registers, held).into_iter().map(|own| own.control.id.as_str());
            examined.parts.push((held.engagement.kind.days(), controls.collect()));
            examined.named.extend(registers.room.named_evidence(id));
        }
        examined
    }

    /// Do the auditors see this item? One that was rejected, withdrawn or disposed of only if it was named to them.
    pub fn sees(&self, id: &str, held: &HeldEvidence) -> bool {
        if self.named.contains(id) {
            return true;
        }
        let counts = matches!(held.state, EvidenceState::Collected | EvidenceState::Accepted);
        let period = held.newest().evidence.period;
        let touches = |days: &Window| days.from <= period.until && period.from <= days.until;
        let shows = |controls: &BTreeSet<&str>| held.controls.keys().any(|control| controls.contains(control.as_str()));
        counts && self.parts.iter().any(|(days, controls)| touches(days) && shows(controls))
    }

    /// The controls examined, by id.
    pub fn controls(&self) -> impl Iterator<Item = &'a str> {
        let all: BTreeSet<&str> = self.parts.iter().flat_map(|(_, controls)| controls.iter().copied()).collect();
        all.into_iter()
    }
}
