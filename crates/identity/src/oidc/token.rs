//! A signed token: taken apart strictly, and believed only after its signature.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJwsSigningAlgorithm};
use serde_json::{Map, Value};

use super::claims::Claims;
use super::http::Http;
use super::keys;
use super::metadata::Metadata;
use super::problem::{OidcProblem, clip};
use super::strict;

/// The longest token that is read, in bytes.
pub const MAX_TOKEN_BYTES: usize = 64 * 1024;

/// What a token is meant to be; one kind must never pass for another (RFC 8725, 3.11).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says who signed in.
    Id,
    /// Says who signed out.
    Logout,
}

/// The claim by which a logout token says what it is (Back-Channel Logout 1.0, 2.4).
pub(super) const EVENTS: &str = "events";

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Id => "ID token",
            Kind::Logout => "logout token",
        }
    }

    /// Providers may leave `typ` out or write `JWT`; any other word names another kind.
    fn takes(self, typ: &str) -> bool {
        let typ = typ.to_ascii_lowercase();
        let typ = typ.strip_prefix("application/").unwrap_or(&typ);
        typ == "jwt" || (self == Kind::Logout && typ == "logout+jwt")
    }
}

/// A token that was read but not yet believed.
pub(super) struct Unproven<'t> {
    algorithm: CoreJwsSigningAlgorithm,
    kid: Option<String>,
    message: &'t str,
    signature: Vec<u8>,
    /// What it says, if its signature holds.
    pub(super) claims: Claims,
}

impl<'t> Unproven<'t> {
    /// Takes the token apart: three parts, no name twice, an algorithm of the list, the kind that is wanted.
    pub(super) fn read(text: &'t str, kind: Kind) -> Result<Unproven<'t>, OidcProblem> {
        let what = kind.name();
        let unreadable = |why: &str| OidcProblem::TokenUnreadable { what, why: why.to_owned() };
        if text.len() > MAX_TOKEN_BYTES {
            return Err(OidcProblem::TooLarge { what, max: MAX_TOKEN_BYTES });
        }
        let parts: Vec<&str> = text.split('.').collect();
        let [header, payload, signature] = parts[..] else {
            let encrypted = parts.len() == 5;
            return Err(unreadable(if encrypted { "it is encrypted" } else { "it does not have three parts" }));
        };
        let message = &text[..header.len() + 1 + payload.len()];
        let header = part(what, header)?;
        let name = header.get("alg").and_then(Value::as_str).unwrap_or_default();
        let algorithm = keys::algorithm(name).ok_or_else(|| OidcProblem::Algorithm { found: clip(name) })?;
        if header.contains_key("crit") {
            return Err(unreadable("it demands an extension that we do not know"));
        }
        let kid = match header.get("kid") {
            None => None,
            Some(Value::String(kid)) => Some(kid.clone()),
            Some(_) => return Err(unreadable("the name of its key is no text")),
        };
        let claims = Claims::new(what, part(what, payload)?);
        check_kind(kind, &header, &claims)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| unreadable("its signature is no base64url"))?;
        Ok(Unproven { algorithm, kid, message, signature, claims })
    }

    /// The key of the provider that signed this; the keys are read again, once, if the token names a new one.
    pub(super) fn prove(&self, http: Http<'_>, metadata: &mut Metadata, now_s: i64) -> Result<Signer, OidcProblem> {
        match self.signer(metadata) {
            Err(problem @ OidcProblem::UnknownKey { .. }) => {
                if metadata.renew_keys(http, now_s)? {
                    self.signer(metadata)
                } else {
                    Err(problem)
                }
            }
            other => other,
        }
    }

    fn signer(&self, metadata: &Metadata) -> Result<Signer, OidcProblem> {
        let (algorithm, kid) = (&self.algorithm, self.kid.as_deref());
        let key = keys::signer(&metadata.keys, algorithm, kid, self.message, &self.signature)?;
        Ok(Signer { key: key.clone(), algorithm: algorithm.clone() })
    }
}

/// Who signed a token, to judge what came with it.
pub(super) struct Signer {
    key: CoreJsonWebKey,
    algorithm: CoreJwsSigningAlgorithm,
}

impl Signer {
    /// Whether `at_hash` is the hash of this access token, by the algorithm of the ID token.
    pub(super) fn vouches_for(&self, access_token: &str, at_hash: &str) -> bool {
        keys::half_hash(&self.key, &self.algorithm, access_token).is_some_and(|hash| hash == at_hash)
    }
}

fn check_kind(kind: Kind, header: &Map<String, Value>, claims: &Claims) -> Result<(), OidcProblem> {
    let expected = kind.name();
    match header.get("typ") {
        None => {}
        Some(Value::String(typ)) if kind.takes(typ) => {}
        Some(typ) => {
            let found = typ.as_str().map_or_else(|| "no text".to_owned(), clip);
            return Err(OidcProblem::WrongKind { expected, found });
        }
    }
    if kind == Kind::Id && claims.has(EVENTS) {
        return Err(OidcProblem::WrongKind { expected, found: "a report of events".to_owned() });
    }
    Ok(())
}

fn part(what: &'static str, text: &str) -> Result<Map<String, Value>, OidcProblem> {
    let why = "it is not written in base64url";
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| OidcProblem::TokenUnreadable { what, why: why.to_owned() })?;
    strict::object(&bytes).map_err(|why| match why.contains(strict::TWICE) {
        true => OidcProblem::Duplicate { what, why },
        false => OidcProblem::TokenUnreadable { what, why },
    })
}
