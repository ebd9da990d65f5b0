//! Commands about suppliers, their reports and user-entity controls.

use crate::values::supplier::{
    BridgeLetter, CuecAnswer, ReportDecision, ReportKind, Supplier, SupplierAssessment, SupplierIncident,
    SupplierReport, SupplierRow, SupplierRules, SupplierStep,
};
use crate::values::{Action, FileRef};
use jiff::civil::Date;
use serde::Serialize;

/// A change of suppliers, their reports and user-entity controls.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum SupplierCommand {
    /// Put a supplier into the register, as proposed.
    AddSupplier {
        /// What it is.
        supplier: Box<Supplier>,
    },
    /// Change what the register says of a supplier.
    ReviseSupplier {
        /// Its id.
        id: String,
        /// What it is now.
        supplier: Box<Supplier>,
    },
    /// Record an assessment of a supplier's risks; a proposed one is assessed from then on.
    AssessSupplier {
        /// Its id.
        id: String,
        /// What it came to.
        assessment: SupplierAssessment,
    },
    /// Take a supplier to another state, or set the day of its next review.
    MoveSupplier {
        /// Its id.
        id: String,
        /// The step.
        step: SupplierStep,
    },
    /// Name the policy on suppliers and the procedure for incidents that they cause.
    SetSupplierRules {
        /// Both.
        rules: SupplierRules,
    },
    /// Record an incident that a supplier caused.
    RecordSupplierIncident {
        /// What happened.
        incident: SupplierIncident,
    },
    /// Complete the record of such an incident.
    ReviseSupplierIncident {
        /// Its id.
        id: String,
        /// What is known of it now.
        incident: SupplierIncident,
    },
    /// Record that a supplier was asked for a report or certificate.
    RequestSupplierReport {
        /// The supplier.
        supplier: String,
        /// What was asked for.
        kind: ReportKind,
        /// A note: which period, whom.
        note: String,
    },
    /// Record what a supplier's report says, when it came or when it was read again.
    RecordSupplierReport {
        /// Its id.
        id: String,
        /// What it says.
        report: Box<SupplierReport>,
    },
    /// Record the review of a supplier's report: dated, with the effect of each exception on us.
    ReviewSupplierReport {
        /// Its id.
        id: String,
        /// The day of the review.
        on: Date,
        /// What the review found.
        finding: String,
        /// The effect on us of each exception, in their order.
        effects: Vec<String>,
    },
    /// Decide whether a reviewed report is relied on.
    DecideSupplierReport {
        /// Its id.
        id: String,
        /// What was decided.
        decision: ReportDecision,
        /// Why, and what is done beside.
        reason: String,
    },
    /// Record a bridge letter for the time after the period of a report.
    RecordBridgeLetter {
        /// The report's id.
        id: String,
        /// The letter.
        letter: BridgeLetter,
    },
    /// Say how a control that a report asks of us is met.
    AnswerCuec {
        /// The report's id.
        report: String,
        /// The control's id in it.
        cuec: String,
        /// How.
        answer: CuecAnswer,
    },
    /// Import a list of suppliers, all or nothing.
    ImportSuppliers {
        /// The name of the file.
        source: String,
        /// The file itself, when it is kept.
        file: Option<FileRef>,
        /// The rows.
        rows: Vec<SupplierRow>,
    },
}

impl SupplierCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            SupplierCommand::AddSupplier { .. } => "add_supplier",
            SupplierCommand::ReviseSupplier { .. } => "revise_supplier",
            SupplierCommand::AssessSupplier { .. } => "assess_supplier",
            SupplierCommand::MoveSupplier { .. } => "move_supplier",
            SupplierCommand::SetSupplierRules { .. } => "set_supplier_rules",
            SupplierCommand::RecordSupplierIncident { .. } => "record_supplier_incident",
            SupplierCommand::ReviseSupplierIncident { .. } => "revise_supplier_incident",
            SupplierCommand::RequestSupplierReport { .. } => "request_supplier_report",
            SupplierCommand::RecordSupplierReport { .. } => "record_supplier_report",
            SupplierCommand::ReviewSupplierReport { .. } => "review_supplier_report",
            SupplierCommand::DecideSupplierReport { .. } => "decide_supplier_report",
            SupplierCommand::RecordBridgeLetter { .. } => "record_bridge_letter",
            SupplierCommand::AnswerCuec { .. } => "answer_cuec",
            SupplierCommand::ImportSuppliers { .. } => "import_suppliers",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            SupplierCommand::AddSupplier { .. }
            | SupplierCommand::RecordSupplierIncident { .. }
            | SupplierCommand::RequestSupplierReport { .. }
            | SupplierCommand::ImportSuppliers { .. } => return None,
            SupplierCommand::ReviseSupplier { id, .. }
            | SupplierCommand::AssessSupplier { id, .. }
            | SupplierCommand::MoveSupplier { id, .. } => ("supplier", id),
            SupplierCommand::SetSupplierRules { .. } => ("supplier_rules", "suppliers"),
            SupplierCommand::ReviseSupplierIncident { id, .. } => ("supplier_incident", id),
            SupplierCommand::RecordSupplierReport { id, .. }
            | SupplierCommand::ReviewSupplierReport { id, .. }
            | SupplierCommand::DecideSupplierReport { id, .. }
            | SupplierCommand::RecordBridgeLetter { id, .. }
            | SupplierCommand::AnswerCuec { report: id, .. } => ("supplier_report", id),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            SupplierCommand::AddSupplier { .. }
            | SupplierCommand::ReviseSupplier { .. }
            | SupplierCommand::MoveSupplier { .. }
            | SupplierCommand::SetSupplierRules { .. }
            | SupplierCommand::ImportSuppliers { .. } => Action::SetSupplier,
            SupplierCommand::AssessSupplier { .. }
            | SupplierCommand::RecordSupplierIncident { .. }
            | SupplierCommand::ReviseSupplierIncident { .. }
            | SupplierCommand::RequestSupplierReport { .. }
            | SupplierCommand::RecordSupplierReport { .. }
            | SupplierCommand::ReviewSupplierReport { .. }
            | SupplierCommand::DecideSupplierReport { .. }
            | SupplierCommand::RecordBridgeLetter { .. }
            | SupplierCommand::AnswerCuec { .. } => Action::ReviewSupplier,
        }
    }
}
