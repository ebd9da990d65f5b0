//! Words of the command on papers.

use super::PlaceArgs;
use clap::Args;
use std::path::PathBuf;

/// Papers as PDF, Word or Excel. Without a name it lists them.
#[derive(Clone, Debug, Args)]
pub struct PaperArgs {
    /// Which paper, such as `statement` or `minutes`; all of them are listed when left out.
    pub name: Option<String>,
    /// What it is about, such as `PO-3`, where it is about one thing.
    #[arg(long, value_name = "ID", requires = "name")]
    pub of: Option<String>,
    /// pdf, docx or xlsx; left out, the ending of the file, or pdf.
    #[arg(long, value_name = "FORMAT", requires = "name")]
    pub format: Option<String>,
    /// The file to write; left out, a file in this folder with a name that says what is in it.
    #[arg(long, value_name = "FILE", requires = "name")]
    pub out: Option<PathBuf>,
    /// Who may read it, as it stands on each page; left out, `Confidential`, and for a document what is said of it.
    #[arg(long, value_name = "WORDS", requires = "name")]
    pub classification: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
