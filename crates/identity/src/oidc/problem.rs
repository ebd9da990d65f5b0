//! Why a single sign-on did not come to pass: a sentence for the person, a hint for whoever can mend it, a code.

use thiserror::Error;

/// One reason for each check. What a provider or a browser has sent is shortened and freed of control characters.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentence of each variant is its documentation")]
pub enum OidcProblem {
    // The provider as such.
    #[error("the address of the {what} cannot be used: {url}")]
    BadAddress { what: &'static str, url: String },
    #[error("the address of the {what} is not https: {url}")]
    NotHttps { what: &'static str, url: String },
    #[error("the provider gave no {what}: {why}")]
    Unreachable { what: &'static str, why: String },
    #[error("the provider answered with status {status} in place of a {what}")]
    Status { what: &'static str, status: u16 },
    #[error("the {what} is larger than {max} bytes")]
    TooLarge { what: &'static str, max: usize },
    #[error("the {what} cannot be read: {why}")]
    Unreadable { what: &'static str, why: String },
    #[error("the discovery document names the issuer {found}, not {expected}")]
    DiscoveryIssuer { expected: String, found: String },
    #[error("the provider signs with none of RS256, PS256, ES256 and EdDSA, but with: {found}")]
    NoAlgorithm { found: String },
    #[error("the provider does not take PKCE by S256")]
    NoPkce,
    #[error("the provider publishes no key that we can use")]
    NoKeys,
    #[error("the provider takes a secret neither by basic nor by form, but by: {found}")]
    NoClientAuthentication { found: String },
    // The callback.
    #[error("the callback has the parameter `{name}` twice")]
    RepeatedParameter { name: &'static str },
    #[error("the callback has no state")]
    StateMissing,
    #[error("the state of the callback is not the one that was sent from this browser")]
    StateWrong,
    #[error("the sign-in was begun at {found}, not at {expected}")]
    OtherProvider { expected: String, found: String },
    #[error("the callback was sent by {found}, not by {expected}")]
    CallbackIssuer { expected: String, found: String },
    #[error("the callback does not say which provider sent it, though this provider always does")]
    CallbackIssuerMissing,
    #[error("the provider did not sign you in: {error} {}", description.as_deref().unwrap_or_default())]
    SignInRefused { error: String, description: Option<String> },
    #[error("the callback has no code")]
    CodeMissing,
    // The token endpoint.
    #[error("the provider does not take this code: it was used before, has expired, or is not ours")]
    CodeRefused,
    #[error("the provider does not take our client id and secret")]
    ClientRefused,
    #[error("the provider gave no tokens: {error}")]
    TokenRefused { error: String },
    #[error("the token reply holds no ID token")]
    IdTokenMissing,
    // The token.
    #[error("the {what} cannot be read: {why}")]
    TokenUnreadable { what: &'static str, why: String },
    #[error("the {what} says one thing twice: {why}")]
    Duplicate { what: &'static str, why: String },
    #[error("in place of the {expected} came something else: {found}")]
    WrongKind { expected: &'static str, found: String },
    #[error("the token is signed by `{found}`, which is not on our list")]
    Algorithm { found: String },
    #[error("the provider publishes no key that could have signed this: {}", kid.as_deref().unwrap_or("(no name)"))]
    UnknownKey { kid: Option<String> },
    #[error("the token is signed with an RSA key of fewer than {min} bits")]
    WeakKey { min: usize },
    #[error("the signature of the token is wrong")]
    Signature,
    #[error("the token was issued by {found}, not by {expected}")]
    TokenIssuer { expected: String, found: String },
    #[error("the token is meant for {found}, not for {expected}")]
    Audience { expected: String, found: String },
    #[error("the token is meant for {audiences} parties and does not say which one asked for it")]
    AuthorisedPartyMissing { audiences: usize },
    #[error("the token was made for {found}, not for {expected}")]
    AuthorisedParty { expected: String, found: String },
    #[error("the {what} expired {ago_s} seconds ago")]
    Expired { what: &'static str, ago_s: i64 },
    #[error("the {what} is valid only {by_s} seconds from now")]
    FromTheFuture { what: &'static str, by_s: i64 },
    #[error("the ID token has no nonce")]
    NonceMissing,
    #[error("the nonce of the ID token belongs to another sign-in")]
    NonceWrong,
    #[error("the access token is not the one that the ID token speaks of")]
    AccessTokenHash,
    #[error("the {what} lacks `{name}`")]
    ClaimMissing { what: &'static str, name: &'static str },
    #[error("`{name}` in the {what} is not {wanted}")]
    ClaimUnreadable { what: &'static str, name: String, wanted: &'static str },
    #[error("your last sign-in at the provider was {age_s} seconds ago; {max_s} are allowed here")]
    TooLongAgo { age_s: i64, max_s: u32 },
    #[error("your sign-in at the provider was not strong enough for this organisation")]
    TooWeak,
    #[error("the user information is about somebody else")]
    UserinfoSubject,
    // The logout token.
    #[error("the token does not report a sign-out")]
    NotLogout,
    #[error("the logout token has a nonce, as only an ID token may")]
    NonceInLogout,
    #[error("the logout token names neither a person nor a session")]
    NobodyNamed,
}

impl OidcProblem {
    /// The name of the reason in logs, tests and the interface: small letters and underscores, never changed.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadAddress { .. } => "oidc_bad_address",
            Self::NotHttps { .. } => "oidc_not_https",
            Self::Unreachable { .. } => "oidc_unreachable",
            Self::Status { .. } => "oidc_status",
            Self::TooLarge { .. } => "oidc_too_large",
            Self::Unreadable { .. } => "oidc_unreadable",
            Self::DiscoveryIssuer { .. } => "oidc_discovery_issuer",
            Self::NoAlgorithm { .. } => "oidc_no_algorithm",
            Self::NoPkce => "oidc_no_pkce",
            Self::NoKeys => "oidc_no_keys",
            Self::NoClientAuthentication { .. } => "oidc_no_client_authentication",
            Self::RepeatedParameter { .. } => "oidc_repeated_parameter",
            Self::StateMissing => "oidc_state_missing",
            Self::StateWrong => "oidc_state_wrong",
            Self::OtherProvider { .. } => "oidc_other_provider",
            Self::CallbackIssuer { .. } => "oidc_callback_issuer",
            Self::CallbackIssuerMissing => "oidc_callback_issuer_missing",
            Self::SignInRefused { .. } => "oidc_sign_in_refused",
            Self::CodeMissing => "oidc_code_missing",
            Self::CodeRefused => "oidc_code_refused",
            Self::ClientRefused => "oidc_client_refused",
            Self::TokenRefused { .. } => "oidc_token_refused",
            Self::IdTokenMissing => "oidc_id_token_missing",
            Self::TokenUnreadable { .. } => "oidc_token_unreadable",
            Self::Duplicate { .. } => "oidc_duplicate",
            Self::WrongKind { .. } => "oidc_wrong_kind",
            Self::Algorithm { .. } => "oidc_algorithm",
            Self::UnknownKey { .. } => "oidc_unknown_key",
            Self::WeakKey { .. } => "oidc_weak_key",
            Self::Signature => "oidc_signature",
            Self::TokenIssuer { .. } => "oidc_token_issuer",
            Self::Audience { .. } => "oidc_audience",
            Self::AuthorisedPartyMissing { .. } => "oidc_authorised_party_missing",
            Self::AuthorisedParty { .. } => "oidc_authorised_party",
            Self::Expired { .. } => "oidc_expired",
            Self::FromTheFuture { .. } => "oidc_from_the_future",
            Self::NonceMissing => "oidc_nonce_missing",
            Self::NonceWrong => "oidc_nonce_wrong",
            Self::AccessTokenHash => "oidc_access_token_hash",
            Self::ClaimMissing { .. } => "oidc_claim_missing",
            Self::ClaimUnreadable { .. } => "oidc_claim_unreadable",
            Self::TooLongAgo { .. } => "oidc_too_long_ago",
            Self::TooWeak => "oidc_too_weak",
            Self::UserinfoSubject => "oidc_userinfo_subject",
            Self::NotLogout => "oidc_not_logout",
            Self::NonceInLogout => "oidc_nonce_in_logout",
            Self::NobodyNamed => "oidc_nobody_named",
        }
    }

    /// What to do about it, in one sentence.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::BadAddress { .. } => "Copy the issuer address from the provider's settings, beginning with https://.",
            Self::NotHttps { .. } => "Use https; plain http is for a provider on the owner's list of internal targets.",
            Self::Unreachable { .. } => {
                "See that the provider is up, and that its host may be reached from this server."
            }
            Self::Status { .. } | Self::Unreadable { .. } | Self::TooLarge { .. } => {
                "Open the provider's address from this server and see what answers there; a proxy may stand between."
            }
            Self::DiscoveryIssuer { .. } => "Enter the issuer exactly as the provider writes it, final slash included.",
            Self::NoAlgorithm { .. } => "Set the provider to sign ID tokens with RS256 or ES256.",
            Self::NoPkce => "Turn PKCE with S256 on at the provider.",
            Self::NoKeys | Self::WeakKey { .. } => {
                "Give the provider a signing key: RSA of 2048 to 4096 bits, P-256 or Ed25519."
            }
            Self::NoClientAuthentication { .. } => {
                "Register this client with client_secret_basic or client_secret_post, or as a public client."
            }
            Self::RepeatedParameter { .. }
            | Self::StateMissing
            | Self::StateWrong
            | Self::CodeMissing
            | Self::CodeRefused
            | Self::NonceMissing
            | Self::NonceWrong => "Begin the sign-in again, in this browser and in one tab.",
            Self::OtherProvider { .. } | Self::CallbackIssuer { .. } | Self::CallbackIssuerMissing => {
                "Begin again. If it returns, one provider is answering for another: tell the owner of the organisation."
            }
            Self::SignInRefused { .. } => {
                "Try again, or ask whoever keeps the provider for access to this application."
            }
            Self::ClientRefused => {
                "Enter client id and secret again in the settings; the secret may have expired there."
            }
            Self::TokenRefused { .. } => "Compare redirect address, scopes and grant of this client at the provider.",
            Self::IdTokenMissing => "Register this client at the provider for OpenID Connect, with the scope openid.",
            Self::UnknownKey { .. } | Self::Signature => {
                "Try again in a minute: the provider may have changed its keys. If it stays, compare the issuer."
            }
            Self::Expired { .. } | Self::FromTheFuture { .. } => {
                "Set the clocks of this server and of the provider by NTP, then sign in again."
            }
            Self::Audience { .. } | Self::AuthorisedParty { .. } | Self::AuthorisedPartyMissing { .. } => {
                "Compare the client id in the settings with the one at the provider."
            }
            Self::TooLongAgo { .. } => "Sign out at the provider and sign in there again.",
            Self::TooWeak => "Sign in at the provider with a second factor.",
            Self::TokenUnreadable { .. }
            | Self::Duplicate { .. }
            | Self::WrongKind { .. }
            | Self::Algorithm { .. }
            | Self::TokenIssuer { .. }
            | Self::AccessTokenHash
            | Self::ClaimMissing { .. }
            | Self::ClaimUnreadable { .. }
            | Self::UserinfoSubject
            | Self::NotLogout
            | Self::NonceInLogout
            | Self::NobodyNamed => {
                "The provider breaks the standard here: ask its maker, and name the code of this message."
            }
        }
    }
}

/// A stranger's text, fit to be shown: at most 120 characters, no control characters and none that turn the text round.
pub(super) fn clip(text: &str) -> String {
    let unfit = |char: char| {
        char.is_control() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|char| !unfit(*char)).take(120).collect()
}
