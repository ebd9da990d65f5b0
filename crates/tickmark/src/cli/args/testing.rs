//! Arguments of the commands on populations, samples, tests and exceptions.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Populations.
#[derive(Clone, Debug, Args)]
pub struct PopulationArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PopulationVerb,
}

/// Commands on populations.
#[derive(Clone, Debug, Subcommand)]
pub enum PopulationVerb {
    /// Populations of an engagement, control by control, and what is missing.
    List {
        /// The engagement, such as EN-1.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One population with its checks and items.
    Show {
        /// Its id, such as PO-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Hand in a population: the list from CSV or XLSX, all or nothing, or without --file an empty one.
    Record {
        /// The engagement.
        engagement: String,
        /// The own control.
        control: String,
        /// What is said of it.
        #[command(flatten)]
        fields: Box<PopulationFields>,
    },
    /// Hand it in again, as long as it is not frozen; what is left out stays as it was.
    Revise {
        /// Its id.
        id: String,
        /// What is said of it.
        #[command(flatten)]
        fields: Box<PopulationFields>,
    },
    /// Write its list to a file; handed in again, it is the same.
    Export {
        /// Its id.
        id: String,
        /// The file: its ending, .csv or .xlsx, says what is written.
        #[arg(long)]
        out: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Freeze a population that was checked: it never changes again.
    Freeze {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What is said of a population.
#[derive(Clone, Debug, Args)]
pub struct PopulationFields {
    /// The list: CSV or XLSX with columns for id, on (the day) and done.
    #[arg(long)]
    pub file: Option<PathBuf>,
    /// Sheet of a workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// A column by name, as `id=Ticket`, `on=Created` or `done=Closed`; may be repeated.
    #[arg(long)]
    pub map: Vec<String>,
    /// Read the file, show what is wrong, and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// The system it comes from.
    #[arg(long)]
    pub system: Option<String>,
    /// Query or filter.
    #[arg(long)]
    pub query: Option<String>,
    /// The day of the extraction; today when left out of a new one.
    #[arg(long, value_name = "DATE")]
    pub extracted_on: Option<String>,
    /// Its moment, as the source shows it.
    #[arg(long)]
    pub extracted_at: Option<String>,
    /// Who extracted it.
    #[arg(long)]
    pub extracted_by: Option<String>,
    /// First day that it covers; that of the window when left out.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day that it covers; that of the window when left out.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// How many rows the source says that there are.
    #[arg(long)]
    pub claimed: Option<u64>,
    /// How completeness was checked: sequence, totals, reconciliation, other.
    #[arg(long)]
    pub completeness: Option<String>,
    /// What came of it: complete, gaps, not_done.
    #[arg(long)]
    pub result: Option<String>,
    /// What was compared with what.
    #[arg(long)]
    pub note: Option<String>,
    /// Accuracy: how many items were looked up in the source.
    #[arg(long)]
    pub checked: Option<u32>,
    /// Of those, how many say the same.
    #[arg(long)]
    pub matched: Option<u32>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Samples.
#[derive(Clone, Debug, Args)]
pub struct SampleArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SampleVerb,
}

/// Commands on samples.
#[derive(Clone, Debug, Subcommand)]
pub enum SampleVerb {
    /// Samples of an engagement.
    List {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One sample, and how it is drawn again.
    Show {
        /// Its id, such as SA-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write its items to a file.
    Export {
        /// Its id.
        id: String,
        /// The file: its ending, .csv or .xlsx, says what is written.
        #[arg(long)]
        out: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Draw from a frozen population.
    Draw {
        /// The population.
        population: String,
        /// The table of sizes; the one that is chosen for the engagement when left out.
        #[arg(long)]
        profile: Option<String>,
        /// low, moderate or high.
        #[arg(long)]
        risk: Option<String>,
        /// Another size than the table's: for auditors, with --reason.
        #[arg(long)]
        size: Option<u32>,
        /// Why this size, or why these items.
        #[arg(long, default_value = "")]
        reason: String,
        /// hash_order, systematic, named or statistical.
        #[arg(long, default_value = "hash_order")]
        method: String,
        /// The seed; random when left out.
        #[arg(long)]
        seed: Option<String>,
        /// An item that is named by hand; may be repeated.
        #[arg(long)]
        item: Vec<String>,
        /// Statistical: the confidence, such as 0.95.
        #[arg(long, default_value = "")]
        confidence: String,
        /// Statistical: the tolerable rate of deviation, such as 0.05.
        #[arg(long, default_value = "")]
        tolerable: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Tables of sample sizes: the own ones and the library's.
    Profiles(PlaceArgs),
    /// Set rows of an own table; the others stay as they are there, in the table that it is copied from, or in the library's.
    SetProfile {
        /// Id of the table.
        id: String,
        /// A table that it begins as a copy of.
        #[arg(long)]
        from: Option<String>,
        /// A row as `weekly=5,8,15`, or with a rule as `event_driven=all`; may be repeated.
        #[arg(long, required_unless_present_any = ["from", "without"])]
        row: Vec<String>,
        /// A frequency that the table shall have no row for; may be repeated.
        #[arg(long)]
        without: Vec<String>,
        /// Whose judgement the sizes of these rows are.
        #[arg(long, default_value = "")]
        source: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Choose the table that is read when a draw names none.
    ChooseProfile {
        /// Id of the table.
        id: String,
        /// For this engagement alone; for every engagement without a choice of its own when left out.
        #[arg(long)]
        engagement: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Tests of controls.
#[derive(Clone, Debug, Args)]
pub struct TestArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: TestVerb,
}

/// Commands on tests.
#[derive(Clone, Debug, Subcommand)]
pub enum TestVerb {
    /// Tests of an engagement, control by control.
    List {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One test: item by attribute.
    Show {
        /// Its id, such as TE-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write its results to a file: a row for each item.
    Export {
        /// Its id.
        id: String,
        /// The file: its ending, .csv or .xlsx, says what is written.
        #[arg(long)]
        out: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Plan a test.
    Plan {
        /// The engagement.
        engagement: String,
        /// The own control.
        control: String,
        /// readiness or audit.
        #[arg(long, default_value = "readiness")]
        kind: String,
        /// observation, inspection, reperformance; inquiry never alone; may be repeated.
        #[arg(long, required = true)]
        method: Vec<String>,
        /// What is looked at, as `A=approved before release`; may be repeated.
        #[arg(long, required = true)]
        attribute: Vec<String>,
        /// The sample.
        #[arg(long)]
        sample: Option<String>,
        /// Automated control: how its changes are controlled, so that one instance of each version is enough.
        #[arg(long, default_value = "")]
        change_controls: String,
        /// Only the design is looked at.
        #[arg(long)]
        design: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let a planned test use a sample.
    Take {
        /// The test.
        id: String,
        /// The sample.
        sample: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a result.
    Record {
        /// The test.
        id: String,
        /// An item; may be repeated.
        #[arg(long, required = true)]
        item: Vec<String>,
        /// The attribute; all of them when left out.
        #[arg(long)]
        attribute: Option<String>,
        /// met, deviation or not_applicable.
        #[arg(long)]
        outcome: String,
        /// A note; needed for a deviation.
        #[arg(long, default_value = "")]
        note: String,
        /// An item of evidence that was read; may be repeated.
        #[arg(long)]
        evidence: Vec<String>,
        /// Take the conclusion of a concluded test back with it; it is concluded anew afterwards.
        #[arg(long = "take-back")]
        reopens: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the note that ends a readiness test.
    Note {
        /// The test.
        id: String,
        /// What was seen, and what is left to do.
        text: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Conclude, as an auditor of the engagement.
    Conclude {
        /// The test.
        id: String,
        /// no_exception or exception.
        conclusion: String,
        /// In your own words.
        #[arg(long)]
        text: String,
        /// An item of evidence beside those of the results; may be repeated.
        #[arg(long)]
        evidence: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Exceptions.
#[derive(Clone, Debug, Args)]
pub struct ExceptionArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ExceptionVerb,
}

/// Commands on exceptions.
#[derive(Clone, Debug, Subcommand)]
pub enum ExceptionVerb {
    /// Exceptions of an engagement.
    List {
        /// The engagement.
        engagement: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One exception.
    Show {
        /// Its id, such as EX-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Note an exception, as an auditor of the engagement.
    Note {
        /// The test.
        test: String,
        /// What was found.
        #[arg(long)]
        description: String,
        /// What it does to which criterion.
        #[arg(long)]
        effect: String,
        /// The tolerable rate of deviation, such as 0.05.
        #[arg(long, default_value = "")]
        tolerable: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say how it came about.
    Explain {
        /// Its id.
        id: String,
        /// The cause.
        cause: String,
        /// The control that made up for it.
        #[arg(long, default_value = "")]
        compensating: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let it stand or clear it, as an auditor of the engagement.
    Judge {
        /// Its id.
        id: String,
        /// stands or cleared.
        judgement: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write management's response.
    Respond {
        /// Its id.
        id: String,
        /// The response.
        response: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Link the corrective action.
    Link {
        /// Its id.
        id: String,
        /// What is done, by whom, by when; or its number.
        action: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close it, as an auditor of the engagement.
    Close {
        /// Its id.
        id: String,
        /// What was seen.
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
