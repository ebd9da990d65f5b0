//! A project with a certification body: what is to be certified, where it stands, what the body decided.

use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where a project stands (workflows, section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificationState {
    /// A body and a scope are chosen.
    #[default]
    Planned,
    /// Every clause was judged.
    GapDone,
    /// Method, risks and a statement are there.
    IsmsBuilt,
    /// Controls run.
    Operating,
    /// The whole scope was audited by people who have no part in it.
    InternalAuditDone,
    /// Top management held its review.
    ManagementReviewDone,
    /// The body looks at the documented information.
    Stage1,
    /// Its areas of concern are answered.
    Stage1Closed,
    /// The body looks at practice.
    Stage2,
    /// The body decides.
    DecisionPending,
    /// Certified.
    Certified,
    /// Certified, and the first surveillance is under way.
    Surveillance1,
    /// Certified, and the second surveillance is under way.
    Surveillance2,
    /// The audit for the next three years is under way.
    Recertification,
    /// The body suspended the certificate.
    Suspended,
    /// The certificate was withdrawn, or the project given up.
    Withdrawn,
    /// The last day of the certificate is over.
    Expired,
}

words!(CertificationState {
    Planned = "planned", "Planned";
    GapDone = "gap_done", "Gap analysis done";
    IsmsBuilt = "isms_built", "Management system built";
    Operating = "operating", "Operating";
    InternalAuditDone = "internal_audit_done", "Internal audit done";
    ManagementReviewDone = "management_review_done", "Management review done";
    Stage1 = "stage1", "Stage 1";
    Stage1Closed = "stage1_closed", "Stage 1 closed";
    Stage2 = "stage2", "Stage 2";
    DecisionPending = "decision_pending", "Decision pending";
    Certified = "certified", "Certified";
    Surveillance1 = "surveillance1", "First surveillance";
    Surveillance2 = "surveillance2", "Second surveillance";
    Recertification = "recertification", "Recertification";
    Suspended = "suspended", "Suspended";
    Withdrawn = "withdrawn", "Withdrawn";
    Expired = "expired", "Expired";
});

impl CertificationState {
    /// Before the body's first audit?
    pub fn prepares(self) -> bool {
        self < CertificationState::Stage1
    }

    /// Is a certificate in force?
    pub fn certified(self) -> bool {
        use CertificationState::{Certified, Recertification, Surveillance1, Surveillance2};
        matches!(self, Certified | Surveillance1 | Surveillance2 | Recertification)
    }
}

/// Why a certificate was suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SuspensionGround {
    /// A surveillance was not held in time.
    OverdueSurveillance,
    /// A major nonconformity was not resolved.
    UnresolvedMajor,
    /// The organisation asked for it.
    OwnRequest,
}

words!(SuspensionGround {
    OverdueSurveillance = "overdue_surveillance", "Overdue surveillance";
    UnresolvedMajor = "unresolved_major", "Unresolved major nonconformity";
    OwnRequest = "own_request", "Own request";
});

/// What is to be certified, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationProject {
    /// What it is called.
    pub title: String,
    /// The body, `CB-n`.
    pub body: String,
    /// The standard with its edition; empty for ISO/IEC 27001:2022.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub standard: String,
    /// The text of the scope as it is to stand on the certificate.
    pub scope: String,
    /// Markets where the certificate has to be recognised.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub markets: BTreeSet<String>,
    /// Audit days of Stage 1 as agreed; 0 while nothing is agreed.
    #[serde(default)]
    pub stage1_days: u32,
    /// Audit days of Stage 2 as agreed; 0 while nothing is agreed.
    #[serde(default)]
    pub stage2_days: u32,
    /// People in the scope, for the published table of audit time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// The SOC 2 engagement of the same assessor, `EN-n`, where both are one combined audit (R229).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<String>,
    /// How the two are held together: days, interviews and evidence that serve both.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub combined: String,
    /// The person who answers for the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A step of a project. What the body decides is recorded as it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationMove {
    /// Where to.
    pub to: CertificationState,
    /// The day on which it was so.
    pub on: Date,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why the body went on although something was missing; empty when nothing is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub because: String,
    /// Of a suspension: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<SuspensionGround>,
}

/// A decision of the body to certify, or to certify again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationDecision {
    /// The day of the decision.
    pub on: Date,
    /// The number of the certificate.
    pub number: String,
    /// The text of the scope as it stands on the certificate.
    pub scope: String,
    /// The version of the Statement of Applicability that the certificate names: `ST-n`, or as it is called elsewhere.
    pub statement: String,
    /// A note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What kind of change of scope it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeChangeKind {
    /// A new or closed site.
    Site,
    /// A new or ended service.
    Service,
    /// A merger, a sale, another legal form.
    Merger,
    /// Anything else that is significant.
    Other,
}

words!(ScopeChangeKind {
    Site = "site", "Site";
    Service = "service", "Service";
    Merger = "merger", "Merger or sale";
    Other = "other", "Other";
});

/// A change of what is certified, which the body has to know before its next visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeChange {
    /// What kind.
    pub kind: ScopeChangeKind,
    /// What changes.
    pub what: String,
    /// From which day.
    pub on: Date,
}
