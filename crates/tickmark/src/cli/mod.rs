//! The terminal: one command, one call, one answer - as a table for people, `--json` for machines, `--csv` for sheets.

mod answers;
pub mod args;
mod audit;
mod calc;
mod certification;
mod change;
mod clauses;
mod collector;
mod control;
mod description;
mod doors;
mod engagement;
mod evidence;
mod governance;
#[cfg(test)]
mod hints;
mod home;
mod import;
mod ledger_commands;
mod library;
mod listed;
mod mail;
mod nonconformity;
mod organisation;
mod out;
mod package;
mod paper;
mod people;
mod place;
mod plan;
mod planner;
mod policy;
mod posture;
mod public;
mod questionnaire;
mod reading;
mod registers;
mod restore;
mod review;
mod rights;
mod risk;
mod room;
mod scorecard;
mod search;
mod serve_commands;
mod soa;
mod staff;
mod supplier;
mod tasks;
mod testing;
mod value;
mod verify_package;

pub use args::{Cli, Verb};

use clap::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs one command. Exit code 0: done; 2: something the person can mend; 1: a fault, or a check that found damage.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing can be said about a terminal that takes no words.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match done(cli.verb) {
        Ok(code) => code,
        Err(failure) => out::fail(&failure),
    }
}

/// Each verb in its own room.
#[expect(clippy::too_many_lines, reason = "a line for each verb")]
fn done(verb: Verb) -> Done {
    match verb {
        Verb::Init(args) => organisation::init(&args),
        Verb::Organisations(args) => organisation::list(&args),
        Verb::Scope(args) => organisation::scope(&args),
        Verb::Coverage(args) => reading::coverage(&args),
        Verb::WhatIf(args) => reading::what_if(&args),
        Verb::Gap(args) => reading::gap(&args),
        Verb::Claims(args) => reading::claims(&args),
        Verb::Explain(args) => reading::explain(&args),
        Verb::Compare(args) => reading::compare(&args),
        Verb::Reuse(args) => reading::reuse(&args),
        Verb::Privacy(args) => reading::privacy(&args),
        Verb::Posture(place) => posture::posture(&place),
        Verb::Value(place) => value::value(&place),
        Verb::Plan(args) => plan::plan(&args),
        Verb::Planner(args) => planner::planner(&args),
        Verb::Demand(args) => planner::demand(&args),
        Verb::Calc(args) => calc::calc(&args),
        Verb::Library(args) => library::library(&args),
        Verb::Import(args) => import::import(&args),
        Verb::Control(args) => control::control(&args),
        Verb::Inheritance(args) => change::inheritance(&args),
        Verb::Suggestion(args) => change::suggestion(&args),
        Verb::Assess(args) => change::assess(&args),
        Verb::Step(args) => change::step(&args),
        Verb::Person(args) => people::person(&args),
        Verb::Grant(args) => people::grant(&args),
        Verb::Deputy(args) => people::deputy(&args),
        Verb::Staff(args) => staff::staff(&args),
        Verb::Evidence(args) => evidence::evidence(&args),
        Verb::Collect(args) => evidence::collect(&args),
        Verb::Collector(args) => collector::collector(&args),
        Verb::Audit(args) => audit::audit(&args),
        Verb::Register(args) => registers::registers(&args),
        Verb::Nonconformity(args) => nonconformity::nonconformity(&args),
        Verb::Policy(args) => policy::policy(&args),
        Verb::Review(args) => review::review(&args),
        Verb::Certification(args) => certification::certification(&args),
        Verb::Scorecard(args) => scorecard::scorecard(&args),
        Verb::Public(args) => public::public(&args),
        Verb::Questionnaire(args) => questionnaire::questionnaire(&args),
        Verb::Answers(args) => answers::answers(&args),
        Verb::Clauses(args) => clauses::clauses(&args),
        Verb::Readiness(args) => clauses::readiness(&args),
        Verb::Engagement(args) => engagement::engagement(&args),
        Verb::Description(args) => description::description(&args),
        Verb::Statement(args) => description::statement(&args),
        Verb::Soa(args) => soa::soa(&args),
        Verb::BridgeLetter(args) => description::bridge_letter(&args),
        Verb::Population(args) => testing::population(&args),
        Verb::Sample(args) => testing::sample(&args),
        Verb::Test(args) => testing::test(&args),
        Verb::Exception(args) => testing::exception(&args),
        Verb::Package(args) => package::package(&args),
        Verb::Paper(args) => paper::paper(&args),
        Verb::Request(args) => room::request(&args),
        Verb::Room(args) => room::room(&args),
        Verb::Risk(args) => risk::risk(&args),
        Verb::Supplier(args) => supplier::supplier(&args),
        Verb::Search(args) => search::search(&args),
        Verb::Next(args) => home::next(&args),
        Verb::Links(args) => home::links(&args),
        Verb::Tasks(args) => tasks::tasks(&args),
        Verb::Calendar(args) => tasks::calendar(&args),
        Verb::Holidays(args) => tasks::holidays(&args),
        Verb::Mail(args) => mail::mail(&args),
        Verb::Waiver(args) => governance::waiver(&args),
        Verb::Deed(args) => governance::deed(&args),
        Verb::Rights(args) => rights::rights(&args),
        Verb::Token(args) => doors::token(&args),
        Verb::SignOn(args) => doors::sign_on(&args),
        Verb::Directory(args) => doors::directory(&args),
        Verb::Webhook(args) => doors::webhook(&args),
        Verb::SecurityLog(args) => rights::security_log(&args),
        Verb::History(args) => ledger_commands::history(&args),
        Verb::Verify(args) => ledger_commands::verify(&args),
        Verb::Checkpoint(args) => ledger_commands::checkpoint(&args),
        Verb::Export(args) => ledger_commands::export(&args),
        Verb::Restore(args) => restore::restore(&args),
        Verb::Serve(args) => serve_commands::serve(&args),
        Verb::JudgeRule => collector::judge_rule(),
        Verb::Demo(args) => serve_commands::demo(&args),
    }
}

/// What a command ends in.
pub(crate) type Done = Result<ExitCode, app::Failure>;
