//! Rules about audit packages: complete or refused, partial only when that was asked for; taken back with a reason.

mod building;

use crate::command::PackageCommand;
use crate::event::{Event, PackageEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::package::HeldPackage;
use crate::rules::access::Object;
use crate::rules::engagement::auditors;
use crate::stamp::{Badge, Stamp};
use crate::values::nearest::nearest;
use crate::values::{Action, State};
use jiff::civil::Date;

pub use building::may_build;

/// Most characters of a reason.
const MAX_REASON: usize = 1_000;

fn state(registers: &Registers, id: &str) -> State {
    match registers.packages.packages.get(id) {
        None => State::Absent,
        Some(held) if held.withdrawn.is_some() => State::Ended,
        Some(_) => State::Live,
    }
}

/// Who may read a package, as the rights to it: the auditors of its engagement, who read what is their own; one for a
/// certification body has no engagement, so that only those of the house read it.
pub fn to_read(registers: &Registers, id: &str, day: Date) -> (Action, Object) {
    let held = registers.packages.packages.get(id);
    let of = held.and_then(|held| held.package.spec.engagement.as_deref());
    let of = of.map(|engagement| auditors(registers, engagement, day)).unwrap_or_default();
    (Action::ReadEngagement, Object { state: state(registers, id), of, controls: Vec::new() })
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &PackageCommand, _by: &Badge) -> Object {
    match command {
        PackageCommand::RecordPackage { .. } => Object::plain(State::Live),
        PackageCommand::WithdrawPackage { id, .. } => Object::plain(state(registers, id)),
    }
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a PackageCommand) -> Option<(&'static str, &'a String)> {
    match command {
        PackageCommand::RecordPackage { .. } => None,
        PackageCommand::WithdrawPackage { id, .. } => {
            (!registers.packages.packages.contains_key(id)).then_some(("package", id))
        }
    }
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: PackageCommand, _stamp: &Stamp) -> Result<Vec<Event>, Refusal> {
    match command {
        PackageCommand::RecordPackage { package } => {
            building::judge(registers, &package)?;
            let id = registers.packages.next_package();
            Ok(vec![Event::Package(PackageEvent::PackageBuilt { id, package })])
        }
        PackageCommand::WithdrawPackage { id, reason } => {
            if known(registers, &id)?.withdrawn.is_some() {
                return Err(Refusal::NothingToChange { what: format!("that {id} is withdrawn") });
            }
            let reason = reason.trim().to_owned();
            if reason.is_empty() {
                return Err(Refusal::Empty { field: "reason", wanted: "why the package is taken back" });
            }
            if reason.chars().count() > MAX_REASON {
                return Err(Refusal::TooLong { field: "reason", max: MAX_REASON });
            }
            Ok(vec![Event::Package(PackageEvent::PackageWithdrawn { id, reason })])
        }
    }
}

/// A package that is there.
///
/// # Errors
/// [`Refusal::Unknown`], with the nearest id.
pub fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldPackage, Refusal> {
    let all = &registers.packages.packages;
    let near = || nearest(id, all.keys().map(String::as_str)).map(str::to_owned);
    all.get(id).ok_or_else(|| Refusal::Unknown { what: "package", id: id.to_owned(), nearest: near() })
}
