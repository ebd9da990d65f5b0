//! The provider's word that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0).

use super::Provider;
use super::callback::same_provider;
use super::http::Http;
use super::metadata::Metadata;
use super::problem::OidcProblem;
use super::token::{EVENTS, Kind, Unproven};

const LOGOUT_EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Whose sessions end. With `sid` only the session of that name, without it every session of `subject`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogoutClaims {
    /// The provider.
    pub issuer: String,
    /// The person there.
    pub subject: Option<String>,
    /// The session there.
    pub sid: Option<String>,
    /// The name of this token; the caller remembers it until `expires_s` and answers a second use with a refusal.
    pub jti: String,
    /// Until when the token could be used again, in seconds since 1970, leeway included.
    pub expires_s: i64,
}

/// Judges a logout token that the provider has posted to us (2.6). `metadata` may come back with keys read again.
pub fn logout_token(
    http: Http<'_>,
    metadata: &mut Metadata,
    provider: &Provider,
    token: &str,
    now_s: i64,
) -> Result<LogoutClaims, OidcProblem> {
    same_provider(metadata, provider)?;
    let token = Unproven::read(token, Kind::Logout)?;
    let claims = &token.claims;
    claims.check_parties(provider)?;
    let expires = claims.check_times(now_s)?;
    if claims.has("nonce") {
        return Err(OidcProblem::NonceInLogout);
    }
    if !claims.object(EVENTS).is_some_and(|events| events.get(LOGOUT_EVENT).is_some_and(|event| event.is_object())) {
        return Err(OidcProblem::NotLogout);
    }
    let (subject, sid) = (claims.subject()?, claims.text("sid")?);
    if subject.is_none() && sid.is_none() {
        return Err(OidcProblem::NobodyNamed);
    }
    let jti = claims.text("jti")?.ok_or_else(|| claims.missing("jti"))?;
    token.prove(http, metadata, now_s)?;
    let expires_s = expires.saturating_add(super::LEEWAY_S);
    Ok(LogoutClaims { issuer: provider.issuer.clone(), subject, sid, jti, expires_s })
}
