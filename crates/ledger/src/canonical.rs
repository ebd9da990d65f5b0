//! Canonical JSON: RFC 8785, restricted so that every reader in every language sees the same value.
//!
//! Members sorted by UTF-16 code units, no white space, shortest escapes; only integers within +-(2^53 - 1), no null,
//! at most [`MAX_DEPTH`] levels. One meaning, one row of bytes: what is hashed never needs to be written again.

use std::{borrow::Cow, cmp::Ordering};

use serde::Serialize;
use serde_json::Value;

/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 64;

/// Largest integer that every JSON reader holds exactly, 2^53 - 1 (RFC 7493, section 2.2).
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// Why a value cannot be written, or bytes are not canonical.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanonicalError {
    /// A number with a fraction or an exponent.
    #[error("a number with a fraction or an exponent; write it as text or in smaller units")]
    Float,
    /// A null member or item.
    #[error("null; leave the member out")]
    Null,
    /// An integer outside +-(2^53 - 1).
    #[error("an integer beyond 9007199254740991; write it as text")]
    BigInteger,
    /// More than [`MAX_DEPTH`] levels.
    #[error("nested deeper than 64 levels")]
    TooDeep,
    /// Bytes that are no JSON, or JSON in another than the one canonical form.
    #[error("not canonical JSON at byte {0}")]
    NotCanonical(usize),
    /// The value refused to be serialised.
    #[error("cannot be written as JSON: {0}")]
    Unwritable(String),
}

/// Writes a value as canonical JSON.
///
/// # Errors
/// Floats, nulls (so `None` members must be skipped), big integers, too deep a nesting.
pub fn to_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(value).map_err(|error| CanonicalError::Unwritable(error.to_string()))?;
    let mut out = Vec::with_capacity(256);
    write_value(&mut out, &value, 0)?;
    Ok(out)
}

/// Whether these bytes are what [`to_bytes`] would write for the value that they hold.
#[must_use]
pub fn is_canonical(bytes: &[u8]) -> bool {
    check(bytes).is_ok()
}

/// As [`is_canonical`], with the reason.
///
/// # Errors
/// What is wrong, and for a wrong form the byte at which it was seen.
pub fn check(bytes: &[u8]) -> Result<(), CanonicalError> {
    let mut scan = Scan::new(bytes)?;
    scan.value(0)?;
    scan.end()
}

fn write_value(out: &mut Vec<u8>, value: &Value, depth: usize) -> Result<(), CanonicalError> {
    match value {
        Value::Null => return Err(CanonicalError::Null),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            let integer = match number.as_i64() {
                Some(integer) => integer,
                None if number.is_u64() => return Err(CanonicalError::BigInteger),
                None => return Err(CanonicalError::Float),
            };
            write_integer(out, integer)?;
        }
        Value::String(text) => write_string(out, text),
        Value::Array(_) | Value::Object(_) if depth == MAX_DEPTH => return Err(CanonicalError::TooDeep),
        Value::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_value(out, item, depth + 1)?;
            }
            out.push(b']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(left, _), (right, _)| order(left, right));
            out.push(b'{');
            for (index, (key, member)) in members.into_iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_string(out, key);
                out.push(b':');
                write_value(out, member, depth + 1)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

pub(crate) fn write_integer(out: &mut Vec<u8>, integer: i64) -> Result<(), CanonicalError> {
    if integer.unsigned_abs() > MAX_INTEGER.unsigned_abs() {
        return Err(CanonicalError::BigInteger);
    }
    out.extend_from_slice(integer.to_string().as_bytes());
    Ok(())
}

pub(crate) fn write_string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let bytes = text.as_bytes();
    let mut plain = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&bytes[plain..at]);
        plain = at + 1;
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0x08 => out.extend_from_slice(b"\\b"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
        }
    }
    out.extend_from_slice(&bytes[plain..]);
    out.push(b'"');
}

/// RFC 8785, section 3.2.3: by UTF-16 code units, which differs from the order of UTF-8 bytes beyond U+FFFF.
fn order(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() { left.cmp(right) } else { left.encode_utf16().cmp(right.encode_utf16()) }
}

