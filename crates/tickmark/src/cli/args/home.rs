//! Words of the commands on what to do next, both audits over the years, and links of one object.

use super::PlaceArgs;
use clap::Args;

/// Both audits over the years.
#[derive(Clone, Debug, Args)]
pub struct CertificationCalendarArgs {
    /// Draw the cycle as if the decision fell on this day; nothing of it is recorded.
    #[arg(long, value_name = "DAY")]
    pub decision: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What to do next.
#[derive(Clone, Debug, Args)]
pub struct NextArgs {
    /// Of this person: e-mail address or id; of whoever holds the data folder when left out.
    #[arg(long)]
    pub person: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Links of one object.
#[derive(Clone, Debug, Args)]
pub struct LinksArgs {
    /// What it is: control, evidence, risk, policy, `register_entry` and so on.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
