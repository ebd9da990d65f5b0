//! Data about people: checksums, so that a number that merely looks like one is left alone.

use super::{Hint, HintKind};

/// From so many e-mail addresses on a file is said to hold many.
pub const MANY_ADDRESSES: u64 = 10;

/// Counts e-mail addresses; a few are in every file.
#[derive(Default)]
pub(super) struct Addresses {
    count: u64,
    first: Option<u64>,
}

impl Addresses {
    pub(super) fn count(&mut self, line: u64) {
        self.count += 1;
        self.first.get_or_insert(line);
    }

    pub(super) fn hint(&self) -> Option<Hint> {
        let line = self.first.filter(|_| self.count >= MANY_ADDRESSES)?;
        Some(Hint { line, kind: HintKind::Addresses, masked: format!("{} addresses from this line on", self.count) })
    }
}

/// ISO 13616: the first four to the end, letters as 10 to 35, and the number leaves 1 by 97.
pub(super) fn is_iban(text: &[u8]) -> bool {
    let plain: Vec<u8> = text.iter().copied().filter(|byte| *byte != b' ').collect();
    if !(15..=34).contains(&plain.len()) {
        return false;
    }
    let value = |byte: u8| char::from(byte).to_digit(36).unwrap_or(0);
    let rest = plain[4..].iter().chain(&plain[..4]).fold(0, |rest: u32, byte| {
        let value = value(*byte);
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    });
    rest == 1
}

/// ISO/IEC 7812: every second digit from the right doubled, the digits of that added, and the sum ends in 0.
pub(super) fn is_card(text: &[u8]) -> bool {
    let digits: Vec<u32> = text.iter().filter_map(|byte| char::from(*byte).to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(at, digit)| if at % 2 == 0 { *digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    let varied = digits.iter().any(|digit| Some(digit) != digits.first());
    (13..=19).contains(&digits.len()) && varied && sum.is_multiple_of(10)
}

/// Digits in a text.
pub(super) fn digits(text: &[u8]) -> usize {
    text.iter().filter(|byte| byte.is_ascii_digit()).count()
}

/// What the Social Security Administration never gives out is none: area 000, 666 and 900 on, group 00, serial 0000.
pub(super) fn is_social(area: &[u8], group: &[u8], serial: &[u8]) -> bool {
    area != b"000" && area != b"666" && area[0] != b'9' && group != b"00" && serial != b"0000"
}
