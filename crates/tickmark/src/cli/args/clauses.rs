//! Words of the commands on clauses and readiness.

use super::PlaceArgs;
use clap::Args;

/// Clauses 4 to 10.
#[derive(Clone, Debug, Args)]
pub struct ClausesArgs {
    /// One clause, such as 6 or 6.1.2; all of them when left out.
    pub clause: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What is missing before a certification audit.
#[derive(Clone, Debug, Args)]
pub struct ReadinessArgs {
    /// One stage alone: 1 or 2.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub stage: Option<u8>,
    /// Only what is missing.
    #[arg(long)]
    pub missing: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
