//! Words of the commands on the registers of the management system.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Registers of the management system.
#[derive(Clone, Debug, Args)]
pub struct RegisterArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RegisterVerb,
}

/// Which entries are listed.
#[derive(Clone, Debug, Default, Args)]
pub struct EntryChoice {
    /// Only in this state.
    #[arg(long)]
    pub state: Option<String>,
    /// Only of this owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// Only those whose day is over.
    #[arg(long)]
    pub overdue: bool,
    /// Only those of which something is missing.
    #[arg(long)]
    pub lacking: bool,
    /// Those that were ended, too.
    #[arg(long)]
    pub ended: bool,
    /// Only those that say these words.
    #[arg(long)]
    pub words: Option<String>,
}

/// Commands on registers: issues, parties, scope, roles, objectives, assets, incidents, obligations, access reviews and others.
#[derive(Clone, Debug, Subcommand)]
pub enum RegisterVerb {
    /// All registers: what each is for, how many entries it has, what is overdue and missing.
    Kinds {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The fields and states of one register, and what the standards want of it.
    Fields {
        /// The register, such as assets.
        register: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The entries of one register.
    List {
        /// The register, such as assets.
        register: String,
        /// Which of them.
        #[command(flatten)]
        choice: Box<EntryChoice>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One entry with its lines and steps.
    Show {
        /// Its id, such as AST-3.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add an entry.
    Add {
        /// The register, such as assets.
        register: String,
        /// A field: --set title=Laptop --set kind=hardware.
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Change fields of an entry; what is not named stays. An empty value takes a field away.
    Set {
        /// Its id.
        id: String,
        /// A field: --set owner=ann@example.com, --set location=
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Move an entry to another state.
    Move {
        /// Its id.
        id: String,
        /// The state.
        state: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add a line: a result, a step of a timeline, an account; or change one by its number.
    Line {
        /// The entry.
        id: String,
        /// Number of the line that is changed, from 1.
        #[arg(long)]
        number: Option<u32>,
        /// A field: --set on=2026-03-31 --set value=97 --set met=yes.
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// End an entry that should not be there, or applies no longer.
    End {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What is missing, in one register or in all of them.
    Check {
        /// The register; all of them when left out.
        register: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Import a list from CSV or XLSX: all rows or none.
    Import {
        /// The register.
        register: String,
        /// The file; its headings are those of the export.
        file: PathBuf,
        /// Sheet of the workbook.
        #[arg(long)]
        sheet: Option<String>,
        /// Show what would happen and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a register as CSV or XLSX; imported again, it changes nothing.
    Export {
        /// The register.
        register: String,
        /// The file, ending in .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Which entries.
        #[command(flatten)]
        choice: Box<EntryChoice>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
