//! Which of the register is wanted: one filter for every door.

use super::Line;
use crate::registers::nonconformity::HeldNonconformity;
use crate::values::nonconformity::{NonconformityClass, NonconformitySource, NonconformityState};

/// What is wanted; everything by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Open ones alone, or ended ones alone.
    pub open: Option<bool>,
    /// In one state.
    pub state: Option<NonconformityState>,
    /// Of one class.
    pub class: Option<NonconformityClass>,
    /// From one source.
    pub source: Option<NonconformitySource>,
    /// Of one owner, by id.
    pub owner: Option<String>,
    /// Whose deadline, or that of a line of action, is over.
    pub overdue: bool,
    /// That name this own control, clause, criterion or control of Annex A.
    pub about: Option<String>,
    /// Whose action is carried out and whose effect is to be judged.
    pub to_verify: bool,
}

impl Filter {
    /// Is this one wanted?
    pub fn wants(&self, held: &HeldNonconformity, line: &Line) -> bool {
        let found = &held.nonconformity;
        self.open.is_none_or(|open| line.state.open() == open)
            && self.state.is_none_or(|state| line.state == state)
            && self.class.is_none_or(|class| found.class == class)
            && self.source.is_none_or(|source| found.source == source)
            && self.owner.as_ref().is_none_or(|owner| found.owner.as_ref() == Some(owner))
            && self.about.as_ref().is_none_or(|id| found.controls.contains(id) || found.against.contains(id))
            && (!self.overdue || line.overdue())
            && (!self.to_verify || line.judge_from.is_some())
    }
}
