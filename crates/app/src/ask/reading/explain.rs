//! Everything that bears on one control, criterion or clause.

use super::super::{Question, Seen};
use super::{GapOf, Read, lens};
use domain::refusal::Refusal;
use domain::reports::explain::{Explanation, explain};
use domain::reports::programme::View;
use domain::values::Hosting;

/// Everything that bears on one item.
#[derive(Clone, Debug, Default)]
pub struct ExplainOf {
    /// How to read.
    pub view: View,
    /// The control, criterion or clause, in any usual spelling.
    pub id: String,
}

/// An explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainAnswer {
    /// How it was read.
    pub read: Read,
    /// Everything that bears on it.
    pub explanation: Explanation,
    /// Own controls linked to it: (id, name, in place).
    pub own: Vec<(String, String, bool)>,
    /// For a control: its grade and reason.
    pub graded: Option<domain::reports::gap::Graded>,
}

impl Question for ExplainOf {
    type Answer = ExplainAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ExplainAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let crosswalk = &lens.reading.crosswalk.id;
        let explanation = explain(seen.catalogue, crosswalk, &self.id, lens.categories, lens.mode)?;
        let own = seen.registers.map(|r| linked(r, &explanation)).unwrap_or_default();
        let gap = GapOf { view: self.view.clone(), hosting: Hosting::default() }.answer(seen)?.gap;
        let graded = gap.controls.into_iter().find(|c| c.id == explanation.item.id);
        Ok(ExplainAnswer { read: Read::of(&lens), explanation, own, graded })
    }
}

fn linked(registers: &domain::registers::Registers, explanation: &Explanation) -> Vec<(String, String, bool)> {
    let links_here =
        |c: &&domain::values::Control| c.linked(&explanation.framework).any(|(item, _)| item == explanation.item.id);
    let controls = registers.live_controls().map(|h| &h.control).filter(links_here);
    controls.map(|c| (c.id.clone(), c.name.clone(), c.in_place())).collect()
}
