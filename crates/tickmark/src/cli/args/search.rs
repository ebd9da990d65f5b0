//! Words of the search.

use super::PlaceArgs;
use clap::Args;

/// Search.
#[derive(Clone, Debug, Args)]
pub struct SearchArgs {
    /// Words that must all occur in an id, a title or a text.
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Most things to name, at most 100.
    #[arg(long, value_name = "NUMBER", default_value_t = 25, value_parser = clap::value_parser!(u16).range(1..=100))]
    pub limit: u16,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
