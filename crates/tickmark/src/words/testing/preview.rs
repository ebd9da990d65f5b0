//! What a list of occurrences shows of itself before anything of it is kept, as JSON.

use super::ListChecksWords;
use crate::words::{ReceiptWords, RowProblemWords};
use app::exchange::{PopulationList, PopulationLook};
use serde::Serialize;
use utoipa::ToSchema;

/// Items that a preview shows; its counts speak of all.
pub const SHOWN: usize = 50;

/// One item of a list that is looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PreviewedItemWords {
    /// The row as the spreadsheet shows it.
    pub row: u32,
    /// Its id.
    pub id: String,
    /// The day on which it occurred; null where none can be read.
    pub on: Option<String>,
    /// The day on which the control was carried out for it.
    pub done: Option<String>,
}

/// A list of occurrences as it was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PopulationImportWords {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read.
    pub sheet: String,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The headings.
    pub headers: Vec<String>,
    /// What each field was read from, as `field=Heading`.
    pub columns: Vec<String>,
    /// Headings that no field took.
    pub unmatched: Vec<String>,
    /// How many rows it has.
    pub items: usize,
    /// Rows without an id.
    pub without_id: usize,
    /// Rows whose id stands further up as well.
    pub duplicates: usize,
    /// Rows without a day that can be read.
    pub without_day: usize,
    /// Rows whose day lies outside the period.
    pub outside_period: usize,
    /// Rows that were carried out before they occurred: a question to the source, no problem of the list.
    pub done_before: usize,
    /// The first day of the list.
    pub first_day: Option<String>,
    /// The last one.
    pub last_day: Option<String>,
    /// Count against claim, numbers left out, and what would keep it from being frozen.
    pub checks: ListChecksWords,
    /// The first items.
    pub first_items: Vec<PreviewedItemWords>,
    /// Everything that is wrong, row by row; one problem stops the whole import.
    pub problems: Vec<RowProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// What was recorded; null for a preview.
    pub receipt: Option<ReceiptWords>,
}

impl PopulationImportWords {
    /// The words of it.
    pub fn of(list: &PopulationList, look: &PopulationLook) -> PopulationImportWords {
        let undated = |row: &u32| list.problems.iter().any(|p| p.field == "on" && p.row == *row);
        let first = list.items.iter().zip(&list.rows).take(SHOWN).map(|(item, row)| PreviewedItemWords {
            row: *row,
            id: item.id.clone(),
            on: (!undated(row)).then(|| item.on.to_string()),
            done: item.done.map(|day| day.to_string()),
        });
        PopulationImportWords {
            source: list.source.clone(),
            sheet: list.sheet.clone(),
            sheets: list.sheets.clone(),
            headers: list.headers.clone(),
            columns: list.columns.clone(),
            unmatched: list.unmatched.iter().filter(|heading| !heading.is_empty()).cloned().collect(),
            items: list.items.len(),
            without_id: list.unnamed,
            duplicates: list.twice,
            without_day: look.undated,
            outside_period: look.outside,
            done_before: look.reversed,
            first_day: look.days.map(|(first, _)| first.to_string()),
            last_day: look.days.map(|(_, last)| last.to_string()),
            checks: ListChecksWords::from(&look.checks),
            first_items: first.collect(),
            problems: look.problems.iter().map(Into::into).collect(),
            notes: list.notes.clone(),
            receipt: None,
        }
    }
}
