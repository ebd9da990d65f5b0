//! One worksheet part with texts put into cells: every byte outside these cells stays as it is.

#[cfg(test)]
mod tests;

use super::FilledCell;
use crate::sheet::address::{self, column_letters, column_number};
use crate::sheet::{SheetError, limits};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// Deepest nesting of elements that is followed.
const MAX_DEPTH: usize = 100;

/// The part with these texts.
///
/// # Errors
/// A [`SheetError`] for a part that is no worksheet, whose rows or cells are out of order, or for a cell that holds a formula.
pub(super) fn fill(part: &[u8], file: &str, sheet: &str, cells: &[FilledCell]) -> Result<Vec<u8>, SheetError> {
    let mut wanted: BTreeMap<u32, BTreeMap<usize, &str>> = BTreeMap::new();
    for cell in cells {
        wanted.entry(cell.row).or_default().insert(cell.column, &cell.text);
    }
    let mut filling = Filling {
        part,
        file,
        sheet,
        reader: Reader::from_reader(part),
        out: Vec::with_capacity(part.len() + cells.iter().map(|cell| cell.text.len() + 64).sum::<usize>()),
        copied: 0,
        wanted,
        prefix: String::new(),
        row: 0,
    };
    filling.run()?;
    filling.copy_to(part.len());
    Ok(filling.out)
}

struct Filling<'a> {
    part: &'a [u8],
    file: &'a str,
    sheet: &'a str,
    reader: Reader<&'a [u8]>,
    out: Vec<u8>,
    /// Up to where the part was copied.
    copied: usize,
    /// Texts that are not written yet, by row and column.
    wanted: BTreeMap<u32, BTreeMap<usize, &'a str>>,
    /// The prefix of the elements, such as `x:`; empty for most.
    prefix: String,
    /// The row that was met last.
    row: u32,
}

/// An event, and the bytes that it takes up.
struct Met<'a> {
    event: Event<'a>,
    from: usize,
    until: usize,
}

impl<'a> Filling<'a> {
    fn run(&mut self) -> Result<(), SheetError> {
        let mut found = false;
        loop {
            let Met { event, from, until } = self.next()?;
            match event {
                Event::DocType(_) => return Err(self.broken("it holds a document type")),
                Event::Start(start) if local(&start) == "sheetData" => {
                    found = true;
                    self.prefix = prefix(&start);
                    self.rows()?;
                }
                Event::Empty(start) if local(&start) == "sheetData" => {
                    found = true;
                    self.prefix = prefix(&start);
                    self.opened(from, until);
                    self.rows_before(u32::MAX);
                    self.close("sheetData");
                }
                Event::Eof if found => return Ok(()),
                Event::Eof => return Err(self.broken("it holds no cells")),
                _ => {}
            }
        }
    }

    /// The rows, up to the end of the data.
    fn rows(&mut self) -> Result<(), SheetError> {
        loop {
            let Met { event, from, until } = self.next()?;
            match event {
                Event::Start(start) if local(&start) == "row" => {
                    let row = self.begin_row(&start, from)?;
                    self.cells(row)?;
                }
                Event::Empty(start) if local(&start) == "row" => {
                    let row = self.begin_row(&start, from)?;
                    if let Some(cells) = self.wanted.remove(&row) {
                        self.opened(from, until);
                        self.write(row, &cells);
                        self.close("row");
                    }
                }
                Event::End(end) if end.local_name().as_ref() == "sheetData" => {
                    self.copy_to(from);
                    self.rows_before(u32::MAX);
                    return Ok(());
                }
                Event::Eof => return Err(self.broken("it ends within its cells")),
                _ => {}
            }
        }
    }

    /// The number of a row that begins; rows that come before it and are not there are written first.
    fn begin_row(&mut self, start: &BytesStart<'_>, from: usize) -> Result<u32, SheetError> {
        let row = match self.attribute(start, "r")? {
            Some(text) => text.trim().parse().map_err(|_| self.broken(&format!("`{text}` is no number of a row")))?,
            None => self.row.saturating_add(1),
        };
        if row <= self.row {
            return Err(self.broken(&format!("row {row} comes after row {}", self.row)));
        }
        self.row = row;
        if self.wanted.first_key_value().is_some_and(|(first, _)| *first < row) {
            self.copy_to(from);
            self.rows_before(row);
        }
        Ok(row)
    }

    /// The cells of a row, up to its end.
    fn cells(&mut self, row: u32) -> Result<(), SheetError> {
        let mut wanted = self.wanted.remove(&row).unwrap_or_default();
        let mut last: Option<usize> = None;
        loop {
            let Met { event, from, until } = self.next()?;
            let (start, empty) = match event {
                Event::Start(start) if local(&start) == "c" => (start, false),
                Event::Empty(start) if local(&start) == "c" => (start, true),
                Event::End(end) if end.local_name().as_ref() == "row" => {
                    if !wanted.is_empty() {
                        self.copy_to(from);
                        self.write(row, &wanted);
                    }
                    return Ok(());
                }
                Event::Eof => return Err(self.broken("it ends within a row")),
                _ => continue,
            };
            let column = self.column(&start, row, last)?;
            last = Some(column);
            let later = wanted.split_off(&column);
            if !wanted.is_empty() {
                self.copy_to(from);
                self.write(row, &wanted);
            }
            wanted = later;
            let text = wanted.remove(&column);
            let end = if empty { until } else { self.end_of_cell(row, column, text.is_some())? };
            if let Some(text) = text {
                let style = self.attribute(&start, "s")?;
                self.copy_to(from);
                self.cell(row, column, style.as_deref(), text);
                self.copied = end;
            }
        }
    }

