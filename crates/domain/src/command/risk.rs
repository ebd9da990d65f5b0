//! Commands about risks, their method and treatment.

use crate::values::risk::{
    Acceptance, LineStep, Quantity, RatingKind, Risk, RiskMethod, RiskRow, RiskTrigger, Simulation, Treatment,
};
use crate::values::{Action, FileRef};
use jiff::civil::Date;
use serde::Serialize;

/// A change of risks, their method and treatment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum RiskCommand {
    /// Write the method: a new draft, or another content of the draft that there is.
    WriteRiskMethod {
        /// What it says.
        method: Box<RiskMethod>,
    },
    /// Approve the draft of the method, as management; the version before is superseded.
    ApproveRiskMethod {
        /// The version that was read.
        version: u32,
        /// The hash of what was read.
        sha256: String,
    },
    /// Record a risk.
    RecordRisk {
        /// What it is.
        risk: Box<Risk>,
    },
    /// Change what the register says of a risk.
    ReviseRisk {
        /// Its id.
        id: String,
        /// What it is now.
        risk: Box<Risk>,
    },
    /// Rate a risk by the approved method; the level follows from the matrix.
    RateRisk {
        /// Its id.
        id: String,
        /// What is rated: inherent, current or residual.
        kind: RatingKind,
        /// Grade of likelihood, from 1.
        likelihood: u8,
        /// Grade of impact, from 1.
        impact: u8,
        /// Why these grades.
        reason: String,
        /// When it is assessed next; `None` for the interval of the method.
        next_review: Option<Date>,
    },
    /// Choose what is done about a risk, and plan its lines; a change is a new version, to be approved again.
    PlanTreatment {
        /// The risk.
        id: String,
        /// Option and lines.
        treatment: Box<Treatment>,
    },
    /// Approve the plan as it stands, as the owner of the risk.
    ApproveTreatment {
        /// The risk.
        id: String,
        /// The version that was read.
        version: u32,
        /// The hash of what was read.
        sha256: String,
    },
    /// Say where a line of an approved plan stands.
    MoveTreatmentLine {
        /// The risk.
        id: String,
        /// The line.
        line: String,
        /// The step.
        step: LineStep,
    },
    /// Accept what remains of a risk, as its owner.
    AcceptRisk {
        /// The risk.
        id: String,
        /// What is accepted.
        acceptance: Acceptance,
    },
    /// Sign an acceptance above the appetite, as the next level.
    CountersignRisk {
        /// The risk.
        id: String,
        /// The number of the acceptance, from 1.
        acceptance: u32,
        /// A note.
        note: String,
    },
    /// Open a risk again: something happened, so that it is assessed before its day.
    ReopenRisk {
        /// The risk.
        id: String,
        /// What kind of thing happened.
        trigger: RiskTrigger,
        /// What happened, with its reference.
        note: String,
    },
    /// Close a risk that is none any more.
    CloseRisk {
        /// The risk.
        id: String,
        /// Why.
        reason: String,
    },
    /// Say what a risk could cost, as ranges; `None` takes it back.
    QuantifyRisk {
        /// The risk.
        id: String,
        /// The ranges.
        quantity: Option<Box<Quantity>>,
    },
    /// Set seed, trials and currency of the simulation.
    SetSimulation {
        /// All three.
        simulation: Simulation,
    },
    /// Import a list of risks, all or nothing.
    ImportRisks {
        /// The name of the file.
        source: String,
        /// The file itself, when it is kept.
        file: Option<FileRef>,
        /// The rows.
        rows: Vec<RiskRow>,
    },
}

impl RiskCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            RiskCommand::WriteRiskMethod { .. } => "write_risk_method",
            RiskCommand::ApproveRiskMethod { .. } => "approve_risk_method",
            RiskCommand::RecordRisk { .. } => "record_risk",
            RiskCommand::ReviseRisk { .. } => "revise_risk",
            RiskCommand::RateRisk { .. } => "rate_risk",
            RiskCommand::PlanTreatment { .. } => "plan_treatment",
            RiskCommand::ApproveTreatment { .. } => "approve_treatment",
            RiskCommand::MoveTreatmentLine { .. } => "move_treatment_line",
            RiskCommand::AcceptRisk { .. } => "accept_risk",
            RiskCommand::CountersignRisk { .. } => "countersign_risk",
            RiskCommand::ReopenRisk { .. } => "reopen_risk",
            RiskCommand::CloseRisk { .. } => "close_risk",
            RiskCommand::QuantifyRisk { .. } => "quantify_risk",
            RiskCommand::SetSimulation { .. } => "set_simulation",
            RiskCommand::ImportRisks { .. } => "import_risks",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            RiskCommand::RecordRisk { .. } | RiskCommand::ImportRisks { .. } => return None,
            RiskCommand::WriteRiskMethod { .. } | RiskCommand::ApproveRiskMethod { .. } => ("risk_method", "method"),
            RiskCommand::SetSimulation { .. } => ("risk_simulation", "simulation"),
            RiskCommand::ReviseRisk { id, .. }
            | RiskCommand::RateRisk { id, .. }
            | RiskCommand::PlanTreatment { id, .. }
            | RiskCommand::ApproveTreatment { id, .. }
            | RiskCommand::MoveTreatmentLine { id, .. }
            | RiskCommand::AcceptRisk { id, .. }
            | RiskCommand::CountersignRisk { id, .. }
            | RiskCommand::ReopenRisk { id, .. }
            | RiskCommand::CloseRisk { id, .. }
            | RiskCommand::QuantifyRisk { id, .. } => ("risk", id),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            RiskCommand::WriteRiskMethod { .. } | RiskCommand::SetSimulation { .. } => Action::SetRiskMethod,
            RiskCommand::ApproveRiskMethod { .. } => Action::ApproveRiskMethod,
            RiskCommand::RecordRisk { .. }
            | RiskCommand::ReviseRisk { .. }
            | RiskCommand::ReopenRisk { .. }
            | RiskCommand::CloseRisk { .. }
            | RiskCommand::ImportRisks { .. } => Action::RecordRisk,
            RiskCommand::RateRisk { .. } | RiskCommand::QuantifyRisk { .. } => Action::RateRisk,
            RiskCommand::PlanTreatment { .. } | RiskCommand::MoveTreatmentLine { .. } => Action::TreatRisk,
            RiskCommand::ApproveTreatment { .. } | RiskCommand::AcceptRisk { .. } => Action::AcceptRisk,
            RiskCommand::CountersignRisk { .. } => Action::CountersignRisk,
        }
    }
}
