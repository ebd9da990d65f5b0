//! One hostile provider with one key, and us as its client.

use identity::oidc::{
    Callback, LogoutClaims, Metadata, OidcProblem, Pending, Proven, Provider, Transport, begin, discover, finish,
    logout_token,
};
use serde_json::{Map, Value, json};

use crate::hostile_provider::HostileProvider;
use crate::http::send;
use crate::keys::{Key, random};

pub(crate) const NOW: i64 = 1_800_000_000;
pub(crate) const REDIRECT: &str = "https://tickmark.example/sign-in/callback";
pub(crate) const SECRET: &str = "s3cret: with % and +";

/// A provider with one key, and us as its client.
pub(crate) struct Stage {
    pub(crate) provider: HostileProvider,
    pub(crate) key: Key,
    pub(crate) settings: Provider,
    pub(crate) metadata: Metadata,
}

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// What is done to header and claims of an honest token before it is signed.
pub(crate) type Spoil<'s> = &'s dyn Fn(&mut Object, &mut Object);

/// Puts this claim in.
pub(crate) fn claim(name: &'static str, value: impl Into<Value>) -> impl Fn(&mut Object, &mut Object) {
    let value = value.into();
    move |_, claims| {
        claims.insert(name.to_owned(), value.clone());
    }
}

/// Puts this into the header.
pub(crate) fn header(name: &'static str, value: impl Into<Value>) -> impl Fn(&mut Object, &mut Object) {
    let value = value.into();
    move |header, _| {
        header.insert(name.to_owned(), value.clone());
    }
}

/// Takes these out of header and claims.
pub(crate) fn without<const N: usize>(names: [&'static str; N]) -> impl Fn(&mut Object, &mut Object) {
    move |header, claims| {
        header.retain(|name, _| !names.contains(&name.as_str()));
        claims.retain(|name, _| !names.contains(&name.as_str()));
    }
}

/// Leaves the token as it is.
pub(crate) fn as_is(_: &mut Object, _: &mut Object) {}

impl Stage {
    pub(crate) fn new() -> Stage {
        Stage::with(Key::es256("one"))
    }

    pub(crate) fn with(key: Key) -> Stage {
        let provider = HostileProvider::start(&[key.jwk()]);
        let metadata = discover(&send, &provider.issuer, Transport::AllowHttp, NOW).unwrap();
        let mut settings = Provider::new(&provider.issuer, "tickmark");
        settings.client_secret = Some(SECRET.to_owned());
        Stage { provider, key, settings, metadata }
    }

    pub(crate) fn begin(&self) -> Pending {
        begin(&self.metadata, &self.settings, REDIRECT, &random()).unwrap().pending
    }

    pub(crate) fn claims(&self, pending: &Pending) -> Value {
        json!({
            "iss": self.provider.issuer, "aud": "tickmark", "sub": "ada", "nonce": pending.nonce,
            "iat": NOW, "exp": NOW + 300, "email": "ada@example.org", "email_verified": true, "name": "Ada Lovelace",
        })
    }

    pub(crate) fn logout_claims(&self) -> Value {
        json!({
            "iss": self.provider.issuer, "aud": "tickmark", "sub": "ada", "sid": "s1", "jti": "j1",
            "iat": NOW, "exp": NOW + 120, "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        })
    }

    pub(crate) fn gives(&self, id_token: &str) {
        self.provider.says("/token", json!({ "token_type": "Bearer", "access_token": "a1", "id_token": id_token }));
    }

    pub(crate) fn callback(&self, pending: &Pending) -> Callback {
        Callback { code: Some("c1".to_owned()), state: Some(pending.state.clone()), ..Callback::default() }
    }

    pub(crate) fn finish(&mut self, pending: Pending, callback: &Callback) -> Result<Proven, OidcProblem> {
        finish(&send, &mut self.metadata, &self.settings, REDIRECT, pending, callback, NOW)
    }

    /// Comes back with an ID token that this key has signed after `spoil` had its way with it.
    pub(crate) fn back_with(&mut self, key: Option<&Key>, spoil: Spoil<'_>) -> Result<Proven, OidcProblem> {
        let pending = self.begin();
        let token = signed(key.unwrap_or(&self.key), self.claims(&pending), spoil);
        self.gives(&token);
        let callback = self.callback(&pending);
        self.finish(pending, &callback)
    }

    /// Comes back with this text as ID token.
    pub(crate) fn back_with_text(&mut self, text: impl FnOnce(&Stage, Value) -> String) -> Result<Proven, OidcProblem> {
        let pending = self.begin();
        let token = text(self, self.claims(&pending));
        self.gives(&token);
        let callback = self.callback(&pending);
        self.finish(pending, &callback)
    }

    pub(crate) fn logout_with(&mut self, spoil: Spoil<'_>) -> Result<LogoutClaims, OidcProblem> {
        let spoil_typed = |header: &mut Object, claims: &mut Object| {
            header.insert("typ".to_owned(), "logout+jwt".into());
            spoil(header, claims);
        };
        let token = signed(&self.key, self.logout_claims(), &spoil_typed);
        logout_token(&send, &mut self.metadata, &self.settings, &token, NOW)
    }
}

pub(crate) fn signed(key: &Key, mut claims: Value, spoil: Spoil<'_>) -> String {
    let mut header = key.header();
    spoil(header.as_object_mut().unwrap(), claims.as_object_mut().unwrap());
    key.sign(&header.to_string(), &claims.to_string())
}

pub(crate) fn code_of<T: std::fmt::Debug>(result: Result<T, OidcProblem>) -> &'static str {
    let problem = result.unwrap_err();
    assert!(!problem.to_string().is_empty() && problem.hint().ends_with('.'), "{problem:?}");
    problem.code()
}
