//! The doors: terminal, browser, HTTP API. Each parses, makes one call to `app`, and shows what comes back.

pub mod api;
pub mod cli;
mod collecting;
pub mod connections;
mod deliver;
pub mod demo;
mod flow;
pub mod patience;
mod remind;
mod request;
mod scim;
pub mod serve;
mod taking;
pub mod web;
pub mod words;
