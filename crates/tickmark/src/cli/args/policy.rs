//! Words of the commands on controlled documents.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Controlled documents.
#[derive(Clone, Debug, Args)]
pub struct PolicyArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PolicyVerb,
}

/// What is said of a document; people by e-mail address or id, several things with commas between them.
#[derive(Clone, Debug, Default, Args)]
pub struct PolicyFields {
    /// Number in your own scheme, such as POL-04.
    #[arg(long)]
    pub number: Option<String>,
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// policy, procedure, plan, `record_form` or external.
    #[arg(long)]
    pub kind: Option<String>,
    /// Who answers for it.
    #[arg(long)]
    pub owner: Option<String>,
    /// public, internal, confidential or restricted.
    #[arg(long)]
    pub classification: Option<String>,
    /// Months from one review to the next; 0 for no cycle.
    #[arg(long)]
    pub review_months: Option<u32>,
    /// How many distinct persons approve a version, 1 to 3.
    #[arg(long)]
    pub approvals: Option<u32>,
    /// Who approves: roles or people; everybody who may when left out.
    #[arg(long)]
    pub approvers: Option<String>,
    /// Years that a version is kept after it is not in use any more.
    #[arg(long)]
    pub retention_years: Option<u32>,
    /// Roles that it is for; everybody when left out.
    #[arg(long)]
    pub distribution: Option<String>,
    /// Own controls that it describes.
    #[arg(long)]
    pub controls: Option<String>,
    /// Clauses, controls of Annex A and criteria that it serves.
    #[arg(long)]
    pub meets: Option<String>,
    /// Pieces of documented information of ISO/IEC 27001 that it is, such as `security_policy`.
    #[arg(long)]
    pub pieces: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Which documents are listed.
#[derive(Clone, Debug, Default, Args)]
pub struct PolicyFilterArgs {
    /// Only in this state, of the document or of its open version.
    #[arg(long)]
    pub state: Option<String>,
    /// Only of this kind.
    #[arg(long)]
    pub kind: Option<String>,
    /// Only of this owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// Only those that name this control, clause or criterion.
    #[arg(long)]
    pub about: Option<String>,
    /// Only those whose review is overdue or due within a month.
    #[arg(long)]
    pub due: bool,
    /// Only those that somebody should look at.
    #[arg(long)]
    pub concerns: bool,
    /// Retired ones as well.
    #[arg(long)]
    pub retired: bool,
    /// Only those with a version whose retention is over, retired ones as well.
    #[arg(long)]
    pub ripe: bool,
}

/// Commands on controlled documents: written, approved by others, published, acknowledged, reviewed.
#[derive(Clone, Debug, Subcommand)]
pub enum PolicyVerb {
    /// The register: where each document stands, and what is open about it.
    List {
        /// Which of them.
        #[command(flatten)]
        filter: Box<PolicyFilterArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One document with its versions and who acknowledged it; documents by id or number.
    Show {
        /// Its id or number, such as PL-3 or POL-04.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The text of a version, as it is kept.
    Text {
        /// Its id or number.
        id: String,
        /// The version; the one in force, or the newest, when left out.
        #[arg(long)]
        version: Option<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write a new document from a file of Markdown.
    Write {
        /// The file with its text.
        file: PathBuf,
        /// What is said of it.
        #[command(flatten)]
        fields: Box<PolicyFields>,
    },
    /// Change what is said of a document; what is left out stays as it was.
    Revise {
        /// Its id or number.
        id: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// What is said of it now.
        #[command(flatten)]
        fields: Box<PolicyFields>,
    },
    /// Write the text of the next version from a file.
    Draft {
        /// Its id or number.
        id: String,
        /// The file with the text.
        file: PathBuf,
        /// What changes, and why.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Hand the draft to those who approve it.
    Submit(PolicyStepArgs),
    /// Approve the version that waits for it, as somebody else than who wrote it.
    Approve(PolicyStepArgs),
    /// Send the version that waits back.
    Return {
        /// What is wrong with it.
        #[arg(long, default_value = "")]
        reason: String,
        /// Which.
        #[command(flatten)]
        step: PolicyStepArgs,
    },
    /// Put the approved version in force.
    Publish {
        /// The first day on which it is in force; today when left out.
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        /// Which.
        #[command(flatten)]
        step: PolicyStepArgs,
    },
    /// Confirm the version in force: it still says how things are done.
    Review {
        /// What was looked at.
        #[arg(long, default_value = "")]
        note: String,
        /// Which.
        #[command(flatten)]
        step: PolicyStepArgs,
    },
    /// Take a document out of use.
    Retire {
        /// Its id or number.
        id: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Dispose of the text of a version that is out of use, after its retention; its hash, days and approvals stay.
    Dispose {
        /// Its id or number.
        id: String,
        /// The version.
        #[arg(long)]
        version: u32,
        /// Why, and who agreed.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Ask those it is for to acknowledge the version in force.
    Ask {
        /// Its id or number.
        id: String,
        /// By which day.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Acknowledge the version in force, for yourself.
    Acknowledge(PolicyStepArgs),
    /// What changed between two versions, line by line.
    Diff {
        /// Its id or number.
        id: String,
        /// The earlier version; the one in force when left out.
        #[arg(long)]
        from: Option<u32>,
        /// The later version; the newest when left out.
        #[arg(long)]
        to: Option<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What is missing: pieces that ISO/IEC 27001 names, documents for one topic, texts against evidence.
    Check {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Import a folder of Markdown and Word files, or one of them: all or none.
    Import {
        /// The folder or file.
        path: PathBuf,
        /// Only say what would happen.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The starter texts; with an id, begin a document with one.
    Start {
        /// Id of a starter text, such as backup.
        id: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// A version that something is done to; what is done names the text that you saw.
#[derive(Clone, Debug, Args)]
pub struct PolicyStepArgs {
    /// Id or number of the document.
    pub id: String,
    /// SHA-256 of the text; of the version that is looked at when left out.
    #[arg(long)]
    pub sha256: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
