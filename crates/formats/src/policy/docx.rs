//! A Word document as Markdown: headings, paragraphs, lists and tables as text. What it looks like, pictures, comments and
//! tracked deletions are left behind.

use super::PolicyProblem;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest Word document that is read, in bytes.
pub const MAX_DOCX_BYTES: usize = 8 * 1024 * 1024;
/// Most parts of the archive.
const MAX_PARTS: usize = 2_000;
/// Most bytes of the unpacked text part.
const MAX_UNPACKED: u64 = 16 * 1024 * 1024;
/// Most bytes of Markdown that come out.
const MAX_OUT: usize = 1024 * 1024;
/// Deepest nesting of elements.
const MAX_DEPTH: usize = 256;
/// The part of the archive that holds the text.
const PART: &str = "word/document.xml";

/// The text of a Word document as Markdown.
///
/// # Errors
/// A [`PolicyProblem`]: no such archive, too large, or a document with what a text does not need.
pub fn docx(bytes: &[u8]) -> Result<String, PolicyProblem> {
    if bytes.len() > MAX_DOCX_BYTES {
        let what = format!("the file has more than {} MiB", MAX_DOCX_BYTES / 1024 / 1024);
        return Err(PolicyProblem::new(0, what, "take pictures out of it, or save the text as Markdown"));
    }
    let xml = part(bytes)?;
    let text = String::from_utf8(xml).map_err(|_| broken("its text is not UTF-8"))?;
    let mut walk = Walk::default();
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Err(error) => return Err(broken(&error.to_string())),
            Ok(Event::Eof) => return Ok(walk.over()),
            Ok(Event::DocType(_)) => return Err(broken("it has a document type, which no Word document needs")),
            Ok(Event::Start(start)) => walk.begin(&start)?,
            Ok(Event::Empty(start)) => {
                walk.begin(&start)?;
                walk.end(start.local_name().as_ref());
            }
            Ok(Event::End(end)) => walk.end(end.local_name().as_ref()),
            Ok(Event::Text(said)) => {
                let plain = said.into_inner();
                let plain = unescape(&plain).map_err(|error| broken(&error.to_string()))?;
                walk.text(&plain)?;
            }
            Ok(Event::GeneralRef(name)) => {
                let number = name.resolve_char_ref().map_err(|error| broken(&error.to_string()))?;
                let name = name.into_inner();
                let named = number.map(String::from).or_else(|| resolve_xml_entity(&name).map(str::to_owned));
                walk.text(&named.ok_or_else(|| broken("it uses an entity of its own"))?)?;
            }
            Ok(_) => {}
        }
    }
}

fn broken(why: &str) -> PolicyProblem {
    PolicyProblem::new(
        0,
        format!("it cannot be read as a Word document: {why}"),
        "save it again as .docx, or as Markdown",
    )
}

/// The part with the text, unpacked within its limit: what counts is what comes out, and not what the archive declares.
fn part(bytes: &[u8]) -> Result<Vec<u8>, PolicyProblem> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    if zip.len() > MAX_PARTS {
        return Err(broken(&format!("it has {} parts, where at most {MAX_PARTS} are read", zip.len())));
    }
    let part = zip.by_name(PART).map_err(|_| broken("it has no text part"))?;
    let mut out = Vec::new();
    part.take(MAX_UNPACKED + 1).read_to_end(&mut out).map_err(|error| broken(&error.to_string()))?;
    if out.len() as u64 > MAX_UNPACKED {
        return Err(broken(&format!("its text unpacks to more than {} MiB", MAX_UNPACKED / 1024 / 1024)));
    }
    Ok(out)
}

/// What a paragraph is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Shape {
    #[default]
    Plain,
    Heading(usize),
    Item(usize),
}

#[derive(Default)]
struct Walk {
    out: String,
    depth: usize,
    paragraph: String,
    shape: Shape,
    /// Inside `w:t`, where text counts.
    said: bool,
    /// Inside tracked deletions and other text that is not the document's.
    hidden: usize,
    /// Cells of the row of a table that is open; `None` outside tables.
    row: Option<Vec<String>>,
    rows: usize,
    tables: usize,
}

