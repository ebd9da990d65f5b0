//! A software authenticator behind a software browser.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use ::passkey::authenticator::{Authenticator, UiHint, UserCheck, UserValidationMethod};
use ::passkey::client::{Client, DefaultClientData};
use ::passkey::crypto::rust_crypto::RustCryptoBackend;
use ::passkey::types::Passkey;
use ::passkey::types::ctap2::{Aaguid, Ctap2Error};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use webauthn_rs::prelude::Url;

/// The person at the device: always there, and verified if so set.
#[derive(Clone, Copy)]
struct Person {
    verifies: bool,
}

impl UserValidationMethod for Person {
    type PasskeyItem = Passkey;

    fn check_user<'a, 'life0, 'async_trait>(
        &'life0 self,
        _hint: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Pin<Box<dyn Future<Output = Result<UserCheck, Ctap2Error>> + Send + 'async_trait>>
    where
        'a: 'async_trait,
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        let checked = UserCheck { presence, verification: verification && self.verifies };
        Box::pin(async move { Ok(checked) })
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(self.verifies)
    }
}

/// A device with room for one passkey, whose counter goes up.
pub(super) struct Device {
    kept: Option<Passkey>,
    person: Person,
}

impl Device {
    pub(super) fn new() -> Self {
        Self { kept: None, person: Person { verifies: true } }
    }

    /// The same key in other hands.
    pub(super) fn copied(&self) -> Self {
        Self { kept: self.kept.clone(), person: self.person }
    }

    pub(super) fn verifies(&mut self, yes: bool) {
        self.person.verifies = yes;
    }

    /// What `credential.toJSON()` gives after `navigator.credentials.create`.
    pub(super) fn register(&mut self, origin: &str, options: &str) -> String {
        let mut client = Client::new(self.authenticator());
        let origin = Url::parse(origin).unwrap();
        let request = serde_json::from_str(options).unwrap();
        let made = now(client.register(&origin, request, DefaultClientData)).unwrap();
        self.kept = client.authenticator().store().clone();
        as_browsers_write(&serde_json::to_value(&made).unwrap()).to_string()
    }

    /// What `credential.toJSON()` gives after `navigator.credentials.get`.
    pub(super) fn sign_in(&mut self, origin: &str, options: &str) -> String {
        let mut client = Client::new(self.authenticator());
        let origin = Url::parse(origin).unwrap();
        let request = serde_json::from_str(options).unwrap();
        let answer = now(client.authenticate(&origin, request, DefaultClientData)).unwrap();
        self.kept = client.authenticator().store().clone();
        as_browsers_write(&serde_json::to_value(&answer).unwrap()).to_string()
    }

    fn authenticator(&self) -> Authenticator<Option<Passkey>, Person, RustCryptoBackend> {
        let mut device = Authenticator::new(Aaguid::new_empty(), self.kept.clone(), self.person, RustCryptoBackend);
        device.set_make_credentials_with_signature_counter(true);
        device
    }
}

/// Binary values in base64url, where the software browser writes lists of numbers.
fn as_browsers_write(value: &Value) -> Value {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_u64) => {
            let bytes: Vec<u8> = items.iter().map(|item| u8::try_from(item.as_u64().unwrap()).unwrap()).collect();
            URL_SAFE_NO_PAD.encode(bytes).into()
        }
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), as_browsers_write(field))).collect(),
        other => other.clone(),
    }
}

/// Runs what never waits.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the software authenticator waited"),
    }
}
