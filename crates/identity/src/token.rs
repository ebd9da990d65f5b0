//! Secrets that a machine or a browser carries: sessions, API tokens, invitations and their like.

#[cfg(test)]
mod tests;

use std::fmt;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// How each token begins, so that people and secret scanners recognise one that leaked.
pub const PREFIX: &str = "tkm_";

/// The form of a token as a regular expression, for secret scanners.
pub const PATTERN: &str = r"\btkm_[sacivfpd][0-9A-Za-z]{49}\b";

/// Characters of the 256 random bits in base 62.
const BODY: usize = 43;

/// Characters of the checksum in base 62; a mistyped token passes once in 56 thousand million times.
const CHECKSUM: usize = 6;

/// Characters of a whole token.
pub const LENGTH: usize = PREFIX.len() + 1 + BODY + CHECKSUM;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What a token is for. The letter is part of the token, so that one kind is never taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A browser's session.
    Session,
    /// A person's or a script's access to the API.
    Api,
    /// A collector, which can append evidence to named controls and nothing else.
    Collector,
    /// A directory that keeps people up to date (SCIM).
    Scim,
    /// An invitation to join an organisation.
    Invitation,
    /// The one-time link with which the first owner of an installation comes in.
    FirstOwner,
    /// A link with which a password is set anew.
    PasswordReset,
    /// A link to documents that somebody from outside asked for and was given.
    Documents,
}

impl Kind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Session,
        Self::Api,
        Self::Collector,
        Self::Scim,
        Self::Invitation,
        Self::FirstOwner,
        Self::PasswordReset,
        Self::Documents,
    ];

    /// Its letter after [`PREFIX`].
    pub const fn letter(self) -> char {
        match self {
            Self::Session => 's',
            Self::Api => 'a',
            Self::Collector => 'c',
            Self::Scim => 'v',
            Self::Invitation => 'i',
            Self::FirstOwner => 'f',
            Self::PasswordReset => 'p',
            Self::Documents => 'd',
        }
    }
}

/// A token in clear: shown or sent once, never kept. What is kept is [`Token::hash`].
#[derive(Clone)]
pub struct Token {
    kind: Kind,
    text: String,
}

/// Why a text is not a token; nothing was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenProblem {
    /// Not `tkm_`, a letter, and 49 letters and digits.
    #[error("this is not a token of this product")]
    Form,
    /// The last six characters do not fit the ones before them.
    #[error("the token is mistyped or cut off: its checksum does not fit")]
    Checksum,
    /// A token, but of another kind than is asked for here.
    #[error("this is a token of another kind")]
    Kind,
}

impl Token {
    /// Makes a token from 256 bits of fresh randomness.
    pub fn mint(kind: Kind, random: [u8; 32]) -> Self {
        let mut text = format!("{PREFIX}{}", kind.letter());
        text.push_str(&base62(random));
        let sum = checksum(&text);
        text.push_str(&sum);
        Self { kind, text }
    }

    /// Reads a token and refuses a wrong checksum before anything is looked up.
    pub fn parse(text: &str) -> Result<Self, TokenProblem> {
        let rest = text.strip_prefix(PREFIX).ok_or(TokenProblem::Form)?;
        let kind = Kind::ALL.into_iter().find(|kind| rest.starts_with(kind.letter())).ok_or(TokenProblem::Form)?;
        if text.len() != LENGTH || !rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(TokenProblem::Form);
        }
        let (body, sum) = text.split_at(LENGTH - CHECKSUM);
        if checksum(body) != sum {
            return Err(TokenProblem::Checksum);
        }
        Ok(Self { kind, text: text.to_owned() })
    }

    /// As [`Token::parse`], for a place that takes one kind only.
    pub fn parse_kind(text: &str, kind: Kind) -> Result<Self, TokenProblem> {
        Self::parse(text).and_then(|token| if token.kind == kind { Ok(token) } else { Err(TokenProblem::Kind) })
    }

    /// What it is for.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The text to show or send, once.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the whole text: what is kept and looked up. With 256 random bits no salt and no slow hash is needed.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.text.as_bytes()).into()
    }

    /// The beginning by which a person tells their tokens apart in a list; it gives 24 of the 256 bits away.
    pub fn label(&self) -> &str {
        &self.text[..PREFIX.len() + 5]
    }
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        same(&self.hash(), &other.hash())
    }
}

impl Eq for Token {}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token").field("kind", &self.kind).field("text", &"***").finish()
    }
}

/// Whether two hashes are the same, in a time that does not tell where they differ.
pub fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    one.ct_eq(other).into()
}

/// The number in base 62, most significant digit first, always [`BODY`] digits.
fn base62(mut number: [u8; 32]) -> String {
    let mut digits = [0; BODY];
    for digit in digits.iter_mut().rev() {
        let mut remainder = 0_u32;
        for byte in &mut number {
            let value = remainder * 256 + u32::from(*byte);
            // A remainder is below 62, so that the quotient is below 256.
            *byte = (value / 62) as u8;
            remainder = value % 62;
        }
        *digit = DIGITS[remainder as usize];
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

fn checksum(text: &str) -> String {
    let hash: [u8; 32] = Sha256::digest([b"tickmark token checksum ", text.as_bytes()].concat()).into();
    base62(hash)[BODY - CHECKSUM..].to_owned()
}
