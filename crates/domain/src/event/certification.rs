//! What happened to certification bodies and projects.

use crate::values::certification::{
    Accreditation, CertificationBody, CertificationDecision, CertificationFinding, CertificationMove,
    CertificationProject, CertificationVisit, ScopeChange, Settled, VisitRecord,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about certification bodies and projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificationEvent {
    /// A body was added.
    CertificationBodyAdded {
        /// Its id, `CB-n`.
        id: String,
        /// What is said of it.
        body: CertificationBody,
    },
    /// What is said of a body was changed.
    CertificationBodyRevised {
        /// Its id.
        id: String,
        /// As it is said now.
        body: CertificationBody,
        /// Why.
        reason: String,
    },
    /// Its accreditation was looked up.
    AccreditationChecked {
        /// Its id.
        id: String,
        /// What was seen.
        accreditation: Accreditation,
    },
    /// A certification was planned.
    CertificationPlanned {
        /// Its id, `CT-n`.
        id: String,
        /// What is to be certified.
        project: Box<CertificationProject>,
    },
    /// What is to be certified was changed.
    CertificationRevised {
        /// Its id.
        id: String,
        /// As it is said now.
        project: Box<CertificationProject>,
        /// Why.
        reason: String,
    },
    /// A step was taken.
    CertificationAdvanced {
        /// Its id.
        id: String,
        /// Where to, and when.
        step: CertificationMove,
        /// What was missing when the body went on nevertheless.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        waived: Vec<String>,
        /// Of a suspension: the last day by which it is solved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<Date>,
    },
    /// A visit was agreed.
    CertificationVisitPlanned {
        /// Its id.
        id: String,
        /// What, when, who.
        visit: CertificationVisit,
    },
    /// A visit was given other days.
    CertificationVisitMoved {
        /// Its id.
        id: String,
        /// Number of the visit.
        number: u32,
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
        /// Why.
        reason: String,
    },
    /// A visit does not take place.
    CertificationVisitCancelled {
        /// Its id.
        id: String,
        /// Number of the visit.
        number: u32,
        /// Why.
        reason: String,
    },
    /// A visit was held.
    CertificationVisitRecorded {
        /// Its id.
        id: String,
        /// Number of the visit.
        number: u32,
        /// What is recorded.
        record: Box<VisitRecord>,
    },
    /// The body found something.
    CertificationFindingRecorded {
        /// Its id.
        id: String,
        /// What.
        finding: Box<CertificationFinding>,
        /// By when the body wants a plan.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan_due: Option<Date>,
        /// By when it is to be resolved.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
        /// The nonconformity that it led to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nonconformity: Option<String>,
    },
    /// The body said something of a finding.
    CertificationFindingSettled {
        /// Its id.
        id: String,
        /// Number of the finding.
        number: u32,
        /// What.
        settled: Settled,
        /// By when it is to be resolved now, where that changes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<Date>,
    },
    /// The body certified, or certified again.
    CertificateRecorded {
        /// Its id.
        id: String,
        /// Day, number, scope, statement.
        decision: Box<CertificationDecision>,
        /// The last day of the certificate (K7).
        expiry: Date,
        /// Days without a certificate before it, of a certificate that was restored.
        #[serde(default)]
        days_without: u32,
    },
    /// A change of what is certified was noted.
    ScopeChangeNoted {
        /// Its id.
        id: String,
        /// What changes.
        change: ScopeChange,
    },
    /// The body was told of a change.
    ScopeChangeReported {
        /// Its id.
        id: String,
        /// Number of the change.
        number: u32,
        /// The day on which it was told.
        on: Date,
        /// What it answered.
        answer: String,
        /// It wants a Stage 1 before the next recertification.
        #[serde(default)]
        stage1: bool,
    },
    /// The use of marks was looked at.
    UseOfMarksChecked {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
        /// What was seen.
        note: String,
    },
}

impl CertificationEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            CertificationEvent::CertificationBodyAdded { .. } => "certification_body_added",
            CertificationEvent::CertificationBodyRevised { .. } => "certification_body_revised",
            CertificationEvent::AccreditationChecked { .. } => "accreditation_checked",
            CertificationEvent::CertificationPlanned { .. } => "certification_planned",
            CertificationEvent::CertificationRevised { .. } => "certification_revised",
            CertificationEvent::CertificationAdvanced { .. } => "certification_advanced",
            CertificationEvent::CertificationVisitPlanned { .. } => "certification_visit_planned",
            CertificationEvent::CertificationVisitMoved { .. } => "certification_visit_moved",
            CertificationEvent::CertificationVisitCancelled { .. } => "certification_visit_cancelled",
            CertificationEvent::CertificationVisitRecorded { .. } => "certification_visit_recorded",
            CertificationEvent::CertificationFindingRecorded { .. } => "certification_finding_recorded",
            CertificationEvent::CertificationFindingSettled { .. } => "certification_finding_settled",
            CertificationEvent::CertificateRecorded { .. } => "certificate_recorded",
            CertificationEvent::ScopeChangeNoted { .. } => "scope_change_noted",
            CertificationEvent::ScopeChangeReported { .. } => "scope_change_reported",
            CertificationEvent::UseOfMarksChecked { .. } => "use_of_marks_checked",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            CertificationEvent::CertificationBodyAdded { id, .. }
            | CertificationEvent::CertificationBodyRevised { id, .. }
            | CertificationEvent::AccreditationChecked { id, .. } => ("certification_body", id),
            CertificationEvent::CertificationPlanned { id, .. }
            | CertificationEvent::CertificationRevised { id, .. }
            | CertificationEvent::CertificationAdvanced { id, .. }
            | CertificationEvent::CertificationVisitPlanned { id, .. }
            | CertificationEvent::CertificationVisitMoved { id, .. }
            | CertificationEvent::CertificationVisitCancelled { id, .. }
            | CertificationEvent::CertificationVisitRecorded { id, .. }
            | CertificationEvent::CertificationFindingRecorded { id, .. }
            | CertificationEvent::CertificationFindingSettled { id, .. }
            | CertificationEvent::CertificateRecorded { id, .. }
            | CertificationEvent::ScopeChangeNoted { id, .. }
            | CertificationEvent::ScopeChangeReported { id, .. }
            | CertificationEvent::UseOfMarksChecked { id, .. } => ("certification", id),
        }
    }
}
