//! Commands about how controls operate.

use crate::values::{Action, Holidays, LifeStep, Operation};
use jiff::civil::Date;
use serde::Serialize;

/// A change of how controls operate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum OperationCommand {
    /// Say how a control operates; a change of system or limit makes a new version from a day on.
    SetOperation {
        /// The own control.
        control: String,
        /// How it operates.
        operation: Operation,
        /// First day on which it is so.
        from: Date,
    },
    /// Record a step in the life of a control, or take it back.
    RecordLife {
        /// The own control.
        control: String,
        /// The step.
        step: LifeStep,
        /// On which day; `None` takes it back.
        on: Option<Date>,
    },
    /// Set the holidays on which no business-day control is expected to run.
    SetHolidays {
        /// All of them.
        holidays: Holidays,
    },
}

impl OperationCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            OperationCommand::SetOperation { .. } => "set_operation",
            OperationCommand::RecordLife { .. } => "record_life",
            OperationCommand::SetHolidays { .. } => "set_holidays",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            OperationCommand::SetOperation { control, .. } | OperationCommand::RecordLife { control, .. } => {
                ("operation", control)
            }
            OperationCommand::SetHolidays { .. } => ("holidays", "holidays"),
        })
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            OperationCommand::SetOperation { .. } | OperationCommand::RecordLife { .. } => Action::SetOperation,
            OperationCommand::SetHolidays { .. } => Action::SetCalendar,
        }
    }
}
