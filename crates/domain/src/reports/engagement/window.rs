//! The window of an engagement: every control in scope, every criterion, and figures with what they are a part of.

use super::control::{ControlFinding, Judging, Status, control};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::{controls_in_scope, criteria};
use crate::values::{Category, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An engagement's window as the evidence shows it on a day. It says what ran and what did not, and no opinion (R203).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowReport {
    /// Id of the engagement.
    pub engagement: String,
    /// The window.
    pub window: Window,
    /// The day on which it is judged.
    pub on: Date,
    /// The window is not over: everything is said so far.
    pub so_far: bool,
    /// What the figures are about: categories and window.
    pub scope: String,
    /// The controls in scope, by id.
    pub controls: Vec<ControlFinding>,
    /// The criteria in scope, in their order.
    pub criteria: Vec<CriterionFinding>,
    /// Figures.
    pub figures: Figures,
}

/// How a criterion stands by its controls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CriterionState {
    /// No control in scope answers it.
    NoControl,
    /// Every control that answers it has a gap, or did not operate.
    OnlyGaps,
    /// Some have.
    SomeGaps,
    /// None has.
    NoGap,
}

impl CriterionState {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            CriterionState::NoControl => "no_control",
            CriterionState::OnlyGaps => "only_gaps",
            CriterionState::SomeGaps => "some_gaps",
            CriterionState::NoGap => "no_gap",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            CriterionState::NoControl => "No control",
            CriterionState::OnlyGaps => "Only gaps",
            CriterionState::SomeGaps => "Some gaps",
            CriterionState::NoGap => "No gap",
        }
    }
}

/// A criterion with its controls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionFinding {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// How it stands.
    pub state: CriterionState,
    /// The controls that answer it, each with its status.
    pub controls: Vec<(String, Status)>,
}

/// How many controls and criteria stand how; `in_scope` and `criteria` are the wholes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Controls in scope.
    pub in_scope: usize,
    /// Controls by status.
    pub by_status: BTreeMap<Status, usize>,
    /// Controls of which some evidence came late, was back-dated, or came after the window was closed.
    pub came_late: usize,
    /// Controls whose wording, owner, frequency or system changed inside the window.
    pub changed: usize,
    /// Criteria in scope.
    pub criteria: usize,
    /// Criteria with only gaps.
    pub only_gaps: usize,
    /// Criteria that no control answers.
    pub no_control: usize,
}

impl Figures {
    /// How many controls stand so.
    pub fn of(&self, status: Status) -> usize {
        self.by_status.get(&status).copied().unwrap_or_default()
    }
}

/// The window of a Type II engagement on a day.
///
/// # Errors
/// [`Refusal::Unknown`] for no engagement, [`Refusal::NotPossible`] for a Type I.
pub fn window_report(registers: &Registers, id: &str, on: Date) -> Result<WindowReport, Refusal> {
    let held = known(registers, id)?;
    let window = held.window().ok_or_else(|| Refusal::NotPossible {
        sentence: format!("{id} is a Type I examination: it looks at the design on one day and has no window"),
        hint: "ask for the window of a Type II engagement".to_owned(),
    })?;
    Ok(judge_window(registers, id, held, window, on))
}

pub(super) fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let unknown = || Refusal::Unknown { what: "engagement", id: id.to_owned(), nearest: None };
    registers.engagements.engagements.get(id).ok_or_else(unknown)
}

/// Holds the controls of an engagement against any window.
pub fn judge_window(registers: &Registers, id: &str, held: &HeldEngagement, window: Window, on: Date) -> WindowReport {
    let judging = Judging { registers, id, held, window, on };
    let in_scope = controls_in_scope(registers, held);
    let controls: Vec<ControlFinding> = in_scope.into_iter().map(|own| control(judging, own)).collect();
    let criteria = by_criterion(registers, held, &controls);
    let mut figures = Figures {
        in_scope: controls.len(),
        came_late: controls.iter().filter(|one| one.runs.iter().any(|run| !run.in_time())).count(),
        changed: controls.iter().filter(|one| one.parts.len() > 1).count(),
        criteria: criteria.len(),
        only_gaps: criteria.iter().filter(|one| one.state == CriterionState::OnlyGaps).count(),
        no_control: criteria.iter().filter(|one| one.state == CriterionState::NoControl).count(),
        ..Figures::default()
    };
    for one in &controls {
        *figures.by_status.entry(one.status).or_default() += 1;
    }
    let categories = held.engagement.categories.with(Category::Security);
    let names: Vec<&str> = categories.iter().map(Category::name).collect();
    let scope = format!("{}, window {} to {}", names.join(" + "), window.from, window.until);
    let so_far = on <= window.until;
    WindowReport { engagement: id.to_owned(), window, on, so_far, scope, controls, criteria, figures }
}

fn by_criterion(registers: &Registers, held: &HeldEngagement, controls: &[ControlFinding]) -> Vec<CriterionFinding> {
    let mut answers: BTreeMap<&str, Vec<(String, Status)>> = BTreeMap::new();
    for one in controls {
        for criterion in &one.criteria {
            answers.entry(criterion).or_default().push((one.control.clone(), one.status));
        }
    }
    let of = |criterion: &crate::values::Item| {
        let controls = answers.get(criterion.id.as_str()).cloned().unwrap_or_default();
        let open = controls.iter().filter(|(_, status)| status.leaves_open()).count();
        let state = match (controls.len(), open) {
            (0, _) => CriterionState::NoControl,
            (all, open) if open == all => CriterionState::OnlyGaps,
            (_, 0) => CriterionState::NoGap,
            _ => CriterionState::SomeGaps,
        };
        CriterionFinding { id: criterion.id.clone(), title: criterion.title.clone(), state, controls }
    };
    criteria(registers, held).into_iter().map(of).collect()
}
