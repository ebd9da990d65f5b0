//! Words of the commands that show who may do what, and who did or was refused what at the doors.

use super::PlaceArgs;
use clap::Args;

/// Who may do what.
#[derive(Clone, Debug, Args)]
pub struct RightsArgs {
    /// Only what this role may.
    #[arg(long)]
    pub role: Option<String>,
    /// Only who may do this.
    #[arg(long)]
    pub action: Option<String>,
    /// What this person may do today, by e-mail address or id; `me` also says why not the rest.
    #[arg(long, conflicts_with = "role")]
    pub person: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// The security log.
#[derive(Clone, Debug, Args)]
pub struct SecurityLogArgs {
    /// Only notes of this word, such as `sign_in_failed`.
    #[arg(long)]
    pub what: Option<String>,
    /// Go on from here: what the page before it printed.
    #[arg(long, value_name = "MARK")]
    pub before: Option<String>,
    /// How many notes to look at.
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
