//! Tables of ours as XLSX and CSV. Text that came from a user stays text: it is never a formula on the reader's desk
//! (OWASP ASVS 5.0, 1.2.10), and nothing points outside the file.

mod csv;
mod style;
mod xlsx;

pub use csv::{CsvOptions, to_csv};
pub(super) use csv::{as_meant, harmless};
pub use xlsx::to_xlsx;

use jiff::civil::Date;

/// A whole workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkbookOut {
    /// The document's title, kept in its properties.
    pub title: String,
    /// What it is about, kept in its properties.
    pub subject: String,
    /// When it was made, in UTC. The same content made at the same moment gives the same bytes.
    pub created: jiff::Timestamp,
    /// The sheets in their order; at least one.
    pub sheets: Vec<SheetOut>,
}

/// One sheet: title lines, headings, rows, and notes under them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetOut {
    /// The sheet's name; made fit for XLSX (31 characters, none of `[]:*?/\`, told apart from others).
    pub name: String,
    /// Lines above the headings; the first one is the title.
    pub title: Vec<String>,
    /// The headings.
    pub headers: Vec<String>,
    /// The rows; a shorter one leaves its last cells empty.
    pub rows: Vec<Vec<CellOut>>,
    /// The columns' widths in characters; a missing one is 16.
    pub widths: Vec<u16>,
    /// Lines under the rows, for example what the figures do not say.
    pub notes: Vec<String>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellOut {
    /// Text as it is; whatever it begins with, it stays text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A percentage in tenths of a percent: 656 is 65.6 %.
    Percent {
        /// Tenths of a percent.
        tenths: i64,
    },
    /// A day.
    Date(Date),
    /// A state with the colour of its kind.
    Badge(Badge, String),
    /// A text that leads to a cell in this workbook.
    Link {
        /// What is shown.
        text: String,
        /// The name of the sheet, as in [`SheetOut::name`].
        sheet: String,
        /// The 0-based row of its [`SheetOut::rows`].
        row: u32,
    },
    /// Nothing.
    Empty,
}

impl CellOut {
    /// A text cell.
    pub fn text(text: impl Into<String>) -> CellOut {
        CellOut::Text(text.into())
    }
}

/// What a state means for the reader. The colour repeats what the text says and never stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Done, covered, in place.
    Good,
    /// Partly so.
    Part,
    /// Missing, not addressed.
    Bad,
    /// Neither, for example inherited.
    Calm,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutError {
    /// A workbook needs a sheet.
    #[error("a workbook without a sheet cannot be written")]
    NoSheet,
    /// The XLSX writer refused something; a fault of ours, not of the user.
    #[error("the workbook could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV writer failed; it writes to memory only.
    #[error("the CSV text could not be written: {0}")]
    Csv(#[from] ::csv::Error),
}
