//! Rules about internal audits (ISO/IEC 27001 clauses 9.2.1 and 9.2.2; workflows, section 8).

mod auditors;
mod fieldwork;
mod findings;
mod planning;
mod programme;
mod reporting;

use crate::command::AuditCommand;
use crate::event::{AuditEvent, Event};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::rules::access::Object;
use crate::stamp::{Badge, Stamp};
use crate::values::audit::{MAX_CITED, ProgrammeState};
use crate::values::{Membership, State};
use jiff::civil::Date;
use std::collections::BTreeSet;

type Judged = Result<Vec<Event>, Refusal>;

/// A programme for the table of rights: it is of those who wrote what is not approved yet (SoD-1).
pub fn programme_object(registers: &Registers, id: &str, day: Date) -> Object {
    let Some(held) = registers.audits.programmes.get(id) else {
        return Object::plain(State::Absent);
    };
    let state = match held.state(day) {
        ProgrammeState::Draft => State::Live,
        ProgrammeState::Proposed => State::Proposed,
        ProgrammeState::Approved | ProgrammeState::Active => State::Approved,
        ProgrammeState::Closed => State::Ended,
    };
    Object { state, of: held.authors().into_iter().cloned().collect(), controls: Vec::new() }
}

/// An audit for the table of rights: it is of its auditors.
pub fn audit_object(registers: &Registers, id: &str) -> Object {
    let Some(held) = registers.audits.audits.get(id) else {
        return Object::plain(State::Absent);
    };
    let state = if held.over() { State::Ended } else { State::Live };
    Object { state, of: held.auditors.keys().cloned().collect(), controls: Vec::new() }
}

/// What a command is about, for the table of rights.
pub(super) fn object(registers: &Registers, command: &AuditCommand, _by: &Badge) -> Object {
    // Whether a cycle has begun makes no difference here.
    let programme = command.programme().map(|id| programme_object(registers, id, Date::MAX));
    let audit = || command.audit().map(|id| audit_object(registers, id));
    programme.or_else(audit).unwrap_or_else(|| Object::plain(State::Absent))
}

/// Kind and id of what a command names that was never there.
pub(super) fn missing<'a>(registers: &Registers, command: &'a AuditCommand) -> Option<(&'static str, &'a String)> {
    let register = &registers.audits;
    let programme = command.programme().filter(|id| !register.programmes.contains_key(*id));
    let audit = || command.audit().filter(|id| !register.audits.contains_key(*id));
    programme.map(|id| ("programme of internal audits", id)).or_else(|| audit().map(|id| ("internal audit", id)))
}

/// Judges a command.
///
/// # Errors
/// A [`Refusal`]; nothing is touched.
pub(super) fn decide(registers: &Registers, command: AuditCommand, stamp: &Stamp) -> Judged {
    match command {
        AuditCommand::WriteAuditProgramme { id, programme } => programme::write(registers, id, *programme),
        AuditCommand::ProposeAuditProgramme { id } => programme::propose(registers, id),
        AuditCommand::ApproveAuditProgramme { id, version, sha256 } => {
            programme::approve(registers, id, version, sha256)
        }
        AuditCommand::CloseAuditProgramme { id, note } => programme::close(registers, id, &note),
        AuditCommand::PlanAudit { plan } => planning::plan(registers, *plan),
        AuditCommand::ReplanAudit { id, plan } => planning::replan(registers, id, *plan),
        AuditCommand::AssignAuditor { id, part } => auditors::assign(registers, id, part, stamp),
        AuditCommand::ReleaseAuditor { id, person, reason } => auditors::release(registers, id, person, &reason),
        AuditCommand::AnnounceAudit { id, on, note } => planning::announce(registers, id, on, &note, stamp),
        AuditCommand::StartAudit { id, on } => fieldwork::start(registers, id, on, stamp),
        AuditCommand::AnswerAuditLine { id, line, answer, seen } => {
            fieldwork::answer(registers, id, line, *answer, seen, stamp)
        }
        AuditCommand::RecordAuditFinding { id, finding, nonconformity } => {
            findings::record(registers, id, *finding, nonconformity, stamp)
        }
        AuditCommand::ReviseAuditFinding { id, number, finding, reason } => {
            findings::revise(registers, id, number, *finding, &reason, stamp)
        }
        AuditCommand::ReportAudit { id, report } => reporting::report(registers, id, *report, stamp),
        AuditCommand::VerifyAudit { id, on, note } => reporting::verify(registers, id, on, &note, stamp),
        AuditCommand::CloseAudit { id, note } => reporting::close(registers, id, &note),
        AuditCommand::CancelAudit { id, reason } => reporting::cancel(registers, id, &reason),
    }
}

fn event(event: AuditEvent) -> Judged {
    Ok(vec![Event::Audit(event)])
}

fn refused(sentence: String, hint: impl Into<String>) -> Refusal {
    Refusal::NotPossible { sentence, hint: hint.into() }
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// An audit that is not over.
fn open<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldAudit, Refusal> {
    let held = registers.audits.audits.get(id).ok_or_else(|| unknown("internal audit", id))?;
    match held.over() {
        false => Ok(held),
        true => Err(refused(
            format!("{id} is {}", held.state(registers).title().to_lowercase()),
            "plan another audit for what is to be looked at again",
        )),
    }
}

/// An audit whose fieldwork goes on.
fn in_fieldwork<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldAudit, Refusal> {
    let held = open(registers, id)?;
    if held.started.is_none() {
        return Err(refused(
            format!("the fieldwork of {id} has not begun"),
            "announce the audit, then begin fieldwork",
        ));
    }
    unreported(held, id)?;
    Ok(held)
}

fn unreported(held: &HeldAudit, id: &str) -> Result<(), Refusal> {
    match &held.report {
        None => Ok(()),
        Some(report) => Err(refused(
            format!("{id} was reported on {}, and what was reported is not changed", report.report.on),
            "follow its nonconformities, and plan another audit for what is new",
        )),
    }
}

/// A day that is not in the future and not before the step before.
fn day(on: Date, field: &'static str, before: Option<(Date, &'static str)>, stamp: &Stamp) -> Result<(), Refusal> {
    if on > stamp.today {
        return Err(Refusal::InTheFuture { field });
    }
    match before {
        Some((earlier, from)) if on < earlier => Err(Refusal::DatesReversed { from, until: field }),
        _ => Ok(()),
    }
}

/// Items of evidence that are there.
fn evidence(registers: &Registers, cited: &BTreeSet<String>) -> Result<(), Refusal> {
    if cited.len() > MAX_CITED {
        return Err(Refusal::TooMany { what: "items of evidence", max: MAX_CITED });
    }
    match cited.iter().find(|id| !registers.evidence.items.contains_key(*id)) {
        Some(id) => Err(unknown("evidence", id)),
        None => Ok(()),
    }
}

/// A member who has not left.
fn member(registers: &Registers, person: &str) -> Result<(), Refusal> {
    match registers.people.members.get(person).map(|member| member.state) {
        None => Err(unknown("member", person)),
        Some(Membership::Ended) => {
            Err(refused(format!("the membership of {person} has ended"), "name somebody who still has a part here"))
        }
        Some(_) => Ok(()),
    }
}
