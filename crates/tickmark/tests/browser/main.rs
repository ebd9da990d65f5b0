//! The pages in a real browser: Chromium, driven through its WebDriver, against the program itself.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod chromium;
mod evidence;
mod pages;
mod passkey;
mod public;
mod room;
mod sign_on;
mod statement;
