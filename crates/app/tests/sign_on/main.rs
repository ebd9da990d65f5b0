//! Single sign-on through the whole installation, against a provider that lies: nobody comes in who was not proven, nobody
//! comes further than their organisation's provider speaks.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "../../../identity/tests/oidc/hostile_provider.rs"]
#[allow(dead_code, reason = "each crate takes what it needs of the hostile provider")]
mod hostile_provider;
#[path = "../../../identity/tests/oidc/keys.rs"]
#[allow(dead_code, reason = "each crate takes what it needs of the keys")]
mod keys;
mod stage;

mod enforced;
mod lies;
mod linking;
mod logout;
mod other_organisations;
mod people;
mod settings;
mod strength;
mod way_back;
