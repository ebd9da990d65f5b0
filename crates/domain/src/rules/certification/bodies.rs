//! Certification bodies and their accreditation (R224, R225).

use super::{Made, body, markets, reckoned, refused};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::certification::{Accreditation, CertificationBody, MAX_BODIES, MAX_STANDARDS};

/// Most checks of the accreditation of one body.
const MAX_CHECKS: usize = 500;
/// Longest time for a plan, in days.
const MAX_PLAN_DAYS: u32 = 90;
/// Longest time for the closure of a major, in days: six months after Stage 2 it is over.
const MAX_CLOSE_DAYS: u32 = 184;

fn checked(registers: &Registers, said: CertificationBody, but: Option<&str>) -> Result<CertificationBody, Refusal> {
    let name = required(&said.name, "the name", "what the certification body is called", SHORT_TEXT)?;
    let country = required(&said.country, "the country", "where the certification body sits", SHORT_TEXT)?;
    let mut others = registers.certifications.each_body().filter(|(id, _)| but != Some(id.as_str()));
    if let Some((id, _)) = others.find(|(_, held)| held.body.name.eq_ignore_ascii_case(&name)) {
        return Err(refused(format!("{name} is there already, as {id}"), format!("use {id}, or give another name")));
    }
    for (field, days, max) in
        [("plan_days", said.plan_days, MAX_PLAN_DAYS), ("close_days", said.close_days, MAX_CLOSE_DAYS)]
    {
        if !(1..=max).contains(&days) {
            return Err(refused(format!("{field}: {days} days are not possible"), format!("give 1 to {max} days")));
        }
    }
    if said.plan_days > said.close_days {
        return Err(refused(
            format!(
                "plan_days: a plan after {} days comes later than the closure after {}",
                said.plan_days, said.close_days
            ),
            "give at most as many days for the plan as for the closure",
        ));
    }
    Ok(CertificationBody { name, country, markets: markets(&said.markets)?, ..said })
}

pub(super) fn add(registers: &Registers, said: CertificationBody) -> Made {
    if registers.certifications.bodies.len() >= MAX_BODIES {
        return Err(Refusal::TooMany { what: "certification bodies", max: MAX_BODIES });
    }
    let body = checked(registers, said, None)?;
    Ok(CertificationEvent::CertificationBodyAdded { id: registers.certifications.next_body(), body })
}

pub(super) fn revise(registers: &Registers, id: &str, said: CertificationBody, reason: &str) -> Made {
    let (id, held) = body(registers, id)?;
    let now = checked(registers, said, Some(&id))?;
    if held.body == now {
        return Err(Refusal::NothingToChange { what: format!("what is said of {id}") });
    }
    let reason = required(reason, "the reason", "why it is said differently now", LONG_TEXT)?;
    Ok(CertificationEvent::CertificationBodyRevised { id, body: now, reason })
}

pub(super) fn check(registers: &Registers, id: &str, said: Accreditation, stamp: &Stamp) -> Made {
    let (id, held) = body(registers, id)?;
    if held.checks.len() >= MAX_CHECKS {
        return Err(Refusal::TooMany { what: "checks of one accreditation", max: MAX_CHECKS });
    }
    let by = required(&said.by, "the accreditation body", "such as UKAS, ANAB or DAkkS", SHORT_TEXT)?;
    let number = required(&said.number, "the number of the accreditation", "as its register gives it", SHORT_TEXT)?;
    let source =
        required(&said.source, "where it was looked up", "the address of the register, or the paper", SHORT_TEXT)?;
    if said.standards.is_empty() {
        let wanted = "what it is accredited to, such as ISO/IEC 17021-1:2015 and ISO/IEC 27006-1:2024";
        return Err(Refusal::Empty { field: "the standards", wanted });
    }
    if said.standards.len() > MAX_STANDARDS {
        return Err(Refusal::TooMany { what: "standards of one accreditation", max: MAX_STANDARDS });
    }
    let standards = said.standards.iter().map(|one| standard(one)).collect::<Result<_, _>>()?;
    if said.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day on which it was looked up" });
    }
    said.valid_until.map_or(Ok(()), reckoned)?;
    let accreditation = Accreditation { by, number, standards, source, ..said };
    if held.check().is_some_and(|check| check.accreditation == accreditation) {
        return Err(Refusal::NothingToChange { what: format!("the check of the accreditation of {id}") });
    }
    Ok(CertificationEvent::AccreditationChecked { id, accreditation })
}

/// A standard with its edition.
fn standard(said: &str) -> Result<String, Refusal> {
    let text = required(said, "a standard", "such as ISO/IEC 27006-1:2024", SHORT_TEXT)?;
    let year = text.rsplit_once(':').map(|(_, year)| year.trim());
    match year.is_some_and(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())) {
        true => Ok(text),
        false => Err(refused(
            format!("standards: `{text}` names no edition"),
            "write the year of the edition, such as ISO/IEC 27006-1:2024",
        )),
    }
}
