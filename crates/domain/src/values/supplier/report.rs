//! A supplier's own report or certificate, and what it asks of us (workflows, section 4; DC 6).

use super::super::Window;
use super::super::operation::words;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Months after the end of its period that a bridge letter usually reaches (K2); it gives no assurance.
pub const BRIDGE_MONTHS: i32 = 3;
/// Months after the end of its period for which a report is used; a new one is then due.
pub const REPORT_MONTHS: i32 = 12;

/// What the paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportKind {
    /// SOC 2 report of type 1, as of a day.
    Soc2Type1,
    /// SOC 2 report of type 2, over a period.
    #[default]
    Soc2Type2,
    /// SOC 1 report, on controls that matter to financial reporting.
    Soc1,
    /// SOC 3 report, for anybody.
    Soc3,
    /// ISO/IEC 27001 certificate.
    IsoCertificate,
    /// Something else.
    Other,
}

/// The opinion, as the report has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportOpinion {
    /// Unmodified.
    Unmodified,
    /// Qualified.
    Qualified,
    /// Adverse.
    Adverse,
    /// The auditor gave none.
    Disclaimer,
    /// The paper has no opinion, as a certificate has none.
    #[default]
    None,
}

/// An exception that the report names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportException {
    /// What the report says.
    pub text: String,
    /// What it does to us; empty before the review.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub effect: String,
}

/// A control that the report asks of whoever uses the supplier: a complementary user-entity control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedOfUs {
    /// Its id in the report, or one given here.
    pub id: String,
    /// What it asks.
    pub text: String,
}

/// A letter of the supplier's management from the end of the period to a day; no auditor stands behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BridgeLetter {
    /// The day up to which it speaks.
    pub until: Date,
    /// The day on which it came.
    pub received: Date,
}

/// What a certificate says beside its period.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The certification body.
    pub body: String,
    /// Who accredited that body.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub accreditation: String,
    /// The scope, in its words.
    pub scope: String,
    /// Version of the Statement of Applicability.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub statement: String,
}

/// What the paper says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SupplierReport {
    /// Its period; a type 1 report has one day, a certificate the days from issue to expiry.
    pub period: Window,
    /// The day on which it came.
    pub received: Date,
    /// The opinion as recorded.
    #[serde(default)]
    pub opinion: ReportOpinion,
    /// Exceptions that it names, with their effect on us.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<ReportException>,
    /// What it asks of us.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cuecs: Vec<AskedOfUs>,
    /// Subservice organisations that it carves out itself, by name.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub carve_outs: BTreeSet<String>,
    /// Of a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// The item of evidence that holds it (CC6.4, A1.2; R254).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl SupplierReport {
    /// The last day on which it is in date: a certificate expires; a report is used for a year after its period.
    pub fn last_day(&self, kind: ReportKind) -> Date {
        match kind {
            ReportKind::IsoCertificate => self.period.until,
            _ => self.period.until.saturating_add(REPORT_MONTHS.months()),
        }
    }
}

/// What was decided of a report after its review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportDecision {
    /// It is relied on.
    Accepted,
    /// It is relied on, and something is done beside.
    AcceptedWithActions,
    /// It is not relied on.
    Rejected,
}

/// Where a control that is asked of us stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CuecState {
    /// Nobody said how it is met.
    #[default]
    Open,
    /// An own control meets it.
    Met,
    /// It does not concern us, for a reason.
    NotApplicable,
}

/// How a control that is asked of us is met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CuecAnswer {
    /// Where it stands.
    pub state: CuecState,
    /// The person here who answers for it, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The own control that meets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<String>,
    /// Why it does not concern us, or how the control meets it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

words!(ReportKind {
    Soc2Type1 = "soc2_type1", "SOC 2 report, type 1";
    Soc2Type2 = "soc2_type2", "SOC 2 report, type 2";
    Soc1 = "soc1", "SOC 1 report";
    Soc3 = "soc3", "SOC 3 report";
    IsoCertificate = "iso_certificate", "ISO/IEC 27001 certificate";
    Other = "other", "Other report";
});

impl ReportKind {
    /// Does the time after its period go without assurance until the next one, so that a bridge letter is asked for?
    pub fn has_gap(self) -> bool {
        !matches!(self, ReportKind::IsoCertificate | ReportKind::Other)
    }
}

words!(ReportOpinion {
    Unmodified = "unmodified", "Unmodified";
    Qualified = "qualified", "Qualified";
    Adverse = "adverse", "Adverse";
    Disclaimer = "disclaimer", "Disclaimer";
    None = "none", "No opinion";
});
words!(ReportDecision {
    Accepted = "accepted", "Accepted";
    AcceptedWithActions = "accepted_with_actions", "Accepted with actions";
    Rejected = "rejected", "Rejected";
});
words!(CuecState {
    Open = "open", "Open";
    Met = "met", "Met";
    NotApplicable = "not_applicable", "Not applicable";
});
