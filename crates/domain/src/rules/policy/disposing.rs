//! The text of a version goes: after it is out of use, and after its retention (R161). Evidence has legal holds, documents have
//! none: what has to be kept longer gets a longer retention.

use super::{Judged, event, numbered, refused, unknown};
use crate::event::PolicyEvent;
use crate::registers::Registers;
use crate::registers::operation::day_of;
use crate::rules::{LONG_TEXT, required};
use jiff::civil::Date;

pub(super) fn dispose(registers: &Registers, id: String, version: u32, reason: &str, today: Date) -> Judged {
    let held = registers.policies.policies.get(&id).ok_or_else(|| unknown("document", &id))?;
    let one = numbered(held, &id, version)?;
    if let Some(said) = &one.disposed {
        return Err(refused(
            format!("version {version} of {id} was disposed of on {} already", day_of(said.at_us)),
            "its hash, its days and its approvals stay",
        ));
    }
    let Some(ended) = held.ended(one, today) else {
        let state = held.state_of(one, today).title().to_lowercase();
        return Err(refused(
            format!("version {version} of {id} is still in use: {state}"),
            "a version is disposed of after a later one took its place, or after the document was retired",
        ));
    };
    let Some(until) = held.kept_until(one, today) else {
        return Err(refused(
            format!("no retention is set for {id}, so nobody knows how long its versions are kept"),
            "say first for how many years they are kept",
        ));
    };
    if until >= today {
        let years = held.policy.retention_years;
        return Err(refused(
            format!("version {version} of {id} is kept until {until}: {years} years from {ended}"),
            format!("dispose of it after {until}"),
        ));
    }
    let reason = required(reason, "the reason", "why it is not needed any more, and who agreed", LONG_TEXT)?;
    Ok(vec![event(PolicyEvent::PolicyVersionDisposed { id, version, sha256: one.sha256.clone(), reason })])
}
