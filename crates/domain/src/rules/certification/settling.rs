//! What the body said of a finding. It can accept a plan that is there, and verify what was carried out.

use super::{Judged, live, refused, unknown};
use crate::event::{CertificationEvent, Event, NonconformityEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::HeldFinding;
use crate::registers::nonconformity::HeldNonconformity;
use crate::reports::certification::deadlines;
use crate::rules::{LONG_TEXT, required};
use crate::stamp::Stamp;
use crate::values::certification::{FindingKind, Settled, Settlement};
use crate::values::nonconformity::{Nonconformity, NonconformityClass, NonconformityState};
use jiff::civil::Date;

pub(super) fn settle(registers: &Registers, id: &str, number: u32, said: Settled, stamp: &Stamp) -> Judged {
    let (id, held) = live(registers, id)?;
    let found = held.finding(number).ok_or_else(|| unknown("finding", &number.to_string()))?;
    let raised = found.nonconformity.as_ref();
    let raised = raised.and_then(|nc| Some((nc, registers.nonconformities.nonconformities.get(nc)?)));
    possible(number, found, said.how)?;
    carried(found, raised, said.how)?;
    if said.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the body's answer" });
    }
    if said.on < found.finding.on {
        return Err(Refusal::DatesReversed { from: "the day of the finding", until: "the day of the body's answer" });
    }
    let note = required(&said.note, "the note", "what the body said, and where it stands", LONG_TEXT)?;
    let mut events = Vec::new();
    let mut due = None;
    if said.how == Settlement::Downgraded {
        let visit =
            held.visit(found.finding.visit).ok_or_else(|| unknown("visit", &found.finding.visit.to_string()))?;
        let (_, body) = super::body(registers, &held.project.body)?;
        due = deadlines(held, &body.body, visit, FindingKind::Minor)?.due;
        events.extend(raised.and_then(|(nc, raised)| lesser(nc, raised, due, &note)));
    }
    let settled = Settled { note, ..said };
    events.push(Event::Certification(CertificationEvent::CertificationFindingSettled { id, number, settled, due }));
    Ok(events)
}

/// Can the body say this of it now?
fn possible(number: u32, found: &HeldFinding, how: Settlement) -> Result<(), Refusal> {
    if found.resolved() {
        return Err(refused(
            format!("finding {number} is settled: the body verified it or took it back"),
            "record another finding, should it come back",
        ));
    }
    let kind = found.kind();
    let fits = match how {
        Settlement::Withdrawn => true,
        Settlement::Downgraded => kind == FindingKind::Major,
        Settlement::PlanAccepted => matches!(kind, FindingKind::Major | FindingKind::Minor),
        Settlement::Verified => kind != FindingKind::Opportunity,
    };
    if !fits {
        let hint = match kind {
            FindingKind::Opportunity => "an opportunity asks for nothing; the body can only take it back",
            FindingKind::Concern => "record that the body accepted the answer: verified",
            _ => "record that it accepted the plan, or verified what was done",
        };
        return Err(refused(format!("how: {} is nothing that is said of: {}", how.title(), kind.title()), hint));
    }
    if how == Settlement::PlanAccepted && found.said(how).is_some() {
        return Err(Refusal::NothingToChange { what: format!("that the plan of finding {number} is accepted") });
    }
    Ok(())
}

/// The plan or the action that the body looked at is there.
fn carried(found: &HeldFinding, raised: Option<(&String, &HeldNonconformity)>, how: Settlement) -> Result<(), Refusal> {
    let Some((id, raised)) = raised else { return Ok(()) };
    let acted = raised.acted() || raised.state() == NonconformityState::Closed;
    let planned = acted || !raised.actions.is_empty();
    match how {
        Settlement::PlanAccepted if !planned => Err(refused(
            format!("{id} has no planned action that the body could accept"),
            format!("plan the action of {id}, or say why none is needed"),
        )),
        Settlement::Verified if !acted => Err(refused(
            format!(
                "the action of {id} is not carried out, so that nothing of {} can be verified",
                found.finding.title
            ),
            format!("record what was carried out for {id}"),
        )),
        _ => Ok(()),
    }
}

/// The nonconformity of a major that is a minor now; one that ended stays as it is.
fn lesser(id: &str, raised: &HeldNonconformity, due: Option<Date>, note: &str) -> Option<Event> {
    let was = &raised.nonconformity;
    let changes = raised.state().open() && was.class == NonconformityClass::Major;
    let agreed = due.filter(|due| *due >= was.found);
    let now = Nonconformity { class: NonconformityClass::Minor, agreed, ..was.clone() };
    changes.then(|| {
        Event::Nonconformity(NonconformityEvent::NonconformityRevised {
            id: id.to_owned(),
            nonconformity: Box::new(now),
            due: agreed.or(raised.due),
            reason: note.to_owned(),
        })
    })
}