/// Walks canonical JSON and stops at the first byte that could not have been written by [`to_bytes`].
pub(crate) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, CanonicalError> {
        let text = std::str::from_utf8(bytes).map_err(|error| CanonicalError::NotCanonical(error.valid_up_to()))?;
        Ok(Scan { text, at: 0 })
    }

    pub(crate) fn end(&self) -> Result<(), CanonicalError> {
        if self.at == self.text.len() { Ok(()) } else { self.wrong() }
    }

    pub(crate) fn wrong<T>(&self) -> Result<T, CanonicalError> {
        Err(CanonicalError::NotCanonical(self.at))
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over exactly these bytes.
    pub(crate) fn literal(&mut self, expected: &str) -> Result<(), CanonicalError> {
        if !self.text.as_bytes()[self.at..].starts_with(expected.as_bytes()) {
            return self.wrong();
        }
        self.at += expected.len();
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<(), CanonicalError> {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b'-' | b'0'..=b'9') => self.integer().map(|_| ()),
            Some(b'{' | b'[') if depth == MAX_DEPTH => Err(CanonicalError::TooDeep),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') if self.literal("null").is_ok() => Err(CanonicalError::Null),
            _ => self.wrong(),
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), CanonicalError> {
        self.literal("[")?;
        if self.literal("]").is_ok() {
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            if self.literal("]").is_ok() {
                return Ok(());
            }
            self.literal(",")?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), CanonicalError> {
        self.literal("{")?;
        if self.literal("}").is_ok() {
            return Ok(());
        }
        let mut previous: Option<&str> = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            if previous.is_some_and(|previous| order_written(previous, key) != Ordering::Less) {
                return Err(CanonicalError::NotCanonical(start));
            }
            previous = Some(key);
            self.literal(":")?;
            self.value(depth + 1)?;
            if self.literal("}").is_ok() {
                return Ok(());
            }
            self.literal(",")?;
        }
    }

    /// Steps over a string; gives what stands between its quotes, escapes as written.
    pub(crate) fn string(&mut self) -> Result<&'a str, CanonicalError> {
        self.written().map(|(written, _)| written)
    }

    /// Steps over a string; gives what it means, copied only when there is an escape in it.
    pub(crate) fn meaning(&mut self) -> Result<Cow<'a, str>, CanonicalError> {
        let (written, escaped) = self.written()?;
        Ok(if escaped { Cow::Owned(unescape(written)) } else { Cow::Borrowed(written) })
    }

    /// A string as written, and whether there is an escape in it.
    fn written(&mut self) -> Result<(&'a str, bool), CanonicalError> {
        self.literal("\"")?;
        let (start, mut escaped) = (self.at, false);
        let bytes = self.text.as_bytes();
        loop {
            while let Some(eight) = bytes[self.at..].first_chunk::<8>() {
                let plain = plain_bytes(*eight);
                self.at += plain;
                if plain < 8 {
                    break;
                }
            }
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.wrong(),
            }
        }
        self.at += 1;
        Ok((&self.text[start..self.at - 1], escaped))
    }

    fn escape(&mut self) -> Result<(), CanonicalError> {
        match &self.text.as_bytes()[self.at + 1..] {
            [b'"' | b'\\' | b'b' | b't' | b'n' | b'f' | b'r', ..] => self.at += 2,
            [b'u', b'0', b'0', b'0', b'0'..=b'7' | b'b' | b'e' | b'f', ..] => self.at += 6,
            [b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', ..] => self.at += 6,
            _ => return self.wrong(),
        }
        Ok(())
    }

    pub(crate) fn integer(&mut self) -> Result<i64, CanonicalError> {
        let start = self.at;
        let negative = self.literal("-").is_ok();
        let first = self.at;
        let mut value = 0_i64;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value.saturating_mul(10).saturating_add(i64::from(digit - b'0'));
            self.at += 1;
        }
        let digits = &self.text[first..self.at];
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return Err(CanonicalError::Float);
        }
        if digits.is_empty() || (digits.starts_with('0') && (digits.len() > 1 || negative)) {
            return Err(CanonicalError::NotCanonical(start));
        }
        if value > MAX_INTEGER {
            return Err(CanonicalError::BigInteger);
        }
        Ok(if negative { -value } else { value })
    }
}

/// How many of these bytes come before the first quote, backslash or control character: eight at a time, since most of
/// a ledger is plain text. A byte's high bit is set in the sums below where it is (or may be, after the first) one.
fn plain_bytes(eight: [u8; 8]) -> usize {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let word = u64::from_le_bytes(eight);
    let below = |bound: u8, word: u64| word.wrapping_sub(ONES * u64::from(bound)) & !word & HIGH;
    let special =
        below(0x20, word) | below(1, word ^ (ONES * u64::from(b'"'))) | below(1, word ^ (ONES * u64::from(b'\\')));
    special.trailing_zeros() as usize / 8
}

/// Orders two keys as they are written; escapes are undone first, since they would sort otherwise.
fn order_written(left: &str, right: &str) -> Ordering {
    if left.contains('\\') || right.contains('\\') {
        order(&unescape(left), &unescape(right))
    } else {
        order(left, right)
    }
}

/// Undoes the escapes of a string that [`Scan::string`] has accepted.
fn unescape(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (meant, length) = match rest.as_bytes()[at + 1] {
            b'b' => ('\u{8}', 2),
            b't' => ('\t', 2),
            b'n' => ('\n', 2),
            b'f' => ('\u{c}', 2),
            b'r' => ('\r', 2),
            b'u' => (u8::from_str_radix(&rest[at + 4..at + 6], 16).map_or('\u{0}', char::from), 6),
            quote_or_backslash => (char::from(quote_or_backslash), 2),
        };
        text.push(meant);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}
