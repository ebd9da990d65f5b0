//! Why the results of another tool are not read: the format, the place, the field, and what would be right.

use crate::sheet::SheetError;
use domain::values::FindingsFormat;

/// Why a document was refused; nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindingsError {
    /// More bytes, items, objects or levels than are read.
    #[error("{}: {place}: there are more than {max} {what}", .format.name())]
    TooMuch {
        /// What it was read as.
        format: FindingsFormat,
        /// The line or path where the limit was met; `document` for the whole.
        place: String,
        /// What there is too much of, in the plural.
        what: &'static str,
        /// The most that is read.
        max: usize,
    },
    /// Bytes that are no UTF-8 text.
    #[error("{}: line {line}: this is no UTF-8 text: {what}", .format.name())]
    NotText {
        /// What it was read as.
        format: FindingsFormat,
        /// The line, counted from 1, with the first byte that does not fit.
        line: usize,
        /// What was found instead.
        what: String,
    },
    /// The document breaks the rules of its syntax, or ends too early.
    #[error("{}: {place}: {what}", .format.name())]
    Broken {
        /// What it was read as.
        format: FindingsFormat,
        /// The line, counted from 1, with the column where it is known.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// A field is missing, of another kind, or holds what the format does not know.
    #[error("{}: {place}: `{field}` {what}; right would be {right}", .format.name())]
    Field {
        /// What it was read as.
        format: FindingsFormat,
        /// The line, or the JSON path.
        place: String,
        /// The field, attribute or element.
        field: String,
        /// What is wrong with it.
        what: String,
        /// What would be right.
        right: String,
    },
    /// A spreadsheet or CSV text that cannot be read as a table.
    #[error("{}: {error}", .format.name())]
    Sheet {
        /// What it was read as.
        format: FindingsFormat,
        /// Why, with the place.
        error: SheetError,
    },
    /// A part of XML that is never read, because it can reach for other files or grow without end.
    #[error("{}: line {line}: {what} is not read", .format.name())]
    Forbidden {
        /// What it was read as.
        format: FindingsFormat,
        /// The line, counted from 1.
        line: usize,
        /// What it is, with its article.
        what: String,
    },
}

impl FindingsError {
    /// What somebody can do about it, as one sentence.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::TooMuch { .. } => "Have the tool write less in one document: one account, one host or one project.",
            Self::NotText { .. } => {
                "Save the document as UTF-8; `>` of an older PowerShell writes UTF-16, the tool's own option for a file does not."
            }
            Self::Broken { .. } => {
                "Take the document as the tool wrote it and check that it was copied whole; then upload it again."
            }
            Self::Field { format: FindingsFormat::Accounts, .. } => {
                "Take the list as the provider exports it, or correct that cell; days are written like 2026-03-31."
            }
            Self::Field { .. } => {
                "Check that the document was written in the version of the format that is named here."
            }
            Self::Sheet { .. } => {
                "Save the list as CSV (UTF-8) or XLSX: one row of headings, then one row for each account, at most 50 000."
            }
            Self::Forbidden { .. } => "Remove the document type and its entities; the formats read here need none.",
        }
    }
}
