//! Words of the commands on the Statement of Applicability.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};

/// The Statement of Applicability.
#[derive(Clone, Debug, Args)]
pub struct SoaArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SoaVerb,
}

/// Which version.
#[derive(Clone, Debug, Args)]
pub struct SoaPlaceArgs {
    /// The version, such as ST-1; left out, the one on its way, or else the one in force.
    #[arg(long, value_name = "ST-N")]
    pub version: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Commands on the Statement of Applicability (clause 6.1.3 d).
#[derive(Clone, Debug, Subcommand)]
pub enum SoaVerb {
    /// All versions, the newest first.
    List(PlaceArgs),
    /// One version, row by row; with controls, only those.
    Show {
        /// Controls, such as A.5.1; all of them when none is named.
        controls: Vec<String>,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Begin a draft: a copy of the version in force, or one in which nothing is decided.
    Draft(PlaceArgs),
    /// Set fields of one or many entries; fields that are not named stay.
    Set(Box<SoaSetArgs>),
    /// Take what is proposed, wherever no person has said something else.
    Take {
        /// Controls; all of them when none is named.
        controls: Vec<String>,
        /// Show what would change and change nothing.
        #[arg(long)]
        preview: bool,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Put a necessary control from outside Annex A in.
    Add {
        /// The own control.
        control: String,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Take such a control out again.
    Remove {
        /// The own control.
        control: String,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// What is wrong: SOA-01 to SOA-12.
    Check(SoaPlaceArgs),
    /// From risk to evidence, control by control, and where the chain is broken.
    Chain(SoaPlaceArgs),
    /// What differs from an earlier version.
    Diff {
        /// The earlier one; left out, the one that it is a copy of, or else the one before it.
        #[arg(long, value_name = "ST-N")]
        from: Option<String>,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Say that a draft was read through as it stands.
    Reviewed {
        /// The hash of what was read, as `show` names it.
        sha256: String,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Approve a reviewed version, as management.
    Approve {
        /// The hash of what is approved, as `show` names it.
        sha256: String,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Put an approved version in force; the one before is superseded.
    Effective {
        /// Its first day; today when left out.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Give up a version that is not in force.
    Withdraw {
        /// Why.
        #[arg(long)]
        reason: String,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
    /// Write a version as a file: .xlsx, .csv or .json.
    Export {
        /// Where it is written.
        #[command(flatten)]
        to: OutFile,
        /// Version, place and output.
        #[command(flatten)]
        at: SoaPlaceArgs,
    },
}

/// What is set of which entries.
#[derive(Clone, Debug, Args)]
pub struct SoaSetArgs {
    /// Controls, such as A.5.1.
    #[arg(required = true)]
    pub controls: Vec<String>,
    /// undecided, applicable or excluded.
    #[arg(long)]
    pub decision: Option<String>,
    /// A reason for its inclusion, with its words: risk, law, contract, business_need, baseline. All of them are named anew.
    #[arg(long, value_name = "REASON[=WORDS]")]
    pub reason: Vec<String>,
    /// Why it is excluded: the activity, asset or risk that is missing.
    #[arg(long, value_name = "WORDS")]
    pub exclusion: Option<String>,
    /// not_started, planned, partial, implemented or inherited.
    #[arg(long)]
    pub status: Option<String>,
    /// How it is implemented.
    #[arg(long)]
    pub how: Option<String>,
    /// A reference: control, evidence or text, and its id or name. All of them are named anew.
    #[arg(long, value_name = "KIND:TO")]
    pub reference: Vec<String>,
    /// E-mail address or id of the member who answers for it; empty for nobody.
    #[arg(long)]
    pub owner: Option<String>,
    /// A note, which is no part of what is approved.
    #[arg(long)]
    pub note: Option<String>,
    /// Show what would change and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// Version, place and output.
    #[command(flatten)]
    pub at: SoaPlaceArgs,
}
