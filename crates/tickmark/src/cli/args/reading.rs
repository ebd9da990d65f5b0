//! Words of the commands that read a crosswalk.

use super::{PlaceArgs, ReadArgs};
use clap::Args;
use std::path::PathBuf;

/// Coverage.
#[derive(Clone, Debug, Default, Args)]
pub struct CoverageArgs {
    /// What if these categories were added?
    #[arg(long)]
    pub add: Option<String>,
    /// What if these criteria (or, with --org, own controls) were lost? Comma-separated.
    #[arg(long)]
    pub without: Option<String>,
    /// The other direction: which criteria have a counterpart in ISO/IEC 27001.
    #[arg(long, conflicts_with_all = ["add", "without"])]
    pub reverse: bool,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Gap analysis.
#[derive(Clone, Debug, Default, Args)]
pub struct GapArgs {
    /// A list of own controls (XLSX or CSV); no organisation is needed and nothing is kept.
    #[arg(long, value_name = "FILE", conflicts_with = "org")]
    pub controls: Option<PathBuf>,
    /// Sheet of the workbook.
    #[arg(long, requires = "controls")]
    pub sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    #[arg(long, value_name = "FIELD=HEADING", requires = "controls")]
    pub map: Vec<String>,
    /// Leave out links that name nothing known, instead of refusing the list.
    #[arg(long, requires = "controls")]
    pub ignore_unknown: bool,
    /// Where the services run: cloud, hybrid, own_premises. With --org its scope says it.
    #[arg(long, default_value = "cloud")]
    pub hosting: String,
    /// Also write the analysis as a workbook, a file that ends in .xlsx: of an organisation with --org, of a list with
    /// --controls, with neither of the crosswalk alone.
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Claims.
#[derive(Clone, Debug, Default, Args)]
pub struct ClaimsArgs {
    /// Only claims that this crosswalk can answer. Left out: every published figure.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Show the contradictions found by rule instead.
    #[arg(long, requires = "crosswalk")]
    pub contradictions: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Explain.
#[derive(Clone, Debug, Default, Args)]
pub struct ExplainArgs {
    /// A control, criterion or clause in any usual spelling: A.5.4, "A 5.4", CC6.1, "clause 9.2.1".
    pub id: String,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Compare.
#[derive(Clone, Debug, Default, Args)]
pub struct CompareArgs {
    /// Crosswalk ids; left out: all.
    pub crosswalks: Vec<String>,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}
