//! The programme: written, laid before management, approved as it was read, closed.

use super::{Judged, event, refused, unknown};
use crate::event::AuditEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldProgramme;
use crate::reports::audit::resolved;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::values::audit::{AuditProgramme, MAX_CYCLE_YEARS, MAX_LOOK_BACK_DAYS, MAX_SCOPE, MAX_WEEKS, ProgrammeState};
use crate::values::window::{FIRST_YEAR, LAST_YEAR};
use jiff::civil::Date;

/// Most programmes of one organisation.
const MAX_PROGRAMMES: usize = 100;
/// Most versions of one programme.
const MAX_VERSIONS: usize = 200;

fn known<'a>(registers: &'a Registers, id: &str) -> Result<&'a HeldProgramme, Refusal> {
    let held = registers.audits.programmes.get(id).ok_or_else(|| unknown("programme of internal audits", id))?;
    match held.closed {
        None => Ok(held),
        Some(_) => Err(refused(format!("{id} is closed"), "write the programme of the next cycle")),
    }
}

pub(super) fn write(registers: &Registers, id: Option<String>, said: AuditProgramme) -> Judged {
    let programme = checked(registers, said)?;
    let register = &registers.audits;
    let cycle = programme.cycle();
    let meets = |held: &HeldProgramme| {
        let other = held.newest().1.programme.cycle();
        other.from <= cycle.until && cycle.from <= other.until
    };
    let others = register.programmes.iter().filter(|(other, _)| id.as_ref() != Some(other));
    if let Some((other, _)) = others.filter(|(_, held)| held.closed.is_none()).find(|(_, held)| meets(held)) {
        return Err(refused(
            format!("the cycle of {other} meets these days"),
            "change that programme, or close it before a new one begins",
        ));
    }
    let id = match id {
        None if register.programmes.len() >= MAX_PROGRAMMES => {
            return Err(Refusal::TooMany { what: "programmes of internal audits", max: MAX_PROGRAMMES });
        }
        None => register.next_programme(),
        Some(id) => {
            let held = known(registers, &id)?;
            if held.versions.len() >= MAX_VERSIONS {
                return Err(Refusal::TooMany { what: "versions of a programme", max: MAX_VERSIONS });
            }
            if held.newest().1.programme == programme {
                return Err(Refusal::NothingToChange { what: format!("what {id} says") });
            }
            id
        }
    };
    let sha256 = programme.sha256();
    event(AuditEvent::AuditProgrammeWritten { id, programme: Box::new(programme), sha256 })
}

fn checked(registers: &Registers, said: AuditProgramme) -> Result<AuditProgramme, Refusal> {
    let long = |text: &str, field, wanted| required(text, field, wanted, LONG_TEXT);
    let title = required(&said.title, "the title", "what the programme is called", SHORT_TEXT)?;
    let frequency = long(&said.frequency, "the frequency", "how often is audited")?;
    let methods = long(&said.methods, "the methods", "how is audited: interviews, samples, records")?;
    let responsibilities = long(
        &said.responsibilities,
        "the responsibilities",
        "who plans, who audits, how auditors are trained or hired",
    )?;
    let planning = long(&said.planning, "the planning requirements", "what planning an audit has to consider")?;
    let reporting = long(&said.reporting, "the reporting", "to whom in management is reported, and how")?;
    let procedure = optional(&said.procedure, "the procedure", SHORT_TEXT)?;
    whole_number("the years of the cycle", said.years.into(), 1, MAX_CYCLE_YEARS.into())?;
    whole_number("the look-back in days", said.look_back_days, 1, MAX_LOOK_BACK_DAYS)?;
    whole_number("the fewest weeks of an audit", said.weeks_least, 1, MAX_WEEKS)?;
    whole_number("the most weeks of an audit", said.weeks_most, said.weeks_least, MAX_WEEKS)?;
    if !(FIRST_YEAR..=LAST_YEAR - i16::from(MAX_CYCLE_YEARS)).contains(&said.from.year()) {
        return Err(refused(format!("{} is no first day of a cycle", said.from), "give a day of this century"));
    }
    if said.important.len() > MAX_SCOPE {
        return Err(Refusal::TooMany { what: "items of a programme", max: MAX_SCOPE });
    }
    let mut important = std::collections::BTreeMap::new();
    for (item, why) in &said.important {
        let why = required(why, "the reason", "why it is audited every year", SHORT_TEXT)?;
        important.extend(resolved(registers, &[item.clone()].into())?.into_iter().map(|item| (item, why.clone())));
    }
    Ok(AuditProgramme {
        title,
        frequency,
        methods,
        responsibilities,
        planning,
        reporting,
        procedure,
        important,
        ..said
    })
}

fn whole_number(field: &str, given: u32, least: u32, most: u32) -> Result<(), Refusal> {
    match (least..=most).contains(&given) {
        true => Ok(()),
        false => Err(refused(format!("{given} is not possible for {field}"), format!("give {least} to {most}"))),
    }
}

pub(super) fn propose(registers: &Registers, id: String) -> Judged {
    let held = known(registers, &id)?;
    let (version, newest) = held.newest();
    if held.state(Date::MAX) != ProgrammeState::Draft {
        return Err(Refusal::NothingToChange {
            what: format!("that version {version} of {id} lies before management"),
        });
    }
    event(AuditEvent::AuditProgrammeProposed { id, version, sha256: newest.sha256.clone() })
}

/// What is approved is named by version and hash: what was written meanwhile is not (SoD-15).
pub(super) fn approve(registers: &Registers, id: String, version: u32, sha256: String) -> Judged {
    let held = known(registers, &id)?;
    let (newest, said) = held.newest();
    if (version, &sha256) != (newest, &said.sha256) {
        return Err(Refusal::Outdated { what: "programme of internal audits", id });
    }
    event(AuditEvent::AuditProgrammeApproved { id, version, sha256 })
}

pub(super) fn close(registers: &Registers, id: String, note: &str) -> Judged {
    let held = known(registers, &id)?;
    let cycle = held.in_force().map(|version| version.programme.cycle());
    let goes_on = registers.audits.in_order().into_iter().find(|(_, audit)| {
        let inside = cycle.is_some_and(|cycle| cycle.contains(audit.plan.window.from));
        inside && !audit.over() && audit.report.is_none()
    });
    if let Some((audit, _)) = goes_on {
        return Err(refused(
            format!("{audit} of this cycle is not reported yet"),
            "report it, or cancel it with a reason",
        ));
    }
    let note = optional(note, "the note", LONG_TEXT)?;
    event(AuditEvent::AuditProgrammeClosed { id, note })
}
