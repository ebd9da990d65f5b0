//! What happened to nonconformities and corrective action.

use crate::values::FileRef;
use crate::values::nonconformity::{CorrectiveAction, Effectiveness, Nonconformity, NonconformityRules};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A fact about nonconformities and corrective action.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonconformityEvent {
    /// A nonconformity was raised.
    NonconformityRaised {
        /// Its id.
        id: String,
        /// What was found.
        nonconformity: Box<Nonconformity>,
        /// Its deadline, as the parameters of that day made it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// What is said of it was changed.
    NonconformityRevised {
        /// Its id.
        id: String,
        /// As it is said now.
        nonconformity: Box<Nonconformity>,
        /// Its deadline now.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
        /// Why.
        reason: String,
    },
    /// It was corrected, or its consequences were dealt with.
    NonconformityCorrected {
        /// Its id.
        id: String,
        /// What was done.
        correction: String,
        /// On which day.
        on: Date,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// Its cause was found.
    NonconformityCauseFound {
        /// Its id.
        id: String,
        /// The cause.
        cause: String,
        /// By which method.
        method: String,
    },
    /// Similar cases were looked for.
    NonconformitySimilarSought {
        /// Its id.
        id: String,
        /// Where, and what was found.
        similar: String,
    },
    /// A line of corrective action was planned.
    NonconformityActionPlanned {
        /// Its id.
        id: String,
        /// Number of the line, from 1.
        number: u32,
        /// What, by whom, by when.
        action: CorrectiveAction,
    },
    /// A planned line was dropped.
    NonconformityActionDropped {
        /// Its id.
        id: String,
        /// Number of the line.
        number: u32,
        /// Why.
        reason: String,
    },
    /// A line was carried out.
    NonconformityActionFinished {
        /// Its id.
        id: String,
        /// Number of the line.
        number: u32,
        /// On which day.
        on: Date,
        /// What was done.
        note: String,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// No action is needed.
    NonconformityActionNotNeeded {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Evidence was cited for it as a whole.
    NonconformityEvidenceCited {
        /// Its id.
        id: String,
        /// Items of evidence.
        evidence: BTreeSet<String>,
    },
    /// Somebody judged whether the action worked.
    NonconformityEffectivenessJudged {
        /// Its id.
        id: String,
        /// Whether it did.
        result: Effectiveness,
        /// On which day it was looked at.
        on: Date,
        /// What was seen.
        note: String,
        /// Evidence of it.
        evidence: BTreeSet<String>,
    },
    /// It was closed.
    NonconformityClosed {
        /// Its id.
        id: String,
        /// A note.
        note: String,
    },
    /// It was rejected: it is none.
    NonconformityRejected {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Deadlines and waiting time were set.
    NonconformityRulesSet {
        /// In days.
        rules: NonconformityRules,
    },
    /// A list was imported; what it raised and recorded follows.
    NonconformitiesImported {
        /// Where it comes from.
        source: String,
        /// The file.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// How many were raised.
        raised: u32,
        /// How many were known by their reference already, and stay as they are.
        known: u32,
    },
}

impl NonconformityEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            NonconformityEvent::NonconformityRaised { .. } => "nonconformity_raised",
            NonconformityEvent::NonconformityRevised { .. } => "nonconformity_revised",
            NonconformityEvent::NonconformityCorrected { .. } => "nonconformity_corrected",
            NonconformityEvent::NonconformityCauseFound { .. } => "nonconformity_cause_found",
            NonconformityEvent::NonconformitySimilarSought { .. } => "nonconformity_similar_sought",
            NonconformityEvent::NonconformityActionPlanned { .. } => "nonconformity_action_planned",
            NonconformityEvent::NonconformityActionDropped { .. } => "nonconformity_action_dropped",
            NonconformityEvent::NonconformityActionFinished { .. } => "nonconformity_action_finished",
            NonconformityEvent::NonconformityActionNotNeeded { .. } => "nonconformity_action_not_needed",
            NonconformityEvent::NonconformityEvidenceCited { .. } => "nonconformity_evidence_cited",
            NonconformityEvent::NonconformityEffectivenessJudged { .. } => "nonconformity_effectiveness_judged",
            NonconformityEvent::NonconformityClosed { .. } => "nonconformity_closed",
            NonconformityEvent::NonconformityRejected { .. } => "nonconformity_rejected",
            NonconformityEvent::NonconformityRulesSet { .. } => "nonconformity_rules_set",
            NonconformityEvent::NonconformitiesImported { .. } => "nonconformities_imported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            NonconformityEvent::NonconformityRaised { id, .. }
            | NonconformityEvent::NonconformityRevised { id, .. }
            | NonconformityEvent::NonconformityCorrected { id, .. }
            | NonconformityEvent::NonconformityCauseFound { id, .. }
            | NonconformityEvent::NonconformitySimilarSought { id, .. }
            | NonconformityEvent::NonconformityActionPlanned { id, .. }
            | NonconformityEvent::NonconformityActionDropped { id, .. }
            | NonconformityEvent::NonconformityActionFinished { id, .. }
            | NonconformityEvent::NonconformityActionNotNeeded { id, .. }
            | NonconformityEvent::NonconformityEvidenceCited { id, .. }
            | NonconformityEvent::NonconformityEffectivenessJudged { id, .. }
            | NonconformityEvent::NonconformityClosed { id, .. }
            | NonconformityEvent::NonconformityRejected { id, .. } => ("nonconformity", id),
            NonconformityEvent::NonconformityRulesSet { .. } => ("nonconformity_rules", "nonconformities"),
            NonconformityEvent::NonconformitiesImported { source, .. } => ("import", source),
        }
    }
}
