//! Nonconformities and corrective action as JSON: the register with its figures, one with its steps, lists that come in.

mod imported;
mod steps;

pub use imported::NonconformityImportWords;
pub use steps::{NonconformityWords, ShapeOfAction, ShapeOfNonconformity, ShapeOfRules};

use super::NamedWords;
use app::Within;
use domain::registers::nonconformity::HeldNonconformity;
use domain::reports::nonconformity::{Line, NonconformitiesReport};
use domain::values::nonconformity::{NonconformityClass, NonconformityRules};
use serde::Serialize;
use utoipa::ToSchema;

/// A nonconformity as the list shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityLineWords {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `audit`, `incident`, `exception`, `collector`, `supplier`, `complaint` or `other`.
    pub source: &'static str,
    /// What it came from, such as `EX-3`; empty for nothing that is numbered.
    pub reference: String,
    /// `major`, `minor` or `opportunity`.
    pub class: &'static str,
    /// Clauses, controls of Annex A and criteria that it is against.
    pub against: Vec<String>,
    /// Own controls that it touches.
    pub controls: Vec<String>,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// Has whoever answers for it left, while it is open?
    pub owner_left: bool,
    /// The day on which it was found.
    pub found: String,
    /// Its deadline.
    pub due: Option<String>,
    /// `raised`, `corrected`, `cause_found`, `action_planned`, `action_done`, `effectiveness_checked`, `closed` or `rejected`.
    pub state: &'static str,
    /// Days from the day on which it was found to the day judged, or to its end.
    pub age_days: i32,
    /// Days since its deadline; null when it is not over or it ended.
    pub overdue_days: Option<i32>,
    /// What closing still needs: `correction`, `cause`, `similar_cases`, `action`, `effectiveness`, `evidence`.
    pub missing: Vec<&'static str>,
    /// The state that it enters next; null when it ended.
    pub next_state: Option<&'static str>,
    /// The first day on which its effect can be judged; null before its action is carried out, and afterwards.
    pub judge_from: Option<String>,
    /// Lines of action that are still to be carried out.
    pub actions_open: usize,
    /// Of these, those whose day is over.
    pub actions_overdue: usize,
}

impl NonconformityLineWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, held: &HeldNonconformity, line: &Line) -> NonconformityLineWords {
        let found = &held.nonconformity;
        NonconformityLineWords {
            id: line.id.clone(),
            title: found.title.clone(),
            source: found.source.id(),
            reference: found.reference.clone(),
            class: found.class.id(),
            against: found.against.iter().cloned().collect(),
            controls: found.controls.iter().cloned().collect(),
            owner: found.owner.as_ref().map(|id| NamedWords::of(app, id)),
            owner_left: line.owner_left,
            found: found.found.to_string(),
            due: line.due.map(|day| day.to_string()),
            state: line.state.id(),
            age_days: line.age_days,
            overdue_days: line.overdue_days,
            missing: line.missing.iter().map(|need| need.id()).collect(),
            next_state: line.next.map(|state| state.id()),
            judge_from: line.judge_from.map(|day| day.to_string()),
            actions_open: line.actions_open,
            actions_overdue: line.actions_overdue,
        }
    }
}

/// Figures of one class.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityClassWords {
    /// `major`, `minor` or `opportunity`.
    pub class: &'static str,
    /// Open ones.
    pub open: usize,
    /// Of these, those whose deadline is over.
    pub overdue: usize,
    /// Age of the oldest open one, in days.
    pub oldest_days: i32,
    /// Closed ones.
    pub closed: usize,
}

/// Figures of all that are seen.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityFiguresWords {
    /// By class.
    pub classes: Vec<NonconformityClassWords>,
    /// Open ones.
    pub open: usize,
    /// Open ones whose deadline, or that of a line of action, is over.
    pub overdue: usize,
    /// Open ones that nobody who is here answers for.
    pub without_owner: usize,
    /// Open ones whose action is carried out and whose effect is to be judged.
    pub to_verify: usize,
    /// Of these, those that can be judged on the day.
    pub to_verify_now: usize,
    /// Rounds of action that did not work.
    pub ineffective: usize,
    /// Rejected ones.
    pub rejected: usize,
    /// Open major ones, by id: each blocks certification.
    pub blocking_certification: Vec<String>,
    /// Opportunities for improvement, by id, open and done: for the management review.
    pub improvements: Vec<String>,
}

impl From<&NonconformitiesReport> for NonconformityFiguresWords {
    fn from(report: &NonconformitiesReport) -> NonconformityFiguresWords {
        let figures = &report.figures;
        let class = |class: NonconformityClass| {
            let of = figures.classes.get(&class).copied().unwrap_or_default();
            let (class, oldest_days) = (class.id(), of.oldest_days);
            NonconformityClassWords { class, open: of.open, overdue: of.overdue, oldest_days, closed: of.closed }
        };
        NonconformityFiguresWords {
            classes: NonconformityClass::ALL.map(class).to_vec(),
            open: figures.open(),
            overdue: figures.overdue,
            without_owner: figures.without_owner,
            to_verify: figures.to_verify,
            to_verify_now: figures.to_verify_now,
            ineffective: figures.ineffective,
            rejected: figures.rejected,
            blocking_certification: report.blocking.clone(),
            improvements: report.improvements.clone(),
        }
    }
}

/// Deadlines by class and the waiting time, in days.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct NonconformityRulesWords {
    /// From the day on which a major one was found.
    pub major_days: u32,
    /// From the day on which a minor one was found.
    pub minor_days: u32,
    /// For an opportunity; 0 for no deadline.
    pub opportunity_days: u32,
    /// From the last action carried out to the first day on which its effect can be judged.
    pub wait_days: u32,
}

impl From<NonconformityRules> for NonconformityRulesWords {
    fn from(rules: NonconformityRules) -> NonconformityRulesWords {
        let NonconformityRules { major_days, minor_days, opportunity_days, wait_days } = rules;
        NonconformityRulesWords { major_days, minor_days, opportunity_days, wait_days }
    }
}
