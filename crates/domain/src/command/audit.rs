//! Commands about internal audits.

use crate::values::Action;
use crate::values::audit::{AuditFinding, AuditPlan, AuditProgramme, AuditReport, AuditorPart, LineAnswer};
use jiff::civil::Date;
use serde::Serialize;

/// A change of internal audits.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum AuditCommand {
    /// Write a programme: a new one, or the next version of one.
    WriteAuditProgramme {
        /// The programme; `None` for a new one.
        id: Option<String>,
        /// What it says.
        programme: Box<AuditProgramme>,
    },
    /// Lay the newest version before management.
    ProposeAuditProgramme {
        /// The programme.
        id: String,
    },
    /// Approve a version, as management.
    ApproveAuditProgramme {
        /// The programme.
        id: String,
        /// The version, from 1.
        version: u32,
        /// The hash of what was read.
        sha256: String,
    },
    /// Close a programme whose cycle is over, or that another one takes the place of.
    CloseAuditProgramme {
        /// The programme.
        id: String,
        /// A note.
        note: String,
    },
    /// Plan an audit.
    PlanAudit {
        /// What, when, how.
        plan: Box<AuditPlan>,
    },
    /// Plan it otherwise, before it is announced.
    ReplanAudit {
        /// The audit.
        id: String,
        /// What, when, how.
        plan: Box<AuditPlan>,
    },
    /// Name an auditor, for the whole audit or for items of it; who has a part in them is refused (clause 9.2.2).
    AssignAuditor {
        /// The audit.
        id: String,
        /// Who, for what, and why they are able to.
        part: AuditorPart,
    },
    /// Take an auditor off.
    ReleaseAuditor {
        /// The audit.
        id: String,
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// Announce it to those audited; its checklist is drawn up.
    AnnounceAudit {
        /// The audit.
        id: String,
        /// On which day.
        on: Date,
        /// What they were told.
        note: String,
    },
    /// Begin fieldwork.
    StartAudit {
        /// The audit.
        id: String,
        /// On which day.
        on: Date,
    },
    /// Answer a line of the checklist.
    AnswerAuditLine {
        /// The audit.
        id: String,
        /// Number of the line, from 1.
        line: u32,
        /// The answer.
        answer: Box<LineAnswer>,
        /// How often the line was answered before, as its reader saw it; `None` for whatever it was.
        seen: Option<u32>,
    },
    /// Record a finding; a major or minor one raises a nonconformity, or names one that is there.
    RecordAuditFinding {
        /// The audit.
        id: String,
        /// What was found.
        finding: Box<AuditFinding>,
        /// A nonconformity that is there already.
        nonconformity: Option<String>,
    },
    /// Change the words of a finding, before it is reported.
    ReviseAuditFinding {
        /// The audit.
        id: String,
        /// Number of the finding, from 1.
        number: u32,
        /// What was found.
        finding: Box<AuditFinding>,
        /// Why it is said differently now.
        reason: String,
    },
    /// Report to management.
    ReportAudit {
        /// The audit.
        id: String,
        /// What, when, to whom.
        report: Box<AuditReport>,
    },
    /// Confirm that what was found is resolved.
    VerifyAudit {
        /// The audit.
        id: String,
        /// On which day.
        on: Date,
        /// What was looked at.
        note: String,
    },
    /// Close it.
    CloseAudit {
        /// The audit.
        id: String,
        /// A note.
        note: String,
    },
    /// Give it up before it is reported.
    CancelAudit {
        /// The audit.
        id: String,
        /// Why.
        reason: String,
    },
}

impl AuditCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            AuditCommand::WriteAuditProgramme { .. } => "write_audit_programme",
            AuditCommand::ProposeAuditProgramme { .. } => "propose_audit_programme",
            AuditCommand::ApproveAuditProgramme { .. } => "approve_audit_programme",
            AuditCommand::CloseAuditProgramme { .. } => "close_audit_programme",
            AuditCommand::PlanAudit { .. } => "plan_audit",
            AuditCommand::ReplanAudit { .. } => "replan_audit",
            AuditCommand::AssignAuditor { .. } => "assign_auditor",
            AuditCommand::ReleaseAuditor { .. } => "release_auditor",
            AuditCommand::AnnounceAudit { .. } => "announce_audit",
            AuditCommand::StartAudit { .. } => "start_audit",
            AuditCommand::AnswerAuditLine { .. } => "answer_audit_line",
            AuditCommand::RecordAuditFinding { .. } => "record_audit_finding",
            AuditCommand::ReviseAuditFinding { .. } => "revise_audit_finding",
            AuditCommand::ReportAudit { .. } => "report_audit",
            AuditCommand::VerifyAudit { .. } => "verify_audit",
            AuditCommand::CloseAudit { .. } => "close_audit",
            AuditCommand::CancelAudit { .. } => "cancel_audit",
        }
    }

    /// The programme that it names; `None` for what names none.
    pub fn programme(&self) -> Option<&String> {
        match self {
            AuditCommand::WriteAuditProgramme { id, .. } => id.as_ref(),
            AuditCommand::ProposeAuditProgramme { id }
            | AuditCommand::ApproveAuditProgramme { id, .. }
            | AuditCommand::CloseAuditProgramme { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The audit that it names; `None` for what names none.
    pub fn audit(&self) -> Option<&String> {
        match self {
            AuditCommand::WriteAuditProgramme { .. }
            | AuditCommand::ProposeAuditProgramme { .. }
            | AuditCommand::ApproveAuditProgramme { .. }
            | AuditCommand::CloseAuditProgramme { .. }
            | AuditCommand::PlanAudit { .. } => None,
            AuditCommand::ReplanAudit { id, .. }
            | AuditCommand::AssignAuditor { id, .. }
            | AuditCommand::ReleaseAuditor { id, .. }
            | AuditCommand::AnnounceAudit { id, .. }
            | AuditCommand::StartAudit { id, .. }
            | AuditCommand::AnswerAuditLine { id, .. }
            | AuditCommand::RecordAuditFinding { id, .. }
            | AuditCommand::ReviseAuditFinding { id, .. }
            | AuditCommand::ReportAudit { id, .. }
            | AuditCommand::VerifyAudit { id, .. }
            | AuditCommand::CloseAudit { id, .. }
            | AuditCommand::CancelAudit { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        let programme = self.programme().map(|id| ("audit_programme", id.as_str()));
        programme.or_else(|| self.audit().map(|id| ("internal_audit", id.as_str())))
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            AuditCommand::ApproveAuditProgramme { .. } => Action::ApproveAuditProgramme,
            AuditCommand::StartAudit { .. }
            | AuditCommand::AnswerAuditLine { .. }
            | AuditCommand::RecordAuditFinding { .. }
            | AuditCommand::ReviseAuditFinding { .. }
            | AuditCommand::ReportAudit { .. }
            | AuditCommand::VerifyAudit { .. } => Action::ConductAudit,
            _ => Action::PlanAudit,
        }
    }
}
