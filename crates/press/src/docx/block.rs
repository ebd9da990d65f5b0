//! The blocks of a paper.

use super::words::{Doc, Shape, escaped};
use crate::limits::{MAX_DEPTH, under};
use crate::picture::draw;
use crate::{Block, Chart, Fault, Inline, Paper, Rich, Tone};

/// The list of points without numbers; numbered lists come after it.
pub(super) const POINTS: usize = 1;

impl Doc {
    /// Title and what identifies the paper.
    pub(super) fn face(&mut self, paper: &Paper) {
        self.paragraph(Shape { style: "Organisation", ..Shape::default() }, &[Inline::new(&paper.organisation)]);
        self.paragraph(Shape { style: "Title", ..Shape::default() }, &[Inline::new(&paper.title)]);
        if !paper.subtitle.is_empty() {
            self.paragraph(Shape { style: "Subtitle", ..Shape::default() }, &[Inline::new(&paper.subtitle)]);
        }
        let marks = [
            ("Version", paper.version.clone()),
            ("Classification", paper.classification.clone()),
            ("As of", format!("{}, entry {}", paper.as_of, paper.entry)),
        ];
        let told = marks.into_iter().filter(|(_, value)| !value.is_empty());
        let facts: Vec<(String, Rich)> =
            told.map(|(name, value)| (name.to_owned(), vec![Inline::new(value)])).collect();
        self.facts(&facts);
    }

    /// Blocks at a depth of lists and quotes.
    pub(super) fn blocks(&mut self, blocks: &[Block], depth: usize) -> Result<(), Fault> {
        for (at, block) in blocks.iter().enumerate() {
            match block {
                Block::Paragraph(runs) if leads(blocks, at) => {
                    self.paragraph(Shape { indent: depth, kept: true, ..Shape::default() }, runs);
                }
                // Two boxes stay two.
                Block::Note { .. }
                    if matches!(at.checked_sub(1).map(|before| &blocks[before]), Some(Block::Note { .. })) =>
                {
                    self.gap();
                    self.block(block, depth)?;
                }
                other => self.block(other, depth)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, block: &Block, depth: usize) -> Result<(), Fault> {
        let plain = Shape { indent: depth, ..Shape::default() };
        match block {
            Block::Heading { level, text } => self.heading(*level, text, depth),
            Block::Paragraph(runs) => self.paragraph(plain, runs),
            Block::List { first, items } => return self.list(*first, items, depth),
            Block::Facts(facts) => self.facts(facts),
            Block::Figures(figures) => self.figures(figures),
            Block::Table(table) => self.table(table),
            Block::Chart(chart) => return self.chart(chart),
            Block::Note { tone, title, text } => {
                let mut runs = vec![Inline::strong(if title.is_empty() { String::new() } else { format!("{title} ") })];
                runs.extend(text.iter().cloned());
                self.paragraph(Shape { style: "Note", tone: *tone, ..plain }, &runs);
            }
            Block::Quote(inner) => {
                for one in inner {
                    match one {
                        Block::Paragraph(runs) => self.paragraph(Shape { style: "Quote", ..plain }, runs),
                        other => self.block(other, (depth + 1).min(MAX_DEPTH))?,
                    }
                }
            }
            Block::Code(text) => self.paragraph(Shape { style: "Code", ..plain }, &[Inline::new(text)]),
            Block::PageBreak if depth == 0 => self.out.push_str("<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>"),
            Block::PageBreak => {}
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str, depth: usize) {
        if depth > 0 || text.trim().is_empty() {
            return self.paragraph(Shape { indent: depth, ..Shape::default() }, &[Inline::strong(text)]);
        }
        let style = format!("Heading{}", under(&mut self.levels, level));
        self.paragraph(Shape { style: &style, ..Shape::default() }, &[Inline::new(text)]);
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], depth: usize) -> Result<(), Fault> {
        let level = depth.min(MAX_DEPTH);
        let list = match first {
            None => POINTS,
            Some(first) => {
                self.lists.push((first, level));
                POINTS + self.lists.len()
            }
        };
        for item in items {
            let (head, rest) = match item.split_first() {
                Some((Block::Paragraph(runs), rest)) => (runs.as_slice(), rest),
                _ => (&[] as &[Inline], item.as_slice()),
            };
            self.paragraph(Shape { style: "ListParagraph", point: Some((list, level)), ..Shape::default() }, head);
            self.blocks(rest, (depth + 1).min(MAX_DEPTH))?;
        }
        Ok(())
    }

    fn chart(&mut self, chart: &Chart) -> Result<(), Fault> {
        let number = self.pictures.len() + 1;
        let drawn = draw(number, chart)?;
        // 635 English metric units are a twentieth of a point.
        let wide = u64::from(self.width) * u64::from(chart.width.clamp(10, 100)) / 100 * 635;
        let high = wide * u64::from(drawn.high) / u64::from(drawn.wide.max(1));
        let alt = escaped(&chart.alt);
        self.put(format_args!(
            "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{alt}\"/>\
             <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"picture{number}.png\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"picture{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r></w:p>"
        ));
        self.pictures.push(drawn);
        Ok(())
    }

    /// A paragraph of nothing, so that two tables stay two.
    pub(super) fn gap(&mut self) {
        self.paragraph(Shape { style: "Gap", tone: Tone::Plain, ..Shape::default() }, &[]);
    }
}

/// A block between a heading and the picture or table that it leads to.
fn leads(blocks: &[Block], at: usize) -> bool {
    let after = matches!(at.checked_sub(1).and_then(|before| blocks.get(before)), Some(Block::Heading { .. }));
    after && matches!(blocks.get(at + 1), Some(Block::Chart(_) | Block::Table(_)))
}
