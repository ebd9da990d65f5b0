//! Sheets as a paper.

use super::Face;
use super::parts::plain;
use crate::sheet::out::{Badge, CellOut, SheetOut};
use press::{Block, Cell, Column, Paper, Side, Table, Tone};

/// Most characters of a sheet's column that count for its width on paper.
const WIDEST: u16 = 48;
/// Columns from which a paper is wider than high.
const WIDE: usize = 7;

/// Sheets as a paper: a heading and a table for each, without columns in which nothing stands.
pub fn of_sheets(face: &Face, title: &str, subtitle: &str, sheets: &[SheetOut], empty: &str) -> Paper {
    let mut blocks = Vec::new();
    let mut columns = 0;
    for sheet in sheets {
        if sheets.len() > 1 {
            blocks.push(Block::heading(1, &sheet.name));
        }
        let table = table(sheet, empty);
        columns = columns.max(table.columns.len());
        blocks.push(Block::Table(table));
        blocks.extend(sheet.notes.iter().map(|note| Block::Paragraph(plain(note))));
    }
    Paper { landscape: columns >= WIDE, ..face.paper(title, subtitle, blocks) }
}

fn table(sheet: &SheetOut, empty: &str) -> Table {
    let used: Vec<usize> = (0..sheet.headers.len())
        .filter(|at| {
            sheet.rows.is_empty()
                || sheet.rows.iter().any(|row| row.get(*at).is_some_and(|cell| !said(cell).is_empty()))
        })
        .take(press::MAX_COLUMNS)
        .collect();
    let figures = |at: usize| {
        let mut cells =
            sheet.rows.iter().filter_map(|row| row.get(at)).filter(|cell| **cell != CellOut::Empty).peekable();
        cells.peek().is_some() && cells.all(|cell| matches!(cell, CellOut::Int(_) | CellOut::Percent { .. }))
    };
    let column = |at: &usize| {
        let weight = sheet.widths.get(*at).copied().unwrap_or(16).clamp(6, WIDEST);
        Column { title: sheet.headers[*at].clone(), weight, side: if figures(*at) { Side::End } else { Side::Start } }
    };
    let row = |row: &Vec<CellOut>| used.iter().map(|at| row.get(*at).map(cell).unwrap_or_default()).collect();
    Table {
        name: sheet.name.clone(),
        columns: used.iter().map(column).collect(),
        rows: sheet.rows.iter().map(row).collect(),
        empty: empty.to_owned(),
    }
}

fn said(cell: &CellOut) -> String {
    match cell {
        CellOut::Text(text) | CellOut::Badge(_, text) | CellOut::Link { text, .. } => text.clone(),
        CellOut::Int(whole) => whole.to_string(),
        CellOut::Percent { tenths } => {
            let sign = if *tenths < 0 { "-" } else { "" };
            format!("{sign}{}.{} %", tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10)
        }
        CellOut::Date(day) => day.to_string(),
        CellOut::Empty => String::new(),
    }
}

fn cell(from: &CellOut) -> Cell {
    let tone = match from {
        CellOut::Badge(Badge::Good, _) => Tone::Good,
        CellOut::Badge(Badge::Part, _) => Tone::Part,
        CellOut::Badge(Badge::Bad, _) => Tone::Bad,
        CellOut::Badge(Badge::Calm, _) => Tone::Calm,
        _ => Tone::Plain,
    };
    Cell::of(tone, said(from))
}
