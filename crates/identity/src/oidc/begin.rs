//! The way to the provider: one address, and what must be remembered until the person comes back.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::url::Url;
use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use super::metadata::Metadata;
use super::problem::OidcProblem;
use super::{Provider, callback};

/// How many random bytes [`begin`] takes: 32 each for state, nonce and PKCE verifier.
pub const RANDOM_BYTES: usize = 96;

/// Where to send the browser, and what to remember.
#[derive(Debug)]
pub struct Begun {
    /// The provider's page with our question in it.
    pub url: String,
    /// What [`finish`](super::finish) needs.
    pub pending: Pending,
}

/// A sign-in that has begun. The caller keeps it on the server for some minutes, finds it again by a cookie of this one
/// browser, and takes it out before it calls [`finish`](super::finish): it is good for one callback.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The provider that was asked; an answer of another one is a mix-up.
    pub issuer: String,
    /// Who we said we were.
    pub client_id: String,
    /// Comes back in the callback.
    pub state: String,
    /// Comes back in the ID token.
    pub nonce: String,
    /// Shows at the token endpoint that it was us who began.
    pub pkce_verifier: String,
    /// The age that was asked for, in seconds, so that a change of the settings in between lowers nothing.
    pub max_age_s: Option<u32>,
}

impl std::fmt::Debug for Pending {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Pending").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Makes the address of the provider's sign-in page: code flow with state, nonce and PKCE by S256, always.
pub fn begin(
    metadata: &Metadata,
    provider: &Provider,
    redirect_uri: &str,
    random: &[u8; RANDOM_BYTES],
) -> Result<Begun, OidcProblem> {
    callback::same_provider(metadata, provider)?;
    let pending = Pending {
        issuer: provider.issuer.clone(),
        client_id: provider.client_id.clone(),
        state: URL_SAFE_NO_PAD.encode(&random[..32]),
        nonce: URL_SAFE_NO_PAD.encode(&random[32..64]),
        pkce_verifier: URL_SAFE_NO_PAD.encode(&random[64..]),
        max_age_s: provider.max_age_s,
    };
    let verifier = PkceCodeVerifier::new(pending.pkce_verifier.clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let place = &metadata.authorization_endpoint;
    let mut url = Url::parse(place)
        .map_err(|_| OidcProblem::BadAddress { what: "authorization_endpoint", url: place.clone() })?;
    let mut query = url.query_pairs_mut();
    query
        .append_pair("response_type", "code")
        .append_pair("client_id", &provider.client_id)
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("scope", &scopes(provider))
        .append_pair("state", &pending.state)
        .append_pair("nonce", &pending.nonce)
        .append_pair("code_challenge", challenge.as_str())
        .append_pair("code_challenge_method", "S256");
    if let Some(seconds) = provider.max_age_s {
        query.append_pair("max_age", &seconds.to_string());
    }
    if !provider.strong_acr.is_empty() {
        query.append_pair("acr_values", &provider.strong_acr.join(" "));
    }
    drop(query);
    Ok(Begun { url: url.into(), pending })
}

fn scopes(provider: &Provider) -> String {
    let own = provider.scopes.iter().map(String::as_str).filter(|scope| *scope != "openid");
    std::iter::once("openid").chain(own).collect::<Vec<_>>().join(" ")
}
