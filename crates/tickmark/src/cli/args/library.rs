//! Words of the commands on the library.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Library.
#[derive(Clone, Debug, Args)]
pub struct LibraryArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LibraryVerb,
}

/// Library commands.
#[derive(Clone, Debug, Subcommand)]
pub enum LibraryVerb {
    /// List the documents with counts and sources.
    List(PlaceArgs),
    /// Show one document: its items with their attributes, or its rows.
    Show {
        /// Id of the document.
        id: String,
        /// Print the file itself, to start an own one from.
        #[arg(long)]
        file: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Check an own library file: file, line, field and what would be right.
    Check {
        /// The file.
        file: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What adopting a file would change.
    Diff {
        /// The file.
        file: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Adopt a file, or a built-in document by id, in an organisation.
    Adopt {
        /// File or built-in id.
        what: String,
        /// Adopt a new version of a document that is adopted already; without it, only what would change is shown.
        #[arg(long)]
        yes: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
