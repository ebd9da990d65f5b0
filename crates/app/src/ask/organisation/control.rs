//! One own control, and what losing it would take away.

use super::super::{Question, Seen};
use super::controls::examined;
use domain::refusal::Refusal;
use domain::registers::{Held, Registers};
use domain::reports::programme::{self, View};
use domain::values::{Action, SubjectKind};

/// One own control.
#[derive(Clone, Debug, Default)]
pub struct ControlOf(pub String);

/// One own control and what losing it would take away.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlDetail {
    /// The control.
    pub held: Held,
    /// Criteria that nothing else in place answers.
    pub only_answer_to: Vec<String>,
    /// Annex A controls that would no longer be covered.
    pub lost: Vec<String>,
    /// Title of each linked item: (key, title).
    pub titles: Vec<(String, String)>,
    /// The person who owns it, by id.
    pub owned_by: Option<String>,
}

impl Question for ControlOf {
    type Answer = ControlDetail;

    fn needs(&self) -> Action {
        Action::ReadControl
    }

    fn control(&self) -> Option<&str> {
        Some(&self.0)
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Control, self.0.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ControlDetail, Refusal> {
        let registers = seen.organisation()?;
        let Some(held) = registers.controls.get(&self.0) else {
            let known = registers.controls.keys().map(String::as_str);
            let nearest = domain::values::nearest::nearest(&self.0, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "control", id: self.0.clone(), nearest });
        };
        let mut held = held.clone();
        // What the programme would lose is the programme's.
        let (only_answer_to, lost) = match seen.only {
            None => programme::losing_control(registers, &View::default(), &self.0)?,
            Some(_) => {
                examined(&mut held);
                Default::default()
            }
        };
        let title = |key: &String| {
            let (framework, item) = key.split_once('/')?;
            let item = seen.catalogue.framework(framework).ok()?.item(item)?;
            Some((key.clone(), item.title.clone()))
        };
        let titles = held.control.links.keys().filter_map(title).collect();
        let owned_by = registers.people.controls.get(&self.0).cloned();
        Ok(ControlDetail { held, only_answer_to, lost, titles, owned_by })
    }
}
