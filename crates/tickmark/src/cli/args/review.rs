//! Words of the commands on management reviews.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// Management reviews.
#[derive(Clone, Debug, Args)]
pub struct ReviewArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ReviewVerb,
}

/// Commands on management reviews: the agenda is filled from what is so, and minutes are approved when nothing is missing.
#[derive(Clone, Debug, Subcommand)]
pub enum ReviewVerb {
    /// The reviews, when the next one is due, and the actions that follow from them.
    List {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One review with all that was said and decided.
    Show {
        /// Its id, such as RV-3.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Check a review: inputs, attendance, decisions, earlier actions, interval. Ends with 1 while an error stands.
    Check {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Set how many months may pass from one review to the next, such as 12 or 6.
    Interval {
        /// Months.
        months: u32,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Give a review a day, or begin a record of minutes of another meeting.
    Schedule {
        /// What it is called.
        #[arg(long)]
        title: String,
        /// On which day.
        #[arg(long, value_name = "DATE")]
        day: String,
        /// It is a record of minutes of another meeting, whose day is over.
        #[arg(long)]
        record: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Give it another day, before it is held.
    Move {
        /// Its id.
        id: String,
        /// On which day.
        #[arg(long, value_name = "DATE")]
        day: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let it not take place.
    Cancel {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The agenda: what the data says of every input; with --send it is sent as it is today.
    Agenda {
        /// Its id.
        id: String,
        /// Send it: what it shows is kept.
        #[arg(long)]
        send: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write down what is said of an input: a, b, c, d1, d2, d3, d4, e, f_results, f_plan_status or g.
    Note {
        /// Its id.
        id: String,
        /// The input.
        input: String,
        /// What is said; an empty text takes it back.
        text: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that it was held, and who attended.
    Hold {
        /// Its id.
        id: String,
        /// Who attended, each by e-mail address or id, with the part after a colon: mina@example.test:chair.
        #[arg(long = "with", value_name = "PERSON[:PART]", required = true)]
        with: Vec<String>,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a decision; with --owner and --due it is an action.
    Decide {
        /// Its id.
        id: String,
        /// improvement, change or resources.
        #[arg(long)]
        kind: String,
        /// What was decided; that nothing changes is a decision too.
        #[arg(long)]
        text: String,
        /// Who carries it out.
        #[arg(long)]
        owner: Option<String>,
        /// By when.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take back a decision that was recorded by mistake.
    Undecide {
        /// Its id.
        id: String,
        /// Number of the decision.
        number: u32,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the minutes.
    Minutes {
        /// Its id.
        id: String,
        /// Their text.
        #[arg(long)]
        text: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Cite evidence, such as minutes of the board: EV-3,EV-7.
    Cite {
        /// Its id.
        id: String,
        /// Items of evidence.
        #[arg(long)]
        evidence: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve the minutes as they stand, as top management.
    Approve {
        /// Its id.
        id: String,
        /// The hash of the minutes that were read; that of today when left out.
        #[arg(long)]
        sha256: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Report where an action stands: in_progress, done or dropped.
    Action {
        /// Its id.
        id: String,
        /// Number of the decision.
        number: u32,
        /// in_progress, done or dropped.
        status: String,
        /// What was done, how far it is, or why it is dropped.
        #[arg(long, default_value = "")]
        note: String,
        /// As of which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Items of evidence.
        #[arg(long, default_value = "")]
        evidence: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close it, when no action is open.
    Close {
        /// Its id.
        id: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
