//! What importing a list of nonconformities did, or would do.

use crate::words::ReceiptWords;
use app::exchange::NonconformityList;
use domain::rules::Planned;
use domain::rules::nonconformity::NonconformityPlan;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NonconformityProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading, or the nonconformity as a whole by its name.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

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
    pub problems: Vec<NonconformityProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl NonconformityImportWords {
    /// The words of a list and of its plan.
    pub fn of(list: &NonconformityList, plan: &NonconformityPlan) -> NonconformityImportWords {
        let read = list.problems.iter().map(|p| NonconformityProblemWords {
            row: p.row,
            field: p.field.to_owned(),
            what: p.what.clone(),
            hint: p.hint.clone(),
        });
        let mut problems: Vec<NonconformityProblemWords> = read.collect();
        let told: BTreeSet<u32> = problems.iter().map(|p| p.row).collect();
        let (mut new, mut same) = (0, 0);
        for ((name, line), row) in plan.lines.iter().zip(&list.numbers) {
            match line {
                // What could not be read is told already, and may be why the rules refuse the row too.
                _ if told.contains(row) => {}
                Planned::New => new += 1,
                Planned::Same | Planned::Changed(_) => same += 1,
                Planned::Refused(refusal) => problems.push(NonconformityProblemWords {
                    row: *row,
                    field: name.clone(),
                    what: refusal.to_string(),
                    hint: refusal.hint(),
                }),
            }
        }
        problems.sort_by_key(|p| p.row);
        NonconformityImportWords {
            source: list.source.clone(),
            sheet: list.sheet.clone(),
            unmatched: list.unmatched.clone(),
            new,
            same,
            refused: problems.iter().map(|p| p.row).collect::<BTreeSet<u32>>().len(),
            problems,
            notes: list.notes.clone(),
            receipt: None,
        }
    }
}
