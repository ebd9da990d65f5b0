//! Letters, as a real relay takes them: aiosmtpd with STARTTLS, implicit TLS and AUTH, and relays that misbehave.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod letters;
mod misbehaving;
mod peer;
mod sending;
