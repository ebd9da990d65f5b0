//! Rules about SOC 2 engagements and what customers ask for.

mod asking;
mod examining;
mod moving;
mod planning;

pub use examining::{CERTIFIED, certifies, examined_by, examines, is_to_examine};

use crate::command::EngagementCommand;
use crate::event::{EngagementEvent, Event};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::people::HeldGrant;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::nearest::nearest;
use crate::values::{EngagementState, GrantKind, State};
use jiff::civil::Date;

type Judged = Result<Vec<Event>, Refusal>;

/// External auditors of an engagement on a day: persons with outside access that names its id or its title.
pub fn auditors(registers: &Registers, id: &str, day: Date) -> Vec<String> {
    granted(registers, id, |grant| grant.on(day))
}

/// Whoever is or was an external auditor of an engagement: an object is asked for without a day, and that the access is in
/// force is judged with the command.
pub(super) fn ever_auditors(registers: &Registers, id: &str) -> Vec<String> {
    granted(registers, id, |_| true)
}

/// Persons with outside access as external auditors that names an engagement by its id or its title.
fn granted(registers: &Registers, id: &str, counts: impl Fn(&HeldGrant) -> bool) -> Vec<String> {
    let Some(held) = registers.engagements.engagements.get(id) else {
        return Vec::new();
    };
    let names = [id.to_lowercase(), held.engagement.title.trim().to_lowercase()];
    let grants = registers.people.grants.values().filter(|grant| counts(grant)).map(|held| &held.grant);
    let theirs = grants.filter(|grant| grant.kind == GrantKind::ExternalAuditor);
    let theirs = theirs.filter(|grant| names.contains(&grant.engagement.trim().to_lowercase()));
    let mut people: Vec<String> = theirs.map(|grant| grant.person.clone()).collect();
    people.sort();
    people.dedup();
    people
}

/// An engagement as its auditors' own: for what the auditors of the engagement alone do.
pub fn audited(registers: &Registers, id: &str, day: Date) -> Object {
    Object { state: state(registers, id), of: auditors(registers, id, day), controls: Vec::new() }
}

/// Whose an engagement is to read: of its auditors, and of the owners of its controls.
pub fn object_of(registers: &Registers, id: &str, day: Date) -> Object {
    let mut object = audited(registers, id, day);
    if let Some(held) = registers.engagements.engagements.get(id) {
        let controls = controls_in_scope(registers, held);
        let owners = controls.iter().filter_map(|own| registers.people.controls.get(&own.control.id));
        object.of.extend(owners.cloned());
        object.of.sort();
        object.of.dedup();
    }
    object
}

fn state(registers: &Registers, id: &str) -> State {
    match registers.engagements.engagements.get(id).map(|held| held.state) {
        None => State::Absent,
        Some(EngagementState::Superseded | EngagementState::Withdrawn) => State::Ended,
        Some(_) => State::Live,
    }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &EngagementCommand, _by: &Badge) -> Object {
    match command {
        EngagementCommand::PlanEngagement { .. }
        | EngagementCommand::RecordAsked { .. }
        | EngagementCommand::AnswerAsked { .. }
        | EngagementCommand::CloseAsked { .. }
        | EngagementCommand::SetServiceFacts { .. } => Object::plain(State::Live),
        EngagementCommand::ReviseEngagement { id, .. }
        | EngagementCommand::MoveEngagement { id, .. }
        | EngagementCommand::NameControls { id, .. }
        | EngagementCommand::RecordUnexercised { id, .. } => Object::plain(state(registers, id)),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a EngagementCommand) -> Option<(&'static str, &'a String)> {
    let register = &registers.engagements;
    let (what, id, there) = match command {
        EngagementCommand::PlanEngagement { .. }
        | EngagementCommand::RecordAsked { .. }
        | EngagementCommand::SetServiceFacts { .. } => return None,
        EngagementCommand::AnswerAsked { id, .. } | EngagementCommand::CloseAsked { id, .. } => {
            ("customer's request", id, register.asked.contains_key(id))
        }
        EngagementCommand::ReviseEngagement { id, .. }
        | EngagementCommand::MoveEngagement { id, .. }
        | EngagementCommand::NameControls { id, .. }
        | EngagementCommand::RecordUnexercised { id, .. } => ("engagement", id, register.engagements.contains_key(id)),
    };
    (!there).then_some((what, id))
}

pub(super) fn decide(registers: &Registers, command: EngagementCommand, stamp: &Stamp) -> Judged {
    match command {
        EngagementCommand::PlanEngagement { engagement } => planning::plan(registers, *engagement),
        EngagementCommand::ReviseEngagement { id, engagement, agreement } => {
            planning::revise(registers, id, *engagement, &agreement)
        }
        EngagementCommand::MoveEngagement { id, to, note } => moving::move_on(registers, id, to, &note, stamp),
        EngagementCommand::NameControls { id, controls } => planning::name(registers, id, controls),
        EngagementCommand::RecordUnexercised { id, control, note, evidence } => {
            planning::unexercised(registers, id, control, &note, evidence)
        }
        EngagementCommand::RecordAsked { asked } => asking::record(registers, asked, stamp),
        EngagementCommand::AnswerAsked { id, sent, what, on } => asking::answer(registers, id, sent, &what, on, stamp),
        EngagementCommand::CloseAsked { id, reason } => asking::close(registers, id, &reason),
        EngagementCommand::SetServiceFacts { facts } => asking::facts(registers, facts),
    }
}

/// An engagement that is there.
fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let all = &registers.engagements.engagements;
    all.get(id).ok_or_else(|| Refusal::Unknown {
        what: "engagement",
        id: id.to_owned(),
        nearest: nearest(id, all.keys().map(String::as_str)).map(str::to_owned),
    })
}

/// An engagement that is there and not over.
fn current<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldEngagement, Refusal> {
    let held = known(registers, id)?;
    if held.state.over() {
        return Err(Refusal::NotPossible {
            sentence: format!("{id} is over: {}", held.state.title().to_lowercase()),
            hint: "plan the engagement that follows it".to_owned(),
        });
    }
    Ok(held)
}

fn event(event: EngagementEvent) -> Event {
    Event::Engagement(event)
}
