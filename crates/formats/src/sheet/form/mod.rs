//! A spreadsheet that somebody else made to be filled in: where its questions and the cells for answers are, and the very same
//! file with the answers in it and nothing else changed.
//!
//! ```text
//! bytes -> read -> Form (questions, columns)      bytes + cells -> fill -> bytes
//!                                                   XLSX: one part of the ZIP is edited in place, all others are copied as
//!                                                   they are packed; CSV: fields are replaced in the text as it is written
//! ```

mod archive;
mod cells;
mod columns;
mod delimited;
mod read;

pub use read::{Form, FormLine, FormOptions, FormProblem, read};

use super::kind::{self, Kind};
use super::{SheetError, limits, mib};

/// A text for a cell: 1-based row, 0-based column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledCell {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Column from 0.
    pub column: usize,
    /// The text; at most [`limits::MAX_CELL_CHARS`] characters.
    pub text: String,
}

/// Most cells that are filled in at once.
pub const MAX_FILLED: usize = 10_000;

/// The file with these texts in these cells of a sheet, and nothing else changed.
///
/// # Errors
/// A [`SheetError`] that names file, cell and what would be right; a cell with a formula is never written over.
pub fn fill(bytes: &[u8], name: &str, sheet: &str, cells: &[FilledCell]) -> Result<Vec<u8>, SheetError> {
    if bytes.len() > limits::MAX_FILE_BYTES {
        let what = format!("{} where at most {} are read", mib(bytes.len() as u64), mib(limits::MAX_FILE_BYTES as u64));
        return Err(SheetError::TooLarge { file: name.to_owned(), what });
    }
    if cells.len() > MAX_FILLED {
        let what = format!("{} cells are to be filled in where at most {MAX_FILLED} are", cells.len());
        return Err(SheetError::TooLarge { file: name.to_owned(), what });
    }
    for cell in cells {
        if cell.text.chars().count() > limits::MAX_CELL_CHARS || cell.column >= limits::MAX_COLUMNS {
            return Err(SheetError::Cell {
                file: name.to_owned(),
                sheet: sheet.to_owned(),
                row: cell.row,
                column: cell.column,
                what: format!("would hold more than {} characters, the most that a cell can", limits::MAX_CELL_CHARS),
            });
        }
    }
    match kind::detect(bytes, name)? {
        Kind::Workbook => archive::fill(bytes, name, sheet, cells),
        Kind::Text => delimited::fill(bytes, name, cells),
    }
}
