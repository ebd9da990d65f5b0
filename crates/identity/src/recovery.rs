//! Recovery codes: ten single-use codes on paper, for the day on which the second factor is lost.

#[cfg(test)]
mod tests;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How many codes are handed out at once; a new set replaces the old one.
pub const CODES: usize = 10;

/// Bytes of fresh randomness that one set takes: eight for each code, of which 60 bits are used.
pub const RANDOM: usize = CODES * 8;

/// Characters of a code without its hyphens, five bits each.
const CHARACTERS: usize = 12;

/// Most bytes of what is typed that are looked at.
const MAX_TYPED: usize = 64;

/// Digits and lower-case letters without `i`, `l`, `o` and `u`, which are mistaken for others (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ten codes in the form `xxxx-xxxx-xxxx`, to be shown once and kept as [`stored`] only.
pub fn codes(random: &[u8; RANDOM]) -> [String; CODES] {
    std::array::from_fn(|index| {
        let mut number = random[index * 8..][..8].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        let mut code = String::with_capacity(CHARACTERS + 2);
        for at in 0..CHARACTERS {
            if at > 0 && at % 4 == 0 {
                code.push('-');
            }
            code.push(char::from(ALPHABET[(number & 31) as usize]));
            number >>= 5;
        }
        code
    })
}

/// What was typed, without hyphens and spaces, in lower case, with `o` read as 0 and `i` and `l` as 1; `None` when that
/// is no code.
pub fn normalise(typed: &str) -> Option<String> {
    if typed.len() > MAX_TYPED {
        return None;
    }
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}'))
        .map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    let known = code.len() == CHARACTERS && code.bytes().all(|byte| ALPHABET.contains(&byte));
    known.then_some(code)
}

/// What is kept of a code: SHA-256 in lower-case hex over the person's id and the code, so that equal codes of two people
/// do not look equal and one table of guesses does not serve for all. `None` when `code` is none.
pub fn stored(person: &str, code: &str) -> Option<String> {
    let code = normalise(code)?;
    let length = (person.len() as u64).to_le_bytes();
    let bytes = [b"tickmark recovery 1".as_slice(), &length, person.as_bytes(), code.as_bytes()].concat();
    Some(hex::encode(Sha256::digest(bytes)))
}

/// Which of the kept codes was typed, as an index into `kept`. The caller takes that one away in the same transaction: a
/// code is good once. All are compared, so that the time does not tell which.
pub fn spend(person: &str, typed: &str, kept: &[String]) -> Option<usize> {
    let wanted = stored(person, typed)?;
    let matches = |hash: &String| bool::from(hash.as_bytes().ct_eq(wanted.as_bytes()));
    kept.iter().enumerate().fold(None, |found, (index, hash)| if matches(hash) { Some(index) } else { found })
}
