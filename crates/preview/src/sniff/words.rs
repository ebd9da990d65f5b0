//! Files made of text, and what kind of text.

use crate::kind::Family;

/// How a web page or a part of one begins, in lower case.
const PAGE: [&str; 16] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<script",
    "<iframe",
    "<title",
    "<style",
    "<table",
    "<div",
    "<h1",
    "<img",
    "<a ",
    "<p>",
    "<br",
    "<meta",
];

/// What a text is; `None` if it is none.
pub(super) fn of(head: &[u8]) -> Option<(&'static str, Family)> {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    if !wide && !is_text(head) {
        return None;
    }
    // Marks are ASCII, so a text of two bytes a character is read by leaving the zero bytes out.
    let letters: Vec<u8> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters).to_ascii_lowercase();
    let text = beginning(&text);
    let begins = |marks: &[&str]| marks.iter().any(|mark| text.starts_with(mark));
    Some(if begins(&PAGE) || begins(&["<?xml", "<!doctype"]) && text.contains("<html") {
        ("text/html", Family::Html)
    } else if begins(&["<svg", "<?xml", "<!doctype svg", "<!entity"]) && text.contains("<svg") {
        ("image/svg+xml", Family::Svg)
    } else if text.contains("mime-version:") && text.contains("multipart/related") && text.contains("text/html") {
        ("multipart/related", Family::Html)
    } else if begins(&["<?xml", "<!doctype"]) {
        ("application/xml", Family::Text)
    } else if begins(&["#!"]) {
        ("text/x-script", Family::Text)
    } else if begins(&["{", "["]) && text.contains('"') {
        ("application/json", Family::Text)
    } else {
        ("text/plain", Family::Text)
    })
}

/// Whether the bytes are UTF-8 (perhaps cut in the middle of a character) with hardly a control character.
pub(super) fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && head.len() - error.valid_up_to() < 4,
    };
    let odd = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    valid && !head.contains(&0) && head.iter().filter(odd).count() * 100 <= head.len()
}

/// The text from the first thing on that is neither space nor comment; both may stand before a web page.
fn beginning(text: &str) -> &str {
    let mut text = text;
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{fffd}');
        match text.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            Some((_, after)) => text = after,
            None => return text,
        }
    }
}
