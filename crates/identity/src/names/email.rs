//! An e-mail address: what is shown and written to, and the key by which it is unique.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::{NameProblem, fold, visible};

/// Most bytes of an address (RFC 5321, section 4.5.3.1.3, with its errata).
pub const MAX_ADDRESS: usize = 254;

/// Most bytes before the @ (RFC 5321, section 4.5.3.1.1).
pub const MAX_LOCAL: usize = 64;

/// An e-mail address. Before the @ it is as written, in NFC; behind it stands the domain in its ASCII form (IDNA), in lower
/// case. Two are equal when they are written alike; whether they are one mailbox to us is [`Email::key`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email {
    address: String,
    at: usize,
}

impl Email {
    /// Reads an address that somebody typed. Quoted names and addresses of machines (`[192.0.2.1]`) are not taken: nobody
    /// has them, and they are a way around checks.
    pub fn parse(typed: &str) -> Result<Self, NameProblem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NameProblem::Empty);
        }
        if typed.len() > MAX_ADDRESS {
            return Err(NameProblem::TooLong("254 bytes"));
        }
        visible(typed)?;
        // What becomes an @ or a dot when folded would make two readings of one address.
        let compatible: String = typed.nfkc().collect();
        if typed.matches('@').count() != 1 || compatible.matches('@').count() != 1 {
            return Err(NameProblem::Address);
        }
        let (local, domain) = typed.split_once('@').ok_or(NameProblem::Address)?;
        let local: String = local.nfc().collect();
        if !is_local(&local) || !is_local(&local.nfkc().collect::<String>()) {
            return Err(NameProblem::Local);
        }
        let domain = read_domain(domain)?;
        let address = format!("{local}@{domain}");
        if address.len() > MAX_ADDRESS {
            return Err(NameProblem::TooLong("254 bytes"));
        }
        Ok(Self { at: local.len(), address })
    }

    /// The whole address, to show and to write to.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What stands before the @.
    pub fn local(&self) -> &str {
        &self.address[..self.at]
    }

    /// The domain, in ASCII and lower case.
    pub fn domain(&self) -> &str {
        &self.address[self.at + 1..]
    }

    /// What has to be unique: the address without regard to case and compatible characters. Dots and `+tags` stay, because
    /// what they mean is the mail server's affair.
    pub fn key(&self) -> String {
        format!("{}@{}", fold(self.local()), self.domain())
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

/// Dot-separated atoms of RFC 5322, section 3.2.3, and letters of other scripts (RFC 6531).
fn is_local(local: &str) -> bool {
    let is_atom =
        |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && is_letter_part(c));
    (1..=MAX_LOCAL).contains(&local.len()) && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

/// Marks and joiners that belong to letters.
fn is_letter_part(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// The domain in ASCII: letters, digits and hyphens in labels of at most 63; not an IP address.
fn read_domain(domain: &str) -> Result<String, NameProblem> {
    let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| NameProblem::Domain)?;
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = ascii.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit());
    if ascii.len() > 253 || numeric || !ascii.split('.').all(is_label) {
        return Err(NameProblem::Domain);
    }
    Ok(ascii.to_ascii_lowercase())
}
