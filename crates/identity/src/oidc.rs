//! OpenID Connect single sign-on, the relying party's side: discovery, the way to the provider, the way back, and the
//! provider's word that somebody has left.
//!
//! Nothing is kept here and nothing is sent but through the caller's [`Http`]; time and random bytes are arguments.
//! Every check that fails is its own [`OidcProblem`]. Sources: OpenID Connect Core 1.0, Discovery 1.0, Back-Channel
//! Logout 1.0, RFC 7636 (PKCE), RFC 9207 (issuer in the callback), RFC 8725 (how signed tokens are abused).

mod begin;
mod callback;
mod claims;
mod finish;
mod http;
mod keys;
mod logout;
mod metadata;
mod problem;
mod reply;
mod strict;
mod token;
mod userinfo;

pub use begin::{Begun, Pending, RANDOM_BYTES, begin};
pub use callback::Callback;
pub use finish::{Proven, finish};
pub use http::{Http, HttpRequest, HttpResponse, MAX_REPLY_BYTES};
pub use logout::{LogoutClaims, logout_token};
pub use metadata::{KEYS_REST_S, METADATA_STALE_S, Metadata, Transport, discover};
pub use problem::OidcProblem;
pub use token::MAX_TOKEN_BYTES;

/// Seconds by which two honest clocks may differ: for `exp`, `iat`, `nbf` and `auth_time`.
pub const LEEWAY_S: i64 = 60;

/// What one organisation has agreed with its provider.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// The provider's issuer identifier, compared letter by letter.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// Our secret there; `None` is a public client, which PKCE alone protects.
    pub client_secret: Option<String>,
    /// Scopes to ask for; `openid` is always among them.
    pub scopes: Vec<String>,
    /// The greatest age in seconds of the person's last real sign-in, for a step-up; `None` takes any.
    pub max_age_s: Option<u32>,
    /// Sign-ins that count as strong by `acr`. With this and `strong_amr` empty, any sign-in will do.
    pub strong_acr: Vec<String>,
    /// Sign-ins that count as strong by one entry of `amr` (RFC 8176), such as `mfa` or `hwk`.
    pub strong_amr: Vec<String>,
    /// The claim that lists the person's groups, if groups are wanted.
    pub groups_claim: Option<String>,
}

impl Provider {
    /// A public client that asks for name and e-mail address and takes any sign-in.
    pub fn new(issuer: &str, client_id: &str) -> Provider {
        Provider {
            issuer: issuer.to_owned(),
            client_id: client_id.to_owned(),
            client_secret: None,
            scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
            max_age_s: None,
            strong_acr: Vec::new(),
            strong_amr: Vec::new(),
            groups_claim: None,
        }
    }
}

impl std::fmt::Debug for Provider {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let secret = self.client_secret.as_ref().map(|_| "***");
        to.debug_struct("Provider")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .field("client_secret", &secret)
            .finish_non_exhaustive()
    }
}
