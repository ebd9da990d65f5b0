//! The audit package: one ZIP file with evidence, the ledger entries that commit to it and their proofs, which a
//! stranger checks without a server. The written format is `docs/formats/package.md`.
//!
//! [`Writer`] writes one; [`verify`] and [`verify_file`] check one and name every member that is not what was signed.
//! Knows no compliance, no network, no clock; nothing of a package is ever written to disk by checking it.

mod entries;
mod fault;
mod layout;
mod limits;
mod manifest;
mod names;
mod packer;
mod proofs;
mod statement;
mod verify;
mod write;

pub use fault::{ARCHIVE, Facts, Fault, Kind, Report, VerifyError};
pub use limits::*;
pub use manifest::{Manifest, Member, Missing, Packed, What};
pub use names::{safe_name, shown};
pub use proofs::ProofTree;
pub use verify::{verify, verify_file};
pub use write::{About, File, Progress, WriteError, Writer, Written};

/// Name and version of the format, as the manifest and the signed statement have it.
pub const FORMAT: &str = "tickmark-package/1";

/// Path of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// Path of the signed statement about the manifest.
pub const SIGNATURE: &str = "manifest.sig";

/// Path of the signed checkpoint.
pub const CHECKPOINT: &str = "checkpoint";

/// Path of the verifier key.
pub const KEY: &str = "ledger.pub";

/// Path of the ledger entries.
pub const ENTRIES: &str = "ledger/entries.jsonl";

/// Path of the page for people.
pub const INDEX: &str = "index.html";

/// Path of the spreadsheet for people.
pub const SPREADSHEET: &str = "index.xlsx";
