//! Commands about certification bodies and projects.

use crate::values::Action;
use crate::values::certification::{
    Accreditation, CertificationBody, CertificationDecision, CertificationFinding, CertificationMove,
    CertificationProject, CertificationVisit, ScopeChange, Settled, VisitRecord,
};
use jiff::civil::Date;
use serde::Serialize;

/// A change of certification bodies and projects.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum CertificationCommand {
    /// Add a certification body.
    AddCertificationBody {
        /// Name, country, markets, its days.
        body: CertificationBody,
    },
    /// Change what is said of a body.
    ReviseCertificationBody {
        /// Its id.
        id: String,
        /// As it is said now.
        body: CertificationBody,
        /// Why.
        reason: String,
    },
    /// Record what was seen of its accreditation, and where (R224).
    CheckAccreditation {
        /// Its id.
        id: String,
        /// What was seen.
        accreditation: Accreditation,
    },
    /// Plan a certification with a body.
    PlanCertification {
        /// What is to be certified.
        project: Box<CertificationProject>,
    },
    /// Change what is to be certified.
    ReviseCertification {
        /// Its id.
        id: String,
        /// As it is said now.
        project: Box<CertificationProject>,
        /// Why.
        reason: String,
    },
    /// Take a step: its guards are judged from the ledger.
    AdvanceCertification {
        /// Its id.
        id: String,
        /// Where to, and when.
        step: CertificationMove,
    },
    /// Agree the days of a visit with the body.
    PlanCertificationVisit {
        /// Its id.
        id: String,
        /// What, when, who.
        visit: CertificationVisit,
    },
    /// Give a visit other days.
    MoveCertificationVisit {
        /// Its id.
        id: String,
        /// Number of the visit, from 1.
        number: u32,
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
        /// Why.
        reason: String,
    },
    /// Let a visit not take place.
    CancelCertificationVisit {
        /// Its id.
        id: String,
        /// Number of the visit, from 1.
        number: u32,
        /// Why.
        reason: String,
    },
    /// Record a visit that was held: what it covered and what came of it (R221, R230).
    RecordCertificationVisit {
        /// Its id.
        id: String,
        /// Number of the visit, from 1.
        number: u32,
        /// What is recorded.
        record: Box<VisitRecord>,
    },
    /// Record what the body found; all but an opportunity is raised as a nonconformity in the same moment (R156).
    RecordCertificationFinding {
        /// Its id.
        id: String,
        /// What was found.
        finding: Box<CertificationFinding>,
        /// A nonconformity that is there already and is the same; `None` to raise one.
        nonconformity: Option<String>,
    },
    /// Record what the body said of a finding.
    SettleCertificationFinding {
        /// Its id.
        id: String,
        /// Number of the finding, from 1.
        number: u32,
        /// What it said.
        settled: Settled,
    },
    /// Record the body's decision to certify, or to certify again.
    RecordCertificate {
        /// Its id.
        id: String,
        /// Day, number, scope, statement.
        decision: Box<CertificationDecision>,
    },
    /// Note a change of what is certified.
    NoteScopeChange {
        /// Its id.
        id: String,
        /// What changes.
        change: ScopeChange,
    },
    /// Record that the body was told of a change, and what it answered.
    ReportScopeChange {
        /// Its id.
        id: String,
        /// Number of the change, from 1.
        number: u32,
        /// The day on which it was told.
        on: Date,
        /// What it answered.
        answer: String,
        /// It wants a Stage 1 before the next recertification.
        stage1: bool,
    },
    /// Record a look at how the marks of the body and of its accreditation are used (R222).
    CheckUseOfMarks {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
        /// Where was looked, and what was seen.
        note: String,
    },
}

impl CertificationCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            CertificationCommand::AddCertificationBody { .. } => "add_certification_body",
            CertificationCommand::ReviseCertificationBody { .. } => "revise_certification_body",
            CertificationCommand::CheckAccreditation { .. } => "check_accreditation",
            CertificationCommand::PlanCertification { .. } => "plan_certification",
            CertificationCommand::ReviseCertification { .. } => "revise_certification",
            CertificationCommand::AdvanceCertification { .. } => "advance_certification",
            CertificationCommand::PlanCertificationVisit { .. } => "plan_certification_visit",
            CertificationCommand::MoveCertificationVisit { .. } => "move_certification_visit",
            CertificationCommand::CancelCertificationVisit { .. } => "cancel_certification_visit",
            CertificationCommand::RecordCertificationVisit { .. } => "record_certification_visit",
            CertificationCommand::RecordCertificationFinding { .. } => "record_certification_finding",
            CertificationCommand::SettleCertificationFinding { .. } => "settle_certification_finding",
            CertificationCommand::RecordCertificate { .. } => "record_certificate",
            CertificationCommand::NoteScopeChange { .. } => "note_scope_change",
            CertificationCommand::ReportScopeChange { .. } => "report_scope_change",
            CertificationCommand::CheckUseOfMarks { .. } => "check_use_of_marks",
        }
    }

    /// The body that it names; `None` for what names none.
    pub fn body(&self) -> Option<&String> {
        match self {
            CertificationCommand::ReviseCertificationBody { id, .. }
            | CertificationCommand::CheckAccreditation { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The project that it names; `None` for what names none.
    pub fn project(&self) -> Option<&String> {
        match self {
            CertificationCommand::AddCertificationBody { .. }
            | CertificationCommand::ReviseCertificationBody { .. }
            | CertificationCommand::CheckAccreditation { .. }
            | CertificationCommand::PlanCertification { .. } => None,
            CertificationCommand::ReviseCertification { id, .. }
            | CertificationCommand::AdvanceCertification { id, .. }
            | CertificationCommand::PlanCertificationVisit { id, .. }
            | CertificationCommand::MoveCertificationVisit { id, .. }
            | CertificationCommand::CancelCertificationVisit { id, .. }
            | CertificationCommand::RecordCertificationVisit { id, .. }
            | CertificationCommand::RecordCertificationFinding { id, .. }
            | CertificationCommand::SettleCertificationFinding { id, .. }
            | CertificationCommand::RecordCertificate { id, .. }
            | CertificationCommand::NoteScopeChange { id, .. }
            | CertificationCommand::ReportScopeChange { id, .. }
            | CertificationCommand::CheckUseOfMarks { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        let body = self.body().map(|id| ("certification_body", id.as_str()));
        body.or_else(|| self.project().map(|id| ("certification", id.as_str())))
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::KeepCertification
    }
}
