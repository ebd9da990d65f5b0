//! Tables: widths by weight, headings that are repeated, rows that stay on one page where they can.

use super::words::{Doc, Shape, fill};
use crate::{Cell, Column, Figure, Inline, Rich, Side, Table, Tone};

/// Most letters of a row that is kept on one page.
const MAX_KEPT: usize = 900;

impl Doc {
    pub(super) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let widths = self.widths(table.columns.iter().map(|column| u32::from(column.weight.max(1))));
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
