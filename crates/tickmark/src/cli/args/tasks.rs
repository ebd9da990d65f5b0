//! Words of the commands on what is to be done by when: tasks, the calendar, holidays, how a control operates.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Tasks.
#[derive(Clone, Debug, Args)]
pub struct TasksArgs {
    /// Only those of this person: e-mail address or id, `me` for whoever holds the data folder.
    #[arg(long)]
    pub person: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A month.
#[derive(Clone, Debug, Args)]
pub struct CalendarArgs {
    /// The month, such as 2026-11; this month when left out.
    #[arg(long, value_name = "YEAR-MONTH")]
    pub month: Option<String>,
    /// Only what is due of this person: e-mail address or id, `me` for whoever holds the data folder.
    #[arg(long)]
    pub person: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Holidays.
#[derive(Clone, Debug, Args)]
pub struct HolidaysArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: HolidaysVerb,
}

/// Commands on holidays.
#[derive(Clone, Debug, Subcommand)]
pub enum HolidaysVerb {
    /// List them.
    List(PlaceArgs),
    /// Set them: these days and no other, unless --add keeps those that are set.
    Set {
        /// Days with their names, such as "2026-12-25=Christmas Day".
        days: Vec<String>,
        /// Take them from this file: an iCalendar (.ics), or a CSV with the columns date and name.
        #[arg(long)]
        file: Option<PathBuf>,
        /// Keep the holidays that are set already.
        #[arg(long)]
        add: bool,
        /// Show what would change, and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// How a control operates. What is left out stays as it is.
#[derive(Clone, Debug, Args)]
pub struct OperationArgs {
    /// Id of the control.
    pub id: String,
    /// preventive, detective, corrective.
    #[arg(long)]
    pub nature: Option<String>,
    /// manual, automated, `it_dependent`.
    #[arg(long)]
    pub execution: Option<String>,
    /// Does the examination rest on it? yes or no.
    #[arg(long, value_name = "YES|NO")]
    pub key: Option<String>,
    /// A service or system on which it operates; once for each. They replace those that are set.
    #[arg(long)]
    pub system: Vec<String>,
    /// Days from the event to the limit, for a control that an event asks for.
    #[arg(long, value_name = "DAYS")]
    pub limit_days: Option<u32>,
    /// A type of evidence that shows it, such as `access_review`; once for each. They replace those that are set.
    #[arg(long)]
    pub evidence: Vec<String>,
    /// First day on which it is so; today when left out.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A step in the life of a control.
#[derive(Clone, Debug, Args)]
pub struct LifeArgs {
    /// Id of the control.
    pub id: String,
    /// designed, implemented, operating.
    pub step: String,
    /// On which day; today when left out.
    #[arg(long = "taken", value_name = "DATE")]
    pub taken: Option<String>,
    /// Take the step back.
    #[arg(long, conflicts_with = "taken")]
    pub take_back: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// The occurrences of a control.
#[derive(Clone, Debug, Args)]
pub struct OccurrencesArgs {
    /// Id of the control.
    pub id: String,
    /// First day; a year back when left out.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day; today when left out.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
