//! One management review as the register holds it, and where it stands on its way.

use crate::values::review::{
    ActionReport, ActionStatus, Agenda, Attendant, MinutesContent, ReviewDecision, ReviewInput, ReviewPlan, ReviewState,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A management review and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReview {
    /// Title, kind and day.
    pub plan: ReviewPlan,
    /// Who scheduled it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Its agenda, as it was sent last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agenda: Option<SentAgenda>,
    /// What was said of inputs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub notes: BTreeMap<ReviewInput, Said>,
    /// That it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<Meeting>,
    /// What was decided, the decision with number 1 first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<HeldDecision>,
    /// The minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Said>,
    /// Evidence.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// Everybody who wrote a part of the minutes; none of them approves them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub authors: BTreeSet<String>,
    /// The hash of what an approval would name.
    pub sha256: String,
    /// Who approved the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<ReviewApproval>,
    /// That it was closed, with a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Said>,
    /// Why it does not take place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<Said>,
}

/// A text with who said it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// An agenda that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentAgenda {
    /// What was so.
    pub agenda: Agenda,
    /// Who sent it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// That a review was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// On which day.
    pub on: Date,
    /// Who attended.
    pub attendance: BTreeMap<String, Attendant>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A decision as it is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldDecision {
    /// What was decided.
    pub decision: ReviewDecision,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// It was recorded by mistake.
    #[serde(default)]
    pub removed: bool,
    /// What was reported of it as an action, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<HeldReport>,
}

/// What was reported of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReport {
    /// Where it stands.
    pub report: ActionReport,
    /// Who reported it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// An approval of minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewApproval {
    /// The hash of what was approved.
    pub sha256: String,
    /// It was held after the planned interval (MR-06); that stays on the record.
    pub late: bool,
    /// Who approved.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldDecision {
    /// Is it an action: with an owner and a day?
    pub fn is_action(&self) -> bool {
        !self.removed && self.decision.owner.is_some() && self.decision.due.is_some()
    }

    /// Where it stands as an action; `None` while nobody reported anything.
    pub fn status(&self) -> Option<ActionStatus> {
        self.reports.last().map(|held| held.report.status)
    }

    /// Is it an action that is neither done nor dropped?
    pub fn open(&self) -> bool {
        self.is_action() && !matches!(self.status(), Some(ActionStatus::Done | ActionStatus::Dropped))
    }
}

impl HeldReview {
    /// A review that was scheduled just now.
    pub fn new(id: &str, plan: ReviewPlan, by: &str, at_us: i64) -> HeldReview {
        let mut held = HeldReview {
            plan,
            by: by.to_owned(),
            at_us,
            agenda: None,
            notes: BTreeMap::new(),
            meeting: None,
            decisions: Vec::new(),
            minutes: None,
            evidence: BTreeSet::new(),
            authors: BTreeSet::new(),
            sha256: String::new(),
            approved: None,
            closed: None,
            cancelled: None,
        };
        held.sha256 = held.content(id).sha256();
        held
    }

    /// Where it stands.
    pub fn state(&self) -> ReviewState {
        if self.cancelled.is_some() {
            ReviewState::Cancelled
        } else if self.closed.is_some() {
            ReviewState::Closed
        } else if self.approved.is_some() {
            match self.actions().next() {
                Some(_) => ReviewState::ActionsOpen,
                None => ReviewState::MinutesApproved,
            }
        } else if self.meeting.is_some() {
            ReviewState::Held
        } else if self.agenda.is_some() {
            ReviewState::AgendaSent
        } else {
            ReviewState::Scheduled
        }
    }

    /// A decision by its number, from 1.
    pub fn decision(&self, number: u32) -> Option<&HeldDecision> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.decisions.get(index).filter(|held| !held.removed)
    }

    pub(super) fn decision_mut(&mut self, number: u32) -> Option<&mut HeldDecision> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        self.decisions.get_mut(index)
    }

    /// Decisions that stand, with their numbers.
    pub fn decided(&self) -> impl Iterator<Item = (u32, &HeldDecision)> {
        (1u32..).zip(&self.decisions).filter(|(_, held)| !held.removed)
    }

    /// Decisions that are actions, with their numbers.
    pub fn actions(&self) -> impl Iterator<Item = (u32, &HeldDecision)> {
        self.decided().filter(|(_, held)| held.is_action())
    }

    /// What the minutes say, for their hash.
    pub fn content<'a>(&'a self, id: &'a str) -> MinutesContent<'a> {
        MinutesContent {
            id,
            plan: &self.plan,
            entry: self.agenda.as_ref().map(|sent| sent.agenda.entry),
            notes: self.notes.iter().map(|(input, said)| (*input, said.text.as_str())).collect(),
            held: self.meeting.as_ref().map(|meeting| (meeting.on, &meeting.attendance)),
            decisions: self.decided().map(|(number, held)| (number, &held.decision)).collect(),
            minutes: self.minutes.as_ref().map_or("", |said| said.text.as_str()),
            evidence: &self.evidence,
        }
    }
}
