//! Words of the commands on members.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// Where the server answers, for links that are handed over.
#[derive(Clone, Debug, Args)]
pub struct AddressArgs {
    /// Where the server answers: what a one-time link begins with.
    #[arg(long, value_name = "URL", env = "TICKMARK_PUBLIC_URL", default_value = "http://localhost:7390")]
    pub address: String,
}

/// Members.
#[derive(Clone, Debug, Args)]
pub struct PersonArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PersonVerb,
}

/// Commands on members. A person is named by e-mail address or id; `me` is whoever holds the data folder.
#[derive(Clone, Debug, Subcommand)]
pub enum PersonVerb {
    /// Who is a member, with roles and state.
    List {
        /// Only this state: invited, confirmed, suspended, ended.
        #[arg(long)]
        state: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Invite a person with roles; prints a one-time link to hand over.
    Invite {
        /// Name, as the person writes it.
        name: String,
        /// E-mail address.
        email: String,
        /// owner, `programme_manager`, `control_owner`, contributor, management, `internal_auditor`; may be repeated.
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<String>,
        /// Server.
        #[command(flatten)]
        address: AddressArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Set all roles of a member.
    Roles {
        /// E-mail address or id.
        person: String,
        /// All roles held from now on; may be repeated, left out where outside access remains.
        #[arg(long = "role", value_name = "ROLE")]
        roles: Vec<String>,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Suspend a member: no rights until resumed.
    Suspend {
        /// E-mail address or id.
        person: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// End a suspension.
    Resume {
        /// E-mail address or id.
        person: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// End a membership, with its outside access, deputies and tokens; one's own is leaving.
    End {
        /// E-mail address or id.
        person: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// A new link for somebody who was invited and lost theirs; the old one ends.
    Again {
        /// E-mail address or id.
        person: String,
        /// Server.
        #[command(flatten)]
        address: AddressArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// A one-time link for a new password, to hand over in person.
    ResetPassword {
        /// E-mail address.
        email: String,
        /// Server.
        #[command(flatten)]
        address: AddressArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
