//! Single sign-on by OpenID Connect: each organisation with its own provider. A person there is issuer and subject together;
//! an e-mail address links to an account only where the provider verified it and an owner allowed it.
//!
//! What an owner connected speaks for that owner's organisation and for no other: a session that a provider began opens only
//! organisations with the same issuer ([`App::may_enter`]), and changes nothing of how the account signs in elsewhere.

mod begin;
mod finish;
mod linking;
mod logout;
mod person;
mod settings;
#[cfg(test)]
mod tests;

pub use begin::SignOnBegun;
pub use finish::SignOnEnded;
pub use linking::LinkedIdentity;

use crate::shelf::Kept;
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use identity::oidc::{HttpRequest, HttpResponse, Metadata, OidcProblem, Pending, Transport};
use outgoing::{Method, Request};
use serde::{Deserialize, Serialize};

/// The client's secret at the provider, sealed; the key is the organisation's ledger. It is good at this issuer under this
/// name only, so that who changes the issuer does not have the secret sent to another place.
#[derive(Debug, Serialize, Deserialize)]
struct ClientSecret {
    sealed: String,
    issuer: String,
    client_id: String,
}

impl Kept for ClientSecret {
    const KIND: &'static str = "sign_on_secret";
}

/// What the provider publishes of itself; the key is the organisation's ledger.
#[derive(Debug, Serialize, Deserialize)]
struct Published {
    metadata: Metadata,
}

impl Kept for Published {
    const KIND: &'static str = "sign_on_metadata";
}

/// The provider could not be read a moment ago; the key is the organisation's ledger. Until it ends nobody knocks again,
/// since anybody can begin a sign-in.
#[derive(Debug, Serialize, Deserialize)]
struct Unreadable {
    issuer: String,
    sentence: String,
    hint: String,
}

impl Kept for Unreadable {
    const KIND: &'static str = "sign_on_unreadable";
}

/// A sign-in under way; the key is the hash of its state, the owner that of the visitor's address.
#[derive(Debug, Serialize, Deserialize)]
struct UnderWay {
    log: String,
    pending: Pending,
    /// Where the provider sends the browser back to, as it was told.
    redirect_uri: String,
    /// Hash of the cookie of the browser that began.
    browser: String,
    to: String,
    /// The signed-in person who wants the identity linked to their account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl Kept for UnderWay {
    const KIND: &'static str = "sign_on_under_way";
}

/// A person at a provider; the key is issuer and subject, the owner is the person here.
#[derive(Debug, Serialize, Deserialize)]
struct Identity {
    person: String,
    issuer: String,
    since_us: i64,
}

impl Kept for Identity {
    const KIND: &'static str = "identity";
}

/// A logout token that was used; the key is its name.
#[derive(Debug, Serialize, Deserialize)]
struct Used {}

impl Kept for Used {
    const KIND: &'static str = "logout_token";
}

fn hashed(text: &str) -> String {
    hex::encode(ledger::Hash::of(text.as_bytes()).0)
}

fn identity_key(issuer: &str, subject: &str) -> String {
    hashed(&format!("{}\n{issuer}\n{subject}", issuer.len()))
}

/// Plain `http` passes only for a provider that names itself so, and the outgoing client refuses it unless the operator
/// listed it; a provider that is `https` sends nobody to a page that is not.
fn transport(issuer: &str) -> Transport {
    if issuer.starts_with("http://") { Transport::AllowHttp } else { Transport::HttpsOnly }
}

fn refused(sentence: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence: sentence.into(), hint: hint.into() }
}

fn told(problem: &OidcProblem) -> Refusal {
    refused(problem.to_string(), problem.hint())
}

fn no_sign_on(slug: &str) -> Refusal {
    let shown: String = slug.chars().take(40).filter(|c| !c.is_control()).collect();
    refused(
        format!("`{shown}` has no single sign-on"),
        "check the short name of the organisation, or sign in with your password",
    )
}

/// How somebody signs in is changed with a session that they began by their own means: a provider speaks for its
/// organisation, and must not get a hand on an account that opens others.
pub(crate) fn by_own_means(who: &Who) -> Result<(), Refusal> {
    match who.provider() {
        None => Ok(()),
        Some(_) => Err(refused(
            "you came in by single sign-on, and this changes how your own account signs in",
            "sign in with your own password or passkey first; an account without one is looked after by your provider",
        )),
    }
}

impl Who {
    /// The identity provider that spoke for this person, if one did.
    pub fn provider(&self) -> Option<&str> {
        self.session.as_ref()?.issuer.as_deref()
    }
}

impl App {
    fn http(&self, request: &HttpRequest) -> Result<HttpResponse, String> {
        let method = if request.method == "POST" { Method::Post } else { Method::Get };
        let wish =
            Request { method, url: request.url.clone(), headers: request.headers.clone(), body: request.body.clone() };
        let reply = self.outgoing.send(&wish).map_err(|refused| refused.to_string())?;
        Ok(HttpResponse { status: reply.status, headers: reply.headers, body: reply.body })
    }

    /// Writes the alarm for whoever comes in with the sealed account of an organisation with enforced sign-on; once for each
    /// sign-in by own means.
    pub(crate) fn alarm_break_glass(&self, person: &str, visitor: &crate::Visitor) -> Result<(), Fault> {
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            let state = live.state();
            let sealed = state.registers.people.sign_on.as_ref().filter(|s| s.enforced);
            if sealed.is_some_and(|s| s.break_glass.as_deref() == Some(person)) {
                self.note_visit(&live, "break_glass", person, "the sealed account was used", visitor);
            }
        }
        Ok(())
    }
}

impl From<OidcProblem> for Failure {
    fn from(problem: OidcProblem) -> Failure {
        told(&problem).into()
    }
}
