//! The report to management, the follow-up, the end.

use super::{Judged, auditors, day, event, in_fieldwork, member, open, refused, unreported};
use crate::event::AuditEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::audit::{AuditReport, LineResult, MAX_TOLD};
use crate::values::{Role, counted};
use jiff::civil::Date;

/// Reports it: every line is answered, every line that says finding has one, and somebody of management is told.
pub(super) fn report(registers: &Registers, id: String, said: AuditReport, stamp: &Stamp) -> Judged {
    let held = in_fieldwork(registers, &id)?;
    let started = held.started.as_ref().map(|started| (started.on, "the first day of fieldwork"));
    day(said.on, "the day of the report", started, stamp)?;
    answered(held, &id)?;
    founded(held)?;
    let summary = required(&said.summary, "the summary", "what was done and seen", LONG_TEXT)?;
    let conclusion = required(&said.conclusion, "the conclusion", "what you conclude, in your own words", LONG_TEXT)?;
    if said.to.is_empty() {
        return Err(Refusal::Empty { field: "to whom it is reported", wanted: "at least one person of management" });
    }
    if said.to.len() > MAX_TOLD {
        return Err(Refusal::TooMany { what: "people who are told", max: MAX_TOLD });
    }
    for person in &said.to {
        member(registers, person)?;
        let roles = registers.people.hats(person, stamp.today).roles;
        if !roles.contains(&Role::Management) && !roles.contains(&Role::Owner) {
            return Err(refused(
                format!("{person} is not of management"),
                "results are reported to relevant management (clause 9.2.2): name a member with the role management",
            ));
        }
    }
    auditors::still_independent(registers, held, stamp)?;
    let report = Box::new(AuditReport { on: said.on, summary, conclusion, to: said.to });
    event(AuditEvent::AuditReported { id, report })
}

fn answered(held: &HeldAudit, id: &str) -> Result<(), Refusal> {
    let open: Vec<usize> = (1..).zip(&held.lines).filter(|(_, line)| line.answered.is_none()).map(|(n, _)| n).collect();
    match open.first() {
        None => Ok(()),
        Some(first) => Err(refused(
            format!(
                "{} not answered yet on the checklist of {id}, the first is line {first}",
                counted(open.len(), "line is", "lines are")
            ),
            "answer it, or say why it was not examined",
        )),
    }
}

/// A line that says that something was found leads to a finding about its item.
fn founded(held: &HeldAudit) -> Result<(), Refusal> {
    let says = |line: &&crate::registers::audit::HeldLine| {
        line.answered.as_ref().is_some_and(|answered| answered.answer.result == LineResult::Finding)
    };
    for (number, line) in (1u32..).zip(&held.lines).filter(|(_, line)| says(line)) {
        let about = |finding: &crate::registers::audit::HeldFinding| {
            finding.finding.line.map_or(finding.finding.item == line.line.item, |of| of == number)
        };
        if !held.findings.iter().any(about) {
            return Err(refused(
                format!("line {number} ({}) says that something was found, and no finding is recorded", line.line.item),
                "record the finding, or answer the line anew",
            ));
        }
    }
    Ok(())
}

/// The follow-up: what was found is resolved, each nonconformity closed (R130, R153).
pub(super) fn verify(registers: &Registers, id: String, on: Date, note: &str, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    let Some(report) = &held.report else {
        return Err(refused(format!("{id} is not reported yet"), "report it first"));
    };
    if let Some(verified) = &held.verified {
        return Err(Refusal::NothingToChange { what: format!("that {id} was verified on {}", verified.on) });
    }
    day(on, "the day of the follow-up", Some((report.report.on, "the day of the report")), stamp)?;
    let waiting: Vec<&str> = held.open_nonconformities(registers).into_iter().map(String::as_str).collect();
    if !waiting.is_empty() {
        return Err(refused(
            format!(
                "{} of {id} still open: {}",
                counted(waiting.len(), "nonconformity is", "nonconformities are"),
                waiting.join(", ")
            ),
            "each is closed first, when somebody else has seen that the action worked",
        ));
    }
    let note = required(note, "the note", "what was looked at to see that it is resolved", LONG_TEXT)?;
    event(AuditEvent::AuditVerified { id, on, note })
}

pub(super) fn close(registers: &Registers, id: String, note: &str) -> Judged {
    let held = open(registers, &id)?;
    if held.verified.is_none() {
        return Err(refused(
            format!("{id} is {}, not verified", held.state(registers).title().to_lowercase()),
            "an auditor of it verifies that what was found is resolved",
        ));
    }
    // A nonconformity can be raised anew by naming it; a closed audit has none open.
    if let Some(nc) = held.open_nonconformities(registers).first() {
        return Err(refused(format!("{nc} of {id} is open"), "close the nonconformity first"));
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    event(AuditEvent::AuditClosed { id, note })
}

pub(super) fn cancel(registers: &Registers, id: String, reason: &str) -> Judged {
    let held = open(registers, &id)?;
    unreported(held, &id)?;
    let reason = required(reason, "the reason", "why it does not take place", LONG_TEXT)?;
    event(AuditEvent::AuditCancelled { id, reason })
}
