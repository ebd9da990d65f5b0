//! What happened to SOC 2 engagements and what customers ask for.

use crate::values::{Artefact, Asked, Engagement, EngagementState, InScope, ServiceFacts};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact about SOC 2 engagements and what customers ask for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngagementEvent {
    /// An engagement was planned.
    EngagementPlanned {
        /// Its id.
        id: String,
        /// What it is.
        engagement: Box<Engagement>,
    },
    /// What is engaged was changed.
    EngagementRevised {
        /// Its id.
        id: String,
        /// The whole engagement as it is now.
        engagement: Box<Engagement>,
        /// Where the firm agreed to an earlier end.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        agreement: String,
    },
    /// An engagement was moved.
    EngagementMoved {
        /// Its id.
        id: String,
        /// Where to.
        to: EngagementState,
        /// Note or reason.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// On the way to remediation: the criteria that no control answers yet, or none with owner and frequency.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        gaps: Vec<String>,
        /// When the window is closed: the controls that were in scope then, and are from then on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        scope: Option<BTreeSet<String>>,
    },
    /// It was said which controls are examined.
    ControlsNamed {
        /// The engagement.
        id: String,
        /// All that are linked, or exactly these.
        controls: InScope,
    },
    /// It was recorded that nothing happened that a control could have answered.
    UnexercisedRecorded {
        /// The engagement.
        id: String,
        /// The control.
        control: String,
        /// What the empty population is.
        note: String,
        /// The item that shows it.
        evidence: String,
    },
    /// A customer asked for something.
    AskedRecorded {
        /// Id of the request.
        id: String,
        /// Who asks for what.
        asked: Asked,
    },
    /// A customer was sent something.
    AskedAnswered {
        /// Id of the request.
        id: String,
        /// What was sent.
        sent: Artefact,
        /// Which one.
        what: String,
        /// On which day.
        on: Date,
    },
    /// A request was closed.
    AskedClosed {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// It was said what the services do.
    ServiceFactsSet {
        /// The facts.
        facts: ServiceFacts,
    },
}

impl EngagementEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            EngagementEvent::EngagementPlanned { .. } => "engagement_planned",
            EngagementEvent::EngagementRevised { .. } => "engagement_revised",
            EngagementEvent::EngagementMoved { .. } => "engagement_moved",
            EngagementEvent::ControlsNamed { .. } => "engagement_controls_named",
            EngagementEvent::UnexercisedRecorded { .. } => "unexercised_recorded",
            EngagementEvent::AskedRecorded { .. } => "asked_recorded",
            EngagementEvent::AskedAnswered { .. } => "asked_answered",
            EngagementEvent::AskedClosed { .. } => "asked_closed",
            EngagementEvent::ServiceFactsSet { .. } => "service_facts_set",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            EngagementEvent::EngagementPlanned { id, .. }
            | EngagementEvent::EngagementRevised { id, .. }
            | EngagementEvent::EngagementMoved { id, .. }
            | EngagementEvent::ControlsNamed { id, .. }
            | EngagementEvent::UnexercisedRecorded { id, .. } => ("engagement", id),
            EngagementEvent::AskedRecorded { id, .. }
            | EngagementEvent::AskedAnswered { id, .. }
            | EngagementEvent::AskedClosed { id, .. } => ("asked", id),
            EngagementEvent::ServiceFactsSet { .. } => ("service_facts", "service_facts"),
        }
    }
}
