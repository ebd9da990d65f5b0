//! A list of requests that comes in, as JSON.

use crate::words::{ReceiptWords, RowProblemWords};
use app::exchange::List;
use domain::values::AuditRequest;
use serde::Serialize;
use utoipa::ToSchema;

/// What importing a list of requests would do, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditRequestImportWords {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// How many requests can be taken.
    pub requests: usize,
    /// Everything that is wrong, row by row; nothing is imported while there is anything.
    pub problems: Vec<RowProblemWords>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// Where the change stands in the ledger; none for a preview.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptWords>,
}

impl AuditRequestImportWords {
    /// The words of a list that was read.
    pub fn of(list: &List<AuditRequest>) -> AuditRequestImportWords {
        AuditRequestImportWords {
            source: list.source.clone(),
            sheet: list.sheet.clone(),
            requests: list.rows.len(),
            problems: list.problems.iter().map(Into::into).collect(),
            unmatched: list.unmatched.clone(),
            notes: list.notes.clone(),
            receipt: None,
        }
    }
}
