//! What happened to the way controls operate.

use crate::values::{Holidays, LifeStep, Operation};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A fact about how controls operate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperationEvent {
    /// It was said how a control operates.
    OperationSet {
        /// The control.
        control: String,
        /// How.
        operation: Operation,
        /// Since which day.
        from: Date,
    },
    /// A step in the life of a control was recorded, or taken back.
    LifeRecorded {
        /// The control.
        control: String,
        /// The step.
        step: LifeStep,
        /// `None`: taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Date>,
    },
    /// The holidays were set.
    HolidaysSet {
        /// All of them.
        holidays: Holidays,
    },
}

impl OperationEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            OperationEvent::OperationSet { .. } => "operation_set",
            OperationEvent::LifeRecorded { .. } => "life_recorded",
            OperationEvent::HolidaysSet { .. } => "holidays_set",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            OperationEvent::OperationSet { control, .. } | OperationEvent::LifeRecorded { control, .. } => {
                ("operation", control)
            }
            OperationEvent::HolidaysSet { .. } => ("holidays", "holidays"),
        }
    }
}
