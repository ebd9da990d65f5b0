//! What happened to suppliers, their reports and user-entity controls.

use crate::values::FileRef;
use crate::values::supplier::{
    BridgeLetter, CuecAnswer, ReportDecision, ReportKind, Supplier, SupplierAssessment, SupplierIncident,
    SupplierReport, SupplierRules, SupplierStep,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about suppliers, their reports and user-entity controls.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplierEvent {
    /// A supplier was put into the register.
    SupplierAdded {
        /// Its id.
        id: String,
        /// What it is.
        supplier: Box<Supplier>,
    },
    /// What the register says of a supplier was changed.
    SupplierRevised {
        /// Its id.
        id: String,
        /// What it is now.
        supplier: Box<Supplier>,
    },
    /// A supplier's risks were assessed.
    SupplierAssessed {
        /// Its id.
        id: String,
        /// What it came to.
        assessment: SupplierAssessment,
    },
    /// A supplier went to another state, or its next review was set.
    SupplierMoved {
        /// Its id.
        id: String,
        /// The step.
        step: SupplierStep,
    },
    /// The policy and the procedure about suppliers were named.
    SupplierRulesSet {
        /// Both.
        rules: SupplierRules,
    },
    /// An incident that a supplier caused was recorded.
    SupplierIncidentRecorded {
        /// Its id.
        id: String,
        /// What happened.
        incident: SupplierIncident,
    },
    /// The record of such an incident was completed.
    SupplierIncidentRevised {
        /// Its id.
        id: String,
        /// What is known of it now.
        incident: SupplierIncident,
    },
    /// A supplier was asked for a report.
    SupplierReportRequested {
        /// Id of the report.
        id: String,
        /// The supplier.
        supplier: String,
        /// What was asked for.
        kind: ReportKind,
        /// A note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// What a supplier's report says was recorded.
    SupplierReportRecorded {
        /// Its id.
        id: String,
        /// What it says.
        report: Box<SupplierReport>,
    },
    /// A supplier's report was reviewed.
    SupplierReportReviewed {
        /// Its id.
        id: String,
        /// The day.
        on: Date,
        /// What the review found.
        finding: String,
        /// The effect on us of each exception, in their order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        effects: Vec<String>,
    },
    /// It was decided whether a report is relied on.
    SupplierReportDecided {
        /// Its id.
        id: String,
        /// What was decided.
        decision: ReportDecision,
        /// Why, and what is done beside.
        reason: String,
    },
    /// A bridge letter came.
    BridgeLetterRecorded {
        /// The report's id.
        id: String,
        /// The letter.
        letter: BridgeLetter,
    },
    /// It was said how a control that a report asks of us is met.
    CuecAnswered {
        /// The report's id.
        report: String,
        /// The control's id in it.
        cuec: String,
        /// How.
        answer: CuecAnswer,
    },
    /// A list of suppliers was imported; the changes themselves are events of their own, after this one.
    SuppliersImported {
        /// The name of the file.
        source: String,
        /// The file itself, when it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// New suppliers.
        added: u32,
        /// Changed suppliers.
        changed: u32,
        /// Suppliers that were the same already.
        same: u32,
    },
}

impl SupplierEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            SupplierEvent::SupplierAdded { .. } => "supplier_added",
            SupplierEvent::SupplierRevised { .. } => "supplier_revised",
            SupplierEvent::SupplierAssessed { .. } => "supplier_assessed",
            SupplierEvent::SupplierMoved { .. } => "supplier_moved",
            SupplierEvent::SupplierRulesSet { .. } => "supplier_rules_set",
            SupplierEvent::SupplierIncidentRecorded { .. } => "supplier_incident_recorded",
            SupplierEvent::SupplierIncidentRevised { .. } => "supplier_incident_revised",
            SupplierEvent::SupplierReportRequested { .. } => "supplier_report_requested",
            SupplierEvent::SupplierReportRecorded { .. } => "supplier_report_recorded",
            SupplierEvent::SupplierReportReviewed { .. } => "supplier_report_reviewed",
            SupplierEvent::SupplierReportDecided { .. } => "supplier_report_decided",
            SupplierEvent::BridgeLetterRecorded { .. } => "bridge_letter_recorded",
            SupplierEvent::CuecAnswered { .. } => "cuec_answered",
            SupplierEvent::SuppliersImported { .. } => "suppliers_imported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            SupplierEvent::SupplierAdded { id, .. }
            | SupplierEvent::SupplierRevised { id, .. }
            | SupplierEvent::SupplierAssessed { id, .. }
            | SupplierEvent::SupplierMoved { id, .. } => ("supplier", id),
            SupplierEvent::SupplierRulesSet { .. } => ("supplier_rules", "suppliers"),
            SupplierEvent::SupplierIncidentRecorded { id, .. } | SupplierEvent::SupplierIncidentRevised { id, .. } => {
                ("supplier_incident", id)
            }
            SupplierEvent::SupplierReportRequested { id, .. }
            | SupplierEvent::SupplierReportRecorded { id, .. }
            | SupplierEvent::SupplierReportReviewed { id, .. }
            | SupplierEvent::SupplierReportDecided { id, .. }
            | SupplierEvent::BridgeLetterRecorded { id, .. }
            | SupplierEvent::CuecAnswered { report: id, .. } => ("supplier_report", id),
            SupplierEvent::SuppliersImported { source, .. } => ("import", source),
        }
    }
}
