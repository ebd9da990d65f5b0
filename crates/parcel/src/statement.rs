//! What is signed about a manifest: three lines that no checkpoint can be taken for.

use ledger::{Checkpoint, Hash};

use crate::{FORMAT, MANIFEST};

/// The text of `manifest.sig` above its empty line: format, origin, and length and hash of the manifest.
pub(crate) fn statement(log: &str, manifest: &[u8]) -> String {
    // A checkpoint's second line is a plain number and this one's never is, so neither passes for the other.
    format!("{FORMAT}\n{}\n{}\n", Checkpoint::origin_of(log), of_manifest(manifest))
}

/// The last of the three lines.
pub(crate) fn of_manifest(manifest: &[u8]) -> String {
    format!("{MANIFEST} {} {}", manifest.len(), Hash::of(manifest))
}
