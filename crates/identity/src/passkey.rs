//! Passkeys (WebAuthn): a key that a device keeps and uses only after it verified its owner by finger, face or PIN.
//!
//! User verification is required in both ceremonies, so that a passkey alone is two factors. The challenges come from the
//! library's own random source, not from the caller.

mod relying;
#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Uuid, WebauthnError,
};

pub use relying::Relying;

/// Most passkeys of one person.
pub const MAX_PASSKEYS: usize = 20;

/// Most bytes of what a browser answers.
pub const MAX_RESPONSE: usize = 64 * 1024;

/// A ceremony that has begun.
#[derive(Clone, PartialEq, Eq)]
pub struct Begun {
    /// JSON for the browser: `{"publicKey": ...}` with binary values in base64url, for
    /// `PublicKeyCredential.parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`.
    pub options: String,
    /// What the server keeps until the answer comes. It never leaves the server, is used once, whatever the outcome, and
    /// goes away after five minutes: who could choose it or use it twice could replay an answer.
    pub state: String,
}

impl std::fmt::Debug for Begun {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Begun").field("options", &self.options).field("state", &"***").finish()
    }
}

/// A passkey to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The passkey as JSON: its id, public key and counter; nothing secret.
    pub passkey: String,
    /// Its id in lower-case hex, unique over all people of the installation; refuse one that somebody has already.
    pub id: String,
}

/// Who signed in with which passkey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Which of the given passkeys it was.
    pub index: usize,
    /// That passkey with its new counter, to be kept in place of the old one in the transaction that signs in; `None` when
    /// nothing changed.
    pub updated: Option<String>,
}

/// Why a ceremony did not begin or did not end well.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyProblem {
    /// The installation is reached by a number.
    #[error("Passkeys need a name such as tickmark.example.org or localhost; {0} is an IP address.")]
    IpAddress(String),
    /// The id is no domain name in lower case.
    #[error("{0} is not a domain name, so that passkeys cannot be bound to it.")]
    Domain(String),
    /// The origin is not `https` (or `http` on localhost), or does not lie within the domain.
    #[error(
        "Passkeys need an address that begins with https:// (or http://localhost) within their domain; {0} is none."
    )]
    Origin(String),
    /// The person has [`MAX_PASSKEYS`] already.
    #[error("There are {MAX_PASSKEYS} passkeys already; take one away first.")]
    TooMany,
    /// The person has none.
    #[error("There is no passkey to sign in with.")]
    None,
    /// The kept state or passkey cannot be read.
    #[error("What was kept of this passkey or ceremony cannot be read.")]
    Kept,
    /// The browser's answer is not one.
    #[error("The answer of the browser cannot be read.")]
    Response,
    /// The device did not verify its owner.
    #[error("The device did not verify who uses it by finger, face or PIN.")]
    Unverified,
    /// The counter did not go up: the key was copied, or an old answer is used again.
    #[error("This passkey has been used from a copy. Take it away and set up another one.")]
    Copied,
    /// The answer does not fit: another challenge, origin or domain, an unknown key, or a wrong signature. The words are for
    /// the log.
    #[error("The passkey was not accepted ({0}).")]
    Refused(String),
}

impl Relying {
    /// Begins to set up a passkey. `handle` is random, one for each person, and never their id or address: devices show it
    /// to others. `name` is the e-mail address and `display` the name that the device shows; `existing` are the person's
    /// passkeys, which the device will not register again.
    pub fn begin_registration(
        &self,
        handle: [u8; 16],
        name: &str,
        display: &str,
        existing: &[String],
    ) -> Result<Begun, PasskeyProblem> {
        if existing.len() >= MAX_PASSKEYS {
            return Err(PasskeyProblem::TooMany);
        }
        let known = read_all(existing)?.iter().map(|passkey| passkey.cred_id().clone()).collect();
        let begun = self.webauthn.start_passkey_registration(Uuid::from_bytes(handle), name, display, Some(known));
        let (options, state) = begun.map_err(refused)?;
        Ok(Begun { options: write(&options)?, state: write(&state)? })
    }

