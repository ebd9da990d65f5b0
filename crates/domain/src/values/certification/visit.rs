//! A visit of the certification body: what was planned, what was covered, what came of it (R221, R222, R230).

use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a visit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// The first part of the first audit: documented information and readiness (R214).
    Stage1,
    /// Its second part: practice (R215).
    Stage2,
    /// Surveillance in the first year after the decision.
    Surveillance1,
    /// Surveillance in the second year.
    Surveillance2,
    /// The audit for the next three years.
    Recertification,
    /// A visit between: to verify an action, after a change of scope, at short notice.
    Special,
}

words!(VisitKind {
    Stage1 = "stage1", "Stage 1";
    Stage2 = "stage2", "Stage 2";
    Surveillance1 = "surveillance1", "First surveillance";
    Surveillance2 = "surveillance2", "Second surveillance";
    Recertification = "recertification", "Recertification";
    Special = "special", "Special visit";
});

impl VisitKind {
    /// A surveillance?
    pub fn surveillance(self) -> bool {
        matches!(self, VisitKind::Surveillance1 | VisitKind::Surveillance2)
    }
}

/// What the body said at the end of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitOutcome {
    /// It goes on.
    GoesOn,
    /// It goes on when what was found is answered.
    AfterActions,
    /// It does not go on.
    NotRecommended,
}

words!(VisitOutcome {
    GoesOn = "goes_on", "Goes on";
    AfterActions = "after_actions", "Goes on after actions";
    NotRecommended = "not_recommended", "Not recommended";
});

/// What a surveillance looks at every year (ISO/IEC 17021-1, in own words; R222).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SurveillanceTopic {
    /// Internal audit.
    InternalAudit,
    /// Management review.
    ManagementReview,
    /// Corrective actions on what was found.
    CorrectiveActions,
    /// Complaints.
    Complaints,
    /// Changes.
    Changes,
    /// Use of the marks of the body and of its accreditation.
    Marks,
    /// A part of the controls of the statement.
    Controls,
}

words!(SurveillanceTopic {
    InternalAudit = "internal_audit", "Internal audit";
    ManagementReview = "management_review", "Management review";
    CorrectiveActions = "corrective_actions", "Corrective actions";
    Complaints = "complaints", "Complaints";
    Changes = "changes", "Changes";
    Marks = "marks", "Use of marks";
    Controls = "controls", "Part of the controls";
});

/// A visit as it is agreed with the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationVisit {
    /// What it is for.
    pub kind: VisitKind,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Is it held from afar? Stage 1 may be (R216).
    #[serde(default)]
    pub remote: bool,
    /// Names of the auditors, as far as they are known.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub auditors: BTreeSet<String>,
    /// A note, such as sites and shifts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What is recorded of a visit that was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitRecord {
    /// The first day on which it was held.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// Names of the auditors who came.
    pub auditors: BTreeSet<String>,
    /// Clauses and controls that were covered.
    pub covered: BTreeSet<String>,
    /// What a surveillance looked at.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub topics: BTreeSet<SurveillanceTopic>,
    /// Lines of treatment plans that were followed from the risk to the evidence, such as `RI-1/L2` (R230).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub followed: BTreeSet<String>,
    /// What the body said at the end.
    pub outcome: VisitOutcome,
    /// In a few words.
    pub summary: String,
}
