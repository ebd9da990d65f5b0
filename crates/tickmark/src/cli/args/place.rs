//! Where the data lies, how a crosswalk is read, and in which form to answer.

use clap::Args;
use std::path::{Path, PathBuf};

/// Where the data lies and which organisation is meant.
#[derive(Clone, Debug, Default, Args)]
pub struct PlaceArgs {
    /// Short name of the organisation. Left out, commands that need one take the only one there is, and those that read a
    /// crosswalk read it alone.
    #[arg(long, env = "TICKMARK_ORG")]
    pub org: Option<String>,
    /// Data folder.
    #[arg(long, env = "TICKMARK_DATA", default_value = "tickmark-data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// PostgreSQL connection string, instead of the embedded database.
    #[arg(long, env = "TICKMARK_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Answer as JSON.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Answer as CSV.
    #[arg(long)]
    pub csv: bool,
    /// Write the tables of the answer as a workbook: a file that ends in .xlsx.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["csv", "json"], hide_short_help = true)]
    pub workbook: Option<PathBuf>,
    /// What had been recorded by the end of this day (UTC), such as 2026-03-31.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The day on which validity is judged.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Request id: the same change asked twice happens once.
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub request_id: Option<String>,
}

/// How a crosswalk is read.
#[derive(Clone, Debug, Default, Args)]
pub struct ReadArgs {
    /// Crosswalk id; see `tickmark library list`.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// Categories in scope, comma-separated: security, availability, confidentiality, processing_integrity, privacy.
    #[arg(long)]
    pub categories: Option<String>,
    /// How broad references such as "A 8.x" are read: literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// The file that a list is written to.
#[derive(Clone, Debug, Default, Args)]
pub struct OutFile {
    /// The file: its ending, such as .csv or .xlsx, says what is written.
    #[arg(long, value_name = "FILE", required_unless_present = "file")]
    pub out: Option<PathBuf>,
    /// The file, as it was named before there was --out.
    #[arg(hide = true, conflicts_with = "out")]
    pub file: Option<PathBuf>,
}

impl OutFile {
    /// The file; one of the two ways to name it is required.
    pub fn path(&self) -> &Path {
        self.out.as_ref().or(self.file.as_ref()).map_or(Path::new(""), PathBuf::as_path)
    }
}
