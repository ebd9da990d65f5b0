//! Single sign-on against a provider that lies, and against a real one: nothing that is not proven comes through.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod hostile_provider;
mod http;
mod keys;
mod real_provider;
mod stage;

mod discovery;
mod lies;
mod logout;
mod real;
mod sign_in;
mod signatures;
mod way_back;
