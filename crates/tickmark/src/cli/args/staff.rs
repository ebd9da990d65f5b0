//! Words of the commands on those who work here.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Those who work here.
#[derive(Clone, Debug, Args)]
pub struct StaffArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: StaffVerb,
}

/// Commands on those who work here. A person is named by e-mail address or id; `me` is whoever holds the data folder.
#[derive(Clone, Debug, Subcommand)]
pub enum StaffVerb {
    /// Who works here, and what is missing of whom.
    List {
        /// Only this state: candidate, active, moved, notice, left.
        #[arg(long)]
        state: Option<String>,
        /// Only those of whom something is missing.
        #[arg(long)]
        lacking: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record where somebody stands; with --name, somebody new by that name and e-mail address.
    Record(Box<RecordStaffArgs>),
    /// Record a check: screening, terms, confidentiality, training, review, remote_work, discipline, assets_returned,
    /// access_removed, keys_revoked, duties_after.
    Check {
        /// E-mail address or id.
        person: String,
        /// The check.
        check: String,
        /// When; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// Where it can be seen, or why it is not needed.
        #[arg(long, default_value = "")]
        note: String,
        /// It is decided that it is not needed; --note says why.
        #[arg(long)]
        not_needed: bool,
        /// Take the last record of this check back.
        #[arg(long, conflicts_with_all = ["done_on", "note", "not_needed"])]
        take_back: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The organisation chart: positions with their duties for information security, and who holds them.
    Positions(PlaceArgs),
    /// Set a position.
    Position {
        /// Short name: lower-case letters, digits and hyphens.
        id: String,
        /// What it is called.
        #[arg(long)]
        title: String,
        /// Its duties for information security, as the job description has them.
        #[arg(long)]
        duties: String,
        /// Short name of the position it reports to; left out at the top.
        #[arg(long, default_value = "")]
        reports_to: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Requests for access: list, ask, decide, record as done.
    Access(AccessArgs),
    /// Import a list of those who work here from XLSX, CSV or JSON, all or nothing. The file itself is not kept.
    Import {
        /// The list; `staff export` writes one with all headings.
        file: PathBuf,
        /// Sheet of a workbook.
        #[arg(long)]
        sheet: Option<String>,
        /// Show what would happen and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the register as CSV or XLSX, by the ending of the file; imported again, it changes nothing.
    Export {
        /// Where it is written.
        #[command(flatten)]
        to: OutFile,
        /// Place.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Starting text of the policy on remote working, with the name of the organisation. Management approves a policy.
    Policy(PlaceArgs),
}

/// Where somebody stands. What is left out stays as it is.
#[derive(Clone, Debug, Args)]
pub struct RecordStaffArgs {
    /// E-mail address or id.
    pub person: String,
    /// Name of somebody who is not in the register yet, as they write it.
    #[arg(long)]
    pub name: Option<String>,
    /// candidate, active, moved, notice, left.
    #[arg(long)]
    pub state: Option<String>,
    /// Short name of the position.
    #[arg(long)]
    pub position: Option<String>,
    /// First day of work.
    #[arg(long, value_name = "DATE")]
    pub joined: Option<String>,
    /// Last day of work.
    #[arg(long, value_name = "DATE")]
    pub leaves: Option<String>,
    /// Works away from the offices, wholly or in part: yes or no.
    #[arg(long, value_name = "YES|NO")]
    pub remote: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Requests for access.
#[derive(Clone, Debug, Args)]
pub struct AccessArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AccessVerb,
}

/// Commands on requests for access.
#[derive(Clone, Debug, Subcommand)]
pub enum AccessVerb {
    /// Requests, what waits for a decision first.
    List {
        /// Only this stage: asked, approved, refused, done.
        #[arg(long)]
        stage: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Ask for access to a system.
    Ask {
        /// For whom: e-mail address or id.
        person: String,
        /// To what.
        system: String,
        /// As what: the role or level there.
        #[arg(long, default_value = "")]
        level: String,
        /// grant, change, remove.
        #[arg(long, default_value = "grant")]
        kind: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Decide on a request that somebody else made for somebody else.
    Decide {
        /// Id of the request.
        id: String,
        /// Refuse it; left out, it is approved.
        #[arg(long)]
        refuse: bool,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that approved access was given, changed or taken.
    Done {
        /// Id of the request.
        id: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
