//! Audit packages: planned, built from kept files and ledger entries, kept, handed out, taken back; and checked.
//!
//! A package is written on the stage of the store, gets its lasting place when it is whole, and is then named by its
//! entry. Until that entry nothing of it remains: not of a build that was cancelled, refused or killed.

mod build;
mod gather;
mod jobs;
mod keep;
mod plan;
mod progress;
mod verify;

pub use build::BuiltPackage;
pub use jobs::{PackageJob, PackageJobState};
pub use keep::OpenPackage;
pub use progress::{PackageProgress, PackageStep};
pub(crate) use verify::typed_key;
pub use verify::{CheckedPackage, PackageFacts, PackageFault, PackageFaultKind, verify_package};

pub(crate) use jobs::Builds;
