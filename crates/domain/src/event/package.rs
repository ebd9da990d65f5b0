//! What happened to audit packages.

use crate::values::Package;
use serde::{Deserialize, Serialize};

/// A fact about an audit package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageEvent {
    /// A package was built.
    PackageBuilt {
        /// Its id.
        id: String,
        /// The package.
        package: Box<Package>,
    },
    /// A package was taken back.
    PackageWithdrawn {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
}

impl PackageEvent {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            PackageEvent::PackageBuilt { .. } => "package_built",
            PackageEvent::PackageWithdrawn { .. } => "package_withdrawn",
        }
    }

    /// What it happened to.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            PackageEvent::PackageBuilt { id, .. } | PackageEvent::PackageWithdrawn { id, .. } => ("package", id),
        }
    }
}
