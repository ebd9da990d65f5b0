//! The eighteen pieces of documented information that ISO/IEC 27001:2022 names, and where each is kept.

use super::super::isms::RegisterKind;
use super::super::operation::words;
use serde::{Deserialize, Serialize};

/// A piece of documented information that the standard names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MandatoryPiece {
    /// 4.3.
    IsmsScope,
    /// 5.2.
    SecurityPolicy,
    /// 6.1.2.
    RiskAssessmentProcess,
    /// 6.1.3.
    RiskTreatmentProcess,
    /// 6.1.3 d.
    StatementOfApplicability,
    /// 6.1.3 e.
    TreatmentPlan,
    /// 6.2.
    Objectives,
    /// 7.2 d.
    Competence,
    /// 7.5.1 b.
    OwnDocuments,
    /// 7.5.3.
    ExternalDocuments,
    /// 8.1.
    ProcessesAsPlanned,
    /// 8.2.
    AssessmentResults,
    /// 8.3.
    TreatmentResults,
    /// 9.1.
    MonitoringResults,
    /// 9.2.2.
    InternalAudits,
    /// 9.3.3.
    ManagementReviews,
    /// 10.2 f.
    Nonconformities,
    /// 10.2 g.
    CorrectiveAction,
}

words!(MandatoryPiece {
    IsmsScope = "isms_scope", "Scope of the management system";
    SecurityPolicy = "security_policy", "Information security policy";
    RiskAssessmentProcess = "risk_assessment_process", "How risks are assessed";
    RiskTreatmentProcess = "risk_treatment_process", "How risks are treated";
    StatementOfApplicability = "statement_of_applicability", "Statement of Applicability";
    TreatmentPlan = "treatment_plan", "Risk treatment plan";
    Objectives = "objectives", "Information security objectives";
    Competence = "competence", "Evidence of competence";
    OwnDocuments = "own_documents", "Documents that the organisation itself needs";
    ExternalDocuments = "external_documents", "External documents, identified and controlled";
    ProcessesAsPlanned = "processes_as_planned", "Records that processes ran as planned";
    AssessmentResults = "assessment_results", "Results of risk assessments";
    TreatmentResults = "treatment_results", "Results of risk treatment";
    MonitoringResults = "monitoring_results", "Results of monitoring and measurement";
    InternalAudits = "internal_audits", "Audit programme and results of internal audits";
    ManagementReviews = "management_reviews", "Results of management reviews";
    Nonconformities = "nonconformities", "Nonconformities and what was done";
    CorrectiveAction = "corrective_action", "Results of corrective action";
});

/// Which register of the product holds a piece, besides documents that are named as it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptIn {
    /// Documents alone.
    Documents,
    /// The Statement of Applicability.
    Statement,
    /// The register of risks.
    Risks,
    /// Runs of controls, shown by evidence.
    Evidence,
    /// Nonconformities.
    Nonconformities,
    /// A register of the management system.
    Register(RegisterKind),
    /// Internal audits.
    Audits,
    /// Management reviews.
    Reviews,
}

impl MandatoryPiece {
    /// The clause that names it.
    pub fn clause(self) -> &'static str {
        match self {
            MandatoryPiece::IsmsScope => "4.3",
            MandatoryPiece::SecurityPolicy => "5.2",
            MandatoryPiece::RiskAssessmentProcess => "6.1.2",
            MandatoryPiece::RiskTreatmentProcess
            | MandatoryPiece::StatementOfApplicability
            | MandatoryPiece::TreatmentPlan => "6.1.3",
            MandatoryPiece::Objectives => "6.2",
            MandatoryPiece::Competence => "7.2",
            MandatoryPiece::OwnDocuments => "7.5.1",
            MandatoryPiece::ExternalDocuments => "7.5.3",
            MandatoryPiece::ProcessesAsPlanned => "8.1",
            MandatoryPiece::AssessmentResults => "8.2",
            MandatoryPiece::TreatmentResults => "8.3",
            MandatoryPiece::MonitoringResults => "9.1",
            MandatoryPiece::InternalAudits => "9.2.2",
            MandatoryPiece::ManagementReviews => "9.3.3",
            MandatoryPiece::Nonconformities | MandatoryPiece::CorrectiveAction => "10.2",
        }
    }

    /// Where it is kept when no document is named as it.
    pub fn kept_in(self) -> KeptIn {
        match self {
            MandatoryPiece::StatementOfApplicability => KeptIn::Statement,
            MandatoryPiece::TreatmentPlan | MandatoryPiece::AssessmentResults | MandatoryPiece::TreatmentResults => {
                KeptIn::Risks
            }
            MandatoryPiece::ProcessesAsPlanned => KeptIn::Evidence,
            MandatoryPiece::Nonconformities | MandatoryPiece::CorrectiveAction => KeptIn::Nonconformities,
            MandatoryPiece::Objectives => KeptIn::Register(RegisterKind::Objectives),
            MandatoryPiece::Competence => KeptIn::Register(RegisterKind::Competence),
            MandatoryPiece::MonitoringResults => KeptIn::Register(RegisterKind::Measures),
            MandatoryPiece::InternalAudits => KeptIn::Audits,
            MandatoryPiece::ManagementReviews => KeptIn::Reviews,
            _ => KeptIn::Documents,
        }
    }
}
