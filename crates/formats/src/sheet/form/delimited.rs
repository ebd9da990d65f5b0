//! CSV with texts put into fields: delimiter, quotation marks, line ends, byte order mark and encoding stay as they are.

use super::FilledCell;
use crate::sheet::csv::{blank_lines, delimiter_of};
use crate::sheet::out::harmless;
use crate::sheet::{SheetError, encoding};
use std::collections::BTreeMap;
use std::ops::Range;

/// A record as it is written: its fields by their bytes.
struct Record {
    fields: Vec<Field>,
    /// Where the next record or its line end begins.
    end: usize,
}

struct Field {
    bytes: Range<usize>,
    quoted: bool,
}

/// The text with these fields.
///
/// # Errors
/// A [`SheetError`] that names a row that is not there, or a letter that the encoding of the file cannot write.
pub(super) fn fill(bytes: &[u8], file: &str, cells: &[FilledCell]) -> Result<Vec<u8>, SheetError> {
    let (text, _) = encoding::decode(bytes, file)?;
    let (delimiter, head) = delimiter_of(&text);
    let mut wanted: BTreeMap<u32, BTreeMap<usize, &str>> = BTreeMap::new();
    for cell in cells {
        encoding::writes(bytes, &cell.text).map_err(|letter| wrong(file, cell.row, cell.column, letter))?;
        wanted.entry(cell.row).or_default().insert(cell.column, &cell.text);
    }
    let mut out = String::with_capacity(text.len() + cells.iter().map(|cell| cell.text.len() + 4).sum::<usize>());
    let (mut copied, mut at, mut row) = (0, head, 0_u32);
    // What is quoted though it need not be, is so from the first row on.
    let first = record(text.as_bytes(), past_blank_lines(text.as_bytes(), head), delimiter);
    let always = first.fields.iter().filter(|field| !field.bytes.is_empty()).all(|field| field.quoted);
    while at < text.len() {
        row = row.saturating_add(1 + blank_lines(&text.as_bytes()[head..], at - head));
        at = past_blank_lines(text.as_bytes(), at);
        if at >= text.len() {
            break;
        }
        let record = record(text.as_bytes(), at, delimiter);
        if let Some(fields) = wanted.remove(&row) {
            put(&text, (delimiter, always), &record, &fields, (&mut out, &mut copied));
        }
        at = record.end;
    }
    if let Some((row, fields)) = wanted.first_key_value() {
        let column = fields.keys().next().copied().unwrap_or_default();
        return Err(SheetError::Cell {
            file: file.to_owned(),
            sheet: file.to_owned(),
            row: *row,
            column,
            what: "lies in no row of the file".to_owned(),
        });
    }
    out.push_str(&text[copied..]);
    Ok(encoding::encode(bytes, &out))
}

fn wrong(file: &str, row: u32, column: usize, letter: char) -> SheetError {
    SheetError::Cell {
        file: file.to_owned(),
        sheet: file.to_owned(),
        row,
        column,
        what: format!("would hold `{letter}`, which the encoding of the file cannot write; ask for the file in UTF-8"),
    }
}

/// Line ends that hold nothing, before a record.
fn past_blank_lines(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    at
}

/// A record that begins at a place, read as RFC 4180 has it: a field that begins with a quotation mark ends at the next one
/// that is not doubled.
fn record(bytes: &[u8], from: usize, delimiter: u8) -> Record {
    let mut fields = Vec::new();
    let mut at = from;
    loop {
        let begin = at;
        let quoted = bytes.get(at) == Some(&b'"');
        if quoted {
            at += 1;
            while at < bytes.len() {
                match (bytes[at], bytes.get(at + 1)) {
                    (b'"', Some(b'"')) => at += 2,
                    (b'"', _) => {
                        at += 1;
                        break;
                    }
                    _ => at += 1,
                }
            }
        }
        while at < bytes.len() && !matches!(bytes[at], b'\r' | b'\n') && bytes[at] != delimiter {
            at += 1;
        }
        fields.push(Field { bytes: begin..at, quoted });
        if bytes.get(at) != Some(&delimiter) {
            break;
        }
        at += 1;
    }
    if bytes.get(at) == Some(&b'\r') {
        at += 1;
    }
    if bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    Record { fields, end: at }
}

