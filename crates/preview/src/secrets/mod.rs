//! Secrets and personal data in a file: hints for whoever reviews evidence, never verdicts.
//!
//! What is compressed is not seen: the inside of office documents, PDFs and archives.

mod personal;
mod rules;
mod window;

use std::io::{self, Read};

pub use personal::MANY_ADDRESSES;
use rules::Rules;
use window::Windows;

/// Hints that are given of one file.
pub const HINTS_MAX: usize = 100;
/// Bytes of a file that are looked through: 64 MiB.
pub const LOOKED_MAX: u64 = 64 << 20;

/// What a hint is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintKind {
    /// A private key in PEM or of PuTTY.
    PrivateKey,
    /// An access key of AWS.
    AwsKey,
    /// A token of GitHub.
    GitHubToken,
    /// A token of GitLab.
    GitLabToken,
    /// A token or web hook of Slack.
    SlackToken,
    /// A secret key of Stripe.
    StripeKey,
    /// A JSON Web Token.
    Jwt,
    /// A token of this program.
    OwnToken,
    /// A password in an address.
    PasswordInAddress,
    /// A long random word beside a word such as password or token.
    LikelySecret,
    /// Many e-mail addresses.
    Addresses,
    /// An IBAN whose checksum is right (ISO 13616).
    Iban,
    /// The number of a payment card whose checksum is right (ISO/IEC 7812).
    CardNumber,
    /// A number in the form of a US social security number.
    SocialSecurityNumber,
}

impl HintKind {
    /// Its name in words.
    pub const fn title(self) -> &'static str {
        match self {
            HintKind::PrivateKey => "private key",
            HintKind::AwsKey => "AWS access key",
            HintKind::GitHubToken => "GitHub token",
            HintKind::GitLabToken => "GitLab token",
            HintKind::SlackToken => "Slack token or web hook",
            HintKind::StripeKey => "Stripe key",
            HintKind::Jwt => "JSON Web Token",
            HintKind::OwnToken => "token of this installation's kind",
            HintKind::PasswordInAddress => "password in an address",
            HintKind::LikelySecret => "likely secret",
            HintKind::Addresses => "many e-mail addresses",
            HintKind::Iban => "IBAN",
            HintKind::CardNumber => "payment card number",
            HintKind::SocialSecurityNumber => "US social security number",
        }
    }

    /// Whether it is about people rather than about secrets.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::Addresses | Self::Iban | Self::CardNumber | Self::SocialSecurityNumber)
    }
}

/// Something that perhaps should not be in the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hint {
    /// Line, from 1.
    pub line: u64,
    /// What it is about.
    pub kind: HintKind,
    /// Enough to find it again, and nothing of the secret beyond the mark that all of its kind begin with.
    pub masked: String,
}

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The hints, by line; at most [`HINTS_MAX`].
    pub hints: Vec<Hint>,
    /// Whether there were more.
    pub more: bool,
    /// Bytes looked through; at most [`LOOKED_MAX`].
    pub looked: u64,
    /// Whether that was the whole file.
    pub whole: bool,
}

/// Looks through a file, a window of 64 KiB at a time. Texts of two bytes a character are read as well.
///
/// # Errors
/// What reading the file gives.
pub fn secrets(file: &mut dyn Read) -> io::Result<Found> {
    let rules = Rules::get();
    let mut windows = Windows::new(file, LOOKED_MAX);
    let mut found = Found::default();
    let mut addresses = personal::Addresses::default();
    while let Some(window) = windows.next()? {
        for (kind, range, masked) in rules.look(window.bytes) {
            if !window.is_news(&range) {
                continue;
            }
            let line = window.line_of(range.start);
            if kind == HintKind::Addresses {
                addresses.count(line);
            } else if found.hints.len() < HINTS_MAX {
                found.hints.push(Hint { line, kind, masked });
            } else {
                found.more = true;
            }
        }
    }
    (found.looked, found.whole) = windows.looked();
    if let Some(hint) = addresses.hint() {
        found.more |= found.hints.len() >= HINTS_MAX;
        found.hints.truncate(HINTS_MAX - 1);
        found.hints.push(hint);
    }
    found.hints.sort();
    Ok(found)
}
