//! The own controls, filtered.

use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Held;
use domain::values::Action;

/// The own controls, filtered.
#[derive(Clone, Debug, Default)]
pub struct Controls {
    /// Words that id, name, activity, owner or policy contain.
    pub search: String,
    /// Only this status.
    pub status: Option<domain::values::Status>,
    /// Only controls linked to this item.
    pub item: Option<String>,
    /// Retired ones too.
    pub retired: bool,
}

/// Own controls.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlsAnswer {
    /// Those that match.
    pub controls: Vec<Held>,
    /// All live ones: the denominator.
    pub of: usize,
    /// Saved mappings of columns.
    pub columns: std::collections::BTreeMap<String, std::collections::BTreeMap<String, String>>,
}

impl Question for Controls {
    type Answer = ControlsAnswer;

    fn needs(&self) -> Action {
        Action::ReadControl
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ControlsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let item = self.item.as_deref().map(domain::values::reference::canonical);
        let matches = |h: &&Held| {
            if !seen.sees(registers, &h.control.id) {
                return false;
            }
            let c = &h.control;
            let live = self.retired || self.status.is_some() || c.status != domain::values::Status::Retired;
            let status = self.status.is_none_or(|s| s == c.status);
            let linked = item.as_ref().is_none_or(|i| c.links.keys().any(|k| k.ends_with(&format!("/{i}"))));
            let text = || format!("{} {} {} {} {}", c.id, c.name, c.activity, c.owner, c.policy).to_lowercase();
            live && status && linked && (words.is_empty() || words.iter().all(|w| text().contains(w)))
        };
        Ok(ControlsAnswer {
            controls: registers.controls.values().filter(matches).cloned().collect(),
            of: registers.live_controls().count(),
            columns: registers.columns.clone(),
        })
    }
}
