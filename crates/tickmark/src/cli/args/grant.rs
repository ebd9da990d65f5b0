//! Words of the commands on outside access and deputies.

use super::{AddressArgs, PlaceArgs};
use clap::{Args, Subcommand};

/// Outside access.
#[derive(Clone, Debug, Args)]
pub struct GrantArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: GrantVerb,
}

/// Commands on outside access.
#[derive(Clone, Debug, Subcommand)]
pub enum GrantVerb {
    /// What was given, in force or over.
    List(PlaceArgs),
    /// Give a consultant or external auditor access for one engagement; prints a one-time link for who is new.
    Give(Box<GiveArgs>),
    /// End it before its last day.
    End {
        /// Id of the grant.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// A grant.
#[derive(Clone, Debug, Args)]
pub struct GiveArgs {
    /// Name, as the person writes it.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// consultant or `external_auditor`.
    #[arg(long)]
    pub kind: String,
    /// Let a consultant work as programme manager too; without it, they only read.
    #[arg(long)]
    pub works: bool,
    /// The engagement, as people call it.
    #[arg(long)]
    pub engagement: String,
    /// First day; today when left out.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day; 90 days in all when left out, which is the most.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Why.
    #[arg(long)]
    pub reason: String,
    /// Server.
    #[command(flatten)]
    pub address: AddressArgs,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Deputies.
#[derive(Clone, Debug, Args)]
pub struct DeputyArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DeputyVerb,
}

/// Commands on deputies.
#[derive(Clone, Debug, Subcommand)]
pub enum DeputyVerb {
    /// Who stands in for whom.
    List(PlaceArgs),
    /// Name somebody who stands in for a member.
    Name {
        /// Who is represented: e-mail address or id.
        principal: String,
        /// Who stands in.
        deputy: String,
        /// First day; today when left out.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Last day.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// End a deputy's time early.
    End {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
