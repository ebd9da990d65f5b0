//! What the standards want of single registers beyond complete entries.

use super::findings::Finding;
use crate::registers::Registers;
use crate::registers::isms::{HeldEntry, HeldLine, here};
use crate::values::counted;
use crate::values::isms::{RegisterKind, Value};
use jiff::ToSpan;
use jiff::civil::Date;

pub(super) fn special(registers: &Registers, kind: RegisterKind, all: &[&HeldEntry], on: Date) -> Vec<Finding> {
    if all.is_empty() {
        return Vec::new();
    }
    match kind {
        RegisterKind::Issues => sides(kind, all),
        RegisterKind::Scope => scope(kind, all),
        RegisterKind::Roles => roles(registers, kind, all),
        RegisterKind::Leadership => leadership(kind, all, on),
        RegisterKind::Objectives => each(all, objective),
        RegisterKind::Measures => each(all, measure),
        RegisterKind::Competence => all.iter().filter(|held| held.live()).flat_map(|held| competence(held)).collect(),
        RegisterKind::Awareness => each(all, awareness),
        RegisterKind::Assets => each(all, |held| asset(registers, held)),
        RegisterKind::AccessReviews => reviews(kind, all, on),
        RegisterKind::Obligations => each(all, obligation),
        RegisterKind::Climate
        | RegisterKind::Parties
        | RegisterKind::Changes
        | RegisterKind::Communication
        | RegisterKind::Incidents
        | RegisterKind::Demand => Vec::new(),
    }
}

fn each(all: &[&HeldEntry], of: impl Fn(&HeldEntry) -> Option<Finding>) -> Vec<Finding> {
    all.iter().filter(|held| held.live()).filter_map(|held| of(held)).collect()
}

fn yes(line: &HeldLine, field: &str) -> Option<bool> {
    line.fields.get(field).and_then(Value::yes)
}

/// The last line by its day.
pub(super) fn last(held: &HeldEntry) -> Option<&HeldLine> {
    held.lines.iter().max_by_key(|line| line.fields.get("on").and_then(Value::day))
}

fn sides(kind: RegisterKind, all: &[&HeldEntry]) -> Vec<Finding> {
    let lacks = |side: &&str| !all.iter().any(|held| held.live() && held.word("side") == Some(side));
    let none = ["internal", "external"].into_iter().filter(lacks);
    none.map(|side| Finding::whole("one_sided", kind, "4.1", format!("No {side} issue is recorded."))).collect()
}

fn scope(kind: RegisterKind, all: &[&HeldEntry]) -> Vec<Finding> {
    let in_force = all.iter().any(|held| held.state == "in_force");
    let what = "No scope statement is in force.";
    if in_force { Vec::new() } else { vec![Finding::whole("not_in_force", kind, "4.3", what)] }
}

/// The two duties of clause 5.3 have a holder who is here.
fn roles(registers: &Registers, kind: RegisterKind, all: &[&HeldEntry]) -> Vec<Finding> {
    let duties = [
        ("conformity", "Nobody who is here ensures that the ISMS conforms."),
        ("reporting", "Nobody who is here reports its performance to top management."),
    ];
    let held = |duty: &str| {
        all.iter().filter(|held| held.live()).any(|held| {
            held.word("duty").is_some_and(|said| said == duty || said == "both")
                && held.owner().is_some_and(|owner| here(registers, owner))
        })
    };
    let none = duties.into_iter().filter(|(duty, _)| !held(duty));
    none.map(|(_, what)| Finding::whole("no_holder", kind, "5.3", what)).collect()
}

fn leadership(kind: RegisterKind, all: &[&HeldEntry], on: Date) -> Vec<Finding> {
    let since = on.saturating_sub(365.days());
    let recent = |held: &&&HeldEntry| held.fields.get("on").and_then(Value::day).is_some_and(|day| day >= since);
    let wanted = [
        ("resources", "7.1", "No resources given to the ISMS are recorded in the last year."),
        ("decision", "5.1", "No decision of top management is recorded in the last year."),
        ("attendance", "5.1", "No attendance of top management is recorded in the last year."),
    ];
    let none = wanted
        .into_iter()
        .filter(|(what, _, _)| !all.iter().filter(recent).any(|held| held.word("kind") == Some(what)));
    none.map(|(_, item, what)| Finding::whole("no_commitment", kind, item, what)).collect()
}

