//! CSV (RFC 4180) and its relatives: comma, semicolon, tab or pipe between the columns.

use super::grid::{Filler, Grid};
use super::out::as_meant;
use super::{SheetError, encoding, limits, value};
use ::csv::{ByteRecord, ReaderBuilder};
use std::collections::BTreeMap;

/// How much of the text and how many of its rows are looked at to find the delimiter.
const SNIFF_BYTES: usize = 64 * 1024;
const SNIFF_ROWS: usize = 100;

const DELIMITERS: [(u8, &str); 4] = [(b',', "commas"), (b';', "semicolons"), (b'\t', "tabs"), (b'|', "vertical bars")];

/// Reads the text into a grid whose row numbers are those that a spreadsheet program would show.
pub(super) fn read(bytes: &[u8], file: &str, progress: &mut dyn FnMut(u64, u64)) -> Result<Grid, SheetError> {
    let (text, encoding_note) = encoding::decode(bytes, file)?;
    let mut grid = Grid::new(file);
    grid.notes.extend(encoding_note);
    // Excel's own hint line. It is no row in Excel either, which counts from the line after it.
    let (named, body) = match separator_line(&text) {
        Some((delimiter, rest)) => (Some(delimiter), rest),
        None => (None, &*text),
    };
    let delimiter = named.unwrap_or_else(|| sniff(body));
    if let Some((_, name)) = DELIMITERS.iter().find(|(d, _)| *d == delimiter && *d != b',') {
        grid.notes.push(format!("The columns are separated by {name}."));
    }
    fill(body, delimiter, Filler::new(file, grid), file, progress)
}

/// The first records of a text, among which the headings stand; none of what cannot be decoded.
pub(super) fn first_rows(bytes: &[u8], file: &str) -> Vec<Vec<String>> {
    // An even number of bytes, so that no character of UTF-16 is cut in the middle.
    let Ok((text, _)) = encoding::decode(&bytes[..bytes.len().min(SNIFF_BYTES)], file) else { return Vec::new() };
    let (named, body) = separator_line(&text).map_or((None, &*text), |(delimiter, rest)| (Some(delimiter), rest));
    let cells = |record: ByteRecord| record.iter().map(cell_text).collect();
    let mut reader = reader(body, named.unwrap_or_else(|| sniff(body)));
    reader.byte_records().take(limits::HEADER_SEARCH_ROWS).flatten().map(cells).collect()
}

fn fill(
    body: &str,
    delimiter: u8,
    mut filler: Filler<'_>,
    file: &str,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Grid, SheetError> {
    let total = body.len() as u64;
    let mut reader = reader(body, delimiter);
    let mut record = ByteRecord::new();
    let (mut row, mut from) = (0u32, 0usize);
    let mut formulas = super::address::Places::default();
    loop {
        row = row.saturating_add(1 + blank_lines(body.as_bytes(), from));
        let more = reader
            .read_byte_record(&mut record)
            .map_err(|e| SheetError::Truncated { file: file.to_owned(), what: format!("row {row}: {e}") })?;
        if !more {
            break;
        }
        from = usize::try_from(reader.position().byte()).unwrap_or(body.len());
        let last = from >= body.len();
        for (column, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            if last && cell.contains(&b'\n') && body.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
                return Err(unclosed(file, row, column));
            }
            let text = cell_text(cell);
            if text.starts_with('=') {
                formulas.add(column, row);
            }
            filler.put(row, column, text)?;
        }
        if row % 1_000 == 0 {
            progress(from as u64, total);
        }
    }
    progress(total, total);
    if !formulas.is_empty() {
        let note = format!("Text that begins with an equals sign was kept as text, nothing was computed: {formulas}.");
        filler.grid.notes.push(note);
    }
    Ok(filler.grid)
}

/// A cell as it was meant: outer blanks away, and the quote that keeps a text of ours from being computed.
fn cell_text(cell: &[u8]) -> String {
    let text = value::clean(&String::from_utf8_lossy(cell));
    let meant = as_meant(&text);
    if meant.len() == text.len() { text } else { value::clean(meant) }
}

fn reader(body: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(body.as_bytes())
}

/// Empty lines before the next record, which the reader passes over but a spreadsheet counts.
pub(super) fn blank_lines(bytes: &[u8], from: usize) -> u32 {
    let mut rest = bytes.get(from..).unwrap_or_default();
    // The reader stops between the two halves of a line end.
    if from > 0 && bytes.get(from - 1) == Some(&b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut lines = 0;
    loop {
        rest = match rest {
            [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
            _ => return lines,
        };
        lines += 1;
    }
}

/// The delimiter of a text, and where its first record begins: after the hint line of Excel, if there is one.
pub(super) fn delimiter_of(text: &str) -> (u8, usize) {
    match separator_line(text) {
        Some((delimiter, rest)) => (delimiter, text.len() - rest.len()),
        None => (sniff(text), 0),
    }
}

fn separator_line(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let delimiter = *rest.as_bytes().first().filter(|b| b.is_ascii())?;
    let after = rest[1..].strip_prefix("\r\n").or_else(|| rest[1..].strip_prefix('\n'))?;
    Some((delimiter, after))
}

/// The delimiter with which most rows have the same width of two or more; at a draw the wider one.
fn sniff(body: &str) -> u8 {
    let mut end = body.len().min(SNIFF_BYTES);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let head = &body[..end];
    let score = |delimiter: u8| {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader(head, delimiter).byte_records().take(SNIFF_ROWS).flatten() {
            *widths.entry(record.len()).or_default() += 1;
        }
        widths.into_iter().filter(|(width, _)| *width >= 2).map(|(width, rows)| (rows, width)).max().unwrap_or((0, 0))
    };
    // `max_by_key` takes the last of equals: the comma is asked last, so that it wins where nothing decides.
    DELIMITERS.iter().rev().map(|(d, _)| *d).max_by_key(|d| score(*d)).unwrap_or(b',')
}

fn unclosed(file: &str, row: u32, column: usize) -> SheetError {
    SheetError::Cell {
        file: file.to_owned(),
        sheet: file.to_owned(),
        row,
        column,
        what: "begins with a quotation mark that is never closed and swallows the lines after it".to_owned(),
    }
}
