//! The own controls, filtered.

use super::super::{Question, Seen, own_and_examined};
use domain::refusal::Refusal;
use domain::registers::{Held, Registers};
use domain::values::Action;
use domain::values::engagement::CRITERIA;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    /// All live ones: the denominator. Of an external auditor, those that are examined.
    pub of: usize,
    /// Saved mappings of columns.
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
}

impl Question for Controls {
    type Answer = ControlsAnswer;

    fn needs(&self) -> Action {
        Action::ReadControl
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        own_and_examined(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ControlsAnswer, Refusal> {
        let registers = seen.organisation()?;
        let words: Vec<String> = self.search.split_whitespace().map(str::to_lowercase).collect();
        let whole = !seen.from_outside();
        let item = self.item.as_deref().map(domain::values::reference::canonical);
        let matches = |h: &&Held| {
            if !seen.sees(registers, &h.control.id) {
                return false;
            }
            let c = &h.control;
            let live = self.retired || self.status.is_some() || c.status != domain::values::Status::Retired;
            let status = self.status.is_none_or(|s| s == c.status);
            let answers = |k: &String| item.as_ref().is_none_or(|i| k.ends_with(&format!("/{i}")));
            let linked = item.is_none() || c.links.keys().any(|k| (whole || is_criterion(k)) && answers(k));
            let text = || format!("{} {} {} {} {}", c.id, c.name, c.activity, c.owner, c.policy).to_lowercase();
            live && status && linked && (words.is_empty() || words.iter().all(|w| text().contains(w)))
        };
        let mut controls: Vec<Held> = registers.controls.values().filter(matches).cloned().collect();
        if !whole {
            controls.iter_mut().for_each(examined);
            let of = registers.live_controls().filter(|held| seen.sees(registers, &held.control.id)).count();
            return Ok(ControlsAnswer { controls, of, columns: BTreeMap::new() });
        }
        Ok(ControlsAnswer { controls, of: registers.live_controls().count(), columns: registers.columns.clone() })
    }
}

/// Which person owns which control, as far as whoever asks may see the control.
#[derive(Clone, Copy, Debug, Default)]
pub struct ControlOwners;

impl Question for ControlOwners {
    type Answer = BTreeMap<String, String>;

    fn needs(&self) -> Action {
        Action::ReadControl
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        Controls::default().own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let owned = registers.people.controls.iter().filter(|(control, _)| seen.sees(registers, control));
        Ok(owned.map(|(control, person)| (control.clone(), person.clone())).collect())
    }
}

/// Leaves of a control what an examination is about: its links to criteria, and no others.
pub(super) fn examined(held: &mut Held) {
    held.control.links.retain(|key, _| is_criterion(key));
}

fn is_criterion(key: &str) -> bool {
    key.split_once('/').is_some_and(|(framework, _)| framework == CRITERIA)
}
