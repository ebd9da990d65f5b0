//! The provider's keys, and the only signatures that count.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet, CoreJwsSigningAlgorithm};
use openidconnect::{JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyUse, JwsSigningAlgorithm};
use serde_json::Value;

use super::http::{Http, HttpRequest, ask_ok};
use super::problem::OidcProblem;

/// The shortest RSA key whose word is taken, in bits (RFC 7518, 3.3).
const MIN_RSA_BITS: usize = 2048;

/// The algorithm by its name in a token, if it is on the list. `none` and those with a shared secret are not: whoever
/// can check such a token can also write one (RFC 8725, 3.1).
pub(super) fn algorithm(name: &str) -> Option<CoreJwsSigningAlgorithm> {
    match name {
        "RS256" => Some(CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256),
        "PS256" => Some(CoreJwsSigningAlgorithm::RsaSsaPssSha256),
        "ES256" => Some(CoreJwsSigningAlgorithm::EcdsaP256Sha256),
        "EdDSA" => Some(CoreJwsSigningAlgorithm::EdDsa),
        _ => None,
    }
}

/// Reads the key set. Keys of kinds that we do not know are passed over; a set without any key left is a problem.
pub(super) fn read(http: Http<'_>, url: &str) -> Result<CoreJsonWebKeySet, OidcProblem> {
    let what = "key set";
    let object = ask_ok(http, what, HttpRequest::get(url))?;
    let keys: CoreJsonWebKeySet = serde_json::from_value(Value::Object(object))
        .map_err(|problem| OidcProblem::Unreadable { what, why: problem.to_string() })?;
    if keys.keys().is_empty() { Err(OidcProblem::NoKeys) } else { Ok(keys) }
}

/// The key that made this signature. Only keys of this provider are looked at: addresses and keys inside the token
/// (`jku`, `jwk`, `x5u`) are its writer's word and are never read.
pub(super) fn signer<'k>(
    keys: &'k CoreJsonWebKeySet,
    algorithm: &CoreJwsSigningAlgorithm,
    kid: Option<&str>,
    message: &str,
    signature: &[u8],
) -> Result<&'k CoreJsonWebKey, OidcProblem> {
    let named = |key: &&CoreJsonWebKey| kid.is_none_or(|kid| key.key_id().is_some_and(|id| id.as_str() == kid));
    let found: Vec<_> = keys.keys().iter().filter(named).filter(|key| fits(key, algorithm)).collect();
    // A token may leave the name of its key out only where there is no choice (Core 1.0, 10.1).
    if found.is_empty() || (kid.is_none() && found.len() > 1) {
        return Err(OidcProblem::UnknownKey { kid: kid.map(str::to_owned) });
    }
    for key in found {
        if key.verify_signature(algorithm, message.as_bytes(), signature).is_ok() {
            return if too_short(key) { Err(OidcProblem::WeakKey { min: MIN_RSA_BITS }) } else { Ok(key) };
        }
    }
    Err(OidcProblem::Signature)
}

/// Whether an access token belongs to the ID token that came with it (`at_hash`, Core 1.0, 3.1.3.6).
pub(super) fn half_hash(key: &CoreJsonWebKey, algorithm: &CoreJwsSigningAlgorithm, of: &str) -> Option<String> {
    let hash = key.hash_bytes(of.as_bytes(), algorithm).ok()?;
    Some(URL_SAFE_NO_PAD.encode(&hash[..hash.len() / 2]))
}

fn fits(key: &CoreJsonWebKey, algorithm: &CoreJwsSigningAlgorithm) -> bool {
    let may_sign = key.key_use().is_none_or(JsonWebKeyUse::allows_signature);
    let same_kind = algorithm.key_type().as_ref() == Some(key.key_type());
    let not_another = match key.signing_alg() {
        JsonWebKeyAlgorithm::Algorithm(own) => own == algorithm,
        JsonWebKeyAlgorithm::Unspecified => true,
        JsonWebKeyAlgorithm::Unsupported => false,
    };
    may_sign && same_kind && not_another
}

fn too_short(key: &CoreJsonWebKey) -> bool {
    let Ok(value) = serde_json::to_value(key) else { return true };
    let Some(modulus) = value.get("n").and_then(Value::as_str) else { return false };
    let bytes = URL_SAFE_NO_PAD.decode(modulus).unwrap_or_default();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros).map_or(0, |byte| byte.leading_zeros() as usize);
    (bytes.len() - zeros) * 8 - first < MIN_RSA_BITS
}
