//! Collectors against the real thing: each kind of check, schedules, turns, credentials, the terminal.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod cli;
#[path = "collector/firm.rs"]
mod firm;
#[path = "collector/kinds.rs"]
mod kinds;
#[path = "collector/schedule.rs"]
mod schedule;
#[path = "collector/secrets.rs"]
mod secrets;
#[path = "collector/servers.rs"]
mod servers;
#[path = "collector/terminal.rs"]
mod terminal;
#[path = "collector/turns.rs"]
mod turns;

#[path = "../../store/tests/ordinary_user/mod.rs"]
mod ordinary_user;
#[path = "../../store/tests/postgres_server/mod.rs"]
mod postgres_server;
