//! What importing a list of risks did, or would do.

use crate::words::{Imported, ReceiptWords};
use app::exchange::RowProblem;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading, or the risk as a whole by its title.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// New risks.
    pub new: usize,
    /// Changed risks.
    pub changed: usize,
    /// Risks that are the same.
    pub same: usize,
    /// Rows that are refused; one stops the whole import.
    pub refused: usize,
    /// Row by row: what is wrong.
    pub problems: Vec<RiskProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl From<RowProblem> for RiskProblemWords {
    fn from(RowProblem { row, field, what, hint }: RowProblem) -> RiskProblemWords {
        RiskProblemWords { row, field, what, hint }
    }
}

impl From<Imported> for RiskImportWords {
    fn from(done: Imported) -> RiskImportWords {
        RiskImportWords {
            source: done.source,
            sheet: done.sheet,
            unmatched: done.unmatched,
            new: done.new,
            changed: done.changed,
            same: done.same,
            refused: done.refused,
            problems: done.problems.into_iter().map(Into::into).collect(),
            notes: done.notes,
            receipt: done.receipt,
        }
    }
}
