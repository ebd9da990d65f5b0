//! Commands about management reviews.

use crate::values::Action;
use crate::values::review::{ActionReport, ReviewDecision, ReviewInput, ReviewPlan};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A change of management reviews.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ReviewCommand {
    /// Set how many months may pass from one review to the next (R136).
    SetReviewInterval {
        /// In months.
        months: u32,
    },
    /// Give a review a day.
    ScheduleReview {
        /// Title, kind and day.
        plan: ReviewPlan,
    },
    /// Give it another day.
    MoveReview {
        /// Its id.
        id: String,
        /// The day.
        on: Date,
        /// Why.
        reason: String,
    },
    /// Let it not take place.
    CancelReview {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Send its agenda, with what is so today; again until it is held, for what is so then.
    SendReviewAgenda {
        /// Its id.
        id: String,
    },
    /// Write down what is said of inputs. An empty text takes it back.
    NoteReviewInputs {
        /// Its id.
        id: String,
        /// By input.
        notes: BTreeMap<ReviewInput, String>,
    },
    /// Record that it was held, or correct what was recorded of it.
    HoldReview {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
        /// Who attended, each in which part.
        attendance: BTreeMap<String, String>,
    },
    /// Record a decision.
    DecideInReview {
        /// Its id.
        id: String,
        /// What was decided.
        decision: ReviewDecision,
    },
    /// Take back a decision that was recorded by mistake, before the minutes are approved.
    RemoveReviewDecision {
        /// Its id.
        id: String,
        /// Number of the decision, from 1.
        number: u32,
    },
    /// Write the minutes.
    WriteReviewMinutes {
        /// Its id.
        id: String,
        /// Their text.
        minutes: String,
    },
    /// Cite evidence, such as minutes of the board or notes of a meeting.
    CiteReviewEvidence {
        /// Its id.
        id: String,
        /// Items of evidence.
        evidence: BTreeSet<String>,
    },
    /// Approve the minutes as they stand, as top management.
    ApproveReviewMinutes {
        /// Its id.
        id: String,
        /// The hash of what is approved.
        sha256: String,
    },
    /// Report where an action stands.
    ReportReviewAction {
        /// Its id.
        id: String,
        /// Number of the decision, from 1.
        number: u32,
        /// Where it stands.
        report: ActionReport,
    },
    /// Close it, when no action is open.
    CloseReview {
        /// Its id.
        id: String,
        /// A note.
        note: String,
    },
}

impl ReviewCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            ReviewCommand::SetReviewInterval { .. } => "set_review_interval",
            ReviewCommand::ScheduleReview { .. } => "schedule_review",
            ReviewCommand::MoveReview { .. } => "move_review",
            ReviewCommand::CancelReview { .. } => "cancel_review",
            ReviewCommand::SendReviewAgenda { .. } => "send_review_agenda",
            ReviewCommand::NoteReviewInputs { .. } => "note_review_inputs",
            ReviewCommand::HoldReview { .. } => "hold_review",
            ReviewCommand::DecideInReview { .. } => "decide_in_review",
            ReviewCommand::RemoveReviewDecision { .. } => "remove_review_decision",
            ReviewCommand::WriteReviewMinutes { .. } => "write_review_minutes",
            ReviewCommand::CiteReviewEvidence { .. } => "cite_review_evidence",
            ReviewCommand::ApproveReviewMinutes { .. } => "approve_review_minutes",
            ReviewCommand::ReportReviewAction { .. } => "report_review_action",
            ReviewCommand::CloseReview { .. } => "close_review",
        }
    }

    /// The review that it names; `None` for what names none.
    pub fn id(&self) -> Option<&String> {
        match self {
            ReviewCommand::SetReviewInterval { .. } | ReviewCommand::ScheduleReview { .. } => None,
            ReviewCommand::MoveReview { id, .. }
            | ReviewCommand::CancelReview { id, .. }
            | ReviewCommand::SendReviewAgenda { id, .. }
            | ReviewCommand::NoteReviewInputs { id, .. }
            | ReviewCommand::HoldReview { id, .. }
            | ReviewCommand::DecideInReview { id, .. }
            | ReviewCommand::RemoveReviewDecision { id, .. }
            | ReviewCommand::WriteReviewMinutes { id, .. }
            | ReviewCommand::CiteReviewEvidence { id, .. }
            | ReviewCommand::ApproveReviewMinutes { id, .. }
            | ReviewCommand::ReportReviewAction { id, .. }
            | ReviewCommand::CloseReview { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            ReviewCommand::SetReviewInterval { .. } => Some(("review_interval", "reviews")),
            other => other.id().map(|id| ("management_review", id.as_str())),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            ReviewCommand::ApproveReviewMinutes { .. } => Action::ApproveReview,
            _ => Action::PrepareReview,
        }
    }
}
