//! Words of collecting from what other tools wrote.

use super::{ElsewhereArgs, EvidenceSaidArgs, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Collecting.
#[derive(Clone, Debug, Args)]
pub struct CollectArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CollectVerb,
}

/// Commands on what other tools wrote.
#[derive(Clone, Debug, Subcommand)]
pub enum CollectVerb {
    /// Import the findings of another tool as evidence; its format is recognised: OCSF (Prowler), SARIF, CycloneDX,
    /// lynis-report.dat, XCCDF, and lists of accounts of Google Workspace, Microsoft Entra ID, Okta and others in CSV or XLSX.
    Import(Box<ImportFindingsArgs>),
}

/// Import a file of findings.
#[derive(Clone, Debug, Args)]
pub struct ImportFindingsArgs {
    /// The file, of at most 64 MiB.
    pub file: PathBuf,
    /// What is said otherwise than in the file.
    #[command(flatten)]
    pub said: EvidenceSaidArgs,
    /// An own control that it shows, with the day on which it ran where that is not the last of the period: AC-1, or
    /// AC-1=2026-09-28; may be repeated.
    #[arg(long = "control", value_name = "CONTROL[=DATE]")]
    pub controls: Vec<String>,
    /// Every own control in place that is linked to this criterion, clause or control; may be repeated.
    #[arg(long = "criterion", value_name = "ITEM")]
    pub criteria: Vec<String>,
    /// The request that it answers.
    #[arg(long, value_name = "REQUEST")]
    pub answers: Option<String>,
    /// Show what the file says and hand in nothing.
    #[arg(long)]
    pub preview: bool,
    /// Where it is handed in.
    #[command(flatten)]
    pub elsewhere: ElsewhereArgs,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
