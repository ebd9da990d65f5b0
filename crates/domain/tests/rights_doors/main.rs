//! Sign-on, directory, webhooks and tokens, and the second factor for what weighs most.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "../library/mod.rs"]
mod library;
#[path = "../people/mod.rs"]
mod people;

mod second_factor;
mod settings;
mod tokens;
