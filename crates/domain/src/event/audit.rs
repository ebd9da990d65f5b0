//! What happened to internal audits.

use crate::values::audit::{
    AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditorPart, ChecklistLine, LineAnswer,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about internal audits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditEvent {
    /// A version of a programme was written.
    AuditProgrammeWritten {
        /// Its id.
        id: String,
        /// What it says.
        programme: Box<AuditProgramme>,
        /// The hash of that.
        sha256: String,
    },
    /// Its newest version was laid before management.
    AuditProgrammeProposed {
        /// Its id.
        id: String,
        /// The version, from 1.
        version: u32,
        /// The hash of that version.
        sha256: String,
    },
    /// Management approved a version.
    AuditProgrammeApproved {
        /// Its id.
        id: String,
        /// The version, from 1.
        version: u32,
        /// The hash of that version.
        sha256: String,
    },
    /// It was closed.
    AuditProgrammeClosed {
        /// Its id.
        id: String,
        /// A note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// An audit was planned.
    AuditPlanned {
        /// Its id.
        id: String,
        /// What, when, how; the scope is written out.
        plan: Box<AuditPlan>,
    },
    /// It was planned otherwise.
    AuditReplanned {
        /// Its id.
        id: String,
        /// What, when, how; the scope is written out.
        plan: Box<AuditPlan>,
    },
    /// An auditor was named, or got another part.
    AuditorAssigned {
        /// The audit.
        id: String,
        /// Who, for what.
        part: AuditorPart,
    },
    /// An auditor was taken off.
    AuditorReleased {
        /// The audit.
        id: String,
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// It was announced.
    AuditAnnounced {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
        /// What those audited were told.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
        /// Its checklist; a line keeps its place for ever.
        lines: Vec<ChecklistLine>,
    },
    /// Fieldwork began.
    AuditStarted {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
    },
    /// A line of the checklist was answered, or answered anew.
    AuditLineAnswered {
        /// The audit.
        id: String,
        /// Number of the line, from 1.
        line: u32,
        /// The answer.
        answer: Box<LineAnswer>,
    },
    /// A finding was recorded.
    AuditFindingRecorded {
        /// The audit.
        id: String,
        /// What was found.
        finding: Box<AuditFinding>,
        /// The nonconformity that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonconformity: Option<String>,
    },
    /// A finding was said differently.
    AuditFindingRevised {
        /// The audit.
        id: String,
        /// Number of the finding, from 1.
        number: u32,
        /// What was found.
        finding: Box<AuditFinding>,
        /// Why.
        reason: String,
    },
    /// It was reported to management.
    AuditReported {
        /// The audit.
        id: String,
        /// What, when, to whom.
        report: Box<AuditReport>,
    },
    /// An auditor saw that what was found is resolved.
    AuditVerified {
        /// The audit.
        id: String,
        /// On which day.
        on: Date,
        /// What was looked at.
        note: String,
    },
    /// It was closed.
    AuditClosed {
        /// The audit.
        id: String,
        /// A note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// It was given up.
    AuditCancelled {
        /// The audit.
        id: String,
        /// Why.
        reason: String,
    },
}

impl AuditEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            AuditEvent::AuditProgrammeWritten { .. } => "audit_programme_written",
            AuditEvent::AuditProgrammeProposed { .. } => "audit_programme_proposed",
            AuditEvent::AuditProgrammeApproved { .. } => "audit_programme_approved",
            AuditEvent::AuditProgrammeClosed { .. } => "audit_programme_closed",
            AuditEvent::AuditPlanned { .. } => "audit_planned",
            AuditEvent::AuditReplanned { .. } => "audit_replanned",
            AuditEvent::AuditorAssigned { .. } => "auditor_assigned",
            AuditEvent::AuditorReleased { .. } => "auditor_released",
            AuditEvent::AuditAnnounced { .. } => "audit_announced",
            AuditEvent::AuditStarted { .. } => "audit_started",
            AuditEvent::AuditLineAnswered { .. } => "audit_line_answered",
            AuditEvent::AuditFindingRecorded { .. } => "audit_finding_recorded",
            AuditEvent::AuditFindingRevised { .. } => "audit_finding_revised",
            AuditEvent::AuditReported { .. } => "audit_reported",
            AuditEvent::AuditVerified { .. } => "audit_verified",
            AuditEvent::AuditClosed { .. } => "audit_closed",
            AuditEvent::AuditCancelled { .. } => "audit_cancelled",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            AuditEvent::AuditProgrammeWritten { id, .. }
            | AuditEvent::AuditProgrammeProposed { id, .. }
            | AuditEvent::AuditProgrammeApproved { id, .. }
            | AuditEvent::AuditProgrammeClosed { id, .. } => ("audit_programme", id),
            AuditEvent::AuditPlanned { id, .. }
            | AuditEvent::AuditReplanned { id, .. }
            | AuditEvent::AuditorAssigned { id, .. }
            | AuditEvent::AuditorReleased { id, .. }
            | AuditEvent::AuditAnnounced { id, .. }
            | AuditEvent::AuditStarted { id, .. }
            | AuditEvent::AuditLineAnswered { id, .. }
            | AuditEvent::AuditFindingRecorded { id, .. }
            | AuditEvent::AuditFindingRevised { id, .. }
            | AuditEvent::AuditReported { id, .. }
            | AuditEvent::AuditVerified { id, .. }
            | AuditEvent::AuditClosed { id, .. }
            | AuditEvent::AuditCancelled { id, .. } => ("internal_audit", id),
        }
    }
}
