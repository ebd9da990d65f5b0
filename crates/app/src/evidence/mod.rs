//! Files of evidence: received, looked at, kept, named by an entry, read back, and removed when their time is over.
//!
//! A file is on the disk for good before anything names it, and it is removed only after the entry that says so. Between
//! the two a file that came in waits for 24 hours to be handed in; what nobody names by then is collected.

mod glass;
mod hand_in;
mod look;
mod read;
mod sweep;
mod trouble;
mod uploads;

pub use glass::SHOWN_MAX;
pub use hand_in::{NewEvidence, NewVersion};
pub use preview::{Family, NoPreview, Png, Preview};
pub use read::{EvidenceBytes, FilePlace};
pub use sweep::Swept;
pub(crate) use sweep::disposed;
pub use trouble::FileTrouble;
pub use uploads::{Received, Upload};

use std::sync::{Mutex, RwLock};

/// Largest file of evidence, in bytes: 1 GiB.
pub const FILE_MAX: u64 = 1 << 30;
/// How long a file that came in waits to be handed in, microseconds: 24 hours.
pub const WAITS_US: i64 = 86_400_000_000;
/// How long an upload may take altogether, microseconds: 7 days.
pub const UPLOAD_TAKES_US: i64 = 7 * WAITS_US;
/// Most files of one organisation that wait to be handed in, or were handed in within the last 24 hours.
pub const WAITING_MAX: usize = 5_000;

/// What the parts of this module share.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    /// Held to read while a file comes in or is named, and to write while files that nobody names are collected.
    pub(crate) coming: RwLock<()>,
    /// Previews made lately.
    pub(crate) shown: Mutex<glass::Shown>,
}
