//! Spreadsheets in and out: bytes of XLSX or CSV to one [`Table`] of text, and rows of ours to XLSX or CSV.
//!
//! ```text
//! bytes -> kind -> archive -> xlsx \
//!               \-> encoding -> csv -> Grid -> headings, merged cells -> Table -> columns -> SheetControl
//! ```
//! Nothing here judges compliance: a cell is carried on as it was typed, and what was done to it is said in a note.

mod address;
mod archive;
pub mod columns;
mod controls;
mod csv;
mod encoding;
mod error;
pub mod form;
mod grid;
mod header;
mod json;
mod kind;
pub mod limits;
mod links;
mod merged;
pub mod out;
mod synonyms;
mod value;
mod xlsx;

pub use address::{column_letters, column_number};
pub use error::SheetError;
pub use json::read_json;

use grid::Grid;
use kind::Kind;

/// What to read and whom to tell about the progress.
#[derive(Default)]
pub struct ReadOptions<'a> {
    /// The sheet by name (case and outer blanks do not matter). `None` takes the first visible sheet whose headings are
    /// recognised, else the first visible one that has headings at all.
    pub sheet: Option<String>,
    /// Called now and then with the work done and the whole of it: bytes for CSV, rows for XLSX.
    pub progress: Option<&'a mut dyn FnMut(u64, u64)>,
}

/// One sheet as headings and rows of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The sheet that was read; for CSV the file's name.
    pub sheet: String,
    /// All worksheets of the file in their order, hidden ones included.
    pub sheets: Vec<String>,
    /// The headings from column A on; a column without one is called by its letters (`Column C`).
    pub headers: Vec<String>,
    /// Where the headings stand, 1-based as the spreadsheet shows it.
    pub header_row: u32,
    /// The rows under the headings that hold something.
    pub rows: Vec<TableRow>,
    /// What was done to the content on the way in, one sentence each.
    pub notes: Vec<String>,
}

/// One row of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// 1-based, as the spreadsheet shows it.
    pub number: u32,
    /// As many cells as there are headings, or more where a row is longer than they are.
    pub cells: Vec<String>,
}

impl TableRow {
    /// The text in a 0-based column; empty where the row ends earlier.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

/// Reads an XLSX (or XLSM) workbook or a CSV text; `name` is the file's name, for messages and for its ending.
///
/// # Errors
/// A [`SheetError`] that names the file, the place and what would be right.
pub fn read(bytes: &[u8], name: &str, options: ReadOptions<'_>) -> Result<Table, SheetError> {
    if bytes.is_empty() {
        return Err(SheetError::Empty { file: name.to_owned(), what: "is empty (0 bytes)".to_owned() });
    }
    if bytes.len() > limits::MAX_FILE_BYTES {
        return Err(SheetError::TooLarge {
            file: name.to_owned(),
            what: format!("{} where at most {} are read", mib(bytes.len() as u64), mib(limits::MAX_FILE_BYTES as u64)),
        });
    }
    let mut silent = |_: u64, _: u64| ();
    let ReadOptions { sheet, progress } = options;
    let progress = progress.unwrap_or(&mut silent);
    let kind = kind::detect(bytes, name)?;
    let mut table = match kind {
        Kind::Workbook => xlsx::read(bytes, name, sheet.as_deref(), progress)?,
        Kind::Text => text(bytes, name, sheet.as_deref(), progress)?,
    };
    if let Some(note) = kind::mismatch(kind, name) {
        table.notes.insert(0, note);
    }
    Ok(table)
}

/// The first records of a CSV text as far as they are whole, whichever of its rows the headings are; nothing of other files.
pub(crate) fn first_rows(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    match kind::detect(bytes, name) {
        Ok(Kind::Text) => csv::first_rows(bytes, name),
        _ => Vec::new(),
    }
}

fn text(
    bytes: &[u8],
    name: &str,
    sheet: Option<&str>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Table, SheetError> {
    if let Some(wanted) = sheet {
        // A text file is its own only sheet; a wish for another one is a mistake worth saying.
        if !wanted.trim().eq_ignore_ascii_case(name.trim()) {
            return Err(SheetError::NoSheet {
                file: name.to_owned(),
                wanted: wanted.to_owned(),
                known: vec![name.to_owned()],
            });
        }
    }
    let grid: Grid = csv::read(bytes, name, progress)?;
    let mut table = grid.into_table(name)?;
    table.sheets = vec![name.to_owned()];
    Ok(table)
}

/// Bytes as MiB with one decimal, for messages.
fn mib(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / (1024 * 1024);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
