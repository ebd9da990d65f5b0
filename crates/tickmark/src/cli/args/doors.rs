//! Words of the commands on how people and programs come in: tokens, single sign-on, the directory, webhooks.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Tokens.
#[derive(Clone, Debug, Args)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: TokenVerb,
}

/// Commands on tokens of programs.
#[derive(Clone, Debug, Subcommand)]
pub enum TokenVerb {
    /// Every token with what it may do; never a secret.
    List(PlaceArgs),
    /// Issue one; its secret is printed once.
    Issue {
        /// What it is for.
        name: String,
        /// api, collector or directory.
        #[arg(long, default_value = "api")]
        kind: String,
        /// What it may do, of `tickmark rights`; may be repeated.
        #[arg(long = "action", value_name = "ACTION")]
        actions: Vec<String>,
        /// Control that it is bound to; may be repeated.
        #[arg(long = "control", value_name = "ID")]
        controls: Vec<String>,
        /// Last day; 90 days on when left out, at most 365.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Revoke one, at once.
    Revoke {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Single sign-on.
#[derive(Clone, Debug, Args)]
pub struct SignOnArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SignOnVerb,
}

/// Commands on single sign-on by OpenID Connect.
#[derive(Clone, Debug, Subcommand)]
pub enum SignOnVerb {
    /// How it is set; never the secret.
    Show(PlaceArgs),
    /// Set it.
    Set {
        /// Issuer, exactly as its discovery document names it.
        issuer: String,
        /// Our id at the issuer.
        #[arg(long)]
        client_id: String,
        /// File with the client's secret; `-` reads it from standard input. Left out, the secret stays as it is.
        #[arg(long, value_name = "FILE")]
        secret_file: Option<PathBuf>,
        /// Members must come this way.
        #[arg(long, requires = "break_glass")]
        enforced: bool,
        /// The one owner who may still come in with a password: e-mail address or id.
        #[arg(long, value_name = "PERSON")]
        break_glass: Option<String>,
        /// Link a verified e-mail address of this issuer to an account that is here already.
        #[arg(long)]
        link_by_email: bool,
        /// What may be called.
        #[command(flatten)]
        inside: InsideArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take it away: local accounts only.
    Clear(PlaceArgs),
    /// Ask the issuer for what it publishes.
    Test {
        /// What may be called.
        #[command(flatten)]
        inside: InsideArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What may be called inside the operator's own network, as it is given to `tickmark serve` too.
#[derive(Clone, Debug, Default, Args)]
pub struct InsideArgs {
    /// A target inside your own network that may be called, such as the identity provider; may be given more than once.
    #[arg(long, value_name = "HOST:PORT", env = "TICKMARK_ALLOW_INTERNAL", value_delimiter = ',')]
    pub allow_internal: Vec<String>,
    /// Certificate of an authority of your own, as PEM; may be given more than once.
    #[arg(long, value_name = "FILE", env = "TICKMARK_AUTHORITY", value_delimiter = ',')]
    pub authority: Vec<PathBuf>,
}

/// The directory.
#[derive(Clone, Debug, Args)]
pub struct DirectoryArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DirectoryVerb,
}

/// Commands on the directory (SCIM).
#[derive(Clone, Debug, Subcommand)]
pub enum DirectoryVerb {
    /// Which groups hold which roles.
    Show(PlaceArgs),
    /// Set all groups.
    Set {
        /// A group with its roles; may be repeated.
        #[arg(value_name = "GROUP=ROLE,ROLE", required = true)]
        groups: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// No directory any more.
    Clear(PlaceArgs),
}

/// Webhooks.
#[derive(Clone, Debug, Args)]
pub struct WebhookArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: WebhookVerb,
}

/// Commands on webhooks.
#[derive(Clone, Debug, Subcommand)]
pub enum WebhookVerb {
    /// Where news is sent; never a secret.
    List(PlaceArgs),
    /// Set one; the secret of a new one is printed once.
    Set {
        /// The address; https only.
        url: String,
        /// Id of the one to change; left out, a new one.
        #[arg(long)]
        id: Option<String>,
        /// Event to send; may be repeated, all of them when left out.
        #[arg(long = "event", value_name = "EVENT")]
        events: Vec<String>,
        /// Keep it without using it.
        #[arg(long)]
        off: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Remove one.
    Remove {
        /// Id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
