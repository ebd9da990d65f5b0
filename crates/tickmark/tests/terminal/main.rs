//! The command line as a stranger uses it: the program itself, its files, its contract for machines.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod accounts;
mod audit;
mod bad_input;
mod calc;
mod certification;
mod clauses;
mod cli;
mod collector;
mod contract;
mod description;
mod engagement;
mod evidence;
mod library;
mod nonconformity;
mod package;
mod packages;
mod papers;
mod people;
mod plan;
mod planner;
mod policy;
mod public;
mod questionnaire;
mod registers;
mod reminders;
mod restore;
mod review;
mod risk;
mod room;
mod scorecard;
mod soa;
mod staff;
mod standing;
mod supplier;
mod tasks;
mod testing;
mod tutorial;

#[path = "../../../store/tests/ordinary_user/mod.rs"]
mod ordinary_user;
#[path = "../../../store/tests/postgres_server/mod.rs"]
mod postgres_server;
