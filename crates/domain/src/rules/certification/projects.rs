//! What is to be certified, by whom.

use super::{Made, body, live, markets, refused, unknown};
use crate::event::CertificationEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::certification::is_current;
use crate::rules::{LONG_TEXT, SHORT_TEXT, answers_for, optional, required};
use crate::stamp::Stamp;
use crate::values::certification::{CertificationProject, DEFAULT_STANDARD, MAX_AUDIT_DAYS, MAX_PROJECTS};

/// Most people in the scope of one certificate.
const MAX_PEOPLE: u32 = 1_000_000;

fn checked(
    registers: &Registers,
    said: CertificationProject,
    before: Option<&String>,
    stamp: &Stamp,
) -> Result<CertificationProject, Refusal> {
    let title = required(&said.title, "the title", "what the project is called", SHORT_TEXT)?;
    let (body, _) = body(registers, &said.body)?;
    let standard = optional(&said.standard, "the standard", SHORT_TEXT)?;
    let standard = if standard.is_empty() { DEFAULT_STANDARD.to_owned() } else { standard };
    if !is_current("standard", &standard, stamp.today)? {
        return Err(refused(
            format!("standard: {standard} certifies nobody any more"),
            format!("write {DEFAULT_STANDARD}; the transition from the 2013 edition ended on 31 October 2025"),
        ));
    }
    let scope = required(&said.scope, "the scope", "the text as it is to stand on the certificate", LONG_TEXT)?;
    for (field, days) in [("stage1_days", said.stage1_days), ("stage2_days", said.stage2_days)] {
        if days > MAX_AUDIT_DAYS {
            let hint = format!("give 0 to {MAX_AUDIT_DAYS} audit days; 0 while nothing is agreed");
            return Err(refused(format!("{field}: {days} audit days are not possible"), hint));
        }
    }
    if said.people.is_some_and(|people| !(1..=MAX_PEOPLE).contains(&people)) {
        let people = said.people.unwrap_or_default();
        return Err(refused(format!("people: {people} people are not possible"), format!("give 1 to {MAX_PEOPLE}")));
    }
    let combined = optional(&said.combined, "the plan of the combined audit", LONG_TEXT)?;
    let engagement = match said.engagement.as_ref().map(|id| id.trim().to_ascii_uppercase()).filter(|id| !id.is_empty())
    {
        None if combined.is_empty() => None,
        None => {
            return Err(Refusal::Empty {
                field: "the engagement",
                wanted: "the SOC 2 engagement of the combined audit",
            });
        }
        Some(id) if !registers.engagements.engagements.contains_key(&id) => return Err(unknown("engagement", &id)),
        Some(_) if combined.is_empty() => {
            return Err(Refusal::Empty {
                field: "the plan of the combined audit",
                wanted: "which days, interviews and evidence serve both",
            });
        }
        Some(id) => Some(id),
    };
    answers_for(registers, said.owner.as_ref(), before)?;
    let markets = markets(&said.markets)?;
    Ok(CertificationProject { title, body, standard, scope, engagement, combined, markets, ..said })
}

pub(super) fn plan(registers: &Registers, said: CertificationProject, stamp: &Stamp) -> Made {
    if registers.certifications.projects.len() >= MAX_PROJECTS {
        return Err(Refusal::TooMany { what: "certification projects", max: MAX_PROJECTS });
    }
    let project = Box::new(checked(registers, said, None, stamp)?);
    Ok(CertificationEvent::CertificationPlanned { id: registers.certifications.next(), project })
}

pub(super) fn revise(registers: &Registers, id: &str, said: CertificationProject, reason: &str, stamp: &Stamp) -> Made {
    let (id, held) = live(registers, id)?;
    let project = checked(registers, said, held.project.owner.as_ref(), stamp)?;
    if held.project == project {
        return Err(Refusal::NothingToChange { what: format!("what is said of {id}") });
    }
    if held.project.body != project.body && !held.state.prepares() {
        return Err(refused(
            format!("{} audits {id} since Stage 1 began", held.project.body),
            "plan another certification with the other body",
        ));
    }
    let reason = required(reason, "the reason", "why it is said differently now", LONG_TEXT)?;
    Ok(CertificationEvent::CertificationRevised { id, project: Box::new(project), reason })
}
