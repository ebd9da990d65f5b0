//! Commands about audit packages.

use crate::values::{Action, Package};
use serde::Serialize;

/// A change of what was handed to auditors as a package.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PackageCommand {
    /// Record a package that was built.
    RecordPackage {
        /// The package.
        package: Box<Package>,
    },
    /// Take a package back: it is not to be handed out any more, and its file goes.
    WithdrawPackage {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl PackageCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            PackageCommand::RecordPackage { .. } => "record_package",
            PackageCommand::WithdrawPackage { .. } => "withdraw_package",
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        match self {
            PackageCommand::RecordPackage { .. } => None,
            PackageCommand::WithdrawPackage { id, .. } => Some(("package", id)),
        }
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        Action::BuildPackage
    }
}