/// Puts texts into the fields of a record; a record that is too short is made longer.
fn put(
    text: &str,
    (delimiter, always): (u8, bool),
    record: &Record,
    wanted: &BTreeMap<usize, &str>,
    (out, copied): (&mut String, &mut usize),
) {
    let last = record.fields.last().map_or(0, |field| field.bytes.end);
    let mut width = record.fields.len();
    for (column, answer) in wanted {
        let Some(field) = record.fields.get(*column) else {
            out.push_str(&text[*copied..last]);
            *copied = last;
            for _ in width..=*column {
                out.push(char::from(delimiter));
            }
            width = column + 1;
            out.push_str(&written(answer, delimiter, always));
            continue;
        };
        out.push_str(&text[*copied..field.bytes.start]);
        out.push_str(&written(answer, delimiter, field.quoted || always));
        *copied = field.bytes.end;
    }
}

/// A text as a field: no formula, quoted where it has to be or where its neighbours are.
fn written(text: &str, delimiter: u8, quoted: bool) -> String {
    let text = harmless(text);
    let delimiter = char::from(delimiter);
    let needs =
        text.contains(['"', '\r', '\n']) || text.contains(delimiter) || text.starts_with(' ') || text.ends_with(' ');
    if quoted || needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, column: usize, text: &str) -> FilledCell {
        FilledCell { row, column, text: text.to_owned() }
    }

    fn filled(text: &str, cells: &[FilledCell]) -> String {
        String::from_utf8(fill(text.as_bytes(), "q.csv", cells).unwrap()).unwrap()
    }

    #[test]
    fn fields_are_replaced_and_the_dialect_stays() {
        let text = "Nr;Question;Answer\r\n1;\"Do you; encrypt?\";\r\n\r\n2;Do you log?;old\r\n";
        assert_eq!(
            filled(text, &[cell(2, 2, "Yes"), cell(4, 2, "a;b")]),
            "Nr;Question;Answer\r\n1;\"Do you; encrypt?\";Yes\r\n\r\n2;Do you log?;\"a;b\"\r\n"
        );
        assert_eq!(filled(text, &[]), text);
    }

    #[test]
    fn what_is_always_quoted_stays_so_and_short_rows_are_made_longer() {
        let text = "\"Q\",\"A\"\n\"one\",\"\"\n\"two\"";
        let out = filled(text, &[cell(2, 1, "say \"yes\""), cell(3, 1, "no")]);
        assert_eq!(out, "\"Q\",\"A\"\n\"one\",\"say \"\"yes\"\"\"\n\"two\",\"no\"");
        let out = filled("Q\tA\tB\none\ntwo\t\t", &[cell(2, 2, "x"), cell(3, 1, "y")]);
        assert_eq!(out, "Q\tA\tB\none\t\tx\ntwo\ty\t");
    }

    #[test]
    fn a_field_over_several_lines_is_one_field() {
        let text = "Q,A\n\"first\nsecond\",\nlast,\n";
        assert_eq!(filled(text, &[cell(2, 1, "1"), cell(3, 1, "2")]), "Q,A\n\"first\nsecond\",1\nlast,2\n");
    }

    #[test]
    fn no_answer_is_a_formula() {
        assert_eq!(filled("Q,A\nx,\n", &[cell(2, 1, "=1+1")]), "Q,A\nx,'=1+1\n");
    }

    #[test]
    fn byte_order_marks_and_other_encodings_are_written_back() {
        let marked = "\u{feff}sep=;\r\nQ;A\r\nWhat?;\r\n";
        assert_eq!(filled(marked, &[cell(2, 1, "Größe")]), "\u{feff}sep=;\r\nQ;A\r\nWhat?;Größe\r\n");
        let wide: Vec<u8> = "\u{feff}Q,A\nWhat?,\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let out = fill(&wide, "q.csv", &[cell(2, 1, "日本")]).unwrap();
        let wanted: Vec<u8> = "\u{feff}Q,A\nWhat?,日本\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(out, wanted);
        let western = b"Q,A\nGr\xf6\xdfe?,\n";
        assert_eq!(fill(western, "q.csv", &[cell(2, 1, "groß")]).unwrap(), b"Q,A\nGr\xf6\xdfe?,gro\xdf\n");
        let error = fill(western, "q.csv", &[cell(2, 1, "日")]).unwrap_err();
        assert!(error.to_string().contains("日"), "{error}");
    }

    #[test]
    fn a_row_that_is_not_there_is_named() {
        let error = fill(b"Q,A\nx,\n", "q.csv", &[cell(9, 1, "y")]).unwrap_err();
        assert!(error.to_string().contains("B9"), "{error}");
    }
}
