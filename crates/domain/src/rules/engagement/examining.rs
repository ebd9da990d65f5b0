//! What external auditors have of the organisation: the engagements that they examine, and of its own controls those that
//! these engagements examine. Everything that is asked on their behalf is cut to this.

use super::auditors;
use crate::registers::Registers;
use crate::registers::engagement::scope::in_scope;
use crate::values::{Action, GrantKind};
use jiff::civil::Date;

/// The standard that the access of a certification body names, since it examines no SOC 2 engagement.
pub const CERTIFIED: &str = "27001";

/// The engagements that any of these persons examines from outside on a day, by id.
pub fn examined_by<'a>(registers: &'a Registers, persons: &[String], day: Date) -> Vec<&'a String> {
    let mine = |id: &&String| auditors(registers, id, day).iter().any(|person| persons.contains(person));
    registers.engagements.engagements.keys().filter(mine).collect()
}

/// Is an own control examined in one of these engagements? Ids that are not known examine nothing.
pub fn examines<'a>(registers: &Registers, engagements: impl IntoIterator<Item = &'a str>, control: &str) -> bool {
    let all = &registers.engagements.engagements;
    engagements.into_iter().filter_map(|id| all.get(id)).any(|held| in_scope(registers, held, control))
}

/// Does somebody audit for a certification body? So does an external auditor whose access names ISO/IEC 27001, and none of
/// whose accesses names an engagement that is kept here: who examines a SOC 2 report reads that engagement alone.
pub fn certifies(registers: &Registers, person: &str, day: Date) -> bool {
    let people = &registers.people;
    let Some(member) = people.members.get(person) else { return false };
    let running = member.grants.iter().filter_map(|id| people.grants.get(id)).filter(|held| held.on(day));
    let audits = running.filter(|held| held.grant.kind == GrantKind::ExternalAuditor);
    let mut named = audits.map(|held| held.grant.engagement.as_str()).peekable();
    named.peek().is_some()
        && named.all(|words| words.contains(CERTIFIED))
        && examined_by(registers, &[person.to_owned()], day).is_empty()
}

/// Is what somebody asks to read their own to examine: a control in the scope of their engagement, or the Statement of
/// Applicability of who audits for a certification body?
pub fn is_to_examine(registers: &Registers, person: &str, action: Action, control: Option<&str>, day: Date) -> bool {
    match (action, control) {
        (Action::ReadStatement, _) => certifies(registers, person, day),
        (_, Some(control)) => {
            let mine = examined_by(registers, &[person.to_owned()], day);
            examines(registers, mine.into_iter().map(String::as_str), control)
        }
        _ => false,
    }
}
