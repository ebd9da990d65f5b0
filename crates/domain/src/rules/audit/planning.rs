//! Planning and announcing an audit.

use super::{Judged, day, event, open, refused};
use crate::event::AuditEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::reports::audit::{checklist, resolved, retired, whole};
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::Window;
use crate::values::audit::{AuditPlan, MAX_AUDITORS, MAX_LINES, MAX_SCOPE};
use crate::values::window::NoWindow;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Most audits of one organisation.
const MAX_AUDITS: usize = 2_000;

pub(super) fn plan(registers: &Registers, said: AuditPlan) -> Judged {
    if registers.audits.audits.len() >= MAX_AUDITS {
        return Err(Refusal::TooMany { what: "internal audits", max: MAX_AUDITS });
    }
    let plan = Box::new(checked(registers, said)?);
    event(AuditEvent::AuditPlanned { id: registers.audits.next_audit(), plan })
}

pub(super) fn replan(registers: &Registers, id: String, said: AuditPlan) -> Judged {
    let held = planned(registers, &id)?;
    let plan = checked(registers, said)?;
    if held.plan == plan {
        return Err(Refusal::NothingToChange { what: format!("the plan of {id}") });
    }
    let outside = |items: &BTreeSet<String>| items.iter().find(|item| !plan.scope.contains(*item)).cloned();
    if let Some((person, item)) =
        held.auditors.iter().find_map(|(person, auditor)| Some((person, outside(&auditor.part.items)?)))
    {
        return Err(refused(
            format!("{person} audits {item}, which would leave the scope"),
            "give this auditor another part first",
        ));
    }
    event(AuditEvent::AuditReplanned { id, plan: Box::new(plan) })
}

fn planned<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldAudit, Refusal> {
    let held = open(registers, id)?;
    match held.announced {
        None => Ok(held),
        Some(_) => Err(refused(
            format!("{id} is announced, and its scope stands"),
            "cancel it with a reason, and plan another one",
        )),
    }
}

/// A plan that can be carried out; an empty scope becomes the whole one.
fn checked(registers: &Registers, said: AuditPlan) -> Result<AuditPlan, Refusal> {
    let title = required(&said.title, "the title", "what the audit is called", SHORT_TEXT)?;
    let criteria = required(&said.criteria, "the criteria", "what it is judged against", LONG_TEXT)?;
    let methods = required(&said.methods, "the methods", "how it is carried out", LONG_TEXT)?;
    let window = Window::new(said.window.from, said.window.until).map_err(|no| match no {
        NoWindow::Reversed { .. } => Refusal::DatesReversed { from: "the first day", until: "the last day" },
        _ => {
            refused("these days are no window of an audit".to_owned(), "give a first and a last day, some weeks apart")
        }
    })?;
    if said.scope.len() > MAX_SCOPE {
        return Err(Refusal::TooMany { what: "items of one audit", max: MAX_SCOPE });
    }
    let scope = match said.scope.is_empty() {
        true => whole(registers).into_iter().map(|item| item.id).collect(),
        false => resolved(registers, &said.scope)?,
    };
    if let Some(id) = scope.iter().find(|id| retired(registers, id)) {
        return Err(Refusal::ControlRetired { id: id.clone() });
    }
    if scope.is_empty() {
        return Err(refused(
            "there is nothing to audit: ISO/IEC 27001 is not adopted here".to_owned(),
            "adopt its framework from the library",
        ));
    }
    if said.hired.len() > MAX_AUDITORS {
        return Err(Refusal::TooMany { what: "hired auditors", max: MAX_AUDITORS });
    }
    let name = |name: &String| required(name, "the hired auditor", "name and firm", SHORT_TEXT);
    let hired = said.hired.iter().map(name).collect::<Result<BTreeSet<_>, _>>()?;
    Ok(AuditPlan { title, scope, window, criteria, methods, hired })
}

pub(super) fn announce(registers: &Registers, id: String, on: Date, note: &str, stamp: &Stamp) -> Judged {
    let held = planned(registers, &id)?;
    day(on, "the day of the announcement", None, stamp)?;
    if registers.audits.covering(held.plan.window.from).is_none() {
        return Err(refused(
            format!("no approved programme covers {}, the first day of {id}", held.plan.window.from),
            "write a programme for this cycle, and have management approve it",
        ));
    }
    super::auditors::everything(held, &id)?;
    let note = optional(note, "the note", LONG_TEXT)?;
    let lines = checklist(registers, &held.plan.scope);
    if lines.len() > MAX_LINES {
        return Err(Refusal::TooMany { what: "lines of one checklist", max: MAX_LINES });
    }
    event(AuditEvent::AuditAnnounced { id, on, note, lines })
}
