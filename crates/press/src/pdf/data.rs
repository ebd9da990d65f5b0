//! A paper as the template reads it: JSON in which each text is a string, cleaned, with places where long words may break.

use crate::limits::{MAX_DEPTH, under};
use crate::plain::{Cleaner, address, from_right, short};
use crate::{Block, Cell, Fonts, Inline, Paper, Side, Table, Tone};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Most letters of a mark.
const MAX_MARK: usize = 200;
/// Most letters of a row of a table that is kept on one page.
const MAX_KEPT: usize = 900;
/// Rows of a table from which on it is printed in parts, each beginning on a page of its own: parts are laid out beside each
/// other, on all processors that there are.
const LONG_TABLE: usize = 500;
/// Most rows of such a part.
const PART: usize = 250;

/// The data of a paper that bears a mark on each page (empty for none), and the letters that no font has.
pub(super) fn data(paper: &Paper, fonts: &Fonts, mark: &str) -> (Vec<u8>, BTreeSet<char>) {
    let mut writer = Writer { cleaner: Cleaner::new(fonts), levels: Vec::new() };
    let blocks = writer.blocks(&paper.blocks, 0);
    let clean = &mut writer.cleaner;
    let mut value = json!({
        "title": clean.text(&short(&paper.title, 300)),
        "name": clean.whole(&short(&paper.title, 300)),
        "subtitle": clean.text(&paper.subtitle),
        "organisation": clean.text(&paper.organisation),
        "classification": clean.whole(&short(&paper.classification, 60)),
        "version": clean.text(&paper.version),
        "running": {
            "organisation": clean.whole(&short(&paper.organisation, 48)),
            "title": clean.whole(&short(&paper.title, 60)),
            "version": clean.whole(&short(&paper.version, 60)),
        },
        "as_of": paper.as_of.to_string(),
        "day": [paper.as_of.year(), paper.as_of.month(), paper.as_of.day()],
        "entry": paper.entry.to_string(),
        "root": clean.whole(&paper.root),
        "mark": clean.whole(&short(mark, MAX_MARK)),
        "language": language(&paper.language),
        "landscape": paper.landscape,
        "rtl": from_right([paper.title.as_str()]),
        "blocks": blocks,
    });
    let grave = value.to_string().contains('`');
    value["grave"] = Value::Bool(grave);
    (value.to_string().into_bytes(), writer.cleaner.lacking)
}

/// Two or three letters before the first sign; English where it is something else.
fn language(said: &str) -> String {
    let first = said.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let known = (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_lowercase());
    if known { first } else { "en".to_owned() }
}

