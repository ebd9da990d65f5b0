//! Words of the commands that record judgements.

use super::PlaceArgs;
use clap::{Args, Subcommand};

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
