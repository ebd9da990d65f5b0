//! Text as it may stand on paper: nothing that turns the writing round, no letter that no font has, long words with places
//! to break.

use crate::Fonts;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Longest word that is left whole in running text, in letters.
const LONG: usize = 28;
/// Longest word that is left whole in a cell of a table.
const LONG_IN_CELL: usize = 13;
/// Letters after which a long word without signs may break.
const STEP: usize = 8;
/// Where a long word may break: the template makes an empty space of it, which is not copied from the paper.
pub(crate) const BREAK: char = '\u{200b}';
/// Most letters without a font that are spelled out in a row.
const MAX_SPELLED: usize = 24;

/// Cleans what is printed, and remembers what no font had.
pub(crate) struct Cleaner<'a> {
    fonts: &'a Fonts,
    pub(crate) lacking: BTreeSet<char>,
}

impl<'a> Cleaner<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Cleaner<'a> {
        Cleaner { fonts, lacking: BTreeSet::new() }
    }

    /// A text that is printed; words stay whole.
    pub(crate) fn whole(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut missing = String::new();
        for letter in text.chars() {
            match self.kept(letter) {
                Kept::As(letter) => {
                    spell(&mut out, &mut missing);
                    out.push(letter);
                }
                Kept::Spelled => missing.push(letter),
                Kept::No => {}
            }
        }
        spell(&mut out, &mut missing);
        out
    }

    /// A text in paragraphs.
    pub(crate) fn text(&mut self, text: &str) -> String {
        breaking(&self.whole(text), LONG)
    }

    /// A text in a narrow place.
    pub(crate) fn cell(&mut self, text: &str) -> String {
        breaking(&self.whole(text), LONG_IN_CELL)
    }

    fn kept(&mut self, letter: char) -> Kept {
        match letter {
            '\n' => Kept::As('\n'),
            '\t' | '\u{a0}' | '\u{2028}' | '\u{2029}' => Kept::As(' '),
            // What turns the direction of writing can make a text look like another one; the others print nothing.
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                Kept::No
            }
            '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => Kept::No,
            '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => Kept::As(letter),
            letter if letter.is_control() => Kept::No,
            letter if letter.is_whitespace() => Kept::As(' '),
            // Letters of private meaning have none on paper, and PDF/A-2a takes none.
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => self.lacks(letter),
            letter if letter.is_ascii() || self.fonts.has(letter) => Kept::As(letter),
            letter => self.lacks(letter),
        }
    }

    fn lacks(&mut self, letter: char) -> Kept {
        self.lacking.insert(letter);
        Kept::Spelled
    }
}

enum Kept {
    As(char),
    Spelled,
    No,
}

/// Letters that no font has, by their numbers: a reader can look them up, which an empty box does not allow.
fn spell(out: &mut String, missing: &mut String) {
    if missing.is_empty() {
        return;
    }
    let count = missing.chars().count();
    let spelled: Vec<String> = missing.chars().take(MAX_SPELLED).map(|c| format!("U+{:04X}", c as u32)).collect();
    // Writing to a string does not fail.
    let _ = write!(out, "[{}", spelled.join(" "));
    if count > MAX_SPELLED {
        let _ = write!(out, " and {} more", count - MAX_SPELLED);
    }
    out.push(']');
    missing.clear();
}

/// The text with places to break in each word that has more letters than `long`.
fn breaking(text: &str, long: usize) -> String {
    if text.split_whitespace().all(|word| word.len() <= long) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for piece in text.split_inclusive(char::is_whitespace) {
        let letters = piece.trim_end().chars().count();
        if letters > long { broken(&mut out, piece) } else { out.push_str(piece) }
    }
    out
}

fn broken(out: &mut String, word: &str) {
    // Words of letters alone are divided by the rules of their language, unless no language has such a word.
    let natural = word.trim_end().chars().count() <= 24 && word.trim_end().chars().all(char::is_alphabetic);
    let mut run = 0;
    for letter in word.chars() {
        out.push(letter);
        let sign = matches!(letter, '/' | '_' | '-' | '.' | '@' | ':' | ',' | ';' | '=' | '&' | '?' | '\\' | '|' | '+');
        // Letters that are written together stay together.
        let joined = matches!(letter, '\u{300}'..='\u{36f}' | '\u{590}'..='\u{8ff}' | '\u{200c}' | '\u{200d}');
        run = if sign { 0 } else { run + 1 };
        if !natural && !joined && (sign || run >= STEP) {
            out.push(BREAK);
            run = 0;
        }
    }
}

/// Is a text written from the right, by its first letter that says so?
pub(crate) fn from_right<'a>(texts: impl IntoIterator<Item = &'a str>) -> bool {
    texts.into_iter().flat_map(str::chars).find_map(side).unwrap_or(false)
}

fn side(letter: char) -> Option<bool> {
    match letter {
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Some(true),
        letter if letter.is_alphabetic() => Some(false),
        _ => None,
    }
}

/// An address that may be a link: of the web or of mail, without anything that is not seen.
pub(crate) fn address(to: &str) -> Option<&str> {
    let small = to.to_ascii_lowercase();
    let known =
        ["https://", "http://", "mailto:"].iter().any(|scheme| small.starts_with(scheme) && small.len() > scheme.len());
    let odd = to.chars().any(|c| c.is_control() || c.is_whitespace() || !c.is_ascii());
    (known && !odd && to.len() <= 2_000).then_some(to)
}

/// At most `most` letters, with a sign that there were more.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let kept: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A paper with letters that no font had says so to whoever asked for it.
pub(crate) fn warning(lacking: &BTreeSet<char>) -> Option<String> {
    let examples: Vec<String> = lacking.iter().take(5).map(|c| format!("U+{:04X}", *c as u32)).collect();
    (!lacking.is_empty()).then(|| {
        format!(
            "no font has {} of the letters of this paper ({}); they are printed as their numbers. Install a font that has them, \
             such as Noto Sans CJK for Chinese, Japanese and Korean, or take the DOCX",
            lacking.len(),
            examples.join(", ")
        )
    })
}
