//! Commands about nonconformities and corrective action.

use crate::values::Action;
use crate::values::FileRef;
use crate::values::nonconformity::{
    CorrectiveAction, Effectiveness, Nonconformity, NonconformityRow, NonconformityRules,
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// A change of nonconformities and corrective action.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum NonconformityCommand {
    /// Raise a nonconformity, from whatever source.
    RaiseNonconformity {
        /// What was found.
        nonconformity: Box<Nonconformity>,
    },
    /// Change what is said of it; its deadline follows its class.
    ReviseNonconformity {
        /// Its id.
        id: String,
        /// As it is said now.
        nonconformity: Box<Nonconformity>,
        /// Why.
        reason: String,
    },
    /// Record how it was corrected, or how its consequences were dealt with.
    CorrectNonconformity {
        /// Its id.
        id: String,
        /// What was done at once.
        correction: String,
        /// On which day.
        on: Date,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// Record its cause.
    FindNonconformityCause {
        /// Its id.
        id: String,
        /// The cause.
        cause: String,
        /// By which method it was found, such as five whys.
        method: String,
    },
    /// Record what a look for similar cases found.
    SeekSimilarNonconformities {
        /// Its id.
        id: String,
        /// Where was looked, and what was found.
        similar: String,
    },
    /// Plan a line of corrective action.
    PlanNonconformityAction {
        /// Its id.
        id: String,
        /// What, by whom, by when.
        action: CorrectiveAction,
    },
    /// Drop a planned line that is not carried out.
    DropNonconformityAction {
        /// Its id.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// Why.
        reason: String,
    },
    /// Record that a line was carried out.
    FinishNonconformityAction {
        /// Its id.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// On which day.
        on: Date,
        /// What was done.
        note: String,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// Say why no action is needed.
    NeedNoNonconformityAction {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Cite evidence that belongs to it as a whole.
    CiteNonconformityEvidence {
        /// Its id.
        id: String,
        /// Items of evidence.
        evidence: BTreeSet<String>,
    },
    /// Judge whether the action worked, after the waiting time, as somebody else than whoever carried it out (SoD-5).
    JudgeNonconformityEffectiveness {
        /// Its id.
        id: String,
        /// Whether it worked.
        result: Effectiveness,
        /// On which day it was looked at.
        on: Date,
        /// What was seen.
        note: String,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// Close it, when nothing is missing.
    CloseNonconformity {
        /// Its id.
        id: String,
        /// A note.
        note: String,
    },
    /// Reject it: it is none.
    RejectNonconformity {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Set the deadlines by class, and the waiting time.
    SetNonconformityRules {
        /// In days.
        rules: NonconformityRules,
    },
    /// Import a list from elsewhere: all rows or none.
    ImportNonconformities {
        /// Where it comes from.
        source: String,
        /// The file, already kept.
        file: Option<FileRef>,
        /// Its rows.
        rows: Vec<NonconformityRow>,
    },
}

impl NonconformityCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            NonconformityCommand::RaiseNonconformity { .. } => "raise_nonconformity",
            NonconformityCommand::ReviseNonconformity { .. } => "revise_nonconformity",
            NonconformityCommand::CorrectNonconformity { .. } => "correct_nonconformity",
            NonconformityCommand::FindNonconformityCause { .. } => "find_nonconformity_cause",
            NonconformityCommand::SeekSimilarNonconformities { .. } => "seek_similar_nonconformities",
            NonconformityCommand::PlanNonconformityAction { .. } => "plan_nonconformity_action",
            NonconformityCommand::DropNonconformityAction { .. } => "drop_nonconformity_action",
            NonconformityCommand::FinishNonconformityAction { .. } => "finish_nonconformity_action",
            NonconformityCommand::NeedNoNonconformityAction { .. } => "need_no_nonconformity_action",
            NonconformityCommand::CiteNonconformityEvidence { .. } => "cite_nonconformity_evidence",
            NonconformityCommand::JudgeNonconformityEffectiveness { .. } => "judge_nonconformity_effectiveness",
            NonconformityCommand::CloseNonconformity { .. } => "close_nonconformity",
            NonconformityCommand::RejectNonconformity { .. } => "reject_nonconformity",
            NonconformityCommand::SetNonconformityRules { .. } => "set_nonconformity_rules",
            NonconformityCommand::ImportNonconformities { .. } => "import_nonconformities",
        }
    }

    /// The nonconformity that it names; `None` for what names none.
    pub fn id(&self) -> Option<&String> {
        match self {
            NonconformityCommand::RaiseNonconformity { .. }
            | NonconformityCommand::ImportNonconformities { .. }
            | NonconformityCommand::SetNonconformityRules { .. } => None,
            NonconformityCommand::ReviseNonconformity { id, .. }
            | NonconformityCommand::CorrectNonconformity { id, .. }
            | NonconformityCommand::FindNonconformityCause { id, .. }
            | NonconformityCommand::SeekSimilarNonconformities { id, .. }
            | NonconformityCommand::PlanNonconformityAction { id, .. }
            | NonconformityCommand::DropNonconformityAction { id, .. }
            | NonconformityCommand::FinishNonconformityAction { id, .. }
            | NonconformityCommand::NeedNoNonconformityAction { id, .. }
            | NonconformityCommand::CiteNonconformityEvidence { id, .. }
            | NonconformityCommand::JudgeNonconformityEffectiveness { id, .. }
            | NonconformityCommand::CloseNonconformity { id, .. }
            | NonconformityCommand::RejectNonconformity { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            NonconformityCommand::SetNonconformityRules { .. } => Some(("nonconformity_rules", "nonconformities")),
            other => other.id().map(|id| ("nonconformity", id.as_str())),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            NonconformityCommand::RaiseNonconformity { .. } => Action::RaiseNonconformity,
            NonconformityCommand::JudgeNonconformityEffectiveness { .. }
            | NonconformityCommand::CloseNonconformity { .. }
            | NonconformityCommand::RejectNonconformity { .. } => Action::VerifyNonconformity,
            _ => Action::WorkNonconformity,
        }
    }
}
