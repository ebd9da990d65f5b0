//! Words of the commands on collectors.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Where collectors may reach.
#[derive(Clone, Debug, Default, Args)]
pub struct HandsArgs {
    /// A folder whose contents collectors may read: repositories, files; may be given more than once. None: nothing.
    #[arg(long, value_name = "FOLDER", env = "TICKMARK_COLLECT_FOLDER", value_delimiter = ',')]
    pub collect_folder: Vec<PathBuf>,
    /// A program, or a folder of programs, that a collector may run; may be given more than once. None: no command.
    #[arg(long, value_name = "PATH", env = "TICKMARK_COLLECT_PROGRAM", value_delimiter = ',')]
    pub collect_program: Vec<PathBuf>,
}

/// Where a collector may reach when it runs from here.
#[derive(Clone, Debug, Default, Args)]
pub struct ReachArgs {
    /// Folders and programs.
    #[command(flatten)]
    pub hands: HandsArgs,
    /// A target inside your own network that may be called; may be given more than once.
    #[arg(long, value_name = "HOST:PORT", env = "TICKMARK_ALLOW_INTERNAL", value_delimiter = ',')]
    pub allow_internal: Vec<String>,
    /// Certificate of an authority of your own, as PEM; may be given more than once.
    #[arg(long, value_name = "FILE", env = "TICKMARK_AUTHORITY", value_delimiter = ',')]
    pub authority: Vec<PathBuf>,
}

/// Collectors.
#[derive(Clone, Debug, Args)]
pub struct CollectorArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CollectorVerb,
}

/// Commands on collectors: what one runs is approved by somebody else than who wrote it.
#[derive(Clone, Debug, Subcommand)]
pub enum CollectorVerb {
    /// Collectors, how they stand, and what the check of each said last.
    List {
        /// Only those that collect for this own control.
        #[arg(long)]
        control: Option<String>,
        /// Also those that were removed.
        #[arg(long)]
        removed: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One collector: its check, its rule, its approval, its credentials without what they hold.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Declare a collector from a JSON file; with --id, declare that one anew.
    Set {
        /// The file; `-` for standard input. docs/collectors.md has one of each kind.
        file: PathBuf,
        /// Id of the collector to be declared anew.
        #[arg(long)]
        id: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Run a declaration once and keep nothing: a JSON file, or a collector by its id.
    Try {
        /// The file, or the id of a collector.
        what: String,
        /// Where it may reach.
        #[command(flatten)]
        reach: Box<ReachArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Run a collector now, and hand in what it brings back.
    Run {
        /// Its id.
        id: String,
        /// Where it may reach.
        #[command(flatten)]
        reach: Box<ReachArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The newest runs of a collector.
    Runs {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let a collector rest.
    Pause {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let a collector go on.
    Resume {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve what a collector that somebody else wrote runs.
    Approve {
        /// Its id.
        id: String,
        /// SHA-256 of the check and rule that you read, as `tickmark collector show` says it.
        #[arg(long, value_name = "SHA256")]
        declaration: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Remove a collector and its credentials; its runs and evidence stay.
    Remove {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Credentials of a collector: they go in and never out.
    Credential(CredentialArgs),
}

/// Credentials.
#[derive(Clone, Debug, Args)]
pub struct CredentialArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CredentialVerb,
}

/// Commands on credentials of a collector.
#[derive(Clone, Debug, Subcommand)]
pub enum CredentialVerb {
    /// Keep a credential that is read from standard input, in the place of an older one of that name.
    Set {
        /// Its name, as the check calls it.
        name: String,
        /// Id of the collector.
        #[arg(long, value_name = "ID")]
        collector: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Forget a credential.
    Remove {
        /// Its name, as the check calls it.
        name: String,
        /// Id of the collector.
        #[arg(long, value_name = "ID")]
        collector: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
