//! A paper as a workbook, and sheets as a paper.

use super::Face;
use super::parts::plain;
use crate::sheet::out::{Badge, CellOut, SheetOut};
use press::{Block, Cell, Column, Figure, Paper, Side, Table, Tone};

/// Most characters of a sheet's column that count for its width on paper.
const WIDEST: u16 = 48;
/// Columns from which a paper is wider than high.
const WIDE: usize = 7;

/// The tables of a paper as sheets: what stands above the first table comes first, as facts and notes.
pub fn sheets(paper: &Paper) -> Vec<SheetOut> {
    let mut title = vec![format!("{}, {}", paper.title, paper.organisation)];
    title.extend(
        [&paper.subtitle, &paper.version, &paper.classification].into_iter().filter(|line| !line.is_empty()).cloned(),
    );
    title.push(format!("Recorded by {}, entry {}, root {}", paper.as_of, paper.entry, paper.root));
    let mut out = vec![about(paper, &title)];
    let mut heading = String::new();
    for block in &paper.blocks {
        match block {
            Block::Heading { text, .. } => heading.clone_from(text),
            Block::Table(table) => {
                let name = if table.name.is_empty() { &heading } else { &table.name };
                out.push(sheet(name, &title, table));
            }
            _ => {}
        }
    }
    if out.len() > 1 && out[0].rows.is_empty() {
        out.remove(0);
    }
    out
}

fn about(paper: &Paper, title: &[String]) -> SheetOut {
    let mut rows = Vec::new();
    for block in &paper.blocks {
        match block {
            Block::Facts(facts) => rows.extend(facts.iter().map(|(name, value)| {
                let said: String = value.iter().map(|run| run.text.as_str()).collect();
                vec![CellOut::text(name), CellOut::text(said)]
            })),
            Block::Figures(figures) => rows.extend(figures.iter().map(figure)),
            Block::Note { title, text, .. } => {
                let said: String = text.iter().map(|run| run.text.as_str()).collect();
                rows.push(vec![CellOut::text(title), CellOut::text(said)]);
            }
            _ => {}
        }
    }
    SheetOut {
        name: "About".to_owned(),
        title: title.to_vec(),
        headers: vec!["What".to_owned(), "Says".to_owned()],
        rows,
        widths: vec![34, 90],
        notes: Vec::new(),
    }
}

fn figure(one: &Figure) -> Vec<CellOut> {
    vec![CellOut::text(&one.label), CellOut::text(format!("{} {}", one.value, one.of).trim().to_owned())]
}

fn sheet(name: &str, title: &[String], table: &Table) -> SheetOut {
    let weights: u32 = table.columns.iter().map(|column| u32::from(column.weight.max(1))).sum();
    let width = |column: &Column| {
        let share = 150 * u32::from(column.weight.max(1)) / weights.max(1);
        u16::try_from(share.clamp(9, 70)).unwrap_or(70)
    };
    SheetOut {
        name: if name.is_empty() { "Table".to_owned() } else { name.to_owned() },
        title: title.to_vec(),
        headers: table.columns.iter().map(|column| column.title.clone()).collect(),
        rows: table.rows.iter().map(|row| row.iter().map(cell_out).collect()).collect(),
        widths: table.columns.iter().map(width).collect(),
        notes: if table.rows.is_empty() { vec![table.empty.clone()] } else { Vec::new() },
    }
}

fn cell_out(cell: &Cell) -> CellOut {
    let said: String = cell.text.iter().map(|run| run.text.as_str()).collect();
    let badge = match cell.tone {
        Tone::Plain => {
            return match said.parse::<i64>() {
                Ok(whole) if said == whole.to_string() => CellOut::Int(whole),
                _ => said.parse().map_or_else(|_| CellOut::text(said), CellOut::Date),
            };
        }
        Tone::Good => Badge::Good,
        Tone::Part => Badge::Part,
        Tone::Bad => Badge::Bad,
        Tone::Calm => Badge::Calm,
    };
    CellOut::Badge(badge, said)
}

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
