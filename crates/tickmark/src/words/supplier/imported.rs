//! What importing a list of suppliers did, or would do.

use crate::words::{Imported, ReceiptWords};
use app::exchange::RowProblem;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading, or the supplier as a whole by its name.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SupplierImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// New suppliers.
    pub new: usize,
    /// Changed suppliers.
    pub changed: usize,
    /// Suppliers that are the same.
    pub same: usize,
    /// Rows that are refused; one stops the whole import.
    pub refused: usize,
    /// Row by row: what is wrong.
    pub problems: Vec<SupplierProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl From<RowProblem> for SupplierProblemWords {
    fn from(RowProblem { row, field, what, hint }: RowProblem) -> SupplierProblemWords {
        SupplierProblemWords { row, field, what, hint }
    }
}

impl From<Imported> for SupplierImportWords {
    fn from(done: Imported) -> SupplierImportWords {
        SupplierImportWords {
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
