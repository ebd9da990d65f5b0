//! The press: a paper as meant, in; a paper as printed, out. PDF for reading and keeping, DOCX for writing on.
//!
//! A [`Paper`] is plain data: headings, paragraphs, lists, tables, pictures. What people typed is a value in it and never
//! markup, so that nothing typed can run, draw or fetch. Bytes out; no disk, no clock, no network. The same paper with the
//! same fonts gives the same bytes.

mod docx;
mod fault;
mod fonts;
mod limits;
mod paper;
mod pdf;
mod picture;
mod plain;
mod turn;

pub use docx::docx;
pub use fault::Fault;
pub use fonts::{Fonts, MAX_FONT_BYTES};
pub use limits::{
    MAX_BLOCKS, MAX_CHART_BYTES, MAX_CHARTS, MAX_COLUMNS, MAX_DEPTH, MAX_PAGES, MAX_ROWS, MAX_TEXT_BYTES,
};
pub use paper::{Block, Cell, Chart, Column, Figure, Inline, Paper, Rich, Side, Table, Tone};
pub use pdf::{Printed, first_page, marked, pdf};
pub use turn::AT_ONCE;
