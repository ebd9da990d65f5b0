//! Raising and revising: what was found, by whom it is answered for, and by when.

use super::{Judged, event, open, person, refused, unknown};
use crate::event::NonconformityEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::lookup::{Lookup, lookup, wanted};
use crate::values::nearest::nearest;
use crate::values::nonconformity::{
    MAX_AGAINST, MAX_DAYS, Nonconformity, NonconformityRules, NonconformitySource as Source,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most nonconformities of one organisation.
pub(super) const MAX_NONCONFORMITIES: usize = 50_000;

pub(super) fn raise(registers: &Registers, raised: Nonconformity, stamp: &Stamp) -> Judged {
    let register = &registers.nonconformities;
    if register.nonconformities.len() >= MAX_NONCONFORMITIES {
        return Err(Refusal::TooMany { what: "nonconformities", max: MAX_NONCONFORMITIES });
    }
    let nonconformity = checked(registers, raised, stamp.today)?;
    let due = register.rules.due(&nonconformity);
    let nonconformity = Box::new(nonconformity);
    Ok(vec![event(NonconformityEvent::NonconformityRaised { id: register.next(), nonconformity, due })])
}

pub(super) fn revise(registers: &Registers, id: String, said: Nonconformity, reason: &str, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    let nonconformity = checked(registers, said, stamp.today)?;
    if held.nonconformity == nonconformity {
        return Err(Refusal::NothingToChange { what: format!("what is said of {id}") });
    }
    kept_by_auditor(&held.nonconformity, &held.raised_by, &nonconformity, &id, stamp)?;
    let reason = required(reason, "the reason", "why it is said differently now", LONG_TEXT)?;
    let deadline = |one: &Nonconformity| (one.class, one.found, one.agreed);
    let due = match deadline(&held.nonconformity) == deadline(&nonconformity) {
        // The parameters may have moved since; a deadline that was given stays.
        true => held.due,
        false => registers.nonconformities.rules.due(&nonconformity),
    };
    let nonconformity = Box::new(nonconformity);
    Ok(vec![event(NonconformityEvent::NonconformityRevised { id, nonconformity, due, reason })])
}

/// The words of an auditor are changed by nobody else (SoD-4); who answers for it is the organisation's to say.
fn kept_by_auditor(was: &Nonconformity, by: &str, now: &Nonconformity, id: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let words = |one: &Nonconformity| {
        let Nonconformity { title, description, source, reference, class, against, found, agreed, .. } = one.clone();
        (title, description, source, reference, class, against, found, agreed)
    };
    if was.source != Source::Audit || by == stamp.by.person || words(was) == words(now) {
        return Ok(());
    }
    Err(Refusal::KeptApart {
        duty: Duty::AuditeeChangesFinding,
        sentence: format!("{id} is a finding of an audit"),
        hint: "ask whoever raised it; the owner and the own controls can be changed".to_owned(),
    })
}

/// All that can be judged of what was found.
pub(super) fn checked(registers: &Registers, found: Nonconformity, today: Date) -> Result<Nonconformity, Refusal> {
    let title = required(&found.title, "the title", "what is amiss, in a few words", SHORT_TEXT)?;
    let description =
        required(&found.description, "the description", "what was required and what was seen instead", LONG_TEXT)?;
    let reference = reference(registers, found.source, &found.reference)?;
    if found.found > today {
        return Err(Refusal::InTheFuture { field: "the day on which it was found" });
    }
    if found.agreed.is_some_and(|agreed| agreed < found.found) {
        return Err(Refusal::DatesReversed { from: "the day on which it was found", until: "the agreed day" });
    }
    if found.against.len() + found.controls.len() > MAX_AGAINST {
        return Err(Refusal::TooMany { what: "clauses and controls of one nonconformity", max: MAX_AGAINST });
    }
    let against = found.against.iter().map(|id| item(registers, id)).collect::<Result<BTreeSet<_>, _>>()?;
    if let Some(id) = found.controls.iter().find(|id| !registers.controls.contains_key(*id)) {
        return Err(unknown("control", id));
    }
    if let Some(owner) = &found.owner {
        person(registers, owner)?;
    }
    Ok(Nonconformity { title, description, reference, against, ..found })
}

/// What it came from is there, where this product holds it.
fn reference(registers: &Registers, source: Source, typed: &str) -> Result<String, Refusal> {
    let text = optional(typed, "the reference", SHORT_TEXT)?;
    if text.is_empty() {
        return Ok(text);
    }
    let upper = text.to_ascii_uppercase();
    let (what, there) = match source {
        Source::Exception => ("exception", registers.testing.exceptions.contains_key(&upper)),
        Source::Collector => ("collector", registers.collectors.collectors.contains_key(&upper)),
        Source::Supplier => {
            let suppliers = &registers.suppliers;
            let incident = suppliers.incidents.contains_key(&upper);
            ("supplier or incident of one", incident || suppliers.suppliers.contains_key(&upper))
        }
        // Audits, incidents and complaints are numbered elsewhere as well.
        Source::Audit | Source::Incident | Source::Complaint | Source::Other => return Ok(text),
    };
    if there { Ok(upper) } else { Err(unknown(what, &text)) }
}

/// A clause, control or criterion of an adopted framework, by its canonical id; where the digits are both, as the framework
/// writes them: `5.1` is the clause, `A.5.1` the control.
fn item(registers: &Registers, typed: &str) -> Result<String, Refusal> {
    for framework in registers.catalogue.frameworks() {
        if let Lookup::Found(item) | Lookup::Either { clause: item, .. } = lookup(framework, typed) {
            return Ok(item.id.clone());
        }
    }
    let ids = registers.catalogue.frameworks().flat_map(|framework| &framework.items).map(|item| item.id.as_str());
    Err(Refusal::Unknown {
        what: "clause, control or criterion",
        id: typed.to_owned(),
        nearest: nearest(&wanted(typed), ids).map(str::to_owned),
    })
}

pub(super) fn set_rules(registers: &Registers, rules: NonconformityRules) -> Judged {
    let days = [
        ("a major nonconformity", rules.major_days, 1),
        ("a minor nonconformity", rules.minor_days, 1),
        ("an opportunity", rules.opportunity_days, 0),
        ("the wait before effectiveness is judged", rules.wait_days, 0),
    ];
    if let Some((what, days, least)) = days.into_iter().find(|(_, days, least)| days < least || *days > MAX_DAYS) {
        return Err(refused(
            format!("{days} days are not possible for {what}"),
            format!("give {least} to {MAX_DAYS} days"),
        ));
    }
    if registers.nonconformities.rules == rules {
        return Err(Refusal::NothingToChange { what: "deadlines and waiting time".to_owned() });
    }
    Ok(vec![event(NonconformityEvent::NonconformityRulesSet { rules })])
}
