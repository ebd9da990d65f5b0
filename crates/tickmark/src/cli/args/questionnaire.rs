//! Words of the commands on security questionnaires and the library of answers.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Security questionnaires of customers.
#[derive(Clone, Debug, Args)]
pub struct QuestionnaireArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: QuestionnaireVerb,
}

/// Commands on questionnaires.
#[derive(Clone, Debug, Subcommand)]
pub enum QuestionnaireVerb {
    /// Take in a spreadsheet: XLSX, XLSM or CSV. The file is kept, and goes back as it came.
    Import(ImportQuestionnaireArgs),
    /// Questionnaires, the newest first.
    List(PlaceArgs),
    /// One questionnaire: its questions, and how each stands.
    Show {
        /// Its id.
        id: String,
        /// Only questions in this state: open, given, to_confirm, answered.
        #[arg(long)]
        state: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What the programme could answer, with the source behind each; nothing is answered by it.
    Suggest {
        /// The questionnaire.
        id: String,
        /// Only these rows.
        #[arg(long = "row", value_name = "ROW")]
        rows: Vec<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Answer a question: in words, or by a suggestion that you have read.
    Answer {
        /// The questionnaire.
        id: String,
        /// The row of the question.
        row: u32,
        /// The answer; an empty one takes the answer back.
        #[arg(long, required_unless_present = "suggestion", conflicts_with = "suggestion")]
        text: Option<String>,
        /// Accept the suggestion with this number, from 1.
        #[arg(long, value_name = "N")]
        suggestion: Option<usize>,
        /// What the answer rests on, such as control:AC-1, policy:PL-2, statement:A.8.24, evidence:EV-3.
        #[arg(long = "source", value_name = "KIND:ID", conflicts_with = "suggestion")]
        sources: Vec<String>,
        /// Who answers for it, by e-mail address or id.
        #[arg(long)]
        owner: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the spreadsheet as it came, with the answers in it and nothing else changed.
    Export {
        /// The questionnaire.
        id: String,
        /// Where to write it.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that it went back to the customer.
    Sent {
        /// The questionnaire.
        id: String,
        /// On which day; today when it is left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// A questionnaire that comes in.
#[derive(Clone, Debug, Args)]
pub struct ImportQuestionnaireArgs {
    /// The spreadsheet.
    pub file: PathBuf,
    /// Who sent it.
    #[arg(long, default_value = "")]
    pub customer: String,
    /// What it is called; the name of the file when it is left out.
    #[arg(long, default_value = "")]
    pub title: String,
    /// The day on which it came; today when it is left out.
    #[arg(long, value_name = "DATE")]
    pub received: Option<String>,
    /// By which day it is wanted back.
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// The sheet; otherwise the first one with questions and answers.
    #[arg(long)]
    pub sheet: Option<String>,
    /// The column of the questions, by heading or letters.
    #[arg(long, value_name = "COLUMN")]
    pub question: Option<String>,
    /// The column of the answers, by heading or letters.
    #[arg(long, value_name = "COLUMN")]
    pub answer: Option<String>,
    /// The row with the headings; 0 for none.
    #[arg(long, value_name = "ROW")]
    pub header_row: Option<u32>,
    /// Show what the file holds and keep nothing.
    #[arg(long)]
    pub preview: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// The library of answers to customers.
#[derive(Clone, Debug, Args)]
pub struct AnswersArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AnswersVerb,
}

/// Commands on the library of answers.
#[derive(Clone, Debug, Subcommand)]
pub enum AnswersVerb {
    /// Answers, those to be confirmed first.
    List(PlaceArgs),
    /// Which report or certificate answers which request, what may be sent meanwhile, what is missing.
    Pack(PlaceArgs),
    /// What could be answered to a question that stands in no questionnaire.
    Suggest {
        /// The question.
        question: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Keep an answer, or say one otherwise.
    Keep {
        /// Its id; left out for a new one.
        #[arg(long)]
        id: Option<String>,
        /// The question.
        #[arg(long)]
        question: String,
        /// The answer.
        #[arg(long)]
        text: String,
        /// What it rests on, such as control:AC-1.
        #[arg(long = "source", value_name = "KIND:ID")]
        sources: Vec<String>,
        /// Who answers for it, by e-mail address or id.
        #[arg(long)]
        owner: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Confirm that an answer is still right.
    Confirm {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take an answer out of the library.
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
