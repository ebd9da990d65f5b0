//! A first look at JSON without building anything: its keys, its depth, its number of objects.

use super::error::FindingsError;
use super::limits::{MAX_DEPTH, MAX_OBJECTS};
use domain::values::FindingsFormat;

/// Keys of the first object that are looked at; those that tell the formats apart come first or are few.
const MAX_KEYS: usize = 200;

/// Refuses a document that lies deeper, or holds more objects, than is read.
pub(super) fn check(text: &str, format: FindingsFormat) -> Result<(), FindingsError> {
    let (mut line, mut objects) = (1, 0);
    let too_much = |line: usize, what, max| {
        let place = format!("line {line}");
        Err(FindingsError::TooMuch { format, place, what, max })
    };
    let mut marks = Marks::new(text.as_bytes());
    while let Some(mark) = marks.next() {
        match mark {
            Mark::Line => line += 1,
            Mark::Open { object, depth } => {
                objects += usize::from(object);
                if depth > MAX_DEPTH {
                    return too_much(line, "objects and lists in each other", MAX_DEPTH);
                }
                if objects > MAX_OBJECTS {
                    return too_much(line, "objects", MAX_OBJECTS);
                }
            }
            Mark::Close | Mark::Text { .. } => {}
        }
    }
    Ok(())
}

/// The keys of the first object, whether it stands alone or in a list; as far as the document goes.
pub(super) fn first_keys(bytes: &[u8]) -> Vec<String> {
    let (mut keys, mut marks) = (Vec::new(), Marks::new(bytes));
    let mut home = None;
    while let Some(mark) = marks.next() {
        match (mark, home) {
            (Mark::Open { object: true, depth }, None) if depth <= 2 => home = Some(depth),
            (Mark::Close, Some(depth)) if marks.depth < depth => break,
            (Mark::Text { from, to }, Some(depth)) if marks.depth == depth && marks.colon_follows() => {
                if keys.len() == MAX_KEYS {
                    break;
                }
                keys.push(String::from_utf8_lossy(&bytes[from..to]).into_owned());
            }
            _ => {}
        }
    }
    keys
}

enum Mark {
    /// An object or list has begun; how deep it lies, from 1.
    Open { object: bool, depth: usize },
    /// One has ended.
    Close,
    /// A text between its quotation marks.
    Text { from: usize, to: usize },
    /// A line has ended.
    Line,
}

struct Marks<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Marks<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth: 0 }
    }

    fn next(&mut self) -> Option<Mark> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            match byte {
                b'\n' => return Some(Mark::Line),
                b'{' | b'[' => {
                    self.depth += 1;
                    return Some(Mark::Open { object: byte == b'{', depth: self.depth });
                }
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Mark::Close);
                }
                b'"' => return Some(self.text()),
                _ => {}
            }
        }
    }

    fn text(&mut self) -> Mark {
        let from = self.at;
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        let to = self.at.min(self.bytes.len());
        self.at = to + 1;
        Mark::Text { from: from.min(to), to }
    }

    fn colon_follows(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
    }
}
