//! Words of the commands on the organisation's own controls.

use super::{LifeArgs, OccurrencesArgs, OperationArgs, PlaceArgs};
use clap::{Args, Subcommand};

/// Own controls.
#[derive(Clone, Debug, Args)]
pub struct ControlArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ControlVerb,
}

/// Fields of an own control.
#[derive(Clone, Debug, Default, Args)]
pub struct ControlFields {
    /// Name.
    #[arg(long)]
    pub name: Option<String>,
    /// Who does what, how often, and what shows it.
    #[arg(long)]
    pub activity: Option<String>,
    /// Owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// Type, such as preventive.
    #[arg(long = "type")]
    pub kind: Option<String>,
    /// Policy it belongs to.
    #[arg(long)]
    pub policy: Option<String>,
    /// `in_place`, `partly_in_place`, `planned`, `not_in_place`, retired.
    #[arg(long)]
    pub status: Option<String>,
    /// continuous, `business_day`, weekly, monthly, quarterly, `half_yearly`, annual, `event_driven`.
    #[arg(long)]
    pub frequency: Option<String>,
}

/// Commands on own controls.
#[derive(Clone, Debug, Subcommand)]
pub enum ControlVerb {
    /// List them.
    List {
        /// Words to look for.
        #[arg(long, default_value = "")]
        search: String,
        /// Only this status.
        #[arg(long)]
        status: Option<String>,
        /// Only those linked to this criterion, control or clause.
        #[arg(long)]
        item: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show one, and what losing it would take away.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add one.
    Add {
        /// Its id.
        id: String,
        /// Fields.
        #[command(flatten)]
        fields: ControlFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Change fields; what is left out stays.
    Revise {
        /// Its id.
        id: String,
        /// Fields.
        #[command(flatten)]
        fields: ControlFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Retire one: it stays in history and counts nowhere.
    Retire {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say which person owns one.
    Assign {
        /// Its id.
        id: String,
        /// E-mail address or id of a member; nobody when left out.
        person: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Link one to a criterion, control or clause.
    Link {
        /// Its id.
        id: String,
        /// The criterion, control or clause.
        item: String,
        /// Why it answers the item.
        #[arg(long)]
        reason: String,
        /// full or partial.
        #[arg(long, default_value = "full")]
        extent: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a link away.
    Unlink {
        /// Its id.
        id: String,
        /// The criterion, control or clause.
        item: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say how one operates: nature, execution, key, systems, limit, evidence; what is left out stays.
    Operation(OperationArgs),
    /// Record a step in the life of one: designed, implemented, operating.
    Life(LifeArgs),
    /// When one was expected to run, and what became of each occurrence.
    Occurrences(OccurrencesArgs),
    /// Pairs that look like the same intent.
    Duplicates(PlaceArgs),
}
