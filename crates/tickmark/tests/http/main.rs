//! The doors of the server, asked as strangers, members and machines ask them: the API, pages, directory, sockets.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod api;
mod canaries;
mod foreign;
mod headers;
mod hostile;
mod matrix;
mod papers;
mod races;
mod schemathesis;
mod scim;
mod slow;

#[path = "../../../store/tests/ordinary_user/mod.rs"]
mod ordinary_user;
#[path = "../../../store/tests/postgres_server/mod.rs"]
mod postgres_server;
