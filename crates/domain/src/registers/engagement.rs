//! The register of SOC 2 engagements and what customers ask for.

pub mod guards;
pub mod scope;
pub mod text_names;
pub mod unexercised;

use super::Recorded;
use crate::event::EngagementEvent;
use crate::values::{Artefact, Asked, Engagement, EngagementState, Examination, InScope, ServiceFacts, Window};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All of SOC 2 engagements and what customers ask for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EngagementRegister {
    /// Engagements by id.
    #[serde(default)]
    pub engagements: BTreeMap<String, HeldEngagement>,
    /// What customers ask for, by id.
    #[serde(default)]
    pub asked: BTreeMap<String, HeldAsked>,
    /// What the services do; `None` before anybody said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<ServiceFacts>,
}

/// An engagement and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldEngagement {
    /// What is engaged.
    pub engagement: Engagement,
    /// Where it stands.
    pub state: EngagementState,
    /// Where it stood when it was put on hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_at: Option<EngagementState>,
    /// How it came here, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Moved>,
    /// The windows that it had, the oldest first; the last one is the present one.
    pub windows: Vec<WindowSet>,
    /// Which controls are examined.
    #[serde(default)]
    pub controls: InScope,
    /// The controls in scope when its window was closed: those stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<BTreeSet<String>>,
    /// When its window was closed, microseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_us: Option<i64>,
    /// Controls for which nothing happened, with what shows it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unexercised: BTreeMap<String, Unexercised>,
}

/// A step of an engagement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Where to.
    pub to: EngagementState,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// By whom.
    pub by: String,
    /// Note or reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The criteria that were not answered on the way to remediation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<String>,
}

/// That an engagement had a window, or the day of a Type I.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowSet {
    /// The window or day.
    pub kind: Examination,
    /// The earliest end agreed with the firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_end: Option<Date>,
    /// When it was set, microseconds since 1970.
    pub at_us: i64,
    /// By whom.
    pub by: String,
    /// The window was open already.
    #[serde(default)]
    pub while_open: bool,
    /// Where the firm agreed to an earlier end.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreement: String,
}

/// That nothing happened in the window that a control could have answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unexercised {
    /// What the empty population is.
    pub note: String,
    /// The item that shows it.
    pub evidence: String,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// What a customer asks for, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAsked {
    /// Who asks for what.
    pub asked: Asked,
    /// What was sent, which one, on which day; the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Sent>,
    /// Closed, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
}

/// Something that a customer was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// What.
    pub sent: Artefact,
    /// Which one.
    pub what: String,
    /// On which day.
    pub on: Date,
}

impl HeldAsked {
    /// Was what was asked for sent?
    pub fn answered(&self) -> bool {
        self.answers.iter().any(|answer| answer.sent == self.asked.wants)
    }

    /// Does it still wait for what was asked for?
    pub fn open(&self) -> bool {
        self.closed.is_none() && !self.answered()
    }

    /// What was sent in place of what was asked for, as long as the request waits for that (R210).
    pub fn other_sent(&self) -> Option<Artefact> {
        let other = self.answers.iter().rev().find(|answer| answer.sent != self.asked.wants);
        other.filter(|_| self.open()).map(|answer| answer.sent)
    }
}

impl HeldEngagement {
    /// The window of a Type II.
    pub fn window(&self) -> Option<Window> {
        self.engagement.kind.window()
    }

    /// Where it stands, or stood when it was put on hold.
    pub fn stage(&self) -> EngagementState {
        self.held_at.unwrap_or(self.state)
    }
}

impl EngagementRegister {
    /// The id of the next engagement.
    pub fn next_engagement(&self) -> String {
        format!("EN-{}", self.engagements.len() + 1)
    }

    /// The id of the next request of a customer.
    pub fn next_asked(&self) -> String {
        format!("AS-{}", self.asked.len() + 1)
    }

    /// Engagements that were not withdrawn, in the order of the days that they speak of.
    pub fn in_order(&self) -> Vec<(&String, &HeldEngagement)> {
        let current = self.engagements.iter().filter(|(_, held)| held.state != EngagementState::Withdrawn);
        let mut all: Vec<_> = current.collect();
        all.sort_by_key(|(id, held)| (held.engagement.kind.days(), id.len(), *id));
        all
    }

    /// The last day of the latest window that a period touches; the day of a Type I is a window of one day.
    pub fn last_window_end(&self, period: Window) -> Option<Date> {
        let windows = self.in_order().into_iter().map(|(_, held)| held.engagement.kind.days());
        windows.filter(|days| touch(*days, period)).map(|days| days.until).max()
    }

