//! Why a spreadsheet is not read: one clear sentence, and a hint what to do.

use super::address::column_letters;

/// Why a spreadsheet was refused; nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// There is nothing in it: no bytes, no rows, or headings without rows.
    #[error("`{file}` {what}")]
    Empty {
        /// The file's name.
        file: String,
        /// What is missing, as the rest of the sentence.
        what: String,
    },
    /// A workbook that begins like one but is cut short or damaged.
    #[error("`{file}` is damaged or cut short: {what}")]
    Truncated {
        /// The file's name.
        file: String,
        /// What could not be read.
        what: String,
    },
    /// More than one of the limits in [`super::limits`] allows.
    #[error("`{file}` is too large: {what}")]
    TooLarge {
        /// The file's name.
        file: String,
        /// How much there is, and how much is read.
        what: String,
    },
    /// More rows under the headings than are read.
    #[error("sheet `{sheet}` of `{file}` has more than {limit} rows under its headings")]
    TooManyRows {
        /// The file's name.
        file: String,
        /// The sheet.
        sheet: String,
        /// How many rows are read at most.
        limit: usize,
    },
    /// Another kind of file.
    #[error("`{file}` is not a spreadsheet that can be read: it looks like {found}")]
    WrongType {
        /// The file's name.
        file: String,
        /// What it looks like, with its article.
        found: String,
    },
    /// A workbook behind a password; nothing of it can be read.
    #[error("`{file}` is protected by a password, so that nothing in it can be read")]
    PasswordProtected {
        /// The file's name.
        file: String,
    },
    /// No sheet of the wanted name.
    #[error("`{file}` has no sheet `{wanted}`; it has {}", list(.known))]
    NoSheet {
        /// The file's name.
        file: String,
        /// What was asked for.
        wanted: String,
        /// The sheets that there are.
        known: Vec<String>,
    },
    /// No row that looks like headings.
    #[error("sheet `{sheet}` of `{file}` has no row of headings among its first {searched} rows with content")]
    NoHeader {
        /// The file's name.
        file: String,
        /// The sheet.
        sheet: String,
        /// How many rows with content were looked at.
        searched: usize,
    },
    /// A form whose columns of questions and answers are not found.
    #[error("sheet `{sheet}` of `{file}`: {what}")]
    NoForm {
        /// The file's name.
        file: String,
        /// The sheet.
        sheet: String,
        /// What is not found.
        what: String,
        /// What would be right.
        hint: String,
    },
    /// Text whose encoding cannot be told or is broken.
    #[error("the text of `{file}` cannot be decoded: {what}")]
    Encoding {
        /// The file's name.
        file: String,
        /// What was found.
        what: String,
    },
    /// One cell that cannot be taken.
    #[error("cell {}{row} of sheet `{sheet}` in `{file}` {what}", column_letters(*.column))]
    Cell {
        /// The file's name.
        file: String,
        /// The sheet.
        sheet: String,
        /// 1-based row.
        row: u32,
        /// 0-based column.
        column: usize,
        /// What is wrong with it, as the rest of the sentence.
        what: String,
    },
}

impl SheetError {
    /// What the user can do about it, in one sentence.
    pub fn hint(&self) -> String {
        match self {
            SheetError::Empty { .. } => {
                "save the list with one row of headings and a row below it for each entry".to_owned()
            }
            SheetError::Truncated { .. } => {
                "open it in the spreadsheet program, save it again as .xlsx or CSV, and copy the whole file".to_owned()
            }
            SheetError::TooLarge { .. } => {
                "keep only the sheet with the list, without pictures and unused columns, and save it anew".to_owned()
            }
            SheetError::TooManyRows { limit, .. } => {
                format!("split the list into files of at most {limit} rows; importing adds to what is there")
            }
            SheetError::WrongType { .. } => "save the list as .xlsx or as CSV (UTF-8)".to_owned(),
            SheetError::PasswordProtected { .. } => {
                "open it with the password, take the password away, and save it as .xlsx".to_owned()
            }
            SheetError::NoSheet { known, .. } => format!("choose one of {}", list(known)),
            SheetError::NoHeader { .. } => {
                "put one row of headings above the list; for controls: Control ID, Control name, SOC 2 criteria"
                    .to_owned()
            }
            SheetError::NoForm { hint, .. } => hint.clone(),
            SheetError::Encoding { .. } => "save the file as `CSV UTF-8`".to_owned(),
            SheetError::Cell { .. } => "correct that cell in the spreadsheet and save the file again".to_owned(),
        }
    }
}

/// Names in backquotes for a sentence; `no sheets` for none.
fn list(names: &[String]) -> String {
    if names.is_empty() {
        return "no sheets".to_owned();
    }
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}
