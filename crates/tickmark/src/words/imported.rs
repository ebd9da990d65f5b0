//! What importing a list did, or would do: counted in one way for every register, and told in one shape where it says no more.

use super::ReceiptWords;
use app::exchange::{List, RowProblem};
use domain::rules::Planned;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading or field, or the whole row by its name or title.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// What importing a list did, or would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ListImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// Rows that are new.
    pub new: usize,
    /// Rows that change what is there.
    pub changed: usize,
    /// Rows that are there already.
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

impl ListImportWords {
    /// Counts a list and what the rules say of its rows.
    pub fn of<R>(list: &List<R>, lines: &[(String, Planned)]) -> ListImportWords {
        let mut problems: Vec<RowProblemWords> = list.problems.iter().map(Into::into).collect();
        let told: BTreeSet<u32> = problems.iter().map(|p| p.row).collect();
        let (mut new, mut changed, mut same) = (0, 0, 0);
        for ((name, line), row) in lines.iter().zip(&list.numbers) {
            match line {
                // What could not be read is told already, and may be why the rules refuse the row too.
                _ if told.contains(row) => {}
                Planned::New => new += 1,
                Planned::Changed(_) => changed += 1,
                Planned::Same => same += 1,
                Planned::Refused(refusal) => {
                    let (field, what, hint) = (name.clone(), refusal.to_string(), refusal.hint());
                    problems.push(RowProblemWords { row: *row, field, what, hint });
                }
            }
        }
        problems.sort_by_key(|p| p.row);
        ListImportWords {
            source: list.source.clone(),
            sheet: list.sheet.clone(),
            unmatched: list.unmatched.clone(),
            new,
            changed,
            same,
            refused: problems.iter().map(|p| p.row).collect::<BTreeSet<u32>>().len(),
            problems,
            notes: list.notes.clone(),
            receipt: None,
        }
    }

    /// Would anything change?
    pub fn changes(&self) -> usize {
        self.new + self.changed
    }
}

impl From<&RowProblem> for RowProblemWords {
    fn from(problem: &RowProblem) -> RowProblemWords {
        let RowProblem { row, field, what, hint } = problem.clone();
        RowProblemWords { row, field, what, hint }
    }
}
