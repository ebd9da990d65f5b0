//! Commands about evidence.

use crate::values::evidence::FollowUp;
use crate::values::{Action, Evidence, EvidenceFile, EvidenceRequest};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// A change of evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum EvidenceCommand {
    /// Hand in an item.
    AddEvidence {
        /// What it is.
        evidence: Evidence,
        /// Its files, already kept.
        files: Vec<EvidenceFile>,
        /// Controls that it shows, with the day on which each ran.
        controls: BTreeMap<String, Date>,
        /// The request that it answers.
        answers: Option<String>,
    },
    /// Hand in a new version of an item; whatever was accepted before has to be accepted again.
    ReviseEvidence {
        /// Its id.
        id: String,
        /// What it is now.
        evidence: Evidence,
        /// Its files now.
        files: Vec<EvidenceFile>,
    },
    /// Let an item show a control as well, or on another day.
    LinkEvidence {
        /// Its id.
        id: String,
        /// The own control.
        control: String,
        /// The day on which it ran.
        ran: Date,
    },
    /// An item no longer shows a control.
    UnlinkEvidence {
        /// Its id.
        id: String,
        /// The own control.
        control: String,
    },
    /// Withdraw an item: its files stay until their time is over, and it counts nowhere.
    WithdrawEvidence {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Accept a version of an item, as somebody else than whoever handed it in (SoD-2).
    AcceptEvidence {
        /// Its id.
        id: String,
        /// The version that was looked at (SoD-15).
        version: u32,
        /// A note.
        note: String,
    },
    /// Reject a version of an item.
    RejectEvidence {
        /// Its id.
        id: String,
        /// The version that was looked at.
        version: u32,
        /// Why.
        reason: String,
    },
    /// Say what came of the results that an item shows.
    FollowUpEvidence {
        /// Its id.
        id: String,
        /// What came of them.
        follow_up: FollowUp,
    },
    /// Ask somebody for evidence.
    AskEvidence {
        /// What, of whom, by when.
        request: EvidenceRequest,
    },
    /// Close a request that is no longer needed.
    CloseRequest {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Put an item under legal hold: nothing of it is disposed of.
    HoldEvidence {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// End a legal hold.
    ReleaseEvidence {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Set how long evidence is kept for a framework.
    SetRetention {
        /// The framework.
        framework: String,
        /// Months: after the end of the window for SOC 2, after the end of the period for ISO/IEC 27001.
        months: u32,
        /// The agreement of two persons that allows a shorter time.
        deed: Option<String>,
    },
    /// Dispose of an item whose time is over: its files are removed.
    DisposeEvidence {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl EvidenceCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            EvidenceCommand::AddEvidence { .. } => "add_evidence",
            EvidenceCommand::ReviseEvidence { .. } => "revise_evidence",
            EvidenceCommand::LinkEvidence { .. } => "link_evidence",
            EvidenceCommand::UnlinkEvidence { .. } => "unlink_evidence",
            EvidenceCommand::WithdrawEvidence { .. } => "withdraw_evidence",
            EvidenceCommand::AcceptEvidence { .. } => "accept_evidence",
            EvidenceCommand::RejectEvidence { .. } => "reject_evidence",
            EvidenceCommand::FollowUpEvidence { .. } => "follow_up_evidence",
            EvidenceCommand::AskEvidence { .. } => "ask_evidence",
            EvidenceCommand::CloseRequest { .. } => "close_request",
            EvidenceCommand::HoldEvidence { .. } => "hold_evidence",
            EvidenceCommand::ReleaseEvidence { .. } => "release_evidence",
            EvidenceCommand::SetRetention { .. } => "set_retention",
            EvidenceCommand::DisposeEvidence { .. } => "dispose_evidence",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            EvidenceCommand::AddEvidence { .. } | EvidenceCommand::AskEvidence { .. } => return None,
            EvidenceCommand::ReviseEvidence { id, .. }
            | EvidenceCommand::LinkEvidence { id, .. }
            | EvidenceCommand::UnlinkEvidence { id, .. }
            | EvidenceCommand::WithdrawEvidence { id, .. }
            | EvidenceCommand::AcceptEvidence { id, .. }
            | EvidenceCommand::RejectEvidence { id, .. }
            | EvidenceCommand::FollowUpEvidence { id, .. }
            | EvidenceCommand::HoldEvidence { id, .. }
            | EvidenceCommand::ReleaseEvidence { id, .. }
            | EvidenceCommand::DisposeEvidence { id, .. } => ("evidence", id),
            EvidenceCommand::CloseRequest { id, .. } => ("evidence_request", id),
            EvidenceCommand::SetRetention { framework, .. } => ("retention", framework),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            EvidenceCommand::AddEvidence { .. }
            | EvidenceCommand::ReviseEvidence { .. }
            | EvidenceCommand::LinkEvidence { .. }
            | EvidenceCommand::UnlinkEvidence { .. }
            | EvidenceCommand::FollowUpEvidence { .. } => Action::AppendEvidence,
            EvidenceCommand::WithdrawEvidence { .. } => Action::WithdrawEvidence,
            EvidenceCommand::AcceptEvidence { .. } | EvidenceCommand::RejectEvidence { .. } => Action::JudgeEvidence,
            EvidenceCommand::AskEvidence { .. } | EvidenceCommand::CloseRequest { .. } => Action::AskEvidence,
            EvidenceCommand::HoldEvidence { .. } | EvidenceCommand::ReleaseEvidence { .. } => Action::HoldEvidence,
            EvidenceCommand::SetRetention { .. } => Action::SetRetention,
            EvidenceCommand::DisposeEvidence { .. } => Action::DisposeEvidence,
        }
    }
}
