//! Words of the commands on which framework comes first, and on what customers ask for.

use super::{EntryChoice, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Which framework first.
#[derive(Clone, Debug, Args)]
pub struct PlannerArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PlannerVerb,
}

/// Answers to the questions; what is left out stays as it is kept. `open` takes an answer back.
#[derive(Clone, Debug, Default, Args)]
pub struct PlannerAnswerArgs {
    /// Where customers are: us_ca, europe, asia_pacific, middle_east, latin_america, global; several with commas, or `none`.
    #[arg(long)]
    pub markets: Option<String>,
    /// What customers asked for by name: soc2, iso; several with commas, or `none`.
    #[arg(long)]
    pub asked: Option<String>,
    /// By which day it is wanted: --date soc2=2026-09-01, --date iso=none.
    #[arg(long, value_name = "GOAL=DAY")]
    pub date: Vec<String>,
    /// A regulator or a contract requires ISO/IEC 27001 by name: yes, no or open.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub regulator: Option<String>,
    /// There is no revenue yet.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub pre_revenue: Option<String>,
    /// Enterprises think of buying.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub prospects: Option<String>,
    /// How many engineers.
    #[arg(long, value_name = "NUMBER|OPEN", allow_negative_numbers = true)]
    pub engineers: Option<String>,
    /// What may be spent, in whole US dollars.
    #[arg(long, value_name = "USD|OPEN", allow_negative_numbers = true)]
    pub budget: Option<String>,
    /// How many months there are.
    #[arg(long, value_name = "NUMBER|OPEN", allow_negative_numbers = true)]
    pub months: Option<String>,
    /// Within how many months something has to be shown; `open`: nobody waits.
    #[arg(long, value_name = "NUMBER|OPEN", allow_negative_numbers = true)]
    pub needed_within: Option<String>,
    /// More ISO standards are planned.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub more_iso: Option<String>,
    /// The industry is regulated, outside the United States.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub regulated_abroad: Option<String>,
    /// The budget is a hard limit.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub hard_budget: Option<String>,
    /// The scope shall begin small.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub tight_scope: Option<String>,
    /// A management system is wanted that grows with the company.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub management_system: Option<String>,
    /// The governance of security is complex already.
    #[arg(long, value_name = "YES|NO|OPEN")]
    pub complex_governance: Option<String>,
}

/// Commands on which framework comes first.
#[derive(Clone, Debug, Subcommand)]
pub enum PlannerVerb {
    /// What comes first: by the answers that are kept, or by others that are tried; nothing is recorded.
    Decide {
        /// Answers to try in place of those that are kept.
        #[command(flatten)]
        answers: Box<PlannerAnswerArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Answer the questions; what is not named stays.
    Answer {
        /// The answers.
        #[command(flatten)]
        answers: Box<PlannerAnswerArgs>,
        /// Take over what the register of demand says: who asked for what by when, and what is required.
        #[arg(long)]
        from_demand: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The figures that the rules read, with their claims.
    Figures {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Set a figure in place of the published one, or go back to that.
    Figure {
        /// Which: both_usd, both_months, team_engineers, urgent_months, hard_usd.
        figure: String,
        /// Its value.
        #[arg(long, required_unless_present = "published", conflicts_with = "published")]
        value: Option<u32>,
        /// Where it comes from.
        #[arg(long, default_value = "")]
        source: String,
        /// Go back to the published figure.
        #[arg(long)]
        published: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Rules, factors, market facts, both frameworks side by side, and what SOC 2 does not address.
    Guide {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Questions that people ask, each with its source; all of them, or those that say a word.
    Faq {
        /// A word of the question or the answer.
        word: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What customers ask for.
#[derive(Clone, Debug, Args)]
pub struct DemandArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: DemandVerb,
}

/// Commands on what customers ask for; `tickmark register` changes and moves an entry by its id.
#[derive(Clone, Debug, Subcommand)]
pub enum DemandVerb {
    /// What is asked for by whom by when, the revenue behind it, and what it cost to have neither.
    Show {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The requests of customers.
    List {
        /// Which of them.
        #[command(flatten)]
        choice: Box<EntryChoice>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add a request.
    Add {
        /// A field: --set title=Renewal --set customer=Acme --set market=europe --set asks=iso --set asked_on=2026-03-31.
        #[arg(long, value_name = "FIELD=VALUE")]
        set: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Import requests from CSV or XLSX: all rows or none.
    Import {
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
    /// Write the requests as CSV or XLSX; imported again, they change nothing.
    Export {
        /// The file, ending in .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Which of them.
        #[command(flatten)]
        choice: Box<EntryChoice>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
