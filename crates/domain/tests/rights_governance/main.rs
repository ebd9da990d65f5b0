//! Waivers that management approves (SoD-18), and deeds that two persons agree on (SoD-8).

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "../library/mod.rs"]
mod library;
#[path = "../people/mod.rs"]
mod people;

mod deeds;
mod waivers;