    /// Ends it with the browser's answer (`credential.toJSON()`).
    pub fn finish_registration(&self, state: &str, response: &str) -> Result<Registered, PasskeyProblem> {
        let state: PasskeyRegistration = read(state).ok_or(PasskeyProblem::Kept)?;
        let response: RegisterPublicKeyCredential = read_response(response)?;
        let passkey = self.webauthn.finish_passkey_registration(&response, &state).map_err(refused)?;
        Ok(Registered { id: hex::encode(passkey.cred_id()), passkey: write(&passkey)? })
    }

    /// Begins a sign-in of a person who has these passkeys.
    pub fn begin_sign_in(&self, passkeys: &[String]) -> Result<Begun, PasskeyProblem> {
        if passkeys.is_empty() {
            return Err(PasskeyProblem::None);
        }
        let begun = self.webauthn.start_passkey_authentication(&read_all(passkeys)?);
        let (options, state) = begun.map_err(refused)?;
        Ok(Begun { options: write(&options)?, state: write(&state)? })
    }

    /// Ends it with the browser's answer. `passkeys` are the person's passkeys as they are now, which may be fewer than when
    /// the ceremony began, with the counters of now.
    pub fn finish_sign_in(&self, state: &str, response: &str, passkeys: &[String]) -> Result<SignedIn, PasskeyProblem> {
        let state: PasskeyAuthentication = read(state).ok_or(PasskeyProblem::Kept)?;
        let response: PublicKeyCredential = read_response(response)?;
        let result = self.webauthn.finish_passkey_authentication(&response, &state).map_err(refused)?;
        if !result.user_verified() {
            return Err(PasskeyProblem::Unverified);
        }
        let mut passkeys = read_all(passkeys)?;
        let index = position(&passkeys, result.cred_id())
            .ok_or_else(|| PasskeyProblem::Refused("the passkey was taken away".to_owned()))?;
        went_up(&passkeys[index], &result)?;
        let changed = passkeys[index].update_credential(&result).unwrap_or(false);
        let updated = if changed { Some(write(&passkeys[index])?) } else { None };
        Ok(SignedIn { index, updated })
    }
}

/// Compares the counter with the one kept now, not only with the one of when the ceremony began: of two answers that a key
/// and its copy give at the same time, the second is refused (WebAuthn level 3, section 6.1.1). Keys without a counter say 0.
fn went_up(kept: &webauthn_rs::prelude::Passkey, result: &AuthenticationResult) -> Result<(), PasskeyProblem> {
    #[derive(Deserialize)]
    struct Kept {
        cred: Counted,
    }
    #[derive(Deserialize)]
    struct Counted {
        counter: u32,
    }
    let Kept { cred } = read(&write(kept)?).ok_or(PasskeyProblem::Kept)?;
    let counts = result.counter() > 0 || cred.counter > 0;
    if counts && result.counter() <= cred.counter { Err(PasskeyProblem::Copied) } else { Ok(()) }
}

fn position(passkeys: &[webauthn_rs::prelude::Passkey], id: &CredentialID) -> Option<usize> {
    passkeys.iter().position(|passkey| passkey.cred_id() == id)
}

fn read_all(passkeys: &[String]) -> Result<Vec<webauthn_rs::prelude::Passkey>, PasskeyProblem> {
    passkeys.iter().map(|text| read(text).ok_or(PasskeyProblem::Kept)).collect()
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn read_response<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyProblem> {
    if text.len() > MAX_RESPONSE {
        return Err(PasskeyProblem::Response);
    }
    read(text).ok_or(PasskeyProblem::Response)
}

fn write<T: Serialize>(value: &T) -> Result<String, PasskeyProblem> {
    serde_json::to_string(value).map_err(|_| PasskeyProblem::Kept)
}

fn refused(error: WebauthnError) -> PasskeyProblem {
    match error {
        WebauthnError::UserNotVerified => PasskeyProblem::Unverified,
        WebauthnError::CredentialPossibleCompromise => PasskeyProblem::Copied,
        other => PasskeyProblem::Refused(other.to_string()),
    }
}
