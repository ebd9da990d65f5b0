//! Fieldwork: the checklist is answered line by line.

use super::{Judged, auditors, day, event, evidence, in_fieldwork, open, refused, unknown};
use crate::event::AuditEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::rules::{LONG_TEXT, optional, required};
use crate::stamp::Stamp;
use crate::values::audit::{AuditSample, LineAnswer, LineResult};
use jiff::civil::Date;

pub(super) fn start(registers: &Registers, id: String, on: Date, stamp: &Stamp) -> Judged {
    let held = open(registers, &id)?;
    let Some(announced) = &held.announced else {
        return Err(refused(format!("{id} is not announced"), "announce it to those who are audited first"));
    };
    if let Some(started) = &held.started {
        return Err(Refusal::NothingToChange { what: format!("that the fieldwork of {id} began on {}", started.on) });
    }
    day(on, "the first day of fieldwork", Some((announced.on, "the day of the announcement")), stamp)?;
    auditors::everything(held, &id)?;
    auditors::still_independent(registers, held, stamp)?;
    event(AuditEvent::AuditStarted { id, on })
}

/// Is it the line of somebody who audits its item, or of whoever they represent?
pub(super) fn audits(registers: &Registers, held: &HeldAudit, item: &str, stamp: &Stamp) -> Result<(), Refusal> {
    let hats = registers.people.hats(&stamp.by.person, stamp.today);
    let parts = hats.selves.iter().filter_map(|person| held.auditors.get(person));
    if parts.into_iter().any(|auditor| auditor.part.audits(item)) {
        return Ok(());
    }
    let others: Vec<&str> =
        held.auditors.iter().filter(|(_, one)| one.part.audits(item)).map(|(person, _)| person.as_str()).collect();
    Err(refused(format!("{item} is not yours to audit"), format!("it is audited by {}", others.join(", "))))
}

/// The line that is answered was seen as it stands: two auditors at once do not overwrite each other.
pub(super) fn answer(
    registers: &Registers,
    id: String,
    number: u32,
    said: LineAnswer,
    seen: Option<u32>,
    stamp: &Stamp,
) -> Judged {
    let held = in_fieldwork(registers, &id)?;
    let line = held.line(number).ok_or_else(|| unknown("line of the checklist", &number.to_string()))?;
    if seen.is_some_and(|seen| seen != line.times) {
        return Err(Refusal::Outdated { what: "line of the checklist", id: format!("{id}/{number}") });
    }
    audits(registers, held, &line.line.item, stamp)?;
    let note = match said.result {
        LineResult::NotExamined => required(&said.note, "the reason", "why it was not examined", LONG_TEXT)?,
        LineResult::Finding => required(&said.note, "the note", "what was seen", LONG_TEXT)?,
        LineResult::Conforms => optional(&said.note, "the note", LONG_TEXT)?,
    };
    evidence(registers, &said.evidence)?;
    if said.result == LineResult::Conforms && note.is_empty() && said.evidence.is_empty() {
        return Err(Refusal::Empty { field: "the note", wanted: "what was seen, or cite evidence" });
    }
    let sample = said.sample.map(|sample| sampled(registers, sample)).transpose()?.flatten();
    let answer = LineAnswer { result: said.result, note, evidence: said.evidence, sample };
    if line.answered.as_ref().is_some_and(|was| was.answer == answer) {
        return Err(Refusal::NothingToChange { what: format!("the answer to line {number} of {id}") });
    }
    event(AuditEvent::AuditLineAnswered { id, line: number, answer: Box::new(answer) })
}

/// A sample with its figures: those of the drawn one, or those that were given.
fn sampled(registers: &Registers, said: AuditSample) -> Result<Option<AuditSample>, Refusal> {
    let picked = optional(&said.picked, "what was picked", LONG_TEXT)?;
    if let Some(drawn) = said.drawn.map(|id| id.trim().to_ascii_uppercase()).filter(|id| !id.is_empty()) {
        let held = registers.testing.samples.get(&drawn).ok_or_else(|| unknown("sample", &drawn))?;
        let size = u32::try_from(held.sample.items.len()).unwrap_or(u32::MAX);
        return Ok(Some(AuditSample { population: held.sample.of, size, drawn: Some(drawn), picked }));
    }
    match (said.population, said.size) {
        (0, 0) if picked.is_empty() => Ok(None),
        (population, size) if size > population => Err(refused(
            format!("{size} of {population} were not looked at"),
            "the sample is not larger than the population",
        )),
        (population, size) => Ok(Some(AuditSample { population, size, drawn: None, picked })),
    }
}
