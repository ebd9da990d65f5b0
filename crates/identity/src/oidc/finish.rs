//! The person is back: the code becomes tokens, the ID token becomes a proof of who it is.

use super::begin::Pending;
use super::callback::{Callback, same, same_sign_in};
use super::claims::Claims;
use super::http::Http;
use super::metadata::Metadata;
use super::problem::OidcProblem;
use super::token::{Kind, Unproven};
use super::{LEEWAY_S, Provider, reply, userinfo};

/// Who signed in, as the provider says and has signed. The key to an account is `issuer` and `subject` together; an
/// e-mail address may link to one only where `email_verified` is true and an owner has allowed it for this issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The provider.
    pub issuer: String,
    /// The person there, never given to anybody else.
    pub subject: String,
    /// An address, as written by the provider.
    pub email: Option<String>,
    /// Whether the provider itself has verified that address.
    pub email_verified: bool,
    /// The person's name for showing.
    pub name: Option<String>,
    /// How the person signed in (RFC 8176), such as `pwd`, `otp`, `hwk`, `mfa`.
    pub amr: Vec<String>,
    /// The level of that sign-in, in the provider's words.
    pub acr: Option<String>,
    /// When the person last signed in there, in seconds since 1970.
    pub auth_time: Option<i64>,
    /// The session there, which a logout token may name.
    pub sid: Option<String>,
    /// The person's groups, if the settings ask for them and the provider tells.
    pub groups: Option<Vec<String>>,
}

/// Judges the callback and everything that follows from it. `pending` is used up, whatever comes of it, and `metadata`
/// may come back with keys read again. A code is good once: its second use is refused by the provider.
pub fn finish(
    http: Http<'_>,
    metadata: &mut Metadata,
    provider: &Provider,
    redirect_uri: &str,
    pending: Pending,
    callback: &Callback,
    now_s: i64,
) -> Result<Proven, OidcProblem> {
    same_sign_in(&pending, metadata, provider)?;
    let code = callback.code_for(&pending, metadata)?;
    let reply = reply::exchange(http, metadata, provider, redirect_uri, &pending, code)?;
    let token = Unproven::read(&reply.id_token, Kind::Id)?;
    token.claims.check_parties(provider)?;
    let signer = token.prove(http, metadata, now_s)?;
    let claims = &token.claims;
    claims.check_times(now_s)?;
    check_nonce(claims, &pending)?;
    if let (Some(hash), Some(access_token)) = (claims.text("at_hash")?, &reply.access_token)
        && !signer.vouches_for(access_token, &hash)
    {
        return Err(OidcProblem::AccessTokenHash);
    }
    check_age(claims, &pending, now_s)?;
    let mut proven = proven(claims, provider)?;
    check_strength(&proven, provider)?;
    if let (true, Some(url), Some(access_token)) =
        (proven.lacks(provider), &metadata.userinfo_endpoint, &reply.access_token)
    {
        proven.complete(&userinfo::read(http, url, access_token, &proven.subject)?, provider)?;
    }
    Ok(proven)
}

fn check_nonce(claims: &Claims, pending: &Pending) -> Result<(), OidcProblem> {
    let nonce = claims.text("nonce")?.ok_or(OidcProblem::NonceMissing)?;
    if same(&nonce, &pending.nonce) { Ok(()) } else { Err(OidcProblem::NonceWrong) }
}

/// Core 1.0, 3.1.3.7, step 13: who asks for a recent sign-in must be told when it was.
fn check_age(claims: &Claims, pending: &Pending, now_s: i64) -> Result<(), OidcProblem> {
    let Some(max) = pending.max_age_s else { return Ok(()) };
    let signed_in = claims.seconds("auth_time")?.ok_or_else(|| claims.missing("auth_time"))?;
    let age_s = now_s.saturating_sub(signed_in);
    if age_s > i64::from(max) + LEEWAY_S { Err(OidcProblem::TooLongAgo { age_s, max_s: max }) } else { Ok(()) }
}

fn check_strength(proven: &Proven, provider: &Provider) -> Result<(), OidcProblem> {
    let by_acr = proven.acr.as_ref().is_some_and(|acr| provider.strong_acr.contains(acr));
    let by_amr = proven.amr.iter().any(|way| provider.strong_amr.contains(way));
    let any_will_do = provider.strong_acr.is_empty() && provider.strong_amr.is_empty();
    if any_will_do || by_acr || by_amr { Ok(()) } else { Err(OidcProblem::TooWeak) }
}

fn proven(claims: &Claims, provider: &Provider) -> Result<Proven, OidcProblem> {
    let mut proven = Proven {
        issuer: provider.issuer.clone(),
        subject: claims.subject()?.ok_or_else(|| claims.missing("sub"))?,
        email: None,
        email_verified: false,
        name: None,
        amr: claims.texts("amr")?.unwrap_or_default(),
        acr: claims.text("acr")?,
        auth_time: claims.seconds("auth_time")?,
        sid: claims.text("sid")?,
        groups: None,
    };
    proven.complete(claims, provider)?;
    Ok(proven)
}

impl Proven {
    fn lacks(&self, provider: &Provider) -> bool {
        self.email.is_none() || self.name.is_none() || (provider.groups_claim.is_some() && self.groups.is_none())
    }

    /// Fills what is still empty. Address and its verification always come from one place.
    fn complete(&mut self, claims: &Claims, provider: &Provider) -> Result<(), OidcProblem> {
        if self.email.is_none() {
            self.email = claims.text("email")?;
            self.email_verified = self.email.is_some() && claims.is_true("email_verified");
        }
        if self.name.is_none() {
            self.name = claims.text("name")?;
        }
        if let (None, Some(name)) = (&self.groups, &provider.groups_claim) {
            self.groups = claims.texts(name)?;
        }
        Ok(())
    }
}