/// What stands in a document and is no part of its text.
const HIDDEN: [&str; 5] = ["del", "moveFrom", "instrText", "Fallback", "txbxContent"];

impl Walk {
    fn begin(&mut self, start: &BytesStart<'_>) -> Result<(), PolicyProblem> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(broken("its elements are nested too deeply"));
        }
        let name = start.local_name();
        match name.as_ref() {
            hidden if HIDDEN.contains(&hidden) => self.hidden += 1,
            "p" if self.hidden == 0 => {
                self.paragraph.clear();
                self.shape = Shape::Plain;
            }
            "pStyle" => self.style(&value(start)),
            "numPr" if self.shape == Shape::Plain => self.shape = Shape::Item(0),
            "ilvl" => {
                if let Shape::Item(_) = self.shape {
                    self.shape = Shape::Item(value(start).parse::<usize>().unwrap_or_default().min(8));
                }
            }
            "t" => self.said = true,
            "tab" if self.hidden == 0 && !self.paragraph.is_empty() => self.paragraph.push(' '),
            "br" if self.hidden == 0 && !self.paragraph.is_empty() => self.paragraph.push(' '),
            "tbl" => (self.tables, self.rows) = (self.tables + 1, 0),
            "tr" if self.tables == 1 => self.row = Some(Vec::new()),
            "tc" => {
                if let Some(row) = self.row.as_mut().filter(|_| self.tables == 1) {
                    row.push(String::new());
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn style(&mut self, style: &str) {
        let style = style.to_lowercase().replace([' ', '-'], "");
        let level = style.strip_prefix("heading").and_then(|level| level.parse::<usize>().ok());
        self.shape = match (style.as_str(), level) {
            (_, Some(level)) => Shape::Heading(level.clamp(1, 6)),
            ("title", _) => Shape::Heading(1),
            ("subtitle", _) => Shape::Heading(2),
            (list, _) if list.starts_with("list") && self.shape == Shape::Plain => Shape::Item(0),
            _ => self.shape,
        };
    }

    fn text(&mut self, text: &str) -> Result<(), PolicyProblem> {
        if self.said && self.hidden == 0 {
            self.paragraph.push_str(text);
        }
        match self.out.len() + self.paragraph.len() > MAX_OUT {
            true => Err(broken(&format!("its text is longer than {} KiB", MAX_OUT / 1024))),
            false => Ok(()),
        }
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        match name {
            hidden if HIDDEN.contains(&hidden) => self.hidden = self.hidden.saturating_sub(1),
            "t" => self.said = false,
            "p" if self.hidden == 0 => self.written(),
            "tr" if self.tables == 1 => self.table_row(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                self.out.push('\n');
            }
            _ => {}
        }
    }

    fn written(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.row.as_mut().and_then(|row| row.last_mut()) {
            cell.push_str(if cell.is_empty() { "" } else { " " });
            cell.push_str(&text.replace('|', "\\|"));
            return;
        }
        match self.shape {
            Shape::Heading(level) => self.block(&format!("{} {text}", "#".repeat(level))),
            Shape::Plain => self.block(&plain(&text)),
            Shape::Item(level) => {
                // Items of one list stand together.
                let list = self.out.trim_end().lines().last().is_some_and(|last| last.trim_start().starts_with("- "));
                if list {
                    self.out.truncate(self.out.trim_end().len());
                    self.out.push('\n');
                }
                self.block(&format!("{}- {text}", "  ".repeat(level)));
            }
        }
    }

    fn block(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn table_row(&mut self) {
        let Some(row) = self.row.take().filter(|row| !row.is_empty()) else { return };
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        self.out.push_str(&line(&row));
        if self.rows == 0 {
            self.out.push_str(&line(&vec!["---".to_owned(); row.len()]));
        }
        self.rows += 1;
    }

    fn over(self) -> String {
        format!("{}\n", self.out.trim())
    }
}

/// A line that only looks like a heading or an item is none.
fn plain(text: &str) -> String {
    match text.starts_with(['#', '>']) || text == "---" {
        true => format!("\\{text}"),
        false => text.to_owned(),
    }
}

fn value(start: &BytesStart<'_>) -> String {
    let found = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "val");
    found.map(|attribute| attribute.value.to_string()).unwrap_or_default()
}
