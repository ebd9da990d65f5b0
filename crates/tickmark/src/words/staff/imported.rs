//! What importing a list of those who work here did, or would do.

use crate::words::{Imported, ReceiptWords};
use app::exchange::RowProblem;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading, or the person as the list calls them.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// People who are new.
    pub new: usize,
    /// People whose record changes.
    pub changed: usize,
    /// People whose record is the same.
    pub same: usize,
    /// Rows that are refused; one stops the whole import.
    pub refused: usize,
    /// Row by row: what is wrong.
    pub problems: Vec<StaffProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl From<RowProblem> for StaffProblemWords {
    fn from(RowProblem { row, field, what, hint }: RowProblem) -> StaffProblemWords {
        StaffProblemWords { row, field, what, hint }
    }
}

impl From<Imported> for StaffImportWords {
    fn from(done: Imported) -> StaffImportWords {
        StaffImportWords {
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
