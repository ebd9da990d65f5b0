//! Words of the commands that begin an organisation, set its scope and import its controls.

use super::PlaceArgs;
use clap::Args;
use std::path::PathBuf;

/// Begin an organisation.
#[derive(Clone, Debug, Default, Args)]
pub struct InitArgs {
    /// Name of the organisation.
    pub name: String,
    /// Services in scope; may be repeated.
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Categories in scope.
    #[arg(long, default_value = "security")]
    pub categories: String,
    /// Where the services run: cloud, hybrid, own_premises.
    #[arg(long, default_value = "cloud")]
    pub hosting: String,
    /// Offices and sites; may be repeated.
    #[arg(long = "location", value_name = "NAME")]
    pub locations: Vec<String>,
    /// Answers to the scorecard, as `tickmark scorecard --out` wrote them: they become part of the organisation.
    #[arg(long, value_name = "FILE")]
    pub scorecard: Option<PathBuf>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Show or set scope.
#[derive(Clone, Debug, Default, Args)]
pub struct ScopeArgs {
    /// Services in scope; replaces the list.
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Categories in scope.
    #[arg(long)]
    pub categories: Option<String>,
    /// Where the services run.
    #[arg(long)]
    pub hosting: Option<String>,
    /// Offices and sites; replaces the list.
    #[arg(long = "location", value_name = "NAME")]
    pub locations: Vec<String>,
    /// The crosswalk that speaks.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Scope of the ISMS in a sentence.
    #[arg(long)]
    pub isms_scope: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Import.
#[derive(Clone, Debug, Default, Args)]
pub struct ImportArgs {
    /// XLSX or CSV file.
    pub file: PathBuf,
    /// Sheet of the workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    #[arg(long, value_name = "FIELD=HEADING")]
    pub map: Vec<String>,
    /// Keep this mapping of columns under a name.
    #[arg(long, value_name = "NAME")]
    pub save_columns: Option<String>,
    /// Use a kept mapping of columns.
    #[arg(long, value_name = "NAME")]
    pub columns: Option<String>,
    /// Show what would happen and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
