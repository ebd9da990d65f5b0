//! Rules about populations, samples, tests and exceptions.

mod exception;
mod population;
mod query;
mod sampling;
mod test;

use crate::command::TestingCommand;
use crate::event::{Event, TestingEvent};
use crate::refusal::Refusal;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::testing::TestingRegister;
use crate::registers::{Held, Registers};
use crate::rules::access::Object;
use crate::rules::engagement::{auditors, ever_auditors};
use crate::stamp::{Badge, Stamp};
use crate::values::nearest::nearest;
use crate::values::{Duty, Role, State};

pub use population::list_sha256;

type Judged = Result<Vec<Event>, Refusal>;

/// Most populations, samples, tests or exceptions of one organisation, of each.
const MAX_OBJECTS: usize = 20_000;

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &TestingCommand, _by: &Badge) -> Object {
    let register = &registers.testing;
    match command {
        TestingCommand::RecordPopulation { population } => {
            about(registers, Some((&population.engagement, &population.control)))
        }
        TestingCommand::RevisePopulation { id, .. } | TestingCommand::FreezePopulation { id } => {
            let held = register.populations.get(id).map(|held| &held.population);
            about(registers, held.map(|population| (population.engagement.as_str(), population.control.as_str())))
        }
        TestingCommand::DrawSample { draw } => {
            let held = register.populations.get(&draw.population);
            audited(registers, held.map(|held| held.population.engagement.as_str()))
        }
        TestingCommand::SetSamplingProfile { .. } | TestingCommand::ChooseSamplingProfile { engagement: None, .. } => {
            Object::plain(State::Live)
        }
        TestingCommand::ChooseSamplingProfile { engagement, .. } => audited(registers, engagement.as_deref()),
        TestingCommand::PlanTest { plan } => audited(registers, Some(&plan.engagement)),
        TestingCommand::TakeSample { id, .. }
        | TestingCommand::RecordResults { id, .. }
        | TestingCommand::NoteReadiness { id, .. }
        | TestingCommand::ConcludeTest { id, .. } => {
            audited(registers, register.tests.get(id).map(|held| held.plan.engagement.as_str()))
        }
        TestingCommand::NoteException { note } => {
            audited(registers, register.tests.get(&note.test).map(|held| held.plan.engagement.as_str()))
        }
        TestingCommand::JudgeException { id, .. } | TestingCommand::CloseException { id, .. } => {
            audited(registers, register.of_exception(id).map(|(engagement, _)| engagement))
        }
        TestingCommand::ExplainException { id, .. }
        | TestingCommand::RespondException { id, .. }
        | TestingCommand::LinkExceptionAction { id, .. } => about(registers, register.of_exception(id)),
    }
}

/// What belongs to the owner of a control.
fn about(registers: &Registers, of: Option<(&str, &str)>) -> Object {
    let Some((_, control)) = of.filter(|(id, _)| registers.engagements.engagements.contains_key(*id)) else {
        return Object::plain(State::Absent);
    };
    Object { state: State::Live, ..Object::control(registers, control) }
}

/// What belongs to the auditors of an engagement: whoever has or had access that names it. That it is in force today is
/// judged by [`auditor`], since an object is asked for without a day.
fn audited(registers: &Registers, engagement: Option<&str>) -> Object {
    let Some(id) = engagement.filter(|id| registers.engagements.engagements.contains_key(*id)) else {
        return Object::plain(State::Absent);
    };
    Object { state: State::Live, of: ever_auditors(registers, id), controls: Vec::new() }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a TestingCommand) -> Option<(&'static str, &'a String)> {
    let register = &registers.testing;
    let engagement = |id: &String| registers.engagements.engagements.contains_key(id);
    let (what, id, there) = match command {
        TestingCommand::SetSamplingProfile { .. } | TestingCommand::ChooseSamplingProfile { engagement: None, .. } => {
            return None;
        }
        TestingCommand::ChooseSamplingProfile { engagement: Some(id), .. } => ("engagement", id, engagement(id)),
        TestingCommand::RecordPopulation { population } => {
            ("engagement", &population.engagement, engagement(&population.engagement))
        }
        TestingCommand::PlanTest { plan } => ("engagement", &plan.engagement, engagement(&plan.engagement)),
        TestingCommand::RevisePopulation { id, .. } | TestingCommand::FreezePopulation { id } => {
            ("population", id, register.populations.contains_key(id))
        }
        TestingCommand::DrawSample { draw } => {
            ("population", &draw.population, register.populations.contains_key(&draw.population))
        }
        TestingCommand::TakeSample { id, .. }
        | TestingCommand::RecordResults { id, .. }
        | TestingCommand::NoteReadiness { id, .. }
        | TestingCommand::ConcludeTest { id, .. } => ("test", id, register.tests.contains_key(id)),
        TestingCommand::NoteException { note } => ("test", &note.test, register.tests.contains_key(&note.test)),
        TestingCommand::ExplainException { id, .. }
        | TestingCommand::JudgeException { id, .. }
        | TestingCommand::RespondException { id, .. }
        | TestingCommand::LinkExceptionAction { id, .. }
        | TestingCommand::CloseException { id, .. } => ("exception", id, register.exceptions.contains_key(id)),
    };
    (!there).then_some((what, id))
}

