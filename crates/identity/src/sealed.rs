//! Small secrets at rest: sealed with XChaCha20-Poly1305 for one owner and one purpose, and kept from being printed.

#[cfg(test)]
mod tests;

use std::fmt;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

/// First byte of a sealed value, so that another way of sealing can follow one day.
const FORM: u8 = 1;

/// Bytes of a nonce. It is random and fresh for each sealing; with 192 bits no two will ever meet.
pub const NONCE: usize = 24;

/// Bytes of the authentication tag.
const TAG: usize = 16;

/// Most bytes of a secret that is sealed here; larger things are files and have their own keys.
pub const MAX_SECRET: usize = 64 * 1024;

/// A value that cannot be printed, serialised or compared by accident. It comes out by [`Secret::expose`] only, so that
/// each place that reads one is found by searching for that word.
#[derive(Clone)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the one call that needs it.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// What a secret is for and whose it is. Both are bound to the sealed value: it opens for the same pair only, so that
/// whoever can write to the shelf cannot move it to another person, organisation or use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The use, in one word such as `totp`, `oidc_client` or `webhook`.
    pub kind: &'a str,
    /// The id of the person, organisation or thing.
    pub id: &'a str,
}

/// Why a value was not sealed or not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealedProblem {
    /// The secret is longer than [`MAX_SECRET`].
    #[error("the secret is longer than {MAX_SECRET} bytes")]
    TooLong,
    /// The value is shorter than a sealed one can be, longer than it may be, or of an unknown form.
    #[error("this is not a sealed value of a known form")]
    Form,
    /// Another key, another owner or another use, or a byte was changed; which one it was cannot be told.
    #[error("the sealed value does not open with this key for this owner")]
    Key,
}

/// Seals a secret: form byte, nonce, cipher text with tag. `nonce` is fresh randomness for each call.
pub fn seal(
    key: &Secret<[u8; 32]>,
    nonce: [u8; NONCE],
    owner: Owner<'_>,
    secret: &[u8],
) -> Result<Vec<u8>, SealedProblem> {
    if secret.len() > MAX_SECRET {
        return Err(SealedProblem::TooLong);
    }
    let payload = Payload { msg: secret, aad: &bound(owner) };
    let sealed = cipher(key).encrypt(&XNonce::from(nonce), payload).map_err(|_| SealedProblem::TooLong)?;
    Ok([&[FORM][..], &nonce, &sealed].concat())
}

/// Opens what [`seal`] made with the same key for the same owner.
pub fn open(key: &Secret<[u8; 32]>, owner: Owner<'_>, sealed: &[u8]) -> Result<Secret<Vec<u8>>, SealedProblem> {
    let (form, rest) = sealed.split_first().ok_or(SealedProblem::Form)?;
    let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(SealedProblem::Form)?;
    if *form != FORM || !(TAG..=TAG + MAX_SECRET).contains(&text.len()) {
        return Err(SealedProblem::Form);
    }
    let payload = Payload { msg: text, aad: &bound(owner) };
    cipher(key).decrypt(&XNonce::from(*nonce), payload).map(Secret).map_err(|_| SealedProblem::Key)
}

fn cipher(key: &Secret<[u8; 32]>) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

/// The associated data: each part with its length before it, so that no two owners give the same bytes.
fn bound(owner: Owner<'_>) -> Vec<u8> {
    let mut bytes = b"tickmark sealed 1".to_vec();
    for part in [owner.kind, owner.id] {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}
