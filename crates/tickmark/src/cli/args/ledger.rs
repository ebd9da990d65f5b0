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
    /// Only entries about this object: kind and id, such as `control:AC-3`, `register_entry:AST-1` or `statement_entry:A.5.15`.
    #[arg(long, value_name = "KIND:ID")]
    pub object: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Verify.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// An audit package that was received: it is checked instead of the data folder, and needs none.
    #[arg(value_name = "PACKAGE")]
    pub package: Option<PathBuf>,
    /// The verifier key that you trust, received by another way than the package; or a file that holds it.
    #[arg(long, requires = "package")]
    pub key: Option<String>,
    /// A signed checkpoint that was kept elsewhere.
    #[arg(long, value_name = "FILE", conflicts_with = "package")]
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

/// Restore.
#[derive(Clone, Debug, Args)]
pub struct RestoreArgs {
    /// The bundle that `tickmark export` wrote.
    pub bundle: PathBuf,
    /// Print the digest of the bundle, by which two persons agree on it, and do nothing else.
    #[arg(long, conflicts_with_all = ["key", "preview", "files", "agreed", "partial"])]
    pub digest: bool,
    /// Show what would happen, and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// The verifier key that you trust, received by another way than the bundle; or a file that holds it.
    #[arg(long, required_unless_present = "digest")]
    pub key: Option<String>,
    /// Where the files lie that the data folder lacks: a backed up data folder, its `blobs`, or files named by SHA-256.
    #[arg(long, value_name = "FOLDER")]
    pub files: Option<PathBuf>,
    /// The decision of two persons that allows it; `tickmark deed list` shows its id.
    #[arg(long, value_name = "DEED", conflicts_with = "preview")]
    pub agreed: Option<String>,
    /// Restore although files are missing; the history says how many.
    #[arg(long, conflicts_with = "preview")]
    pub partial: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
