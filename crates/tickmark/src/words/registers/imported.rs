//! What importing a list into a register did, or would do.

use crate::words::{Imported, ReceiptWords, RowProblemWords};
use domain::values::isms::RegisterKind;
use serde::Serialize;
use utoipa::ToSchema;

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterImportWords {
    /// The register.
    pub register: &'static str,
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// New entries.
    pub new: usize,
    /// Entries that are known, by their id or their name, and say something else now.
    pub changed: usize,
    /// Entries that are known and stay as they are.
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

impl RegisterImportWords {
    /// The words of an import into a register.
    pub fn of(kind: RegisterKind, done: Imported) -> RegisterImportWords {
        RegisterImportWords {
            register: kind.id(),
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
