//! Text: decoded, cut, and with every character made visible that could deceive.

use super::{Limits, Preview};
use crate::name::is_hidden;

/// The beginning of a text.
pub(super) fn show(bytes: &[u8], limits: &Limits) -> Preview {
    // Four bytes are the longest character, so that a text of the limit is decoded whole in any encoding.
    let start = &bytes[..bytes.len().min(limits.text.saturating_mul(4).saturating_add(4))];
    let mut text = String::new();
    let mut cut = start.len() < bytes.len();
    let decoded = decode(start);
    let mut letters = decoded.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\r' && letters.peek() == Some(&'\n') {
            continue;
        }
        let before = text.len();
        visible(letter, &mut text);
        if text.len() > limits.text {
            text.truncate(before);
            cut = true;
            break;
        }
    }
    Preview { pages: Vec::new(), text: Some(text), of: 1, cut }
}

fn decode(bytes: &[u8]) -> String {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Control characters as their pictures (U+2400 on), other hidden ones by their number.
fn visible(letter: char, text: &mut String) {
    match letter {
        '\n' | '\t' => text.push(letter),
        '\0'..='\u{1f}' => text.push(char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}')),
        '\u{7f}' => text.push('\u{2421}'),
        letter if is_hidden(letter) => text.push_str(&format!("\u{27e8}U+{:04X}\u{27e9}", u32::from(letter))),
        letter => text.push(letter),
    }
}
