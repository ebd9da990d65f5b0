//! Names of people and their e-mail addresses: read once at the edge, so that nothing invisible, reversed or twofold comes in.

mod email;
mod person;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use email::{Email, MAX_ADDRESS, MAX_LOCAL};
pub use person::{MAX_NAME, PersonName};

/// Most marks on one letter; the scripts of the world need three, and towers of them cover the lines above and below.
const MAX_MARKS: usize = 4;

/// Why a name or an address was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameProblem {
    /// Nothing but white space.
    #[error("Nothing was written.")]
    Empty,
    /// Longer than [`MAX_NAME`] characters or [`MAX_ADDRESS`] bytes.
    #[error("This is longer than {0}.")]
    TooLong(&'static str),
    /// A control character, a line break, or a character that no script uses.
    #[error("This contains a control character or a line break.")]
    Control,
    /// A character that is not seen, or that turns the direction of writing.
    #[error("This contains characters that cannot be seen or that turn the direction of writing.")]
    Invisible,
    /// More than four marks on one letter.
    #[error("This contains a letter with too many marks.")]
    Marks,
    /// A name without a letter.
    #[error("A name needs at least one letter.")]
    NoLetter,
    /// Not `name@domain` with one `@`.
    #[error("An e-mail address has the form name@domain.example.")]
    Address,
    /// What stands before the @ is empty, too long, or contains a character that addresses do not have.
    #[error("The part of the address before the @ cannot be read.")]
    Local,
    /// What stands behind the @ is no domain name.
    #[error("The part of the address behind the @ is not a domain name.")]
    Domain,
}

/// The shape of a name: two names with the same shape look alike on a screen, such as `paypal` in Latin and in Cyrillic
/// letters (Unicode Technical Standard 39, section 4), or differ in case and spaces only. To warn, never
/// to refuse: two people may have one name.
pub fn skeleton(name: &str) -> String {
    let seen: String = unicode_security::skeleton(&name.nfkc().collect::<String>()).collect();
    let folded = fold(&seen);
    // Folding turns a capital I, which looks like l, into i; so both count as one, which only warns more often.
    unicode_security::skeleton(&folded).filter(|c| !c.is_whitespace()).map(|c| if c == 'i' { 'l' } else { c }).collect()
}

/// Case folding by way of the upper case, so that ß equals ss, over the compatibility form (NFKC).
fn fold(text: &str) -> String {
    text.nfkc().collect::<String>().to_uppercase().to_lowercase().nfkc().collect()
}

/// Refuses what neither a name nor an address may have in it.
fn visible(text: &str) -> Result<(), NameProblem> {
    if text.chars().any(is_control) {
        return Err(NameProblem::Control);
    }
    if text.chars().any(is_invisible) {
        return Err(NameProblem::Invisible);
    }
    let mut marks = 0;
    for c in text.nfd() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MAX_MARKS {
            return Err(NameProblem::Marks);
        }
    }
    Ok(())
}

/// Controls, line and paragraph separators, private characters and those that will never be one.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Direction marks, overrides and isolates (UAX 9), and what takes no room. The joiners of Persian and Indic writing and
/// the variation selectors of Japanese names are left.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{00ad}' | '\u{034f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
    )
}
