//! What happened to risks, their method and treatment.

use crate::values::FileRef;
use crate::values::risk::{
    Acceptance, LineStep, Quantity, Rating, Risk, RiskMethod, RiskTrigger, Simulation, Treatment,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about risks, their method and treatment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskEvent {
    /// A draft of the method was written.
    RiskMethodWritten {
        /// Its version.
        version: u32,
        /// What it says.
        method: Box<RiskMethod>,
        /// The hash of that.
        sha256: String,
    },
    /// Management approved the method.
    RiskMethodApproved {
        /// The version.
        version: u32,
        /// The hash of what was approved.
        sha256: String,
    },
    /// A risk was recorded.
    RiskRecorded {
        /// Its id.
        id: String,
        /// What it is.
        risk: Box<Risk>,
    },
    /// What the register says of a risk was changed.
    RiskRevised {
        /// Its id.
        id: String,
        /// What it is now.
        risk: Box<Risk>,
    },
    /// A risk was rated.
    RiskRated {
        /// Its id.
        id: String,
        /// The rating, level included.
        rating: Rating,
        /// When it is assessed next.
        next_review: Date,
    },
    /// What is done about a risk was planned.
    TreatmentPlanned {
        /// The risk.
        id: String,
        /// The version of the plan.
        version: u32,
        /// Option and lines, each line with its id.
        treatment: Box<Treatment>,
        /// The hash of that.
        sha256: String,
    },
    /// The owner of a risk approved the plan.
    TreatmentApproved {
        /// The risk.
        id: String,
        /// The version.
        version: u32,
        /// The hash of what was approved.
        sha256: String,
    },
    /// A line of the plan came to stand elsewhere.
    TreatmentLineMoved {
        /// The risk.
        id: String,
        /// The line.
        line: String,
        /// The step.
        step: LineStep,
    },
    /// The owner accepted what remains of a risk.
    RiskAccepted {
        /// The risk.
        id: String,
        /// The number of the acceptance, from 1.
        number: u32,
        /// What was accepted.
        acceptance: Acceptance,
        /// It lies above the appetite and holds from the signature of the next level only.
        above: bool,
    },
    /// The next level signed an acceptance above the appetite.
    RiskCountersigned {
        /// The risk.
        id: String,
        /// The number of the acceptance.
        acceptance: u32,
        /// A note.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A risk was opened again.
    RiskReopened {
        /// The risk.
        id: String,
        /// What kind of thing happened.
        trigger: RiskTrigger,
        /// What happened.
        note: String,
    },
    /// A risk was closed.
    RiskClosed {
        /// The risk.
        id: String,
        /// Why.
        reason: String,
    },
    /// It was said, or taken back, what a risk could cost.
    RiskQuantified {
        /// The risk.
        id: String,
        /// The ranges.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quantity: Option<Box<Quantity>>,
    },
    /// Seed, trials and currency of the simulation were set.
    SimulationSet {
        /// All three.
        simulation: Simulation,
    },
    /// A list of risks was imported; the changes themselves are events of their own, after this one.
    RisksImported {
        /// The name of the file.
        source: String,
        /// The file itself, when it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// New risks.
        added: u32,
        /// Changed risks.
        changed: u32,
        /// Risks that were the same already.
        same: u32,
    },
}

impl RiskEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            RiskEvent::RiskMethodWritten { .. } => "risk_method_written",
            RiskEvent::RiskMethodApproved { .. } => "risk_method_approved",
            RiskEvent::RiskRecorded { .. } => "risk_recorded",
            RiskEvent::RiskRevised { .. } => "risk_revised",
            RiskEvent::RiskRated { .. } => "risk_rated",
            RiskEvent::TreatmentPlanned { .. } => "treatment_planned",
            RiskEvent::TreatmentApproved { .. } => "treatment_approved",
            RiskEvent::TreatmentLineMoved { .. } => "treatment_line_moved",
            RiskEvent::RiskAccepted { .. } => "risk_accepted",
            RiskEvent::RiskCountersigned { .. } => "risk_countersigned",
            RiskEvent::RiskReopened { .. } => "risk_reopened",
            RiskEvent::RiskClosed { .. } => "risk_closed",
            RiskEvent::RiskQuantified { .. } => "risk_quantified",
            RiskEvent::SimulationSet { .. } => "simulation_set",
            RiskEvent::RisksImported { .. } => "risks_imported",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            RiskEvent::RiskMethodWritten { .. } | RiskEvent::RiskMethodApproved { .. } => ("risk_method", "method"),
            RiskEvent::SimulationSet { .. } => ("risk_simulation", "simulation"),
            RiskEvent::RisksImported { source, .. } => ("import", source),
            RiskEvent::RiskRecorded { id, .. }
            | RiskEvent::RiskRevised { id, .. }
            | RiskEvent::RiskRated { id, .. }
            | RiskEvent::TreatmentPlanned { id, .. }
            | RiskEvent::TreatmentApproved { id, .. }
            | RiskEvent::TreatmentLineMoved { id, .. }
            | RiskEvent::RiskAccepted { id, .. }
            | RiskEvent::RiskCountersigned { id, .. }
            | RiskEvent::RiskReopened { id, .. }
            | RiskEvent::RiskClosed { id, .. }
            | RiskEvent::RiskQuantified { id, .. } => ("risk", id),
        }
    }
}
