//! Words of the commands on the ledger.

use super::PlaceArgs;
use clap::Args;
use std::path::PathBuf;

/// History.
#[derive(Clone, Debug, Args)]
pub struct HistoryArgs {
    /// Only entries before this one.
    #[arg(long, value_name = "ENTRY")]
    pub before: Option<u64>,
    /// How many.
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Verify.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// A signed checkpoint that was kept elsewhere.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Export.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Where to write the bundle.
    pub file: PathBuf,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
