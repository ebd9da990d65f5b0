//! What importing a list of nonconformities did, or would do.

use crate::words::{ListImportWords, ReceiptWords, RowProblemWords};
use serde::Serialize;
use utoipa::ToSchema;

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// New nonconformities.
    pub new: usize,
    /// Those that are known already, by their id or their reference, and stay as they are.
    pub same: usize,
    /// Rows that are refused; one stops the whole import.
    pub refused: usize,
    /// Row by row: what is wrong.
    pub problems: Vec<RowProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl From<ListImportWords> for NonconformityImportWords {
    fn from(done: ListImportWords) -> NonconformityImportWords {
        NonconformityImportWords {
            source: done.source,
            sheet: done.sheet,
            unmatched: done.unmatched,
            new: done.new,
            same: done.same,
            refused: done.refused,
            problems: done.problems,
            notes: done.notes,
            receipt: done.receipt,
        }
    }
}