    /// Ids of the engagements whose window had been closed before a moment.
    pub fn closed_before(&self, us: i64) -> impl Iterator<Item = &String> {
        self.engagements
            .iter()
            .filter(move |(_, held)| held.closed_us.is_some_and(|closed| closed < us))
            .map(|(id, _)| id)
    }

    /// Ids of the engagements that evidence of these controls came too late for, for ever: their window touches its period,
    /// had one of the controls in scope and was closed before the evidence was received (SoD-13).
    pub fn after_close<'a>(
        &self,
        controls: impl Iterator<Item = &'a str> + Clone,
        received_us: i64,
        period: Window,
    ) -> Vec<String> {
        let closed = self.closed_before(received_us).filter_map(|id| self.engagements.get_key_value(id));
        let had = |scope: &BTreeSet<String>| controls.clone().any(|control| scope.contains(control));
        let late = closed
            .filter(|(_, held)| touch(held.engagement.kind.days(), period) && held.scope.as_ref().is_some_and(had));
        late.map(|(id, _)| id.clone()).collect()
    }
}

fn touch(one: Window, other: Window) -> bool {
    one.from <= other.until && other.from <= one.until
}

pub(super) fn apply(register: &mut EngagementRegister, recorded: Recorded<'_>, _entry: u64, event: EngagementEvent) {
    match event {
        EngagementEvent::EngagementPlanned { id, engagement } => {
            let held = HeldEngagement {
                state: EngagementState::Planned,
                held_at: None,
                moves: Vec::new(),
                windows: vec![window_set(&engagement, recorded, false, String::new())],
                controls: InScope::Linked,
                scope: None,
                closed_us: None,
                unexercised: BTreeMap::new(),
                engagement: *engagement,
            };
            register.engagements.insert(id, held);
        }
        EngagementEvent::AskedRecorded { id, asked } => {
            register.asked.insert(id, HeldAsked { asked, answers: Vec::new(), closed: None });
        }
        EngagementEvent::AskedAnswered { id, sent, what, on } => {
            if let Some(held) = register.asked.get_mut(&id) {
                held.answers.push(Sent { sent, what, on });
            }
        }
        EngagementEvent::AskedClosed { id, reason } => {
            if let Some(held) = register.asked.get_mut(&id) {
                held.closed = Some(reason);
            }
        }
        EngagementEvent::ServiceFactsSet { facts } => register.facts = Some(facts),
        EngagementEvent::EngagementRevised { ref id, .. }
        | EngagementEvent::EngagementMoved { ref id, .. }
        | EngagementEvent::ControlsNamed { ref id, .. }
        | EngagementEvent::UnexercisedRecorded { ref id, .. } => {
            if let Some(held) = register.engagements.get_mut(id) {
                change(held, recorded, event);
            }
        }
    }
}

fn change(held: &mut HeldEngagement, recorded: Recorded<'_>, event: EngagementEvent) {
    match event {
        EngagementEvent::EngagementRevised { engagement, agreement, .. } => {
            let before = (held.engagement.kind, held.engagement.minimum_end);
            if before != (engagement.kind, engagement.minimum_end) {
                let open = held.stage() == EngagementState::WindowOpen;
                held.windows.push(window_set(&engagement, recorded, open, agreement));
            }
            held.engagement = *engagement;
        }
        EngagementEvent::EngagementMoved { to, note, gaps, scope, .. } => {
            held.held_at = (to == EngagementState::OnHold).then_some(held.state);
            held.state = to;
            if scope.is_some() {
                (held.scope, held.closed_us) = (scope, Some(recorded.at_us));
            }
            held.moves.push(Moved { to, at_us: recorded.at_us, by: recorded.by.to_owned(), note, gaps });
        }
        EngagementEvent::ControlsNamed { controls, .. } => held.controls = controls,
        EngagementEvent::UnexercisedRecorded { control, note, evidence, .. } => {
            let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
            held.unexercised.insert(control, Unexercised { note, evidence, by, at_us });
        }
        _ => {}
    }
}

fn window_set(engagement: &Engagement, recorded: Recorded<'_>, while_open: bool, agreement: String) -> WindowSet {
    WindowSet {
        kind: engagement.kind,
        minimum_end: engagement.minimum_end,
        at_us: recorded.at_us,
        by: recorded.by.to_owned(),
        while_open,
        agreement,
    }
}
