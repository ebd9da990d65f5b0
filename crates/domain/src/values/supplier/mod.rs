//! Those who supply us: what they do for us, what the contract says, what was assessed, and which of them the system
//! description has to name as subservice organisations (ISO/IEC 27001 A.5.19-A.5.23; CC9.2; DC 7).

mod report;
mod row;
mod subservice;

pub use report::{
    AskedOfUs, BRIDGE_MONTHS, BridgeLetter, Certificate, CuecAnswer, CuecState, REPORT_MONTHS, ReportDecision,
    ReportException, ReportKind, ReportOpinion, SupplierReport,
};
pub use row::SupplierRow;
pub use subservice::{Csoc, MAX_CSOCS, Subservice, SubserviceMethod};

use super::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most suppliers that one supplier names below it, and most systems that it serves.
pub const MAX_NAMED: usize = 200;
/// The lowest tier: nobody sees further down a supply chain than that.
pub const LOWEST_TIER: u8 = 9;

/// Where a supplier stands (workflows, section 11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplierState {
    /// Somebody wants it.
    #[default]
    Proposed,
    /// Its risks were assessed.
    Assessed,
    /// It may be used: assessed, and the contract says what it has to.
    Approved,
    /// In use, with a day on which it is reviewed next.
    Monitored,
    /// Being left.
    Exiting,
    /// Over, with what happened to data and access.
    Ended,
}

/// How much depends on a supplier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criticality {
    /// Its failure is an inconvenience.
    Low,
    /// Its failure hinders work.
    #[default]
    Medium,
    /// Its failure harms a commitment.
    High,
    /// Without it the service stands still.
    Critical,
}

/// What a contract can say about security and privacy (A.5.20, CC9.2, P6.4, P6.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clause {
    /// Security requirements.
    SecurityRequirements,
    /// Confidentiality.
    Confidentiality,
    /// It tells us of incidents.
    IncidentNotice,
    /// It tells us of breaches of personal data.
    BreachNotice,
    /// We, or somebody for us, may audit.
    AuditRight,
    /// Whom it may use below it, on which terms.
    Subprocessors,
    /// Privacy commitments.
    PrivacyCommitments,
    /// Data come back or are erased at the end.
    ReturnOfData,
    /// How it ends.
    Termination,
}

/// What was agreed with a supplier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contract {
    /// Its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Its last day, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What it says.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub clauses: BTreeSet<Clause>,
}

/// A supplier, as it was recorded. Where it stands, its assessment and its next review lie beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplier {
    /// Its name; no two suppliers have the same.
    pub name: String,
    /// 1: we contract with it; 2 and more: it stands below one of those.
    pub tier: u8,
    /// What it does for us.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub services: String,
    /// Does it supply information or communication technology (A.5.21)?
    #[serde(default)]
    pub ict: bool,
    /// Ids of the suppliers directly below it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub chain: BTreeSet<String>,
    /// It said that nobody below it matters to what it does for us.
    #[serde(default)]
    pub no_chain: bool,
    /// How much depends on it.
    #[serde(default)]
    pub criticality: Criticality,
    /// Does it handle personal data for us?
    #[serde(default)]
    pub personal_data: bool,
    /// The person here who answers for it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What was agreed.
    #[serde(default)]
    pub contract: Contract,
    /// How its service is watched, and how often (A.5.22).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub monitoring: String,
    /// In-scope systems that it serves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub systems: BTreeSet<String>,
    /// Are its controls needed to meet our commitments? The test of a subservice organisation; `None`: not asked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<bool>,
    /// How the description treats it, for a subservice organisation (DC 7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subservice: Option<Subservice>,
}

impl Supplier {
    /// The clauses that a contract with it has to have: the more depends on it, the more; personal data add two (R238).
    pub fn wanted(&self) -> BTreeSet<Clause> {
        let mut wanted = BTreeSet::from([Clause::SecurityRequirements, Clause::Confidentiality]);
        if self.criticality >= Criticality::Medium {
            wanted.extend([Clause::IncidentNotice, Clause::ReturnOfData, Clause::Termination]);
        }
        if self.criticality >= Criticality::High {
            wanted.extend([Clause::AuditRight, Clause::Subprocessors]);
        }
        if self.personal_data {
            wanted.extend([Clause::PrivacyCommitments, Clause::BreachNotice]);
        }
        wanted
    }

    /// Of those, the ones that its contract lacks.
    pub fn lacking(&self) -> BTreeSet<Clause> {
        self.wanted().difference(&self.contract.clauses).copied().collect()
    }
}

/// An assessment of a supplier's risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierAssessment {
    /// When.
    pub on: Date,
    /// What it came to.
    pub result: String,
    /// When it is due again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Date>,
}

/// A step of a supplier to another state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierStep {
    /// Where it stands from then on.
    pub to: SupplierState,
    /// From which day.
    pub on: Date,
    /// Why, or what was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The day on which it is reviewed next; needed for one that is monitored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
    /// What happened to our data; needed for one that ended.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub data: String,
    /// What happened to its access; needed for one that ended.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub access: String,
}

/// The papers by which suppliers are overseen (R232, R235).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierRules {
    /// The policy on suppliers: its name or number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// The day on which that was approved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Date>,
    /// The procedure for incidents that suppliers cause.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub procedure: String,
}

/// An incident that a supplier caused (R235).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierIncident {
    /// The supplier's id.
    pub supplier: String,
    /// The day on which it happened.
    pub on: Date,
    /// What happened, and what it did to us.
    pub what: String,
    /// The day on which the supplier told us; `None`: it has not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_us_on: Option<Date>,
    /// What was learnt, and what changed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lessons: String,
}

words!(SupplierState {
    Proposed = "proposed", "Proposed";
    Assessed = "assessed", "Assessed";
    Approved = "approved", "Approved";
    Monitored = "monitored", "Monitored";
    Exiting = "exiting", "Being left";
    Ended = "ended", "Ended";
});

impl SupplierState {
    /// Is it in use, so that what is missing matters today?
    pub fn in_use(self) -> bool {
        matches!(self, SupplierState::Approved | SupplierState::Monitored | SupplierState::Exiting)
    }
}

words!(Criticality {
    Low = "low", "Low";
    Medium = "medium", "Medium";
    High = "high", "High";
    Critical = "critical", "Critical";
});
words!(Clause {
    SecurityRequirements = "security_requirements", "Security requirements";
    Confidentiality = "confidentiality", "Confidentiality";
    IncidentNotice = "incident_notice", "Notice of incidents";
    BreachNotice = "breach_notice", "Notice of breaches of personal data";
    AuditRight = "audit_right", "Right to audit";
    Subprocessors = "subprocessors", "Whom it may use below it";
    PrivacyCommitments = "privacy_commitments", "Privacy commitments";
    ReturnOfData = "return_of_data", "Return or erasure of data";
    Termination = "termination", "How it ends";
});