fn objective(held: &HeldEntry) -> Option<Finding> {
    match last(held) {
        None => Some(Finding::of("no_result", held, "6.2", "It was never measured.")),
        Some(line) if yes(line, "met") == Some(false) => {
            Some(Finding::of("not_met", held, "6.2", "The last result does not meet the target."))
        }
        Some(_) => None,
    }
}

fn measure(held: &HeldEntry) -> Option<Finding> {
    match last(held) {
        None => Some(Finding::of("no_result", held, "9.1", "It was never measured.")),
        Some(line) if !line.fields.contains_key("evaluation") => {
            Some(Finding::of("not_evaluated", held, "9.1", "The last result is not evaluated."))
        }
        Some(_) => None,
    }
}

fn competence(held: &HeldEntry) -> Vec<Finding> {
    if held.lines.is_empty() {
        return vec![Finding::of("no_evidence", held, "7.2", "No evidence of anybody's competence is recorded.")];
    }
    let mut latest: std::collections::BTreeMap<&str, &HeldLine> = std::collections::BTreeMap::new();
    for line in &held.lines {
        let Some(person) = line.fields.get("person").and_then(Value::word) else { continue };
        let day = |line: &HeldLine| line.fields.get("on").and_then(Value::day);
        if latest.get(person).is_none_or(|was| day(was) <= day(line)) {
            latest.insert(person, line);
        }
    }
    let short = latest.into_iter().filter(|(_, line)| yes(line, "enough") == Some(false));
    short
        .map(|(person, line)| {
            let what = match line.fields.contains_key("action") {
                true => "The competence of somebody is not enough yet; action is recorded.",
                false => "The competence of somebody is not enough, and no action is recorded.",
            };
            Finding { person: Some(person.to_owned()), ..Finding::of("not_competent", held, "7.2", what) }
        })
        .collect()
}

fn awareness(held: &HeldEntry) -> Option<Finding> {
    let Some(line) = last(held) else {
        return Some(Finding::of("never_held", held, "7.3", "It was never held."));
    };
    let number = |id: &str| line.fields.get(id).and_then(Value::number).unwrap_or_default();
    let (expected, completed) = (number("expected"), number("completed"));
    (completed < expected).then(|| {
        let what = format!("{completed} of {} completed it the last time.", counted(expected, "person", "people"));
        Finding::of("incomplete", held, "7.3", what)
    })
}

/// An asset that is still with somebody who has left (A.5.11).
fn asset(registers: &Registers, held: &HeldEntry) -> Option<Finding> {
    let holder = held.word("held_by").filter(|_| held.state != "returned")?;
    (!here(registers, holder)).then(|| Finding {
        person: Some(holder.to_owned()),
        ..Finding::of("not_returned", held, "A.5.11", "It is still with somebody who has left.")
    })
}

fn reviews(kind: RegisterKind, all: &[&HeldEntry], on: Date) -> Vec<Finding> {
    let since = on.saturating_sub(365.days());
    let closed = |held: &&&HeldEntry| held.fields.get("closed_on").and_then(Value::day).is_some_and(|day| day >= since);
    let mut found = Vec::new();
    if all.iter().filter(closed).count() == 0 {
        found.push(Finding::whole("none_closed", kind, "A.5.18", "No access review was closed in the last year."));
    }
    for held in all.iter().filter(|held| held.live()) {
        let word = |line: &HeldLine, id: &str| line.fields.get(id).and_then(Value::word).map(str::to_owned);
        let undecided = held.lines.iter().filter(|line| word(line, "decision").is_none()).count();
        let unproved = held.lines.iter().filter(|line| {
            matches!(word(line, "decision").as_deref(), Some("remove" | "change")) && !line.fields.contains_key("proof")
        });
        let unproved = unproved.count();
        if undecided > 0 {
            found.push(Finding::of(
                "undecided",
                held,
                "A.5.18",
                format!("Accounts that nothing is decided on: {undecided}."),
            ));
        }
        if unproved > 0 {
            let what = format!("Accounts to be changed or removed without proof of it: {unproved}.");
            found.push(Finding::of("no_proof", held, "CC6.2", what));
        }
    }
    found
}

fn obligation(held: &HeldEntry) -> Option<Finding> {
    (held.state == "not_met").then(|| Finding::of("not_met", held, "A.5.31", "It is judged not to be met."))
}
