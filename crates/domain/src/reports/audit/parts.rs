//! Who has a part in what is audited, read from the ledger and not from roles (clause 9.2.2, SoD-3, R128).

mod clauses;
mod records;

use super::scope::item;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::registers::operation::day_of;
use crate::reports::independence::{Audited, Part, violations};
use crate::values::Window;
use crate::values::audit::AUDITED;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A part that somebody has in an item, with what shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartHeld {
    /// Which part.
    pub part: Part,
    /// The person.
    pub person: String,
    /// What shows it: `owns AC-3`, `handed in EV-7`.
    pub because: String,
}

/// A part of an auditor in an item that this auditor is to audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditorConflict {
    /// The auditor.
    pub person: String,
    /// The clause or control.
    pub item: String,
    /// The part.
    pub part: Part,
    /// What shows it.
    pub because: String,
}

/// The days before an audit that count: those that the programme in force says, or else 365.
pub fn look_back(registers: &Registers, day: Date) -> Window {
    let programme = registers.audits.covering(day).and_then(|(_, held)| held.in_force());
    let days = programme.map_or(365, |version| version.programme.look_back_days);
    Window { from: day.saturating_sub(i64::from(days).days()), until: day }
}

/// The parts that an auditor has in items, on a day: in the order of the items, then of the parts. Parts of those whom the
/// auditor represents count as well (SoD-17).
pub fn conflicts(registers: &Registers, person: &str, items: &BTreeSet<String>, day: Date) -> Vec<AuditorConflict> {
    let days = look_back(registers, day);
    let held: Vec<(&String, Vec<PartHeld>)> = items.iter().map(|id| (id, parts(registers, id, days))).collect();
    let audited: Vec<Audited<'_>> = held
        .iter()
        .map(|(item, parts)| Audited {
            item,
            parts: parts.iter().map(|held| (held.part, held.person.as_str())).collect(),
        })
        .collect();
    let hats = registers.people.hats(person, day);
    let mut found = Vec::new();
    for of in hats.selves.iter().chain(&hats.tied) {
        for violation in violations(of, &audited) {
            let parts = held.iter().find(|(item, _)| **item == violation.item).map(|(_, parts)| parts);
            let shows = parts.and_then(|all| all.iter().find(|held| held.part == violation.part && held.person == *of));
            let because = shows.map(|held| held.because.clone()).unwrap_or_default();
            let because = if of == person { because } else { format!("stands in for somebody who {because}") };
            found.push(AuditorConflict {
                person: person.to_owned(),
                item: violation.item,
                part: violation.part,
                because,
            });
        }
    }
    found
}

/// The parts of all auditors of an audit in what each of them audits, on a day.
pub fn conflicts_of(registers: &Registers, audit: &HeldAudit, day: Date) -> Vec<AuditorConflict> {
    let all = audit.auditors.iter().flat_map(|(person, held)| {
        let items = if held.part.items.is_empty() { &audit.plan.scope } else { &held.part.items };
        conflicts(registers, person, items, day)
    });
    all.collect()
}

/// Everybody who had a part in an item in those days: by its own controls, by the evidence of them, and for a clause by what
/// the clause asks for.
fn parts(registers: &Registers, id: &str, days: Window) -> Vec<PartHeld> {
    let mut found = Vec::new();
    match item(registers, id) {
        Some(scope) if scope.own => of_control(registers, id, days, &mut found),
        Some(scope) => {
            let key = format!("{AUDITED}/{id}");
            let linked = registers.controls.values().filter(|held| held.control.links.contains_key(&key));
            linked.for_each(|held| of_control(registers, &held.control.id, days, &mut found));
            records::of_registers(registers, id, days, &mut found);
            records::of_documents(registers, id, days, &mut found);
            if scope.clause {
                clauses::of_clause(registers, id, days, &mut found);
            } else {
                clauses::of_annex(registers, id, days, &mut found);
            }
        }
        None => {}
    }
    found.sort();
    found.dedup();
    found
}

fn within(days: Window, at_us: i64) -> bool {
    days.contains(day_of(at_us))
}

fn held(part: Part, person: &str, because: String) -> PartHeld {
    PartHeld { part, person: person.to_owned(), because }
}

/// The owner of each version in force in these days, who wrote it, and who handed in or accepted evidence of it.
fn of_control(registers: &Registers, id: &str, days: Window, found: &mut Vec<PartHeld>) {
    if let Some(owner) = registers.people.controls.get(id) {
        found.push(held(Part::Owner, owner, format!("owns {id}")));
    }
    if let Some(operation) = registers.operations.controls.get(id) {
        for (version, part) in operation.parts(days) {
            let until = if part.until == days.until { String::new() } else { format!(" until {}", part.until) };
            if registers.people.controls.get(id) != Some(&version.owner) {
                found.push(held(Part::Owner, &version.owner, format!("owned {id}{until}")));
            }
        }
        for version in operation.versions.iter().filter(|version| within(days, version.recorded_us)) {
            let on = day_of(version.recorded_us);
            found.push(held(Part::Author, &version.by, format!("wrote version {} of {id} on {on}", version.number)));
        }
    }
    for item in registers.evidence.shows.get(id).into_iter().flatten() {
        let Some(evidence) = registers.evidence.items.get(item) else { continue };
        for version in evidence.versions.iter().filter(|version| within(days, version.received_us)) {
            let on = version.received();
            found.push(held(Part::Witness, &version.by, format!("handed in {item} of {id} on {on}")));
        }
        for judged in evidence.judgements.iter().filter(|judged| within(days, judged.at_us)) {
            let said = if judged.accepted { "accepted" } else { "rejected" };
            found.push(held(Part::Approver, &judged.by, format!("{said} {item} of {id} on {}", day_of(judged.at_us))));
        }
    }
}
