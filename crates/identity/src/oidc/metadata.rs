//! What a provider says of itself, and its keys: read once, kept by the caller, keys read again when they were changed.

use openidconnect::core::CoreJsonWebKeySet;
use openidconnect::url::Url;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::http::{Http, HttpRequest, ask_ok};
use super::keys;
use super::problem::{OidcProblem, clip};

/// Seconds between two readings of a provider's keys, so that made-up key ids cannot make us knock without end.
pub const KEYS_REST_S: i64 = 60;

/// Seconds after which the caller should discover again, so that a withdrawn key is forgotten within a day.
pub const METADATA_STALE_S: i64 = 24 * 60 * 60;

/// Whether plain `http` will do. Only for a provider on the same machine or an allow-listed internal one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Transport {
    /// Every address of the provider must be `https`.
    HttpsOnly,
    /// `http` is taken as well.
    AllowHttp,
}

/// Discovery document and keys of one provider, as a value that serialises. After [`finish`](super::finish) and
/// [`logout_token`](super::logout_token), refused ones too, the caller keeps it if `keys_read_s` has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// Exactly what was asked for, and what every token must name.
    pub issuer: String,
    /// Where people are sent.
    pub authorization_endpoint: String,
    /// Where a code is changed for tokens.
    pub token_endpoint: String,
    /// Where name and e-mail address lie when the ID token has none.
    pub userinfo_endpoint: Option<String>,
    /// Where people are sent to sign out there as well.
    pub end_session_endpoint: Option<String>,
    /// Where the keys lie.
    pub jwks_uri: String,
    /// How the token endpoint takes a client's secret; empty where the document is silent, which means basic.
    pub client_authentication: Vec<String>,
    /// Whether every callback must carry `iss` (RFC 9207).
    pub callback_names_issuer: bool,
    /// Whether the provider tells us when somebody signs out there.
    pub backchannel_logout: bool,
    /// When the document was read, in seconds since 1970.
    pub read_s: i64,
    /// When the keys were last asked for, in seconds since 1970, whether or not an answer came.
    pub keys_read_s: i64,
    pub(super) keys: CoreJsonWebKeySet,
}

impl Metadata {
    /// Whether the caller should discover again before the next sign-in.
    pub fn is_stale(&self, now_s: i64) -> bool {
        now_s.abs_diff(self.read_s) >= METADATA_STALE_S.unsigned_abs()
    }

    /// Reads the keys again unless that was done within [`KEYS_REST_S`]; answers whether it did.
    pub(super) fn renew_keys(&mut self, http: Http<'_>, now_s: i64) -> Result<bool, OidcProblem> {
        if now_s.abs_diff(self.keys_read_s) < KEYS_REST_S.unsigned_abs() {
            return Ok(false);
        }
        self.keys_read_s = now_s;
        self.keys = keys::read(http, &self.jwks_uri)?;
        Ok(true)
    }
}

/// Reads the provider's discovery document and its keys. The document must name exactly `issuer` (Discovery 1.0, 4.3),
/// else one provider could speak for another.
pub fn discover(http: Http<'_>, issuer: &str, transport: Transport, now_s: i64) -> Result<Metadata, OidcProblem> {
    let parsed = address("issuer", issuer, transport)?;
    if parsed.query().is_some() || parsed.fragment().is_some() {
        return Err(OidcProblem::BadAddress { what: "issuer", url: issuer.to_owned() });
    }
    let place = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let what = "discovery document";
    let object = ask_ok(http, what, HttpRequest::get(&place))?;
    let document: Document = serde_json::from_value(Value::Object(object))
        .map_err(|problem| OidcProblem::Unreadable { what, why: problem.to_string() })?;
    if document.issuer != issuer {
        return Err(OidcProblem::DiscoveryIssuer { expected: issuer.to_owned(), found: clip(&document.issuer) });
    }
    document.usable(transport)?;
    Ok(Metadata {
        keys: keys::read(http, &document.jwks_uri)?,
        issuer: document.issuer,
        authorization_endpoint: document.authorization_endpoint,
        token_endpoint: document.token_endpoint,
        userinfo_endpoint: document.userinfo_endpoint,
        end_session_endpoint: document.end_session_endpoint,
        jwks_uri: document.jwks_uri,
        client_authentication: document.token_endpoint_auth_methods_supported,
        callback_names_issuer: document.authorization_response_iss_parameter_supported,
        backchannel_logout: document.backchannel_logout_supported,
        read_s: now_s,
        keys_read_s: now_s,
    })
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    userinfo_endpoint: Option<String>,
    end_session_endpoint: Option<String>,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
    #[serde(default)]
    id_token_signing_alg_values_supported: Vec<String>,
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
    #[serde(default)]
    backchannel_logout_supported: bool,
}

impl Document {
    fn usable(&self, transport: Transport) -> Result<(), OidcProblem> {
        address("authorization_endpoint", &self.authorization_endpoint, transport)?;
        address("token_endpoint", &self.token_endpoint, transport)?;
        address("jwks_uri", &self.jwks_uri, transport)?;
        if let Some(url) = &self.userinfo_endpoint {
            address("userinfo_endpoint", url, transport)?;
        }
        if let Some(url) = &self.end_session_endpoint {
            address("end_session_endpoint", url, transport)?;
        }
        let algorithms = &self.id_token_signing_alg_values_supported;
        if !algorithms.is_empty() && !algorithms.iter().any(|name| keys::algorithm(name).is_some()) {
            return Err(OidcProblem::NoAlgorithm { found: algorithms.join(", ") });
        }
        // A document without the list is common and says nothing; one that lists only `plain` says no.
        let challenges = &self.code_challenge_methods_supported;
        if !challenges.is_empty() && !challenges.iter().any(|name| name == "S256") {
            return Err(OidcProblem::NoPkce);
        }
        Ok(())
    }
}

fn address(what: &'static str, url: &str, transport: Transport) -> Result<Url, OidcProblem> {
    let bad = || OidcProblem::BadAddress { what, url: url.to_owned() };
    let parsed = Url::parse(url).map_err(|_| bad())?;
    if !parsed.has_host() || !parsed.username().is_empty() || parsed.password().is_some() {
        return Err(bad());
    }
    match (parsed.scheme(), transport) {
        ("https", _) | ("http", Transport::AllowHttp) => Ok(parsed),
        ("http", Transport::HttpsOnly) => Err(OidcProblem::NotHttps { what, url: url.to_owned() }),
        _ => Err(bad()),
    }
}
