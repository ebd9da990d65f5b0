//! What importing a list of risks did, or would do.

use crate::words::ReceiptWords;
use app::exchange::RiskList;
use domain::rules::Planned;
use domain::rules::risk::RiskPlan;
use serde::Serialize;
use std::collections::BTreeSet;
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

impl RiskImportWords {
    /// The words of a list and of its plan.
    pub fn of(list: &RiskList, plan: &RiskPlan) -> RiskImportWords {
        let read = list.problems.iter().map(|p| RiskProblemWords {
            row: p.row,
            field: p.field.to_owned(),
            what: p.what.clone(),
            hint: p.hint.clone(),
        });
        let mut problems: Vec<RiskProblemWords> = read.collect();
        let told: BTreeSet<u32> = problems.iter().map(|p| p.row).collect();
        let (mut new, mut changed, mut same) = (0, 0, 0);
        for ((name, line), row) in plan.lines.iter().zip(&list.numbers) {
            match line {
                // What could not be read is told already, and may be why the rules refuse the row too.
                _ if told.contains(row) => {}
                Planned::New => new += 1,
                Planned::Changed(_) => changed += 1,
                Planned::Same => same += 1,
                Planned::Refused(refusal) => problems.push(RiskProblemWords {
                    row: *row,
                    field: name.clone(),
                    what: refusal.to_string(),
                    hint: refusal.hint(),
                }),
            }
        }
        problems.sort_by_key(|p| p.row);
        RiskImportWords {
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
