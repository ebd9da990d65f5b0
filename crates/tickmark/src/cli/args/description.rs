//! Words of the commands on descriptions, statements of management, opinions and bridge letters.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// The description of the system.
#[derive(Clone, Debug, Args)]
pub struct DescriptionArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DescriptionVerb,
}

/// Where a text comes from.
#[derive(Clone, Debug, Args)]
#[group(required = true, multiple = false)]
pub struct TextArgs {
    /// The text.
    #[arg(long)]
    pub text: Option<String>,
    /// The file with the text, in UTF-8.
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// What is proposed from the engagement.
    #[arg(long)]
    pub proposed: bool,
}

/// Commands on the description of the system (DC 1 to DC 9).
#[derive(Clone, Debug, Subcommand)]
pub enum DescriptionVerb {
    /// The description: where it stands, its checks, its sections and the hash that an approval names.
    Show {
        /// The engagement.
        engagement: String,
        /// Its whole text, as Markdown, and nothing else.
        #[arg(long)]
        text: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What the data propose, section by section. Nothing of it is saved.
    Propose {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a section; the others stay. It makes a new version, in draft.
    Write {
        /// The engagement.
        engagement: String,
        /// dc1 to dc9.
        section: String,
        /// The text.
        #[command(flatten)]
        text: TextArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say why a section has nothing to tell.
    NotRelevant {
        /// The engagement.
        engagement: String,
        /// dc1 to dc9.
        section: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Hand the newest version to review.
    Submit {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve the version before review, as management; who wrote a part of it cannot.
    Approve {
        /// The engagement.
        engagement: String,
        /// The hash of what is approved, as `show` gives it.
        #[arg(long)]
        sha256: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Comment on the approved version, as an auditor of the engagement.
    Comment {
        /// The engagement.
        engagement: String,
        /// The comment.
        #[arg(long)]
        text: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Make the approved version final, as management.
    Finalise {
        /// The engagement.
        engagement: String,
        /// The hash of what is final.
        #[arg(long)]
        sha256: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What we expect of customers.
    Cuecs(PlaceArgs),
    /// Record a control that we expect of customers.
    Expect {
        /// What they have to do.
        #[arg(long)]
        text: String,
        /// Criteria that rest on it.
        #[arg(long, value_delimiter = ',')]
        criteria: Vec<String>,
        /// The id of the one that is said otherwise.
        #[arg(long, value_name = "ID")]
        again: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Withdraw a control that we expected of customers.
    Unexpect {
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

/// Statements of management, and the opinion.
#[derive(Clone, Debug, Args)]
pub struct StatementArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: StatementVerb,
}

/// Commands on management's assertion, the representation letter, and the opinion of the report.
#[derive(Clone, Debug, Subcommand)]
pub enum StatementVerb {
    /// Both statements and the opinion: written, signed, recorded.
    List {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One statement as Markdown; before it is written, what is proposed.
    Show {
        /// The engagement.
        engagement: String,
        /// assertion or representation.
        kind: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a statement; what was signed before is void.
    Write {
        /// The engagement.
        engagement: String,
        /// assertion or representation.
        kind: String,
        /// The text.
        #[command(flatten)]
        text: TextArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Sign a statement, as management.
    Sign {
        /// The engagement.
        engagement: String,
        /// assertion or representation.
        kind: String,
        /// The hash of what is signed, as `list` gives it.
        #[arg(long)]
        sha256: String,
        /// The day that stands on it; left out, today.
        #[arg(long, value_name = "DATE")]
        dated: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record the opinion as it stands in the report.
    Opinion {
        /// The engagement.
        engagement: String,
        /// unmodified (or unqualified), qualified, adverse or disclaimer.
        kind: String,
        /// The day of the report.
        #[arg(long, value_name = "DATE")]
        dated: String,
        /// What the report gives as its basis.
        #[arg(long, default_value = "")]
        basis: String,
        /// Criteria that a modification names.
        #[arg(long, value_delimiter = ',')]
        criteria: Vec<String>,
        /// The item of evidence that holds the report.
        #[arg(long, value_name = "ID")]
        report: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Our bridge letters.
#[derive(Clone, Debug, Args)]
pub struct BridgeLetterArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: BridgeLetterVerb,
}

/// Commands on our bridge letters: management's word about the time since the last report, without assurance.
#[derive(Clone, Debug, Subcommand)]
pub enum BridgeLetterVerb {
    /// All of them.
    List(PlaceArgs),
    /// One letter as Markdown.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a letter, or write one again; what was signed before is void.
    Write {
        /// The engagement of the last report.
        engagement: String,
        /// The last day of which it speaks.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Material changes; left out, there were none.
        #[arg(long, default_value = "")]
        changes: String,
        /// The id of the letter that is written again.
        #[arg(long, value_name = "ID")]
        again: Option<String>,
        /// The text.
        #[command(flatten)]
        text: TextArgs,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Sign a letter, as management.
    Sign {
        /// Its id.
        id: String,
        /// The hash of what is signed, as `list` gives it.
        #[arg(long)]
        sha256: String,
        /// The day that stands on it; left out, today.
        #[arg(long, value_name = "DATE")]
        dated: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that a signed letter was sent.
    Send {
        /// Its id.
        id: String,
        /// To whom.
        #[arg(long)]
        to: String,
        /// The day; left out, today.
        #[arg(long, value_name = "DATE")]
        sent_on: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
