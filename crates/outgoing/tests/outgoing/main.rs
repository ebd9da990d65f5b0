//! The one way out, as those who call it and those who are called see it: real sockets, real certificates.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod exchange;
mod limits;
mod lines;
mod names;
mod presented;
mod proxy;
mod ranges;
mod server;
mod tls;
mod urls;
