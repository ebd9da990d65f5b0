//! Visits of the body: agreed, moved, cancelled, recorded (R216, R217, R221, R230).

use super::{Made, live, reckoned, refused, unknown};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldVisit};
use crate::reports::audit::resolved;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::certification::{
    CertificationState as State, CertificationVisit, MAX_AUDITORS, MAX_COVERED, MAX_FOLLOWED, MAX_VISITS, VisitKind,
    VisitRecord,
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Longest time from the first to the last day of a visit.
const MAX_SPAN_DAYS: i32 = 200;

fn days(first: Date, last: Date) -> Result<(), Refusal> {
    reckoned(first)?;
    reckoned(last)?;
    if last < first {
        return Err(Refusal::DatesReversed { from: "the first day of the visit", until: "its last day" });
    }
    if first.until(last).map_or(0, |span| span.get_days()) >= MAX_SPAN_DAYS {
        let hint = format!("give at most {MAX_SPAN_DAYS} days, or plan two visits");
        return Err(refused(format!("last: a visit from {first} to {last} is too long"), hint));
    }
    Ok(())
}

fn names(said: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    if said.len() > MAX_AUDITORS {
        return Err(Refusal::TooMany { what: "auditors of one visit", max: MAX_AUDITORS });
    }
    said.iter().map(|name| required(name, "an auditor", "the name of who comes", SHORT_TEXT)).collect()
}

pub(super) fn plan(registers: &Registers, id: &str, said: CertificationVisit) -> Made {
    let (id, held) = live(registers, id)?;
    if held.visits.len() >= MAX_VISITS {
        return Err(Refusal::TooMany { what: "visits of one certification", max: MAX_VISITS });
    }
    days(said.first, said.last)?;
    let kept = !matches!(said.kind, VisitKind::Stage1 | VisitKind::Stage2 | VisitKind::Special);
    if kept && held.certificate().is_none() {
        return Err(refused(
            format!("kind: {} comes after the decision to certify", said.kind.title()),
            "plan Stage 1 and Stage 2 first",
        ));
    }
    let same = |(_, visit): &(u32, &HeldVisit)| visit.coming() && visit.visit.kind == said.kind;
    if said.kind != VisitKind::Special
        && let Some((number, _)) = held.each_visit().find(same)
    {
        return Err(refused(
            format!("{} has its days already, as visit {number}", said.kind.title()),
            format!("move visit {number}, or cancel it"),
        ));
    }
    let (auditors, note) = (names(&said.auditors)?, optional(&said.note, "the note", LONG_TEXT)?);
    Ok(CertificationEvent::CertificationVisitPlanned { id, visit: CertificationVisit { auditors, note, ..said } })
}

/// A visit that is agreed, and neither held nor cancelled.
fn coming(held: &HeldCertification, number: u32) -> Result<&HeldVisit, Refusal> {
    let visit = held.visit(number).ok_or_else(|| unknown("visit", &number.to_string()))?;
    match (&visit.record, &visit.cancelled) {
        (Some(_), _) => Err(refused(format!("visit {number} was held"), "plan another visit")),
        (_, Some(_)) => Err(refused(format!("visit {number} is cancelled"), "plan another visit")),
        _ => Ok(visit),
    }
}

pub(super) fn shift(registers: &Registers, id: &str, number: u32, to: (Date, Date), reason: &str) -> Made {
    let (id, held) = live(registers, id)?;
    let visit = coming(held, number)?;
    let (first, last) = to;
    if (visit.visit.first, visit.visit.last) == to {
        return Err(Refusal::NothingToChange { what: format!("the days of visit {number}") });
    }
    days(first, last)?;
    let reason = required(reason, "the reason", "why it takes place on other days", LONG_TEXT)?;
    Ok(CertificationEvent::CertificationVisitMoved { id, number, first, last, reason })
}

pub(super) fn cancel(registers: &Registers, id: &str, number: u32, reason: &str) -> Made {
    let (id, held) = live(registers, id)?;
    coming(held, number)?;
    let reason = required(reason, "the reason", "why it does not take place", LONG_TEXT)?;
    Ok(CertificationEvent::CertificationVisitCancelled { id, number, reason })
}

pub(super) fn record(registers: &Registers, id: &str, number: u32, said: VisitRecord, stamp: &Stamp) -> Made {
    let (id, held) = live(registers, id)?;
    let visit = held.visit(number).ok_or_else(|| unknown("visit", &number.to_string()))?;
    if visit.cancelled.is_some() {
        return Err(refused(format!("visit {number} is cancelled"), "plan another visit"));
    }
    under_way(held, number, visit)?;
    days(said.first, said.last)?;
    if said.last > stamp.today {
        return Err(Refusal::InTheFuture { field: "the last day of the visit" });
    }
    if said.auditors.is_empty() {
        return Err(Refusal::Empty { field: "the auditors", wanted: "the names of those who came" });
    }
    if said.covered.is_empty() {
        return Err(Refusal::Empty {
            field: "what was covered",
            wanted: "clauses and controls, such as 9.2.2 and A.5.15",
        });
    }
    if said.covered.len() > MAX_COVERED {
        return Err(Refusal::TooMany { what: "clauses and controls of one visit", max: MAX_COVERED });
    }
    let first_audit = matches!(visit.visit.kind, VisitKind::Stage1 | VisitKind::Stage2);
    if first_audit && !said.topics.is_empty() {
        return Err(refused(
            "topics: they belong to a surveillance, a recertification or a special visit".to_owned(),
            "leave them out, and name clauses and controls",
        ));
    }
    let summary = required(&said.summary, "the summary", "what was seen and what the body said", LONG_TEXT)?;
    let (auditors, covered) = (names(&said.auditors)?, resolved(registers, &said.covered)?);
    let followed = lines(registers, &said.followed)?;
    let record = VisitRecord { auditors, covered, followed, summary, ..said };
    if visit.record.as_ref() == Some(&record) {
        return Err(Refusal::NothingToChange { what: format!("the record of visit {number}") });
    }
    Ok(CertificationEvent::CertificationVisitRecorded { id, number, record: Box::new(record) })
}

/// A visit is recorded while the project is at it, and stays as it is once the body decided on it.
fn under_way(held: &HeldCertification, number: u32, visit: &HeldVisit) -> Result<(), Refusal> {
    if visit.record.is_some() && held.decision().is_some_and(|on| on >= visit.last()) {
        return Err(refused(
            format!("the body decided on what visit {number} showed"),
            "what a decision rests on is not changed; note it at the next visit",
        ));
    }
    let (wanted, states): (State, &[State]) = match visit.visit.kind {
        VisitKind::Stage1 => (State::Stage1, &[State::Recertification]),
        VisitKind::Stage2 => (State::Stage2, &[State::DecisionPending]),
        VisitKind::Surveillance1 => (State::Surveillance1, &[State::Suspended]),
        VisitKind::Surveillance2 => (State::Surveillance2, &[State::Suspended]),
        VisitKind::Recertification => (State::Recertification, &[]),
        VisitKind::Special => return Ok(()),
    };
    match held.state == wanted || states.contains(&held.state) {
        true => Ok(()),
        false => Err(refused(
            format!("the project stands at {}, and visit {number} belongs to {}", held.state.title(), wanted.title()),
            format!("take the step to {} first", wanted.title()),
        )),
    }
}

/// Lines of treatment plans that are there, such as `RI-1/L2`.
fn lines(registers: &Registers, said: &BTreeSet<String>) -> Result<BTreeSet<String>, Refusal> {
    if said.len() > MAX_FOLLOWED {
        return Err(Refusal::TooMany { what: "lines of treatment plans", max: MAX_FOLLOWED });
    }
    said.iter()
        .map(|typed| {
            let name = typed.trim().to_ascii_uppercase();
            let (risk, line) = name.split_once('/').unwrap_or((&name, ""));
            let plan = registers.risks.risks.get(risk).and_then(|held| held.plan.as_ref());
            let there = plan.is_some_and(|plan| plan.treatment.lines.iter().any(|one| one.id == line));
            if there { Ok(name) } else { Err(unknown("line of a treatment plan (such as RI-1/L1)", typed)) }
        })
        .collect()
}
