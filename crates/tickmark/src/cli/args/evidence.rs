//! Words of the commands on evidence.

use super::{AddEvidenceArgs, PlaceArgs, ReadArgs, ReviseEvidenceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Evidence.
#[derive(Clone, Debug, Args)]
pub struct EvidenceArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: EvidenceVerb,
}

/// Commands on evidence. An item is named by its id, such as EV-7; a request such as RQ-3.
#[derive(Clone, Debug, Subcommand)]
pub enum EvidenceVerb {
    /// Hand in an item with its files; from elsewhere with --server and --token.
    Add(Box<AddEvidenceArgs>),
    /// Items, the newest first.
    List {
        /// Only what shows this own control.
        #[arg(long)]
        control: Option<String>,
        /// Only this state: collected, accepted, rejected, withdrawn, disposed.
        #[arg(long)]
        state: Option<String>,
        /// Only this type.
        #[arg(long)]
        kind: Option<String>,
        /// Only what has these words in its title, source or id.
        #[arg(long, default_value = "")]
        words: String,
        /// How many; at most 200.
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// Go on behind this item.
        #[arg(long)]
        after: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One item: versions, files, checks, what it serves, how long it is kept.
    Show {
        /// Id of the item.
        item: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The twelve rules on an item, or on all of them; every file is read again for it.
    Check {
        /// Id of the item.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        item: Option<String>,
        /// Every item.
        #[arg(long)]
        all: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Everything that is wrong with evidence now, without reading its files.
    Wrong(PlaceArgs),
    /// The same evidence collected twice.
    Twice(PlaceArgs),
    /// How far accepted evidence for SOC 2 reaches into the certification audit, and what each missing item would unlock.
    Reuse(ReadArgs),
    /// Which types of evidence are expected for each criterion, control and clause, and what of it is accepted.
    Plan(ReadArgs),
    /// Save the files of an item, each compared with what was received.
    Get {
        /// Id of the item.
        item: String,
        /// Folder to save them in; a file that is there is not overwritten.
        #[arg(long, value_name = "FOLDER")]
        out: PathBuf,
        /// Version of the item; the newest when left out.
        #[arg(long)]
        version: Option<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Accept a version, as somebody else than whoever handed it in.
    Accept {
        /// Id of the item.
        item: String,
        /// The version that was looked at.
        #[arg(long)]
        version: u32,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Reject a version, as somebody else than whoever handed it in.
    Reject {
        /// Id of the item.
        item: String,
        /// The version that was looked at.
        #[arg(long)]
        version: u32,
        /// What is wrong with it.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Hand in a new version: what is typed over what was so before.
    Revise(Box<ReviseEvidenceArgs>),
    /// Let an item show a control as well, or on another day.
    Link {
        /// Id of the item.
        item: String,
        /// The own control.
        control: String,
        /// The day on which it ran.
        #[arg(long, value_name = "DATE")]
        ran: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// An item no longer shows a control.
    Unlink {
        /// Id of the item.
        item: String,
        /// The own control.
        control: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say what came of the results that an item shows.
    FollowUp(FollowUpArgs),
    /// What came of the results of reviews, tests and monitoring, what nobody has said first.
    FollowUps {
        /// Only what nobody has said, and what is not finished.
        #[arg(long)]
        open: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Withdraw an item.
    Withdraw(EvidenceReasonArgs),
    /// Put an item under legal hold.
    Hold(EvidenceReasonArgs),
    /// End a legal hold.
    Release(EvidenceReasonArgs),
    /// Dispose of an item whose time is over: its entry stays, its files are removed.
    Dispose(EvidenceReasonArgs),
    /// Ask somebody for evidence.
    Ask {
        /// The own control.
        control: String,
        /// E-mail address or id of a confirmed member; `me` is whoever holds the data folder.
        person: String,
        /// What the evidence has to show.
        #[arg(long)]
        wanted: String,
        /// By which day.
        #[arg(long, value_name = "DATE")]
        due: String,
        /// For which period, as FROM..UNTIL.
        #[arg(long)]
        period: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Requests for evidence, open ones first.
    Requests {
        /// Only those that wait for an answer.
        #[arg(long)]
        open: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close a request that is no longer needed; ITEM is the id of the request.
    Close(EvidenceReasonArgs),
    /// Set how long evidence is kept for a framework; a shorter time needs a deed of two persons.
    Retention {
        /// Id of the framework, such as soc2-tsc-2017.
        framework: String,
        /// Months.
        #[arg(long)]
        months: u32,
        /// The deed that allows a shorter time.
        #[arg(long)]
        deed: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What came of the results of an item.
#[derive(Clone, Debug, Args)]
#[command(group = clap::ArgGroup::new("came").required(true).args(["acted", "nothing"]))]
pub struct FollowUpArgs {
    /// Id of the item.
    pub item: String,
    /// What was done about it.
    #[arg(long, value_name = "WHAT")]
    pub acted: Option<String>,
    /// There was nothing to act on: how that was seen.
    #[arg(long, value_name = "WHY")]
    pub nothing: Option<String>,
    /// The day on which it was done or seen; today when left out.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// A nonconformity in which it goes on; may be given several times.
    #[arg(long = "nonconformity", value_name = "ID")]
    pub nonconformities: Vec<String>,
    /// An item that shows the act; may be given several times.
    #[arg(long = "shown-by", value_name = "ID")]
    pub shown_by: Vec<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// An item and a reason.
#[derive(Clone, Debug, Args)]
pub struct EvidenceReasonArgs {
    /// Its id.
    pub item: String,
    /// Why.
    #[arg(long)]
    pub reason: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
