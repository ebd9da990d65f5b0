//! May it be? Each command is judged against the registers: events, or a refusal with nothing touched.

pub mod access;
mod adopt;
pub mod audit;
pub mod certification;
pub mod collector;
mod controls;
pub mod description;
pub mod engagement;
pub mod evidence;
mod import;
mod inheritance;
pub mod isms;
pub mod nonconformity;
mod operation;
pub mod package;
mod people;
mod plan;
mod planned;
mod planner;
pub mod policy;
mod programme;
mod public;
pub mod questionnaire;
pub mod review;
pub mod risk;
pub mod room;
pub mod scorecard;
pub mod staff;
pub mod statement;
pub mod supplier;
pub mod testing;
mod waiting;
pub mod wording;

pub use crate::stamp::Stamp;
pub use import::{MAX_IMPORT, plan};
pub use people::{restore, restore_command, ripe_us};
pub use planned::{ImportPlan, Planned};
pub use waiting::{MAX_WAITING, Waiting, waiting};

use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::Membership;

/// Judges a command, the right to it first: the events it leads to, or why it is refused.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub fn decide(registers: &Registers, command: Command, stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    if let Command::CreateOrganisation { name, documents, profile } = command {
        return programme::create(registers, name, documents, profile);
    }
    if !registers.begun() {
        return Err(Refusal::NoOrganisation);
    }
    let command = match command {
        Command::Room(command) => Command::Room(command.as_kept()),
        other => other,
    };
    access::permit(registers, &command, stamp)?;
    match command {
        Command::CreateOrganisation { .. } => Err(Refusal::OrganisationExists),
        Command::SetProfile { profile } => programme::set_profile(registers, profile),
        Command::AdoptDocument { document } => adopt::adopt_document(registers, *document),
        Command::AddControl { control } => controls::add_control(registers, control),
        Command::ReviseControl { control } => controls::revise_control(registers, control),
        Command::RetireControl { id, reason } => controls::retire_control(registers, id, reason),
        Command::LinkControl { id, target, reason, extent } => {
            controls::link_control(registers, id, target, reason, extent)
        }
        Command::UnlinkControl { id, target } => controls::unlink_control(registers, id, target),
        Command::ImportControls { source, file, controls } => {
            import::import_controls(registers, source, file, controls)
        }
        Command::SaveColumns { name, columns } => import::save_columns(registers, name, columns),
        Command::RecordInheritance { control, record } => {
            inheritance::record_inheritance(registers, control, record, stamp)
        }
        Command::WithdrawInheritance { control, reason } => {
            inheritance::withdraw_inheritance(registers, control, reason)
        }
        Command::DecideSuggestion { layer, row, accepted, reason } => {
            adopt::decide_suggestion(registers, layer, row, accepted, reason)
        }
        Command::AssessItem { item, assessment } => programme::assess_item(registers, &item, assessment),
        Command::RecordStep { control, step, taken } => programme::record_step(registers, &control, step, taken, stamp),
        Command::RecordStaff { .. }
        | Command::ImportStaff { .. }
        | Command::CheckStaff { .. }
        | Command::SetPosition { .. }
        | Command::AskAccess { .. }
        | Command::DecideAccess { .. }
        | Command::CarryOutAccess { .. } => staff::decide(registers, command, stamp),
        Command::Operation(command) => operation::decide(registers, command, stamp),
        Command::Evidence(command) => evidence::decide(registers, command, stamp),
        Command::Engagement(command) => engagement::decide(registers, command, stamp),
        Command::Testing(command) => testing::decide(registers, command, stamp),
        Command::Supplier(command) => supplier::decide(registers, command, stamp),
        Command::Description(command) => description::decide(registers, command, stamp),
        Command::Room(command) => room::decide(registers, command, stamp),
        Command::Package(command) => package::decide(registers, command, stamp),
        Command::Collector(command) => collector::decide(registers, command, stamp),
        Command::Certification(command) => certification::decide(registers, command, stamp),
        Command::Planner(command) => planner::decide(registers, command),
        Command::Plan(command) => plan::decide(registers, command, stamp),
        Command::Review(command) => review::decide(registers, command, stamp),
        Command::Audit(command) => audit::decide(registers, command, stamp),
        Command::Isms(command) => isms::decide(registers, command, stamp),
        Command::Policy(command) => policy::decide(registers, command, stamp),
        Command::Nonconformity(command) => nonconformity::decide(registers, command, stamp),
        Command::Statement(command) => statement::decide(registers, command, stamp),
        Command::Risk(command) => risk::decide(registers, command, stamp),
        Command::Scorecard(command) => scorecard::decide(registers, command, stamp),
        Command::Questionnaire(command) => questionnaire::decide(registers, command, stamp),
        Command::Public(command) => public::decide(registers, command, stamp),
        other => people::decide(registers, other, stamp),
    }
}

/// Longest short text (names, owners, ids of services), in characters.
pub const SHORT_TEXT: usize = 200;
/// Longest long text (activities, reasons, notes), in characters.
pub const LONG_TEXT: usize = 8_000;

/// A person who can answer for something here: a member who has not left. Whoever answered for it before may stay: that they
/// left is told, and does not stand in the way of another change.
fn answers_for(registers: &Registers, person: Option<&String>, before: Option<&String>) -> Result<(), Refusal> {
    let Some(id) = person else { return Ok(()) };
    match registers.people.members.get(id).map(|member| member.state) {
        None => Err(Refusal::Unknown { what: "member", id: id.clone(), nearest: None }),
        Some(Membership::Ended) if before != Some(id) => Err(Refusal::NotPossible {
            sentence: format!("the membership of {id} has ended"),
            hint: "name somebody who still has a part here".to_owned(),
        }),
        Some(_) => Ok(()),
    }
}

/// A required text: trimmed, present and not too long.
fn required(text: &str, field: &'static str, wanted: &'static str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::Empty { field, wanted });
    }
    optional(text, field, max)
}

/// An optional text: trimmed and not too long.
fn optional(text: &str, field: &'static str, max: usize) -> Result<String, Refusal> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err(Refusal::TooLong { field, max });
    }
    Ok(text.to_owned())
}