pub(super) fn decide(registers: &Registers, command: TestingCommand, stamp: &Stamp) -> Judged {
    match command {
        TestingCommand::RecordPopulation { population } => population::record(registers, *population, stamp),
        TestingCommand::RevisePopulation { id, population } => population::revise(registers, id, *population, stamp),
        TestingCommand::FreezePopulation { id } => population::freeze(registers, id),
        TestingCommand::DrawSample { draw } => sampling::draw(registers, *draw, stamp),
        TestingCommand::SetSamplingProfile { profile } => sampling::set_profile(registers, *profile),
        TestingCommand::ChooseSamplingProfile { engagement, profile } => {
            sampling::choose_profile(registers, engagement, *profile, stamp)
        }
        TestingCommand::PlanTest { plan } => test::plan(registers, *plan, stamp),
        TestingCommand::TakeSample { id, sample } => test::take(registers, id, sample, stamp),
        TestingCommand::RecordResults { id, results, reopens } => test::results(registers, id, results, reopens, stamp),
        TestingCommand::NoteReadiness { id, text } => test::note(registers, id, &text, stamp),
        TestingCommand::ConcludeTest { id, conclusion, text, evidence } => {
            test::conclude(registers, id, (conclusion, &text, evidence), stamp)
        }
        TestingCommand::NoteException { note } => exception::note(registers, *note, stamp),
        TestingCommand::ExplainException { id, cause, compensating } => {
            exception::explain(registers, id, &cause, &compensating)
        }
        TestingCommand::JudgeException { id, stands, reason } => {
            exception::judge(registers, id, stands, &reason, stamp)
        }
        TestingCommand::RespondException { id, response } => exception::respond(registers, id, &response),
        TestingCommand::LinkExceptionAction { id, action } => exception::link(registers, id, &action),
        TestingCommand::CloseException { id, note } => exception::close(registers, id, &note, stamp),
    }
}

/// An engagement that is there and not over.
fn engagement<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let all = &registers.engagements.engagements;
    let held = all.get(id).ok_or_else(|| Refusal::Unknown {
        what: "engagement",
        id: id.to_owned(),
        nearest: nearest(id, all.keys().map(String::as_str)).map(str::to_owned),
    })?;
    match held.state.over() {
        false => Ok(held),
        true => Err(refused(
            format!("{id} is over: {}", held.state.title().to_lowercase()),
            "work on the engagement that follows it",
        )),
    }
}

/// A control that the engagement examines.
fn in_scope<'a>(registers: &'a Registers, held: &HeldEngagement, control: &str) -> Result<&'a Held, Refusal> {
    let all = controls_in_scope(registers, held);
    all.iter().find(|own| own.control.id == control).copied().ok_or_else(|| Refusal::Unknown {
        what: "control in scope of the engagement",
        id: control.to_owned(),
        nearest: nearest(control, all.iter().map(|own| own.control.id.as_str())).map(str::to_owned),
    })
}

/// Who looks in from outside acts for the engagements of their access alone; answers whether an external auditor asks.
fn external(registers: &Registers, engagement: &str, stamp: &Stamp) -> Result<bool, Refusal> {
    let hats = registers.people.hats(&stamp.by.person, stamp.today);
    if !hats.roles.contains(&Role::ExternalAuditor) {
        return Ok(false);
    }
    auditor(registers, engagement, stamp)?;
    Ok(true)
}

/// Only an auditor whose access names the engagement, today (SoD-14).
fn auditor(registers: &Registers, engagement: &str, stamp: &Stamp) -> Result<(), Refusal> {
    match auditors(registers, engagement, stamp.today).contains(&stamp.by.person) {
        true => Ok(()),
        false => Err(Refusal::KeptApart {
            duty: Duty::AuditorConcludes,
            sentence: format!("you are not an external auditor of {engagement} today"),
            hint: "ask an owner of the organisation for access to this engagement".to_owned(),
        }),
    }
}

fn id(prefix: &str, what: &'static str, so_far: usize) -> Result<String, Refusal> {
    match so_far < MAX_OBJECTS {
        true => Ok(TestingRegister::next(prefix, so_far)),
        false => Err(Refusal::TooMany { what, max: MAX_OBJECTS }),
    }
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

fn event(event: TestingEvent) -> Vec<Event> {
    vec![Event::Testing(event)]
}
