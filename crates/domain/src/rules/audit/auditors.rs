//! Who audits: able, and without a part in what is audited, as the ledger shows it (clause 9.2.2, SoD-3).

use super::{Judged, event, member, open, refused, unknown, unreported};
use crate::event::AuditEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::reports::audit::{AuditorConflict, conflicts, conflicts_of, resolved};
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::audit::{AuditorPart, MAX_AUDITORS};
use crate::values::{Duty, Role, counted};

pub(super) fn assign(registers: &Registers, id: String, said: AuditorPart, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    unreported(held, &id)?;
    let person = said.person;
    member(registers, &person)?;
    if !registers.people.hats(&person, stamp.today).roles.contains(&Role::InternalAuditor) {
        return Err(refused(
            format!("{person} is no internal auditor here today"),
            "an owner gives the role internal auditor, to a hired auditor as well",
        ));
    }
    let competence = required(&said.competence, "the competence", "training, experience or qualification", SHORT_TEXT)?;
    let items = resolved(registers, &said.items)?;
    if let Some(item) = items.iter().find(|item| !held.plan.scope.contains(*item)) {
        return Err(refused(format!("{item} is not in the scope of {id}"), "name items of its scope, or none for all"));
    }
    if held.auditors.len() >= MAX_AUDITORS && !held.auditors.contains_key(&person) {
        return Err(Refusal::TooMany { what: "auditors of one audit", max: MAX_AUDITORS });
    }
    let part = AuditorPart { person, items, competence };
    if held.auditors.get(&part.person).is_some_and(|auditor| auditor.part == part) {
        return Err(Refusal::NothingToChange { what: format!("the part of {} in {id}", part.person) });
    }
    let audits = if part.items.is_empty() { &held.plan.scope } else { &part.items };
    let found = conflicts(registers, &part.person, audits, stamp.today);
    independent(registers, found, stamp)?;
    event(AuditEvent::AuditorAssigned { id, part })
}

pub(super) fn release(registers: &Registers, id: String, person: String, reason: &str) -> Judged {
    let held = open(registers, &id)?;
    unreported(held, &id)?;
    if !held.auditors.contains_key(&person) {
        return Err(unknown("auditor of this audit", &person));
    }
    let reason = required(reason, "the reason", "why this person audits no more", LONG_TEXT)?;
    event(AuditEvent::AuditorReleased { id, person, reason })
}

/// Every item has an auditor.
pub(super) fn everything(held: &HeldAudit, id: &str) -> Result<(), Refusal> {
    let without = crate::reports::audit::unassigned(held);
    match without.first() {
        None => Ok(()),
        Some(_) if held.auditors.is_empty() => {
            Err(refused(format!("{id} has no auditor"), "name an internal auditor for it"))
        }
        Some(first) => Err(refused(
            format!("nobody is the auditor of {} of {id}, such as {first}", counted(without.len(), "item", "items")),
            "name somebody for them who has no part in them",
        )),
    }
}

/// Nobody who audits has a part in what they audit, judged anew: somebody may have become an owner meanwhile.
pub(super) fn still_independent(registers: &Registers, held: &HeldAudit, stamp: &Stamp) -> Result<(), Refusal> {
    independent(registers, conflicts_of(registers, held, stamp.today), stamp)
}

/// A part in what is audited is refused, with the item and what shows it, unless management set the rule aside openly.
fn independent(registers: &Registers, found: Vec<AuditorConflict>, stamp: &Stamp) -> Result<(), Refusal> {
    let waived = |one: &AuditorConflict| registers.people.waived(Duty::AuditsOwnWork, &one.person, stamp.today);
    let all: Vec<AuditorConflict> = found.into_iter().filter(|one| !waived(one)).collect();
    let Some(first) = all.first() else { return Ok(()) };
    let more = match all.len() {
        1 => String::new(),
        n => format!(", and {} more", counted(n - 1, "part", "parts")),
    };
    Err(Refusal::KeptApart {
        duty: Duty::AuditsOwnWork,
        sentence: format!("{} has a part in {}: {}{more}", first.person, first.item, first.because),
        hint: "let somebody else audit these items, or have management waive the rule openly".to_owned(),
    })
}
