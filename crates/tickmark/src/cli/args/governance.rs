//! Words of the commands on waivers, and on what needs two persons.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// Waivers.
#[derive(Clone, Debug, Args)]
pub struct WaiverArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: WaiverVerb,
}

/// Commands on waivers of a rule of separation of duty.
#[derive(Clone, Debug, Subcommand)]
pub enum WaiverVerb {
    /// What was proposed, is in force, or is over.
    List(PlaceArgs),
    /// Propose that a rule be waived for one person; management approves it.
    Propose {
        /// The rule, such as SoD-1; see `tickmark rights`.
        rule: String,
        /// For whom: e-mail address or id.
        person: String,
        /// First day; today when left out.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Last day, at most 366 days on.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Why nobody else can do it, and what is done instead.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve one, as management.
    Approve {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Withdraw or end one.
    End {
        /// Id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What needs two persons.
#[derive(Clone, Debug, Args)]
pub struct DeedArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DeedVerb,
}

/// Commands on what needs two persons and a day's delay.
#[derive(Clone, Debug, Subcommand)]
pub enum DeedVerb {
    /// What was proposed, approved, carried out or stopped.
    List(PlaceArgs),
    /// Propose one; every owner sees it and can stop it.
    Propose {
        /// `full_export`, `erase_person`, `rotate_key`, restore, `shorten_retention`, support.
        kind: String,
        /// Whom it is about: e-mail address or id; of `erase_person` and support.
        #[arg(long)]
        person: Option<String>,
        /// What it is about: of restore the digest that `tickmark restore BUNDLE --digest` prints; or what is kept for how long.
        #[arg(long)]
        what: Option<String>,
        /// Days of support, at most 7.
        #[arg(long, default_value_t = 1)]
        days: i32,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve what somebody else proposed; 24 hours begin.
    Approve {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Stop one.
    Withdraw {
        /// Id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Carry out one that is approved, after its delay. A full export is carried out by `tickmark export FILE`, a restore by
    /// `tickmark restore BUNDLE`.
    CarryOut {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
