//! The words of the command line. Each doc comment is the help text.

use clap::{Args, Parser, Subcommand};
use std::net::IpAddr;
use std::path::PathBuf;

/// One security programme that serves a SOC 2 examination and ISO/IEC 27001 certification from the same controls.
#[derive(Debug, Parser)]
#[command(name = "tickmark", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Begin an organisation with its own ledger.
    Init(InitArgs),
    /// List the organisations in the data folder.
    Organisations(PlaceArgs),
    /// Show or set scope: services, categories, hosting, locations, crosswalk.
    Scope(ScopeArgs),
    /// Annex A coverage of a scope; --reverse for the direction ISO to SOC 2.
    Coverage(CoverageArgs),
    /// What each category would add or take away.
    WhatIf(ReadArgs),
    /// Gap analysis: what carries over, what is partial, what is net-new, and why.
    Gap(GapArgs),
    /// Published figures held against the rows of a crosswalk.
    Claims(ClaimsArgs),
    /// Everything that bears on one control, criterion or clause.
    Explain(ExplainArgs),
    /// Crosswalks side by side.
    Compare(CompareArgs),
    /// Kinds of evidence and the audit packages in which each may be used.
    Reuse(ReadArgs),
    /// Frameworks, crosswalks and claims: list, show, check, diff, adopt.
    Library(LibraryArgs),
    /// Import own controls from XLSX or CSV: a preview first, then all or nothing.
    Import(ImportArgs),
    /// The organisation's own controls.
    Control(ControlArgs),
    /// Provider inheritance of the four data-centre controls.
    Inheritance(InheritanceArgs),
    /// Curated suggestions: list, accept, reject.
    Suggestion(SuggestionArgs),
    /// Judge how a clause or control stands.
    Assess(AssessArgs),
    /// Record one of the three steps that a covered control still needs.
    Step(StepArgs),
    /// Who changed what, newest first.
    History(HistoryArgs),
    /// Check entries, tree, signatures and files; names the first bad entry.
    Verify(VerifyArgs),
    /// Sign the present end of the ledger, to be kept elsewhere.
    Checkpoint(PlaceArgs),
    /// Write the whole ledger as a bundle that can be checked without the program.
    Export(ExportArgs),
    /// Serve the web pages and the HTTP API on this machine.
    Serve(ServeArgs),
    /// Open a living demo organisation in the browser.
    Demo(DemoArgs),
}

/// Where the data lies and which organisation is meant.
#[derive(Clone, Debug, Default, Args)]
pub struct PlaceArgs {
    /// Short name of the organisation. Left out, commands that need one take the only one there is.
    #[arg(long, env = "TICKMARK_ORG")]
    pub org: Option<String>,
    /// Data folder.
    #[arg(long, env = "TICKMARK_DATA", default_value = "tickmark-data", value_name = "FOLDER")]
    pub data: PathBuf,
    /// PostgreSQL connection string, instead of the embedded database.
    #[arg(long, env = "TICKMARK_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// Answer as JSON.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// Answer as CSV.
    #[arg(long)]
    pub csv: bool,
    /// What had been recorded by the end of this day (UTC), such as 2026-03-31.
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The day on which validity is judged.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Request id: the same change asked twice happens once.
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub request_id: Option<String>,
}

