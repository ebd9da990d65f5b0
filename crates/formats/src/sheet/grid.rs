//! Cells as they come from a file, before anyone knows which row holds the headings; and the limits that they meet.

use super::{SheetError, Table, TableRow, address::Places, header, limits, merged};
use std::ops::RangeInclusive;

/// The rows of one sheet that hold something, in their order.
pub(super) struct Grid {
    pub(super) sheet: String,
    pub(super) rows: Vec<TableRow>,
    pub(super) merged: Vec<Area>,
    /// Cells whose value a formula computed.
    pub(super) formulas: Places,
    /// Cells with a number of one decimal, for the note about 5.1 that was 5.10.
    pub(super) decimals: Vec<(u32, usize)>,
    /// Cells that hold a spreadsheet error, with its name.
    pub(super) errors: Vec<(u32, usize, String)>,
    pub(super) notes: Vec<String>,
}

/// A merged area: 1-based rows, 0-based columns.
#[derive(Clone, Debug)]
pub(super) struct Area {
    pub(super) rows: RangeInclusive<u32>,
    pub(super) columns: RangeInclusive<usize>,
}

impl Grid {
    pub(super) fn new(sheet: &str) -> Grid {
        Grid {
            sheet: sheet.to_owned(),
            rows: Vec::new(),
            merged: Vec::new(),
            formulas: Places::default(),
            decimals: Vec::new(),
            errors: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Finds the headings, spreads merged cells, and checks the number of rows.
    pub(super) fn into_table(mut self, file: &str) -> Result<Table, SheetError> {
        if let Some((row, column, what)) = self.errors.first() {
            return Err(self.error_cell(file, *row, *column, what));
        }
        if self.rows.is_empty() {
            return Err(SheetError::Empty {
                file: file.to_owned(),
                what: format!("has nothing in its sheet `{}`", self.sheet),
            });
        }
        let at = header::find(&self.rows).ok_or_else(|| SheetError::NoHeader {
            file: file.to_owned(),
            sheet: self.sheet.clone(),
            searched: self.rows.len().min(limits::HEADER_SEARCH_ROWS),
        })?;
        let header_row = self.rows[at].number;
        merged::headings(&mut self, at, file)?;
        let mut notes = std::mem::take(&mut self.notes);
        if at > 0 {
            notes.push(format!("The headings stand in row {header_row}; what stands above them was left out."));
        }
        let mut rows = self.rows.split_off(at + 1);
        let headers = std::mem::take(&mut self.rows[at].cells);
        if rows.len() > limits::MAX_DATA_ROWS {
            return Err(SheetError::TooManyRows {
                file: file.to_owned(),
                sheet: self.sheet,
                limit: limits::MAX_DATA_ROWS,
            });
        }
        if rows.is_empty() {
            return Err(SheetError::Empty {
                file: file.to_owned(),
                what: format!("has headings in row {header_row} of sheet `{}` but no rows under them", self.sheet),
            });
        }
        notes.extend(merged::spread(&mut rows, &self.merged, header_row, file)?);
        let headers = header::named(headers, &rows, &mut notes);
        notes.extend(header::shortened(&headers, header_row, &self.decimals));
        if !self.formulas.is_empty() {
            let taken = match self.formulas.count() {
                1 => "The value of a formula was taken as it was last saved",
                _ => "The values of formulas were taken as they were last saved",
            };
            notes.push(format!("{taken}, nothing was computed: {}.", self.formulas));
        }
        for row in &mut rows {
            if row.cells.len() < headers.len() {
                row.cells.resize(headers.len(), String::new());
            }
        }
        Ok(Table { sheets: vec![self.sheet.clone()], sheet: self.sheet, headers, header_row, rows, notes })
    }

    fn error_cell(&self, file: &str, row: u32, column: usize, name: &str) -> SheetError {
        let mut others = Places::default();
        self.errors.iter().skip(1).for_each(|(row, column, _)| others.add(*column, *row));
        let others = if others.is_empty() { String::new() } else { format!(" (as do others: {others})") };
        SheetError::Cell {
            file: file.to_owned(),
            sheet: self.sheet.clone(),
            row,
            column,
            what: format!("holds the spreadsheet error {name} instead of a value{others}"),
        }
    }
}

/// Adds cells to a grid and refuses the one that goes beyond a limit of [`limits`].
pub(super) struct Filler<'a> {
    file: &'a str,
    pub(super) grid: Grid,
    cells: usize,
    text: usize,
}

impl<'a> Filler<'a> {
    pub(super) fn new(file: &'a str, grid: Grid) -> Filler<'a> {
        Filler { file, grid, cells: 0, text: 0 }
    }

    /// Puts a text into a 1-based row and a 0-based column; rows may come in any order, an empty text is nothing.
    pub(super) fn put(&mut self, row: u32, column: usize, text: String) -> Result<(), SheetError> {
        if text.is_empty() {
            return Ok(());
        }
        self.check(row, column, &text)?;
        let rows = &mut self.grid.rows;
        let at = match rows.last() {
            Some(last) if last.number == row => rows.len() - 1,
            Some(last) if last.number > row => match rows.binary_search_by_key(&row, |r| r.number) {
                Ok(at) => at,
                Err(at) => {
                    rows.insert(at, TableRow { number: row, cells: Vec::new() });
                    at
                }
            },
            _ => {
                rows.push(TableRow { number: row, cells: Vec::new() });
                rows.len() - 1
            }
        };
        // Titles above the headings are rows too; the exact count is taken once the headings are known.
        if rows.len() > limits::MAX_DATA_ROWS + limits::HEADER_SEARCH_ROWS {
            return Err(SheetError::TooManyRows {
                file: self.file.to_owned(),
                sheet: self.grid.sheet.clone(),
                limit: limits::MAX_DATA_ROWS,
            });
        }
        let cells = &mut rows[at].cells;
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        if self.cells > limits::MAX_CELLS {
            return Err(
                self.too_large(format!("more than {} cells, empty ones between others counted", limits::MAX_CELLS))
            );
        }
        Ok(())
    }

    fn check(&mut self, row: u32, column: usize, text: &str) -> Result<(), SheetError> {
        if column >= limits::MAX_COLUMNS {
            let place = super::address::cell(column, row);
            return Err(
                self.too_large(format!("{place} holds something, but only {} columns are read", limits::MAX_COLUMNS))
            );
        }
        if text.len() > limits::MAX_CELL_CHARS && text.chars().count() > limits::MAX_CELL_CHARS {
            return Err(SheetError::Cell {
                file: self.file.to_owned(),
                sheet: self.grid.sheet.clone(),
                row,
                column,
                what: format!(
                    "holds more than {} characters, the most that a spreadsheet cell can; in a CSV file this is most often \
                     a quotation mark that is never closed",
                    limits::MAX_CELL_CHARS
                ),
            });
        }
        self.text += text.len();
        if self.text > limits::MAX_TEXT_BYTES {
            return Err(
                self.too_large(format!("more than {} of text in one sheet", super::mib(limits::MAX_TEXT_BYTES as u64)))
            );
        }
        Ok(())
    }

    fn too_large(&self, what: String) -> SheetError {
        SheetError::TooLarge { file: self.file.to_owned(), what }
    }
}
