//! Arguments of the commands on auditors' requests and the auditor's room.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Requests of external auditors.
#[derive(Clone, Debug, Args)]
pub struct RequestArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RequestVerb,
}

/// What is asked for.
#[derive(Clone, Debug, Args)]
pub struct WantedArgs {
    /// What is wanted, in a line.
    #[arg(long)]
    pub title: Option<String>,
    /// What is wanted exactly, and in which form.
    #[arg(long)]
    pub text: Option<String>,
    /// The criterion that it is about, such as CC6.1.
    #[arg(long, conflicts_with = "control")]
    pub criterion: Option<String>,
    /// The own control that it is about.
    #[arg(long)]
    pub control: Option<String>,
    /// The day on which it is wanted.
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// The member who is asked, by e-mail address or id; nobody: the programme manager.
    #[arg(long, value_name = "PERSON")]
    pub to: Option<String>,
    /// The auditor's own number of it.
    #[arg(long)]
    pub reference: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Commands on requests.
#[derive(Clone, Debug, Subcommand)]
pub enum RequestVerb {
    /// Requests: what waits first, overdue ones before all.
    List {
        /// Only those of this engagement, such as EN-1.
        #[arg(long)]
        engagement: Option<String>,
        /// Only open, submitted, returned, accepted or withdrawn ones.
        #[arg(long)]
        state: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One request with its answers and comments.
    Show {
        /// Its id, such as AQ-1; RQ-1, as it was until 0.5, is the same.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Put a request on the list: as its auditor, or as preparation before the auditor asks.
    Add {
        /// The engagement.
        engagement: String,
        /// What is asked for.
        #[command(flatten)]
        wanted: Box<WantedArgs>,
    },
    /// Change a request that is not closed; what is left out stays as it was.
    Revise {
        /// Its id.
        id: String,
        /// What is asked for.
        #[command(flatten)]
        wanted: Box<WantedArgs>,
    },
    /// Take a list of requests from CSV or XLSX, all or nothing.
    Import {
        /// The engagement.
        engagement: String,
        /// The list, with the columns Reference, Title, Text, Criterion or Control, Due, To.
        file: PathBuf,
        /// Sheet of a workbook.
        #[arg(long)]
        sheet: Option<String>,
        /// Read the file, show what is wrong, and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the list of an engagement to a file that ends in .csv or .xlsx.
    Export {
        /// The engagement.
        engagement: String,
        /// Where it is written.
        #[command(flatten)]
        to: OutFile,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Answer a request.
    Submit {
        /// Its id.
        id: String,
        /// In words.
        #[arg(long, default_value = "")]
        text: String,
        /// An item of evidence; may be repeated.
        #[arg(long)]
        evidence: Vec<String>,
        /// A population; may be repeated.
        #[arg(long)]
        population: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Ask the auditor for another day.
    ProposeDue {
        /// Its id.
        id: String,
        /// The day.
        due: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// As the auditor: agree to the other day, or keep the one that stands.
    DecideDue {
        /// Its id.
        id: String,
        /// `agree` or `keep`.
        decision: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// As the auditor: give an answer back.
    Return {
        /// Its id.
        id: String,
        /// What is missing or wrong.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// As the auditor: accept an answer.
    Accept {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a request back.
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

/// The auditor's room.
#[derive(Clone, Debug, Args)]
pub struct RoomArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RoomVerb,
}

/// Commands on the auditor's room.
#[derive(Clone, Debug, Subcommand)]
pub enum RoomVerb {
    /// The room of an engagement: what its auditors see first.
    Show {
        /// The engagement, such as EN-1.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say something that both sides read; it is never changed.
    Comment {
        /// The engagement.
        engagement: String,
        /// What.
        text: String,
        /// What about, such as `control AC-1`, `request AQ-1` or `evidence EV-7`; left out, the engagement.
        #[arg(long)]
        about: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What was said, the oldest first.
    Comments {
        /// The engagement.
        engagement: String,
        /// Only about this, such as `control AC-1`.
        #[arg(long)]
        about: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Who of its auditors read what and when, the newest first.
    Readings {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Working notes of its auditors: sealed from everybody else.
    Note {
        /// What to do.
        #[command(subcommand)]
        verb: NoteVerb,
    },
}

/// Commands on working notes.
#[derive(Clone, Debug, Subcommand)]
pub enum NoteVerb {
    /// Keep a note; the ledger holds its hash alone.
    Keep {
        /// The engagement.
        engagement: String,
        /// The note.
        text: String,
        /// What about, such as `control AC-1`; left out, the engagement.
        #[arg(long)]
        about: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Notes with their texts, the newest first.
    List {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Throw a note of one's own away: its text goes, its hash stays.
    Drop {
        /// Its id, such as NT-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
