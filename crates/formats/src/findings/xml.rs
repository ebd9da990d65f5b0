//! XML without what makes it dangerous: no document type, no entities but the five of XML itself, an end to everything.

use super::error::FindingsError;
use super::gather::line as one_line;
use super::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_DETAIL_CHARS, MAX_LINE_BYTES};
use domain::values::FindingsFormat;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};

const FORMAT: FindingsFormat = FindingsFormat::Xccdf;

/// Whether a document names results of a benchmark anywhere.
pub(super) fn mentions_results(bytes: &[u8]) -> bool {
    bytes.windows(b"TestResult".len()).any(|window| window == b"TestResult")
        || bytes.windows(b"xccdf".len()).take(64 * 1024).any(|window| window == b"xccdf")
}

/// What happens in a document, with names without their prefix.
pub(super) enum Mark {
    /// An element begins; its attributes in order.
    Begin { name: String, attributes: Vec<(String, String)> },
    /// An element ends; its text and that of the elements inside it, cut.
    End { name: String, text: String },
    /// The document ends.
    Over,
}

/// Walks a document element by element.
pub(super) struct Walk<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Elements that are open, each with its text so far.
    open: Vec<(String, String)>,
    /// An element without content has begun and is to end next.
    empty: bool,
    rooted: bool,
    /// Up to where lines were counted, and how many there were.
    counted: (usize, usize),
}

impl<'a> Walk<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let reader = Reader::from_str(text);
        Self { text, reader, open: Vec::new(), empty: false, rooted: false, counted: (0, 1) }
    }

    /// The line where the walk stands, counted from 1.
    pub(super) fn line(&mut self) -> usize {
        let at = self.reader.buffer_position().max(self.reader.error_position());
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.text.len());
        let (before, lines) = self.counted;
        let new = self.text.as_bytes().get(before..at).unwrap_or_default();
        self.counted = (at.max(before), lines + new.iter().filter(|byte| **byte == b'\n').count());
        self.counted.1
    }

    /// The name of the innermost element that is open.
    pub(super) fn inside(&self) -> &str {
        self.open.last().map_or("", |(name, _)| name)
    }

    pub(super) fn next(&mut self) -> Result<Mark, FindingsError> {
        if std::mem::take(&mut self.empty) {
            return Ok(self.end());
        }
        loop {
            match self.reader.read_event() {
                Err(error) => return Err(self.broken(&error.to_string())),
                Ok(Event::Start(start)) => return self.begin(&start),
                Ok(Event::Empty(start)) => {
                    self.empty = true;
                    return self.begin(&start);
                }
                Ok(Event::End(_)) => return Ok(self.end()),
                Ok(Event::Eof) => return self.over(),
                Ok(Event::DocType(_)) => return Err(self.forbidden("a document type (`<!DOCTYPE`)")),
                Ok(Event::Decl(declaration)) => self.declared(&declaration)?,
                Ok(Event::Text(text)) => self.add(&text.into_inner())?,
                Ok(Event::CData(text)) => self.add(&text.into_inner())?,
                Ok(Event::GeneralRef(reference)) => {
                    let text = self.reference(&reference)?;
                    self.add(&text)?;
                }
                Ok(Event::Comment(_) | Event::PI(_)) => {}
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>) -> Result<Mark, FindingsError> {
        if self.open.is_empty() && std::mem::replace(&mut self.rooted, true) {
            return Err(self.broken("a second root element begins"));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(self.too_much("elements in each other", MAX_DEPTH));
        }
        if start.attributes_raw().len() > MAX_LINE_BYTES {
            return Err(self.too_much("bytes of attributes", MAX_LINE_BYTES));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| self.broken(&error.to_string()))?;
            if attributes.len() == MAX_ATTRIBUTES {
                return Err(self.too_much("attributes of one element", MAX_ATTRIBUTES));
            }
            let value = unescape(&attribute.value).map_err(|error| self.broken(&error.to_string()))?;
            attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
        let name = start.local_name().as_ref().to_owned();
        self.open.push((name.clone(), String::new()));
        Ok(Mark::Begin { name, attributes })
    }

    fn end(&mut self) -> Mark {
        let (name, text) = self.open.pop().unwrap_or_default();
        if let Some((_, outer)) = self.open.last_mut() {
            append(outer, &text);
        }
        Mark::End { name, text }
    }

    fn over(&mut self) -> Result<Mark, FindingsError> {
        match self.open.last().map(|(name, _)| name.clone()) {
            Some(name) => Err(self.broken(&format!("the document ends here, inside `{name}`"))),
            None if !self.rooted => Err(self.broken("there is no element in the document")),
            None => Ok(Mark::Over),
        }
    }

    fn add(&mut self, text: &str) -> Result<(), FindingsError> {
        match self.open.last_mut() {
            Some((_, own)) => append(own, text),
            None if text.trim().is_empty() => {}
            None => return Err(self.broken("there is text outside the root element")),
        }
        Ok(())
    }

    fn declared(&mut self, declaration: &BytesDecl<'_>) -> Result<(), FindingsError> {
        let encoding = match declaration.encoding() {
            None => return Ok(()),
            Some(encoding) => encoding.map_err(|error| self.broken(&error.to_string()))?,
        };
        if ["utf-8", "utf8", "us-ascii"].contains(&encoding.to_ascii_lowercase().as_str()) {
            return Ok(());
        }
        let (format, line) = (FORMAT, self.line());
        let what = format!("it says that it is written in {}", one_line(&encoding, 40));
        Err(FindingsError::NotText { format, line, what })
    }

    /// One character, by its number or as one of the five names of XML.
    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<String, FindingsError> {
        match reference.resolve_char_ref() {
            Err(error) => Err(self.broken(&error.to_string())),
            Ok(Some(character)) => Ok(character.to_string()),
            Ok(None) => match resolve_xml_entity(&reference.xml10_content()) {
                Some(text) => Ok(text.to_owned()),
                None => Err(self.forbidden(&format!("the entity `{}`", one_line(&reference.xml10_content(), 40)))),
            },
        }
    }

    fn broken(&mut self, what: &str) -> FindingsError {
        let place = format!("line {}", self.line());
        FindingsError::Broken { format: FORMAT, place, what: format!("this is no XML: {}", one_line(what, 300)) }
    }

    fn forbidden(&mut self, what: &str) -> FindingsError {
        FindingsError::Forbidden { format: FORMAT, line: self.line(), what: what.to_owned() }
    }

    fn too_much(&mut self, what: &'static str, max: usize) -> FindingsError {
        let place = format!("line {}", self.line());
        FindingsError::TooMuch { format: FORMAT, place, what, max }
    }
}

/// Adds text up to what a detail can use.
fn append(to: &mut String, text: &str) {
    let room = (4 * MAX_DETAIL_CHARS).saturating_sub(to.len());
    to.push_str(&text[..text.floor_char_boundary(room)]);
}
