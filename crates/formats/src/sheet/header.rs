//! Which row holds the headings.

use super::{TableRow, address::Places, column_letters, columns, limits};
use columns::Field;

/// The longest text that is still taken for a heading, in characters.
const LONGEST_HEADING: usize = 120;

/// The index of the row of headings: the first row with two or more cells that look like headings, unless its headings
/// say nothing to us and a row further down has two or more that do (a title block of two columns above the list).
pub(super) fn find(rows: &[TableRow]) -> Option<usize> {
    let searched = &rows[..rows.len().min(limits::HEADER_SEARCH_ROWS)];
    let mut first = None;
    for (index, row) in searched.iter().enumerate() {
        if !looks_like_headings(&row.cells) {
            continue;
        }
        if recognised(&row.cells) >= 2 {
            return Some(index);
        }
        first = first.or(Some(index));
    }
    first
}

/// How many different fields these headings name.
pub(super) fn recognised(cells: &[String]) -> usize {
    columns::guess(cells).0.len()
}

/// Two or more short texts, none of them a number or a date.
fn looks_like_headings(cells: &[String]) -> bool {
    let mut texts = 0;
    for cell in cells.iter().filter(|c| !c.is_empty()) {
        let wordless = !cell.chars().any(char::is_alphabetic) && cell != "#";
        if wordless || cell.len() > LONGEST_HEADING * 4 || cell.chars().count() > LONGEST_HEADING {
            return false;
        }
        texts += 1;
    }
    texts >= 2
}

/// Gives columns without a heading their letters for a name, so that the user can still map them.
pub(super) fn named(mut headers: Vec<String>, rows: &[TableRow], notes: &mut Vec<String>) -> Vec<String> {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0).max(headers.len());
    headers.resize(width, String::new());
    let mut nameless = Vec::new();
    for (column, header) in headers.iter_mut().enumerate() {
        // A heading with a line break in it is still one heading.
        if header.contains('\n') {
            *header = header.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if header.is_empty() {
            *header = format!("Column {}", column_letters(column));
            if rows.iter().any(|r| !r.cell(column).is_empty()) {
                nameless.push(header.clone());
            }
        }
    }
    if !nameless.is_empty() {
        notes.push(format!("Some columns have content but no heading: {}.", nameless.join(", ")));
    }
    headers
}

/// A spreadsheet keeps 5.10 typed as a number as 5.1: said where such numbers stand in a column of references.
pub(super) fn shortened(headers: &[String], header_row: u32, decimals: &[(u32, usize)]) -> Option<String> {
    let (mapping, _) = columns::guess(headers);
    let references: Vec<usize> =
        [Field::Criteria, Field::AnnexA, Field::Clauses].iter().filter_map(|f| mapping.column(*f)).collect();
    let mut places = Places::default();
    for (row, column) in decimals {
        if *row > header_row && references.contains(column) {
            places.add(*column, *row);
        }
    }
    (!places.is_empty()).then(|| {
        format!(
            "References kept as numbers lose a last zero, so that 5.10 reads 5.1; format these cells as text and look at \
             them: {places}."
        )
    })
}
