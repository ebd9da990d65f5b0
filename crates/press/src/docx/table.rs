//! Tables: widths by weight, headings that are repeated, rows that stay on one page where they can.

use super::words::{Doc, Shape, fill};
use crate::{Cell, Column, Figure, Inline, Rich, Side, Table, Tone};

/// Most letters of a row that is kept on one page.
const MAX_KEPT: usize = 900;
/// Most letters of a word that makes its column wider; a longer one breaks wherever it stands.
const MAX_WORD: usize = 18;
/// Most letters of a word that is not broken after its hyphens, such as a day.
const MAX_HYPHENED: usize = 12;
/// Width of a letter in a cell, and of the cell's margins, in twentieths of a point.
const LETTER: u32 = 108;
const CELL_MARGINS: u32 = 190;

impl Doc {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let widths = self.fitted(table);
        self.open("Paper", &table.name, &widths);
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.head(column, *width);
        }
        self.out.push_str("</w:tr>");
        if table.rows.is_empty() {
            let whole = widths.iter().sum::<u32>();
            self.put(format_args!(
                "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"{whole}\" w:type=\"dxa\"/><w:gridSpan w:val=\"{}\"/></w:tcPr>",
                widths.len()
            ));
            self.paragraph(Shape { style: "Cell", ..Shape::default() }, &[Inline::new(&table.empty)]);
            self.out.push_str("</w:tc></w:tr>");
        }
        for row in &table.rows {
            self.row(row, &table.columns, &widths);
        }
        self.out.push_str("</w:tbl>");
        self.gap();
    }

    /// Labels and values, as a table of two columns without headings.
    pub(super) fn facts(&mut self, facts: &[(String, Rich)]) {
        if facts.is_empty() {
            return;
        }
        let widths = self.widths([27, 73].into_iter());
        self.open("Facts", "", &widths);
        for (name, value) in facts {
            self.out.push_str("<w:tr>");
            for (runs, width) in [std::slice::from_ref(&Inline::new(name)), value.as_slice()].into_iter().zip(&widths) {
                self.cell(*width, Tone::Plain, Side::Start, runs);
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        self.gap();
    }

    /// Large figures side by side.
    pub(super) fn figures(&mut self, figures: &[Figure]) {
        if figures.is_empty() {
            return;
        }
        let widths = self.widths(figures.iter().map(|_| 1));
        self.open("Facts", "", &widths);
        self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (figure, width) in figures.iter().zip(&widths) {
            self.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            let lines = [("Figure", &figure.value), ("Cell", &figure.label), ("Faint", &figure.of)];
            for (style, text) in lines {
                self.paragraph(Shape { style, ..Shape::default() }, &[Inline::new(text)]);
            }
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr></w:tbl>");
        self.gap();
    }

    fn widths(&self, weights: impl Iterator<Item = u32>) -> Vec<u32> {
        let weights: Vec<u32> = weights.collect();
        let all = weights.iter().sum::<u32>().max(1);
        weights.iter().map(|weight| self.width * weight / all).collect()
    }

    /// Widths by weight, but none narrower than the longest word of its column where there is room for all of them: Word
    /// does not divide words, and breaks one that is too long anywhere.
    fn fitted(&self, table: &Table) -> Vec<u32> {
        let weights: Vec<u32> = table.columns.iter().map(|column| u32::from(column.weight.max(1))).collect();
        let needs: Vec<u32> = (0..weights.len()).map(|at| need(table, at)).collect();
        if needs.iter().sum::<u32>() > self.width {
            return self.widths(weights.into_iter());
        }
        let mut held = vec![false; weights.len()];
        loop {
            let at = |which: bool| (0..weights.len()).filter(|at| held[*at] == which).collect::<Vec<_>>();
            let rest = self.width - at(true).into_iter().map(|at| needs[at]).sum::<u32>();
            let shares = at(false).into_iter().map(|at| weights[at]).sum::<u32>().max(1);
            let width = |at: usize| if held[at] { needs[at] } else { rest * weights[at] / shares };
            let narrow: Vec<usize> = at(false).into_iter().filter(|at| width(*at) < needs[*at]).collect();
            if narrow.is_empty() {
                return (0..weights.len()).map(width).collect();
            }
            narrow.into_iter().for_each(|at| held[at] = true);
        }
    }

    fn open(&mut self, style: &str, name: &str, widths: &[u32]) {
        let whole = widths.iter().sum::<u32>();
        self.put(format_args!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/>"
        ));
        self.out.push_str("<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/>");
        if !name.is_empty() {
            let name = super::words::escaped(name);
            self.put(format_args!("<w:tblCaption w:val=\"{name}\"/>"));
        }
        self.out.push_str("</w:tblPr><w:tblGrid>");
        for width in widths {
            self.put(format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn head(&mut self, column: &Column, width: u32) {
        let plain = fill(Tone::Plain);
        self.put(format_args!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{plain}\"/>\
             </w:tcPr>"
        ));
        let shape = Shape { style: "Cell", end: column.side == Side::End, kept: true, ..Shape::default() };
        self.paragraph(shape, &[Inline::strong(&column.title)]);
        self.out.push_str("</w:tc>");
    }

    fn row(&mut self, row: &[Cell], columns: &[Column], widths: &[u32]) {
        let letters: usize = row.iter().flat_map(|cell| &cell.text).map(|run| run.text.len()).sum();
        self.out.push_str("<w:tr>");
        if letters <= MAX_KEPT {
            self.out.push_str("<w:trPr><w:cantSplit/></w:trPr>");
        }
        let empty = Cell::default();
        for (at, (column, width)) in columns.iter().zip(widths).enumerate() {
            let cell = row.get(at).unwrap_or(&empty);
            self.cell(*width, cell.tone, column.side, &cell.text);
        }
        self.out.push_str("</w:tr>");
    }

    fn cell(&mut self, width: u32, tone: Tone, side: Side, runs: &[Inline]) {
        self.put(format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
        if tone != Tone::Plain {
            self.put(format_args!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{}\"/>", fill(tone)));
        }
        self.out.push_str("</w:tcPr>");
        self.paragraph(Shape { style: "Cell", end: side == Side::End, ..Shape::default() }, runs);
        self.out.push_str("</w:tc>");
    }
}

/// The width that the longest word of a column needs, its heading included.
fn need(table: &Table, at: usize) -> u32 {
    let cells = table.rows.iter().filter_map(|row| row.get(at)).flat_map(|cell| &cell.text);
    let texts = cells.map(|run| run.text.as_str()).chain([table.columns[at].title.as_str()]);
    let longest = texts.flat_map(str::split_whitespace).map(unbroken).max().unwrap_or(0).min(MAX_WORD);
    u32::try_from(longest).unwrap_or(0) * LETTER + CELL_MARGINS
}

/// Letters of the longest part of a word that stays together: scripts that are written without spaces break anywhere.
fn unbroken(word: &str) -> usize {
    let together = |letter: &char| *letter < '\u{e00}' || ('\u{1000}'..'\u{2e80}').contains(letter);
    if word.chars().count() <= MAX_HYPHENED && word.chars().all(|letter| together(&letter)) {
        return word.chars().count();
    }
    let parts = word.split(|letter: char| letter == '-' || letter == '/' || !together(&letter));
    parts.map(|part| part.chars().count()).max().unwrap_or(0)
}
