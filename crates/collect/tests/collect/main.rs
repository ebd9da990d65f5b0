//! Collectors against the real thing: programs, a repository, a TLS server, an HTTP server, a database, files, rules.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod bench;
mod certificate;
mod commands;
mod declared;
mod files;
mod git;
mod headers;
mod rules;
mod runner;
mod sql;

#[path = "../../../store/tests/ordinary_user/mod.rs"]
mod ordinary_user;
#[path = "../../../store/tests/postgres_server/mod.rs"]
mod postgres_server;
