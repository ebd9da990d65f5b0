//! Collectors against the real thing: each kind of check, schedules, turns, credentials, the terminal.

mod firm;
mod kinds;
mod schedule;
mod secrets;
mod servers;
mod terminal;
mod turns;
