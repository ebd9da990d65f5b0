//! Words of the commands on audit packages.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Audit packages.
#[derive(Clone, Debug, Args)]
pub struct PackageArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PackageVerb,
}

/// Commands on audit packages.
#[derive(Clone, Debug, Subcommand)]
pub enum PackageVerb {
    /// What a package would hold, and what it would lack.
    Plan(PackageAskArgs),
    /// Build a package: complete, or refused with the list of what is missing; partial only when that is asked for.
    Build(BuildPackageArgs),
    /// Packages that were built, the newest first.
    List(PlaceArgs),
    /// One package: what it is, what it lacks, its hash, how it is checked.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a package that was built to a file.
    Save {
        /// Its id.
        id: String,
        /// Where to write it.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Write it over a file that is there already.
        #[arg(long)]
        force: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a package back: it is not handed out any more, and its file goes.
    Withdraw {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What package is wanted.
#[derive(Clone, Debug, Args)]
pub struct PackageAskArgs {
    /// For whom: cpa (by criterion) or certification (by clause and Annex A control).
    #[arg(long = "for", value_name = "AUDIENCE")]
    pub audience: String,
    /// The engagement that the CPA firm examines. One for a certification body takes only its days.
    #[arg(long)]
    pub engagement: Option<String>,
    /// First day, of a package for a certification body.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day, of a package for a certification body.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// It may lack something, and then says so on its face.
    #[arg(long)]
    pub partial: bool,
    /// With evidence that is classified as restricted; left out, it stays out and is listed.
    #[arg(long)]
    pub restricted: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A package to be built.
#[derive(Clone, Debug, Args)]
pub struct BuildPackageArgs {
    /// What is wanted.
    #[command(flatten)]
    pub ask: PackageAskArgs,
    /// Write it to this file as well; it is kept in the data folder in any case.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write it over a file that is there already.
    #[arg(long, requires = "out")]
    pub force: bool,
}
