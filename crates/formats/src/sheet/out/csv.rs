//! A table as CSV (RFC 4180): commas, CRLF, quotes where needed, and no cell that a spreadsheet would compute.

use super::{CellOut, OutError, SheetOut};
use ::csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

/// How the CSV text is dressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Begin with the UTF-8 byte order mark, by which Excel knows the encoding.
    pub bom: bool,
    /// Title lines before the headings and notes after the rows, each as a row of one cell. Without them the text is
    /// headings and rows only, as programs want it.
    pub lines: bool,
}

/// Writes one sheet as CSV in UTF-8.
///
/// # Errors
/// Only if the writer to memory fails.
pub fn to_csv(sheet: &SheetOut, options: CsvOptions) -> Result<Vec<u8>, OutError> {
    let mut bytes = Vec::new();
    if options.bom {
        bytes.extend_from_slice(b"\xEF\xBB\xBF");
    }
    let mut writer = WriterBuilder::new()
        .flexible(true)
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(&mut bytes);
    let before = if options.lines { sheet.title.as_slice() } else { &[] };
    let after = if options.lines { sheet.notes.as_slice() } else { &[] };
    lines(&mut writer, before)?;
    writer.write_record(sheet.headers.iter().map(|h| harmless(h)))?;
    for row in &sheet.rows {
        let missing = sheet.headers.len().saturating_sub(row.len());
        let padding = std::iter::repeat_n(String::new(), missing);
        writer.write_record(row.iter().map(cell).chain(padding))?;
    }
    lines(&mut writer, after)?;
    writer.flush().map_err(::csv::Error::from)?;
    drop(writer);
    Ok(bytes)
}

fn lines(writer: &mut Writer<&mut Vec<u8>>, lines: &[String]) -> Result<(), OutError> {
    for line in lines {
        writer.write_record([harmless(line)])?;
    }
    Ok(())
}

fn cell(cell: &CellOut) -> String {
    match cell {
        CellOut::Text(text) | CellOut::Badge(_, text) | CellOut::Link { text, .. } => harmless(text),
        CellOut::Int(n) => n.to_string(),
        CellOut::Percent { tenths } => {
            let sign = if *tenths < 0 { "-" } else { "" };
            format!("{sign}{}.{}%", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
        }
        CellOut::Date(day) => day.to_string(),
        CellOut::Empty => String::new(),
    }
}

/// The text with a single quote before it if a spreadsheet would take it for a formula: it begins, perhaps after blanks
/// or control characters, with `=`, `+`, `-` or `@` or their full-width forms, or it begins with a tab or a line end. A text
/// that begins with such a quote itself gets one more, so that [`as_meant`] gives back every text.
pub(in crate::sheet) fn harmless(text: &str) -> String {
    if computes(text.trim_start_matches('\'')) { format!("'{text}") } else { text.to_owned() }
}

/// The text without the quote that [`harmless`] put before it; any other quote stays.
pub(in crate::sheet) fn as_meant(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| harmless(rest) == text).unwrap_or(text)
}

fn computes(text: &str) -> bool {
    let skipped =
        text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}' || c == '\u{200b}');
    skipped.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
        || text.starts_with(['\t', '\r', '\n'])
}
