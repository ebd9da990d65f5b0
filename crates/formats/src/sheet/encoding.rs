//! From bytes to text: UTF-8 first, UTF-16 where marked or evident, Windows-1252 for what old spreadsheets wrote.

use super::SheetError;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text without its byte order mark, and a note when the encoding is another than UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], file: &str) -> Result<(Cow<'a, str>, Option<String>), SheetError> {
    if bytes.starts_with(b"\xFF\xFE\0\0") || bytes.starts_with(b"\0\0\xFE\xFF") {
        return Err(refused(file, "it is written in UTF-32"));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let note = (encoding != UTF_8).then(|| said(encoding, "its byte order mark says so"));
        return strict(encoding, &bytes[mark..], file).map(|text| (text, note));
    }
    if let Some(encoding) = evident_utf16(bytes) {
        return strict(encoding, bytes, file).map(|text| (text, Some(said(encoding, "every other byte is zero"))));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return plain(Cow::Borrowed(text), file).map(|text| (text, None));
    }
    if bytes.contains(&0) {
        return Err(refused(file, "it holds zero bytes, as programs and pictures do and text does not"));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let note =
        "The text is not valid UTF-8; it was read as Windows-1252 (Western European). Look at letters with accents.";
    plain(text, file).map(|text| (text, Some(note.to_owned())))
}

/// The encoding of bytes that [`decode`] takes, and the length of their byte order mark.
fn written_in(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    let other = || if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    (evident_utf16(bytes).unwrap_or_else(other), 0)
}

/// Can the encoding of these bytes write a text? Else the first letter that it cannot.
pub(super) fn writes(bytes: &[u8], text: &str) -> Result<(), char> {
    let (encoding, _) = written_in(bytes);
    let cannot = |letter: &char| encoding == WINDOWS_1252 && WINDOWS_1252.encode(letter.encode_utf8(&mut [0; 4])).2;
    text.chars().find(cannot).map_or(Ok(()), Err)
}

/// A text as the bytes were written: their mark before it, in their encoding.
pub(super) fn encode(bytes: &[u8], text: &str) -> Vec<u8> {
    let (encoding, mark) = written_in(bytes);
    let mut out = bytes[..mark].to_vec();
    match encoding {
        one if one == UTF_16LE => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        one if one == UTF_16BE => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        one => out.extend_from_slice(&one.encode(text).0),
    }
    out
}

fn strict<'a>(encoding: &'static Encoding, bytes: &'a [u8], file: &str) -> Result<Cow<'a, str>, SheetError> {
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    if broken {
        return Err(refused(file, &format!("it begins as {} but holds bytes that are none", encoding.name())));
    }
    plain(text, file)
}

/// Refuses what decodes but is no text: control characters other than line ends and tabs.
fn plain<'a>(text: Cow<'a, str>, file: &str) -> Result<Cow<'a, str>, SheetError> {
    let odd = text.bytes().filter(|b| *b < 0x20 && !b"\t\n\r\x0B\x0C".contains(b)).count();
    if text.as_bytes().contains(&0) || odd * 100 > text.len() {
        return Err(refused(file, "it is full of control characters, as programs and pictures are and text is not"));
    }
    Ok(text)
}

/// UTF-16 without a mark: in text of mostly ASCII characters one half of every pair is zero.
fn evident_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 8 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if odd * 10 > pairs * 7 && even * 10 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 7 && odd * 10 < pairs => Some(UTF_16BE),
        () => None,
    }
}

fn said(encoding: &'static Encoding, why: &str) -> String {
    format!("The text was read as {}: {why}.", encoding.name())
}

fn refused(file: &str, what: &str) -> SheetError {
    SheetError::Encoding { file: file.to_owned(), what: what.to_owned() }
}
