//! What secrets look like, by the forms that their makers document.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex::bytes::{Captures, Regex};

use super::{HintKind, personal};

/// Random words beside a telling word are hints from so many bits a letter on (Shannon); words of a language and
/// identifiers lie below.
const BITS: f64 = 3.6;
/// Hexadecimal has 4 bits a letter at most, and a random one of 32 letters seldom under 3.
const HEX_BITS: f64 = 3.0;

/// Forms, each with the mark in its first group that all of its kind begin with, if there is one.
const FORMS: [(HintKind, &str); 13] = [
    (
        HintKind::PrivateKey,
        r"-----BEGIN ((?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY)(?: BLOCK)?-----|(PuTTY-User-Key-File)-[0-9]",
    ),
    (HintKind::AwsKey, r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
    (HintKind::GitHubToken, r"\b(gh[pousr]_)[0-9A-Za-z]{36,}|\b(github_pat_)[0-9A-Za-z_]{22,}"),
    (HintKind::GitLabToken, r"\b(gl(?:pat|dt|rt|ptt|cbt|soat|ft|imt)-)[0-9A-Za-z_-]{20,}"),
    (HintKind::SlackToken, r"\b(xox[abeoprs]-)[0-9A-Za-z-]{10,}|\b(hooks\.slack\.com)/services/T[0-9A-Za-z_/]{20,}"),
    (HintKind::StripeKey, r"\b((?:sk|rk)_(?:live|test)_)[0-9A-Za-z]{16,}|\b(whsec_)[0-9A-Za-z+/=]{24,}"),
    (HintKind::Jwt, r"\b(eyJ)[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{8,}"),
    (HintKind::OwnToken, r"\b(tkm_[sacivfpd])[0-9A-Za-z]{49}\b"),
    (
        HintKind::PasswordInAddress,
        concat!(r"\b([A-Za-z][A-Za-z0-9+.-]{1,20}://)", r#"[^\s/:@'"<>]{0,100}:([^\s/@'"<>]{1,200})@[0-9A-Za-z\[]"#),
    ),
    (
        HintKind::LikelySecret,
        concat!(
            r"(?i)(password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credential)s?",
            r#"[0-9a-z_-]{0,20}["'`)\]]{0,2}[ \t]{0,8}(?:=>|:=|[:=>]|\bis\b)?[ \t]{0,8}["'`(\[]{0,2}([0-9a-z+/_=.~!-]{20,})"#
        ),
    ),
    (
        HintKind::Addresses,
        r"\b[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}\b",
    ),
    (HintKind::Iban, r"\b([A-Z]{2})[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?\b"),
    (HintKind::CardNumber, r"\b[2-6][0-9]{3}(?:[ -]?[0-9]){9,15}\b"),
];
const SOCIAL: &str = r"\b([0-9]{3})-([0-9]{2})-([0-9]{4})\b";

/// The forms, ready to be looked for.
pub(super) struct Rules {
    forms: Vec<(HintKind, Regex)>,
}

/// A kind, where it is, and how it is shown.
type Find = (HintKind, Range<usize>, String);

impl Rules {
    /// The rules; made once.
    pub(super) fn get() -> &'static Rules {
        static RULES: OnceLock<Rules> = OnceLock::new();
        RULES.get_or_init(|| {
            let forms = FORMS.into_iter().chain([(HintKind::SocialSecurityNumber, SOCIAL)]);
            let ready = |form: &str| {
                // Bytes, not characters: a file need not be UTF-8.
                Regex::new(&format!("(?-u){form}")).expect("each form is tried by the tests of this crate")
            };
            Rules { forms: forms.map(|(kind, form)| (kind, ready(form))).collect() }
        })
    }

    /// Everything in these bytes that has one of the forms, in the order of the forms.
    pub(super) fn look(&self, bytes: &[u8]) -> Vec<Find> {
        let mut finds: Vec<Find> = Vec::new();
        for (kind, form) in &self.forms {
            for captures in form.captures_iter(bytes) {
                let Some(whole) = captures.get(0) else { continue };
                let range = match kind {
                    HintKind::LikelySecret => captures.get(2).map_or(whole.range(), |word| word.range()),
                    _ => whole.range(),
                };
                // A token beside the word token is one hint, of the kind that is known.
                let known = finds.iter().any(|(_, other, _)| other.start < range.end && range.start < other.end);
                if *kind == HintKind::LikelySecret && known {
                    continue;
                }
                if let Some(masked) = masked(*kind, &captures) {
                    finds.push((*kind, range, masked));
                }
            }
        }
        finds
    }
}

/// How a find is shown; `None` if it is none after all.
fn masked(kind: HintKind, captures: &Captures<'_>) -> Option<String> {
    let group = |number: usize| captures.get(number).map(|group| group.as_bytes());
    let whole = group(0)?;
    let mark = group(1).or_else(|| group(2)).map_or(String::new(), |mark| String::from_utf8_lossy(mark).into_owned());
    Some(match kind {
        HintKind::PrivateKey => mark,
        HintKind::PasswordInAddress => {
            let password = group(2)?;
            let stands_for_one = password.iter().all(|byte| matches!(byte, b'*' | b'x' | b'X' | b'.'));
            if stands_for_one || matches!(password.first(), Some(b'$' | b'{' | b'%')) {
                return None;
            }
            format!("{mark}\u{2026}:\u{2026}@")
        }
        HintKind::LikelySecret => {
            let word = group(2)?;
            if !is_random(word) {
                return None;
            }
            format!("{} characters beside \u{201c}{}\u{201d}", word.len(), mark.to_ascii_lowercase())
        }
        HintKind::Addresses => String::new(),
        HintKind::Iban => {
            return personal::is_iban(whole).then(|| format!("{mark}\u{2026} ({} characters)", whole.len()));
        }
        HintKind::CardNumber => return personal::is_card(whole).then(|| format!("{} digits", personal::digits(whole))),
        HintKind::SocialSecurityNumber => {
            return personal::is_social(group(1)?, group(2)?, group(3)?)
                .then(|| "\u{2026}-\u{2026}-\u{2026}".to_owned());
        }
        _ => format!("{mark}\u{2026} ({} characters)", whole.len()),
    })
}

/// Whether a word looks as if it was drawn by lot.
fn is_random(word: &[u8]) -> bool {
    let hex = word.iter().all(u8::is_ascii_hexdigit);
    let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
    if hex && word.len() < 32 || digits == 0 || digits == word.len() {
        return false;
    }
    bits(word) >= if hex { HEX_BITS } else { BITS }
}

/// Shannon's measure of a word, in bits a letter.
fn bits(word: &[u8]) -> f64 {
    let mut counts: BTreeMap<u8, u32> = BTreeMap::new();
    for byte in word {
        *counts.entry(*byte).or_default() += 1;
    }
    let all = word.len().min(usize::from(u16::MAX)) as f64;
    counts.values().map(|count| f64::from(*count) / all).map(|share| -share * share.log2()).sum()
}
