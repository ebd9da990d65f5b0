//! Words of the readiness scorecard.

use super::PlaceArgs;
use clap::Args;
use std::path::PathBuf;

/// The readiness scorecard: twenty questions, a score for each framework apart, the most valuable next steps.
#[derive(Clone, Debug, Default, Args)]
pub struct ScorecardArgs {
    /// List the questions, with what each bears on.
    #[arg(long)]
    pub questions: bool,
    /// An answer, such as SQ08=partly; yes, partly, no or do_not_know. May be repeated.
    #[arg(long = "answer", value_name = "QUESTION=ANSWER")]
    pub answers: Vec<String>,
    /// Answers as JSON: {"answers": {"SQ01": "yes"}}; `-` for standard input.
    #[arg(long, value_name = "FILE")]
    pub answers_file: Option<PathBuf>,
    /// The day by which the result of the work is wanted.
    #[arg(long, value_name = "DATE")]
    pub needed_by: Option<String>,
    /// People who work at it.
    #[arg(long, allow_negative_numbers = true, value_parser = super::plan::whole::<u32>)]
    pub people: Option<u32>,
    /// Questions of your own, as YAML in the form of the built-in ones.
    #[arg(long, value_name = "FILE")]
    pub card: Option<PathBuf>,
    /// Write the answers to a file, for `tickmark init --scorecard`.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Keep the answers in the organisation; without answers, show what it kept.
    #[arg(long)]
    pub keep: bool,
    /// Place and output. With --org the answers are held against its registers.
    #[command(flatten)]
    pub place: PlaceArgs,
}
