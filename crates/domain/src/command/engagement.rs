//! Commands about SOC 2 engagements and what customers ask for.

use crate::values::{Action, Artefact, Asked, Engagement, EngagementState, InScope, ServiceFacts};
use jiff::civil::Date;
use serde::Serialize;

/// A change of SOC 2 engagements and what customers ask for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum EngagementCommand {
    /// Plan an engagement.
    PlanEngagement {
        /// What it shall be.
        engagement: Box<Engagement>,
    },
    /// Change what is engaged.
    ReviseEngagement {
        /// Its id.
        id: String,
        /// The whole engagement as it shall be.
        engagement: Box<Engagement>,
        /// Where the firm agreed to an earlier end than was agreed before; empty otherwise.
        agreement: String,
    },
    /// Move an engagement on, put it on hold, take it up again or withdraw it.
    MoveEngagement {
        /// Its id.
        id: String,
        /// Where to.
        to: EngagementState,
        /// A note; for a hold or withdrawal, the reason.
        note: String,
    },
    /// Name the controls that are examined.
    NameControls {
        /// The engagement.
        id: String,
        /// All that are linked, or exactly these.
        controls: InScope,
    },
    /// Record that nothing happened in the window that a control could have answered.
    RecordUnexercised {
        /// The engagement.
        id: String,
        /// The control.
        control: String,
        /// What the empty population is.
        note: String,
        /// The item of evidence that shows it.
        evidence: String,
    },
    /// Record what a customer asks for.
    RecordAsked {
        /// Who asks for what.
        asked: Asked,
    },
    /// Record what a customer was sent.
    AnswerAsked {
        /// Id of the request.
        id: String,
        /// What was sent.
        sent: Artefact,
        /// Which one: title, period, version.
        what: String,
        /// On which day.
        on: Date,
    },
    /// Close a request that is answered by nothing.
    CloseAsked {
        /// Id of the request.
        id: String,
        /// Why.
        reason: String,
    },
    /// Say what the services do, as far as it suggests categories.
    SetServiceFacts {
        /// The facts.
        facts: ServiceFacts,
    },
}

impl EngagementCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            EngagementCommand::PlanEngagement { .. } => "plan_engagement",
            EngagementCommand::ReviseEngagement { .. } => "revise_engagement",
            EngagementCommand::MoveEngagement { .. } => "move_engagement",
            EngagementCommand::NameControls { .. } => "name_controls",
            EngagementCommand::RecordUnexercised { .. } => "record_unexercised",
            EngagementCommand::RecordAsked { .. } => "record_asked",
            EngagementCommand::AnswerAsked { .. } => "answer_asked",
            EngagementCommand::CloseAsked { .. } => "close_asked",
            EngagementCommand::SetServiceFacts { .. } => "set_service_facts",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            EngagementCommand::PlanEngagement { .. } | EngagementCommand::RecordAsked { .. } => return None,
            EngagementCommand::ReviseEngagement { id, .. }
            | EngagementCommand::MoveEngagement { id, .. }
            | EngagementCommand::NameControls { id, .. }
            | EngagementCommand::RecordUnexercised { id, .. } => ("engagement", id),
            EngagementCommand::AnswerAsked { id, .. } | EngagementCommand::CloseAsked { id, .. } => ("asked", id),
            EngagementCommand::SetServiceFacts { .. } => ("service_facts", "service_facts"),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            EngagementCommand::PlanEngagement { .. }
            | EngagementCommand::ReviseEngagement { .. }
            | EngagementCommand::MoveEngagement { .. }
            | EngagementCommand::NameControls { .. }
            | EngagementCommand::RecordUnexercised { .. }
            | EngagementCommand::SetServiceFacts { .. } => Action::SetEngagement,
            EngagementCommand::RecordAsked { .. }
            | EngagementCommand::AnswerAsked { .. }
            | EngagementCommand::CloseAsked { .. } => Action::RecordAsked,
        }
    }
}
