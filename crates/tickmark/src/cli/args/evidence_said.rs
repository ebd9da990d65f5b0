//! Words of handing in evidence: what it is, its files, and the server that takes it.

use super::PlaceArgs;
use clap::Args;
use std::path::PathBuf;

/// What an item is.
#[derive(Clone, Debug, Default, Args)]
pub struct EvidenceSaidArgs {
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// What it is: system_configuration, access_log, access_review, monitoring_report, change_record, incident_record,
    /// test_record, control_documentation, training_record, people_record, risk_register, internal_audit_record,
    /// management_review, corrective_action, supplier_report, collector_result, other.
    #[arg(long)]
    pub kind: Option<String>,
    /// In which form: document, list, screenshot.
    #[arg(long)]
    pub form: Option<String>,
    /// The period that it covers, as FROM..UNTIL, both days included.
    #[arg(long, value_name = "FROM..UNTIL")]
    pub period: Option<String>,
    /// The day on which the files were made.
    #[arg(long, value_name = "DATE")]
    pub captured: Option<String>,
    /// The day on which they were collected.
    #[arg(long, value_name = "DATE")]
    pub collected: Option<String>,
    /// The system that it comes from, or the person when there is none.
    #[arg(long)]
    pub source: Option<String>,
    /// production, test, or not_a_system.
    #[arg(long)]
    pub environment: Option<String>,
    /// Query, filter or command of a list.
    #[arg(long)]
    pub query: Option<String>,
    /// Number of rows of a list.
    #[arg(long)]
    pub rows: Option<u64>,
    /// How the list was seen to be complete.
    #[arg(long)]
    pub completeness: Option<String>,
    /// How the list was seen to be right.
    #[arg(long)]
    pub accuracy: Option<String>,
    /// What a screenshot shows of itself: date, system, user; comma-separated.
    #[arg(long)]
    pub shows: Option<String>,
    /// Who may read it: public, internal, confidential, restricted.
    #[arg(long)]
    pub classification: Option<String>,
    /// Personal data stands in it because it has to: yes or no.
    #[arg(long, value_name = "YES|NO")]
    pub personal_data: Option<String>,
    /// A note.
    #[arg(long)]
    pub note: Option<String>,
}

/// The server that evidence is handed in to, instead of the data folder.
#[derive(Clone, Debug, Default, Args)]
pub struct ElsewhereArgs {
    /// The server to hand it in to, such as `https://tickmark.example.org`, instead of the data folder.
    #[arg(long, env = "TICKMARK_SERVER", value_name = "URL", requires = "token")]
    pub server: Option<String>,
    /// A token that was issued under Tokens; better in the environment than on the command line.
    #[arg(long, env = "TICKMARK_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// File with certificates (PEM) of authorities that vouch for the server beside the public ones; may be repeated.
    #[arg(long = "authority", value_name = "FILE")]
    pub authorities: Vec<PathBuf>,
}

/// Hand in an item.
#[derive(Clone, Debug, Args)]
pub struct AddEvidenceArgs {
    /// Its files, each of at most 1 GiB.
    pub files: Vec<PathBuf>,
    /// What it is.
    #[command(flatten)]
    pub said: EvidenceSaidArgs,
    /// An own control that it shows, with the day on which it ran: AC-1=2026-09-28; may be repeated.
    #[arg(long = "control", value_name = "CONTROL=DATE")]
    pub controls: Vec<String>,
    /// The request that it answers.
    #[arg(long, value_name = "REQUEST")]
    pub answers: Option<String>,
    /// Where it is handed in.
    #[command(flatten)]
    pub elsewhere: ElsewhereArgs,
    /// The collector that made it; with --server and the token of a collector only.
    #[arg(long, requires = "server")]
    pub collector: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Hand in a new version.
#[derive(Clone, Debug, Args)]
pub struct ReviseEvidenceArgs {
    /// Id of the item.
    pub item: String,
    /// Files that come in addition.
    pub files: Vec<PathBuf>,
    /// What changes.
    #[command(flatten)]
    pub said: EvidenceSaidArgs,
    /// Name of a file that does not stay; may be repeated.
    #[arg(long, value_name = "NAME")]
    pub without: Vec<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