    fn column(&self, start: &BytesStart<'_>, row: u32, last: Option<usize>) -> Result<usize, SheetError> {
        let column = match self.attribute(start, "r")? {
            None => last.map_or(0, |last| last + 1),
            Some(place) => {
                let letters = place.trim().trim_end_matches(|c: char| c.is_ascii_digit());
                let of = place.trim().get(letters.len()..).and_then(|digits| digits.parse::<u32>().ok());
                let column = column_number(letters).filter(|_| of == Some(row));
                column.ok_or_else(|| self.broken(&format!("`{place}` is no cell of row {row}")))?
            }
        };
        match last {
            Some(last) if column <= last => {
                Err(self.broken(&format!("{} comes after {}", address::cell(column, row), address::cell(last, row))))
            }
            _ => Ok(column),
        }
    }

    /// Where a cell ends. One that is written over holds no formula.
    fn end_of_cell(&mut self, row: u32, column: usize, replaced: bool) -> Result<usize, SheetError> {
        let mut depth = 1;
        loop {
            let Met { event, until, .. } = self.next()?;
            match event {
                Event::Start(start) | Event::Empty(start) if replaced && local(&start) == "f" => {
                    return Err(SheetError::Cell {
                        file: self.file.to_owned(),
                        sheet: self.sheet.to_owned(),
                        row,
                        column,
                        what: "holds a formula, which an answer would write over".to_owned(),
                    });
                }
                Event::Start(_) => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        return Err(self.broken("its elements lie too deep in each other"));
                    }
                }
                Event::End(_) => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(until);
                    }
                }
                Event::Eof => return Err(self.broken("it ends within a cell")),
                _ => {}
            }
        }
    }

    /// Writes the rows that are not there and come before one.
    fn rows_before(&mut self, row: u32) {
        while let Some(first) = self.wanted.first_entry().filter(|first| *first.key() < row || row == u32::MAX) {
            let (number, cells) = first.remove_entry();
            self.out.extend_from_slice(format!("<{}row r=\"{number}\">", self.prefix).as_bytes());
            self.write(number, &cells);
            self.close("row");
        }
    }

    fn write(&mut self, row: u32, cells: &BTreeMap<usize, &str>) {
        for (column, text) in cells {
            self.cell(row, *column, None, text);
        }
    }

    /// A cell with its text in itself, so that no table of shared texts changes; its style stays.
    fn cell(&mut self, row: u32, column: usize, style: Option<&str>, text: &str) {
        let (p, place) = (&self.prefix, format!("{}{row}", column_letters(column)));
        let style = style.map(|style| format!(" s=\"{}\"", escaped(style))).unwrap_or_default();
        let text = escaped(&carried(text));
        let cell = format!(
            "<{p}c r=\"{place}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{text}</{p}t></{p}is></{p}c>"
        );
        self.out.extend_from_slice(cell.as_bytes());
    }

    /// An element without content, opened as it stands.
    fn opened(&mut self, from: usize, until: usize) {
        self.copy_to(from);
        let raw = self.part.get(from..until).unwrap_or_default();
        let open = raw.strip_suffix(b"/>").unwrap_or(raw);
        self.out.extend_from_slice(open);
        self.out.push(b'>');
        self.copied = until;
    }

    fn close(&mut self, name: &str) {
        self.out.extend_from_slice(format!("</{}{name}>", self.prefix).as_bytes());
    }

    fn copy_to(&mut self, until: usize) {
        self.out.extend_from_slice(self.part.get(self.copied..until).unwrap_or_default());
        self.copied = until.max(self.copied);
    }

    fn next(&mut self) -> Result<Met<'a>, SheetError> {
        let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let from = at(&self.reader);
        let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
        Ok(Met { event, from, until: at(&self.reader) })
    }

    fn attribute(&self, start: &BytesStart<'_>, name: &str) -> Result<Option<String>, SheetError> {
        for attribute in start.attributes().take(limits::MAX_COLUMNS) {
            let attribute = attribute.map_err(|error| self.broken(&error.to_string()))?;
            if attribute.key.as_ref() == name {
                return Ok(Some(attribute.value.into_owned()));
            }
        }
        Ok(None)
    }

    fn broken(&self, what: &str) -> SheetError {
        SheetError::Truncated { file: self.file.to_owned(), what: format!("the sheet `{}`: {what}", self.sheet) }
    }
}

fn local<'b>(start: &'b BytesStart<'_>) -> &'b str {
    start.local_name().into_inner()
}

/// The prefix of an element with its colon.
fn prefix(start: &BytesStart<'_>) -> String {
    start.name().prefix().map(|prefix| format!("{}:", prefix.as_ref())).unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as a cell carries it: what XML cannot hold falls away, and `_x0041_` is not taken for a letter (ECMA-376, 22.4.2.4).
fn carried(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    let text: String = text.chars().filter(allowed).collect();
    let mut carried = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        let (before, after) = rest.split_at(at);
        carried.push_str(before);
        let code = after.as_bytes();
        let is_code = code.len() >= 7 && code[2..6].iter().all(u8::is_ascii_hexdigit) && code[6] == b'_';
        carried.push_str(if is_code { "_x005F_" } else { "_" });
        rest = &after[1..];
    }
    carried + rest
}
