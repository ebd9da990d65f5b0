//! What importing a list into a register did, or would do.

use crate::words::ReceiptWords;
use app::exchange::EntriesFile;
use domain::rules::ImportPlan;
use domain::rules::Planned;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RegisterProblemWords {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Heading, or the entry as a whole by its name.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

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
    pub problems: Vec<RegisterProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl RegisterImportWords {
    /// The words of a list and of its plan.
    pub fn of(list: &EntriesFile, plan: &ImportPlan) -> RegisterImportWords {
        let read = list.problems.iter().map(|p| RegisterProblemWords {
            row: p.row,
            field: p.field.to_owned(),
            what: p.what.clone(),
            hint: p.hint.clone(),
        });
        let mut problems: Vec<RegisterProblemWords> = read.collect();
        let told: BTreeSet<u32> = problems.iter().map(|p| p.row).collect();
        let (mut new, mut changed, mut same) = (0, 0, 0);
        for ((name, line), row) in plan.lines.iter().zip(&list.numbers) {
            match line {
                // What could not be read is told already, and may be why the rules refuse the row too.
                _ if told.contains(row) => {}
                Planned::New => new += 1,
                Planned::Changed(_) => changed += 1,
                Planned::Same => same += 1,
                Planned::Refused(refusal) => problems.push(RegisterProblemWords {
                    row: *row,
                    field: name.clone(),
                    what: refusal.to_string(),
                    hint: refusal.hint(),
                }),
            }
        }
        problems.sort_by_key(|p| p.row);
        RegisterImportWords {
            register: list.kind.id(),
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
}
