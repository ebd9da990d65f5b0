//! How far a collection may go.

use serde::{Deserialize, Serialize};

/// The longest time, in seconds.
pub const SECONDS_MAX: u32 = 3600;

/// The most memory, in MiB.
pub const MEMORY_MIB_MAX: u32 = 16 * 1024;

/// The most output, in MiB.
pub const OUTPUT_MIB_MAX: u32 = 64;

/// The least memory, in MiB, with which a program can start at all.
pub(crate) const MEMORY_MIB_MIN: u32 = 16;

/// How long, how much memory and how much output. What is left out has its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Seconds on the clock, and of one processor, each; 1 to [`SECONDS_MAX`]. Default 60.
    pub seconds: u32,
    /// MiB of address space of each process; 16 to [`MEMORY_MIB_MAX`]. Default 512.
    pub memory_mib: u32,
    /// MiB that are taken from standard output, and as many from standard error, or of rows; 1 to [`OUTPUT_MIB_MAX`].
    /// Default 16.
    pub output_mib: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { seconds: 60, memory_mib: 512, output_mib: 16 }
    }
}

impl Limits {
    /// The time as a span.
    pub(crate) fn span(self) -> std::time::Duration {
        std::time::Duration::from_secs(self.seconds.into())
    }

    /// The output in bytes.
    pub(crate) fn output_bytes(self) -> usize {
        self.output_mib as usize * 1024 * 1024
    }
}
