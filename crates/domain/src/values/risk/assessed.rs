//! A risk, and how it was rated (ISO/IEC 27001 clause 6.1.2 c and d, SOC 2 CC3.2 to CC3.4).

use crate::values::operation::words;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most assets, suppliers, links or controls that one risk or one line of treatment names.
pub const MAX_RISK_LINKS: usize = 100;

/// What information loses when the risk comes true (R107).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Property {
    /// Who may not, sees it.
    Confidentiality,
    /// It is no longer right or whole.
    Integrity,
    /// It is not there when it is needed.
    Availability,
}

words!(Property {
    Confidentiality = "confidentiality", "Confidentiality";
    Integrity = "integrity", "Integrity";
    Availability = "availability", "Availability";
});

/// The kind of threat. Fraud is one of them, as CC3.3 asks (R114).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskCategory {
    /// Misstatement, misuse of assets, corruption, controls overridden by management.
    Fraud,
    /// Attack from outside or inside.
    Attack,
    /// Wrong or excessive access.
    Access,
    /// Change of systems and software.
    Change,
    /// Failure of technology, capacity or continuity.
    Continuity,
    /// Suppliers and partners.
    Supplier,
    /// People: error, absence, lack of skill.
    People,
    /// Places and equipment.
    Physical,
    /// Law, contract, privacy.
    Legal,
    /// Anything else.
    #[default]
    Other,
}

words!(RiskCategory {
    Fraud = "fraud", "Fraud";
    Attack = "attack", "Attack";
    Access = "access", "Access";
    Change = "change", "Change";
    Continuity = "continuity", "Continuity";
    Supplier = "supplier", "Supplier";
    People = "people", "People";
    Physical = "physical", "Physical";
    Legal = "legal", "Legal and contract";
    Other = "other", "Other";
});

/// What the register says of a risk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// A short title.
    pub title: String,
    /// What could bring it about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cause: String,
    /// What would happen.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub event: String,
    /// What would follow.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub consequence: String,
    /// What information would lose.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub properties: BTreeSet<Property>,
    /// Where it was found: a workshop, an incident, a list of threats.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// The kind of threat.
    #[serde(default)]
    pub category: RiskCategory,
    /// The person who owns it, by id (R108).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Assets that it touches, by name.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub assets: BTreeSet<String>,
    /// Suppliers that it touches, by id.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub suppliers: BTreeSet<String>,
    /// Anything else that it hangs together with: an incident, a project, a finding.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub links: BTreeSet<String>,
    /// Controls that hold it down today: own controls, or controls of Annex A.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub controls: BTreeSet<String>,
    /// Its entry in the enterprise's register of risks (R86).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub enterprise: String,
    /// The day on which it is assessed next; set by each rating, or by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
}

/// What is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingKind {
    /// As if there were no controls.
    Inherent,
    /// With the controls of today.
    Current,
    /// What remains after treatment.
    Residual,
}

words!(RatingKind {
    Inherent = "inherent", "Inherent";
    Current = "current", "Current";
    Residual = "residual", "Residual";
});

/// A rating, made by one version of the method and never changed by another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// What was rated.
    pub kind: RatingKind,
    /// Grade of likelihood, from 1.
    pub likelihood: u8,
    /// Grade of impact, from 1.
    pub impact: u8,
    /// The level that the matrix gave, from 1.
    pub level: u8,
    /// The word of that level.
    pub word: String,
    /// The version of the method.
    pub method: u32,
    /// The day.
    pub on: Date,
    /// Why these grades.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Why a risk is looked at again before its day (R113).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskTrigger {
    /// A supplier came, changed or went.
    VendorChange,
    /// A project began.
    Project,
    /// A system changed.
    SystemChange,
    /// An incident.
    Incident,
    /// A finding or exception.
    Finding,
    /// Anything else.
    Other,
}

words!(RiskTrigger {
    VendorChange = "vendor_change", "Change of a vendor";
    Project = "project", "Project";
    SystemChange = "system_change", "Change of a system";
    Incident = "incident", "Incident";
    Finding = "finding", "Finding";
    Other = "other", "Other";
});

/// Where a risk stands; it follows from what was recorded and is never set by hand (workflow of risk and treatment).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskState {
    /// Described; not rated since it was opened.
    Identified,
    /// Rated without controls only.
    Analysed,
    /// Rated as it is today, so that it can be set against the appetite.
    Evaluated,
    /// An option is chosen; the plan is not approved as it stands.
    TreatmentSelected,
    /// The plan is approved; what remains is not accepted.
    Treating,
    /// What remains is accepted; lines of the plan are open.
    ResidualAccepted,
    /// Accepted, and nothing of the plan is open.
    Monitored,
    /// Closed.
    Closed,
}

words!(RiskState {
    Identified = "identified", "Identified";
    Analysed = "analysed", "Analysed";
    Evaluated = "evaluated", "Evaluated";
    TreatmentSelected = "treatment_selected", "Treatment selected";
    Treating = "treating", "Treating";
    ResidualAccepted = "residual_accepted", "Residual accepted";
    Monitored = "monitored", "Monitored";
    Closed = "closed", "Closed";
});
