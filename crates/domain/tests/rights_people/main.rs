//! Rules about people: each command accepted, each reason to refuse it, when rights begin and end.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "../library/mod.rs"]
mod library;
#[path = "../people/mod.rs"]
mod people;

mod deputies;
mod independence;
mod members;
mod outside;
mod owners;
