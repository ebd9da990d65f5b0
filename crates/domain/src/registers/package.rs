//! The register of audit packages: what was built, by whom, and what was taken back.

use super::Recorded;
use crate::event::PackageEvent;
use crate::values::Package;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All packages.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PackageRegister {
    /// Packages by id.
    #[serde(default)]
    pub packages: BTreeMap<String, HeldPackage>,
}

/// A package that was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPackage {
    /// What it is.
    pub package: Package,
    /// Who built it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Number of the entry that records it, from 0.
    pub entry: u64,
    /// That it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<PackageWithdrawal>,
}

/// That a package was taken back; its file is gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageWithdrawal {
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl PackageRegister {
    /// The id of the next package.
    pub fn next_package(&self) -> String {
        format!("PK-{}", self.packages.len() + 1)
    }

    /// Packages by number, the newest first.
    pub fn newest_first(&self) -> Vec<(&String, &HeldPackage)> {
        let mut all: Vec<_> = self.packages.iter().collect();
        all.sort_by_key(|(id, _)| std::cmp::Reverse((id.len(), *id)));
        all
    }

    /// Files of packages that were taken back, and of no package that stands: by hash.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        let stands =
            |sha256: &str| self.packages.values().any(|held| held.withdrawn.is_none() && held.package.sha256 == sha256);
        let back = self.packages.values().filter(|held| held.withdrawn.is_some());
        back.map(|held| held.package.sha256.as_str()).filter(move |sha256| !stands(sha256))
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut PackageRegister, recorded: Recorded<'_>, entry: u64, event: PackageEvent) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        PackageEvent::PackageBuilt { id, package } => {
            let held = HeldPackage { package: *package, by, at_us, entry: entry.saturating_sub(1), withdrawn: None };
            register.packages.insert(id, held);
        }
        PackageEvent::PackageWithdrawn { id, reason } => {
            if let Some(held) = register.packages.get_mut(&id) {
                held.withdrawn = Some(PackageWithdrawal { reason, by, at_us });
            }
        }
    }
}