struct Writer<'a> {
    cleaner: Cleaner<'a>,
    /// Levels of the headings that are open, as they were given.
    levels: Vec<u8>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], depth: usize) -> Vec<Value> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            match block {
                // What is nested too deeply stands beside the last that fits.
                Block::List { items, .. } if depth >= MAX_DEPTH => {
                    out.extend(items.iter().flat_map(|item| self.blocks(item, depth)));
                }
                Block::Quote(inner) if depth >= MAX_DEPTH => out.extend(self.blocks(inner, depth)),
                // Only what stands in nothing else can begin a page.
                Block::Table(table) if depth == 0 && table.rows.len() > LONG_TABLE => {
                    // Parts of one size: none that is left over fills a page with a few rows.
                    let most = table.rows.len().div_ceil(table.rows.len().div_ceil(PART));
                    let parts = table.rows.chunks(most).enumerate();
                    out.extend(parts.map(|(at, rows)| self.table(table, rows, at > 0)));
                }
                block => out.push(self.block(block, depth)),
            }
        }
        out
    }

    fn block(&mut self, block: &Block, depth: usize) -> Value {
        match block {
            Block::Heading { level, text } => self.heading(*level, text, depth),
            Block::Paragraph(rich) => {
                json!({ "is": "paragraph", "rtl": right(rich), "runs": self.runs(rich, Place::Text) })
            }
            Block::List { first, items } => {
                let items: Vec<Value> = items.iter().map(|item| self.blocks(item, depth + 1).into()).collect();
                json!({ "is": "list", "first": first, "items": items })
            }
            Block::Facts(facts) => {
                let mut fact = |(name, value): &(String, Vec<Inline>)| json!({ "name": self.cleaner.cell(name), "rtl": right(value), "runs": self.runs(value, Place::Text) });
                json!({ "is": "facts", "facts": facts.iter().map(&mut fact).collect::<Vec<_>>() })
            }
            Block::Figures(figures) => {
                let clean = &mut self.cleaner;
                let mut one = |f: &crate::Figure| json!({ "value": clean.cell(&f.value), "label": clean.cell(&f.label), "of": clean.cell(&f.of) });
                json!({ "is": "figures", "figures": figures.iter().map(&mut one).collect::<Vec<_>>() })
            }
            Block::Table(table) => self.table(table, &table.rows, false),
            Block::Chart(chart) => json!({
                "is": "chart",
                "svg": self.cleaner.whole(&chart.svg),
                "alt": short(&self.cleaner.whole(&chart.alt), 8_000),
                "width": chart.width.clamp(10, 100),
            }),
            Block::Note { tone, title, text } => json!({
                "is": "note",
                "tone": named(*tone),
                "title": self.cleaner.text(title),
                "rtl": right(text),
                "runs": self.runs(text, Place::Text),
            }),
            Block::Quote(inner) => json!({ "is": "quote", "blocks": self.blocks(inner, depth + 1) }),
            Block::Code(text) => json!({ "is": "code", "text": self.cleaner.text(text) }),
            Block::PageBreak if depth == 0 => json!({ "is": "break" }),
            Block::PageBreak => json!({ "is": "paragraph", "rtl": false, "runs": [] }),
        }
    }

    fn heading(&mut self, level: u8, text: &str, depth: usize) -> Value {
        let said = self.cleaner.text(text);
        // A heading inside a point is no heading of the paper; one without words is none at all.
        if depth > 0 || said.trim().is_empty() {
            return json!({ "is": "paragraph", "rtl": from_right([text]), "runs": [{ "text": said, "strong": true }] });
        }
        json!({ "is": "heading", "level": under(&mut self.levels, level), "rtl": from_right([text]), "text": said })
    }

    /// Some rows of a table, perhaps apart from what stands before them.
    fn table(&mut self, table: &Table, rows: &[Vec<Cell>], apart: bool) -> Value {
        let columns = table.columns.iter().map(|column| {
            json!({
                "title": self.cleaner.cell(&column.title),
                "weight": column.weight.max(1),
                "end": column.side == Side::End,
            })
        });
        let columns: Vec<Value> = columns.collect();
        let rows: Vec<Value> = rows.iter().map(|row| self.row(row, table.columns.len())).collect();
        let empty = self.cleaner.text(&table.empty);
        json!({ "is": "table", "columns": columns, "rows": rows, "empty": empty, "apart": apart })
    }

    fn row(&mut self, row: &[Cell], columns: usize) -> Value {
        let letters: usize = row.iter().flat_map(|cell| &cell.text).map(|run| run.text.len()).sum();
        let empty = Cell::default();
        let cells = (0..columns).map(|at| {
            let cell = row.get(at).unwrap_or(&empty);
            if let Some(text) = self.bare(cell) {
                return Value::String(text);
            }
            json!({ "tone": named(cell.tone), "rtl": right(&cell.text), "runs": self.runs(&cell.text, Place::Cell) })
        });
        json!({ "cells": cells.collect::<Vec<_>>(), "kept": letters <= MAX_KEPT })
    }

    /// What a cell says that is nothing but words on lines that break by themselves: most cells of a long table are so.
    fn bare(&mut self, cell: &Cell) -> Option<String> {
        let said = match cell.text.as_slice() {
            [] => "",
            [one] if *one == Inline::new(one.text.as_str()) => one.text.as_str(),
            _ => return None,
        };
        if cell.tone != Tone::Plain || right(&cell.text) {
            return None;
        }
        Some(self.cleaner.cell(said)).filter(|text| !text.contains(['\n', crate::plain::BREAK]))
    }

    fn runs(&mut self, rich: &[Inline], place: Place) -> Vec<Value> {
        let mut out = Vec::with_capacity(rich.len());
        for run in rich.iter().filter(|run| !run.text.is_empty()) {
            let text = match place {
                Place::Text => self.cleaner.text(&run.text),
                Place::Cell => self.cleaner.cell(&run.text),
            };
            let mut value = json!({ "text": text });
            let flags =
                [("strong", run.strong), ("emphasis", run.emphasis), ("code", run.code), ("struck", run.struck)];
            for (name, _) in flags.iter().filter(|(_, set)| *set) {
                value[*name] = Value::Bool(true);
            }
            if let Some(to) = run.link.as_deref().and_then(address) {
                value["link"] = Value::String(to.to_owned());
            }
            out.push(value);
        }
        out
    }
}

#[derive(Clone, Copy)]
enum Place {
    Text,
    Cell,
}

fn right(rich: &[Inline]) -> bool {
    from_right(rich.iter().map(|run| run.text.as_str()))
}

fn named(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Part => "part",
        Tone::Bad => "bad",
        Tone::Calm => "calm",
    }
}