/// How a crosswalk is read.
#[derive(Clone, Debug, Default, Args)]
pub struct ReadArgs {
    /// Crosswalk id; see `tickmark library list`.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// Categories in scope, comma-separated: security, availability, confidentiality, processing_integrity, privacy.
    #[arg(long)]
    pub categories: Option<String>,
    /// How broad references such as "A 8.x" are read: literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Coverage.
#[derive(Clone, Debug, Default, Args)]
pub struct CoverageArgs {
    /// What if these categories were added?
    #[arg(long)]
    pub add: Option<String>,
    /// What if these criteria (or, with --org, own controls) were lost? Comma-separated.
    #[arg(long)]
    pub without: Option<String>,
    /// The other direction: which criteria have a counterpart in ISO/IEC 27001.
    #[arg(long, conflicts_with_all = ["add", "without"])]
    pub reverse: bool,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Gap analysis.
#[derive(Clone, Debug, Default, Args)]
pub struct GapArgs {
    /// A list of own controls (XLSX or CSV); no organisation is needed and nothing is kept.
    #[arg(long, value_name = "FILE", conflicts_with = "org")]
    pub controls: Option<PathBuf>,
    /// Sheet of the workbook.
    #[arg(long, requires = "controls")]
    pub sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    #[arg(long, value_name = "FIELD=HEADING", requires = "controls")]
    pub map: Vec<String>,
    /// Leave out links that name nothing known, instead of refusing the list.
    #[arg(long, requires = "controls")]
    pub ignore_unknown: bool,
    /// Where the services run: cloud, hybrid, own_premises. With --org its scope says it.
    #[arg(long, default_value = "cloud")]
    pub hosting: String,
    /// Also write the analysis as a workbook.
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Claims.
#[derive(Clone, Debug, Default, Args)]
pub struct ClaimsArgs {
    /// Only claims that this crosswalk can answer. Left out: every published figure.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Show the contradictions found by rule instead.
    #[arg(long, requires = "crosswalk")]
    pub contradictions: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Explain.
#[derive(Clone, Debug, Default, Args)]
pub struct ExplainArgs {
    /// A control, criterion or clause in any usual spelling: A.5.4, "A 5.4", CC6.1, "clause 9.2.1".
    pub id: String,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Compare.
#[derive(Clone, Debug, Default, Args)]
pub struct CompareArgs {
    /// Crosswalk ids; left out: all.
    pub crosswalks: Vec<String>,
    /// Reading.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// Library.
#[derive(Clone, Debug, Args)]
pub struct LibraryArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: LibraryVerb,
}

/// Library commands.
#[derive(Clone, Debug, Subcommand)]
pub enum LibraryVerb {
    /// List the documents with counts and sources.
    List(PlaceArgs),
    /// Show one document: its items with their attributes, or its rows.
    Show {
        /// Id of the document.
        id: String,
        /// Print the file itself, to start an own one from.
        #[arg(long)]
        file: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Check an own library file: file, line, field and what would be right.
    Check {
        /// The file.
        file: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What adopting a file would change.
    Diff {
        /// The file.
        file: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Adopt a file, or a built-in document by id, in an organisation.
    Adopt {
        /// File or built-in id.
        what: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Begin an organisation.
#[derive(Clone, Debug, Default, Args)]
pub struct InitArgs {
    /// Name of the organisation.
    pub name: String,
    /// Services in scope; may be repeated.
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Categories in scope.
    #[arg(long, default_value = "security")]
    pub categories: String,
    /// Where the services run: cloud, hybrid, own_premises.
    #[arg(long, default_value = "cloud")]
    pub hosting: String,
    /// Offices and sites; may be repeated.
    #[arg(long = "location", value_name = "NAME")]
    pub locations: Vec<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Show or set scope.
#[derive(Clone, Debug, Default, Args)]
pub struct ScopeArgs {
    /// Services in scope; replaces the list.
    #[arg(long = "service", value_name = "NAME")]
    pub services: Vec<String>,
    /// Categories in scope.
    #[arg(long)]
    pub categories: Option<String>,
    /// Where the services run.
    #[arg(long)]
    pub hosting: Option<String>,
    /// Offices and sites; replaces the list.
    #[arg(long = "location", value_name = "NAME")]
    pub locations: Vec<String>,
    /// The crosswalk that speaks.
    #[arg(long)]
    pub crosswalk: Option<String>,
    /// literal or broad.
    #[arg(long)]
    pub mode: Option<String>,
    /// Scope of the ISMS in a sentence.
    #[arg(long)]
    pub isms_scope: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Import.
#[derive(Clone, Debug, Default, Args)]
pub struct ImportArgs {
    /// XLSX or CSV file.
    pub file: PathBuf,
    /// Sheet of the workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Which column says what, such as `id=Ref` or `criteria=F`; may be repeated.
    #[arg(long, value_name = "FIELD=HEADING")]
    pub map: Vec<String>,
    /// Keep this mapping of columns under a name.
    #[arg(long, value_name = "NAME")]
    pub save_columns: Option<String>,
    /// Use a kept mapping of columns.
    #[arg(long, value_name = "NAME")]
    pub columns: Option<String>,
    /// Show what would happen and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Own controls.
#[derive(Clone, Debug, Args)]
pub struct ControlArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: ControlVerb,
}

/// Fields of an own control.
#[derive(Clone, Debug, Default, Args)]
pub struct ControlFields {
    /// Name.
    #[arg(long)]
    pub name: Option<String>,
    /// Who does what, how often, and what shows it.
    #[arg(long)]
    pub activity: Option<String>,
    /// Owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// Type, such as preventive.
    #[arg(long = "type")]
    pub kind: Option<String>,
    /// Policy it belongs to.
    #[arg(long)]
    pub policy: Option<String>,
    /// `in_place`, `partly_in_place`, `planned`, `not_in_place`, retired.
    #[arg(long)]
    pub status: Option<String>,
    /// continuous, `business_day`, weekly, monthly, quarterly, `half_yearly`, annual, `event_driven`.
    #[arg(long)]
    pub frequency: Option<String>,
}

/// Commands on own controls.
#[derive(Clone, Debug, Subcommand)]
pub enum ControlVerb {
    /// List them.
    List {
        /// Words to look for.
        #[arg(long, default_value = "")]
        search: String,
        /// Only this status.
        #[arg(long)]
        status: Option<String>,
        /// Only those linked to this criterion, control or clause.
        #[arg(long)]
        item: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show one, and what losing it would take away.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add one.
    Add {
        /// Its id.
        id: String,
        /// Fields.
        #[command(flatten)]
        fields: ControlFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Change fields; what is left out stays.
    Revise {
        /// Its id.
        id: String,
        /// Fields.
        #[command(flatten)]
        fields: ControlFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Retire one: it stays in history and counts nowhere.
    Retire {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Link one to a criterion, control or clause.
    Link {
        /// Its id.
        id: String,
        /// The criterion, control or clause.
        item: String,
        /// Why it answers the item.
        #[arg(long)]
        reason: String,
        /// full or partial.
        #[arg(long, default_value = "full")]
        extent: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a link away.
    Unlink {
        /// Its id.
        id: String,
        /// The criterion, control or clause.
        item: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Pairs that look like the same intent.
    Duplicates(PlaceArgs),
}

/// Inheritance.
#[derive(Clone, Debug, Args)]
pub struct InheritanceArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: InheritanceVerb,
}

/// Commands on inheritance.
#[derive(Clone, Debug, Subcommand)]
pub enum InheritanceVerb {
    /// The four data-centre controls and what is on file for each.
    List(PlaceArgs),
    /// Record what is on file for a control.
    Record(Box<RecordArgs>),
    /// Withdraw a record.
    Withdraw {
        /// The control.
        control: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// The three parts of an inheritance record.
#[derive(Clone, Debug, Default, Args)]
pub struct RecordArgs {
    /// The control: A.7.5, A.7.11, A.7.12 or A.7.13.
    pub control: String,
    /// Who operates the data centre.
    #[arg(long)]
    pub provider: String,
    /// Part one: why the provider's operation meets the control here.
    #[arg(long, default_value = "")]
    pub justification: String,
    /// Part two: the provider's report or certificate.
    #[arg(long, requires_all = ["report_from", "report_until"])]
    pub report: Option<String>,
    /// First day of its period.
    #[arg(long, value_name = "DATE")]
    pub report_from: Option<String>,
    /// Last day on which it is in date.
    #[arg(long, value_name = "DATE")]
    pub report_until: Option<String>,
    /// Part three: what the review of the report found.
    #[arg(long, requires_all = ["reviewed_by", "reviewed_on"])]
    pub review: Option<String>,
    /// Who reviewed.
    #[arg(long)]
    pub reviewed_by: Option<String>,
    /// When.
    #[arg(long, value_name = "DATE")]
    pub reviewed_on: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Suggestions.
#[derive(Clone, Debug, Args)]
pub struct SuggestionArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SuggestionVerb,
}

/// Commands on suggestions.
#[derive(Clone, Debug, Subcommand)]
pub enum SuggestionVerb {
    /// List them with what was decided.
    List(PlaceArgs),
    /// Accept one: it counts from now on.
    Accept(DecideArgs),
    /// Reject one.
    Reject(DecideArgs),
}

/// A decision.
#[derive(Clone, Debug, Args)]
pub struct DecideArgs {
    /// Id of the suggestion.
    pub row: String,
    /// Why it fits, or does not fit, this organisation.
    #[arg(long)]
    pub reason: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A judgement.
#[derive(Clone, Debug, Args)]
pub struct AssessArgs {
    /// The clause or control; left out, all judgements are listed.
    pub item: Option<String>,
    /// `not_started`, informal, documented, running.
    #[arg(long, default_value = "not_started")]
    pub practice: String,
    /// Is it working?
    #[arg(long, action = clap::ArgAction::Set)]
    pub working: Option<bool>,
    /// Is it part of the managed system?
    #[arg(long, action = clap::ArgAction::Set)]
    pub managed: Option<bool>,
    /// Is there a process that keeps it working?
    #[arg(long, action = clap::ArgAction::Set)]
    pub kept: Option<bool>,
    /// Why.
    #[arg(long, default_value = "")]
    pub note: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A step.
#[derive(Clone, Debug, Args)]
pub struct StepArgs {
    /// The control.
    pub control: String,
    /// review, `soa_entry` or confirmation.
    pub step: String,
    /// The day on which it was taken; today when left out.
    #[arg(long, value_name = "DATE")]
    pub day: Option<String>,
    /// A note.
    #[arg(long, default_value = "")]
    pub note: String,
    /// Take it back.
    #[arg(long)]
    pub undo: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// History.
#[derive(Clone, Debug, Args)]
pub struct HistoryArgs {
    /// Only entries before this one.
    #[arg(long, value_name = "ENTRY")]
    pub before: Option<u64>,
    /// How many.
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Verify.
#[derive(Clone, Debug, Args)]
pub struct VerifyArgs {
    /// A signed checkpoint that was kept elsewhere.
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Export.
#[derive(Clone, Debug, Args)]
pub struct ExportArgs {
    /// Where to write the bundle.
    pub file: PathBuf,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Serve.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Address; until accounts exist only addresses of this machine are taken.
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Port; 0 for a free one.
    #[arg(long, default_value_t = 7390)]
    pub port: u16,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Demo.
#[derive(Clone, Debug, Args)]
pub struct DemoArgs {
    /// Folder for the demo; left out, a new temporary one.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Port; 0 for a free one.
    #[arg(long, default_value_t = 7390)]
    pub port: u16,
    /// Do not open a browser.
    #[arg(long)]
    pub no_browser: bool,
}
