//! What the body found; areas of concern and nonconformities are raised in the same moment (R156).

use super::{Judged, live, refused, unknown};
use crate::command::NonconformityCommand;
use crate::event::{CertificationEvent, Event, NonconformityEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldVisit};
use crate::reports::audit::resolved;
use crate::reports::certification::deadlines;
use crate::rules::{LONG_TEXT, SHORT_TEXT, answers_for, required};
use crate::stamp::Stamp;
use crate::values::certification::{CertificationFinding, FindingKind, MAX_FINDINGS, VisitKind};
use crate::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn record(
    registers: &Registers,
    id: &str,
    said: CertificationFinding,
    named: Option<String>,
    stamp: &Stamp,
) -> Judged {
    let (id, held) = live(registers, id)?;
    if held.findings.len() >= MAX_FINDINGS {
        return Err(Refusal::TooMany { what: "findings of one certification", max: MAX_FINDINGS });
    }
    let (finding, visit) = checked(registers, held, said, stamp)?;
    let (_, body) = super::body(registers, &held.project.body)?;
    let days = deadlines(held, &body.body, visit, finding.kind)?;
    let named = named.map(|nc| nc.trim().to_ascii_uppercase()).filter(|nc| !nc.is_empty());
    let mut events = Vec::new();
    let nonconformity = match (named, finding.kind.class()) {
        (Some(nc), _) => Some(same(registers, nc)?),
        (None, None) => None,
        (None, Some(class)) => {
            let raised = Box::new(raised(registers, &id, &finding, class, days.due));
            let raise = NonconformityCommand::RaiseNonconformity { nonconformity: raised };
            events = crate::rules::nonconformity::decide(registers, raise, stamp)?;
            events.iter().find_map(|event| match event {
                Event::Nonconformity(NonconformityEvent::NonconformityRaised { id, .. }) => Some(id.clone()),
                _ => None,
            })
        }
    };
    events.push(Event::Certification(CertificationEvent::CertificationFindingRecorded {
        id,
        finding: Box::new(finding),
        plan_due: days.plan,
        due: days.due,
        nonconformity,
    }));
    Ok(events)
}

/// The nonconformity that is the same, and open.
fn same(registers: &Registers, nc: String) -> Result<String, Refusal> {
    let held = registers.nonconformities.nonconformities.get(&nc).ok_or_else(|| unknown("nonconformity", &nc))?;
    match held.state() {
        state if state.open() => Ok(nc),
        state => Err(refused(
            format!("{nc} is {}", state.title().to_lowercase()),
            "leave it out: the finding raises a new one",
        )),
    }
}

fn raised(
    registers: &Registers,
    id: &str,
    finding: &CertificationFinding,
    class: NonconformityClass,
    due: Option<Date>,
) -> Nonconformity {
    let own = registers.controls.contains_key(&finding.item);
    let item: BTreeSet<String> = [finding.item.clone()].into();
    let (against, controls) = if own { (BTreeSet::new(), item) } else { (item, BTreeSet::new()) };
    Nonconformity {
        title: finding.title.clone(),
        description: finding.statement.clone(),
        source: NonconformitySource::Audit,
        reference: id.to_owned(),
        class,
        against,
        controls,
        owner: finding.owner.clone(),
        found: finding.on,
        agreed: due.filter(|due| *due >= finding.on),
    }
}

fn checked<'a>(
    registers: &Registers,
    held: &'a HeldCertification,
    said: CertificationFinding,
    stamp: &Stamp,
) -> Result<(CertificationFinding, &'a HeldVisit), Refusal> {
    let number = said.visit;
    let visit = held.visit(number).ok_or_else(|| unknown("visit", &number.to_string()))?;
    if visit.cancelled.is_some() {
        return Err(refused(format!("visit {number} is cancelled"), "name the visit that found it"));
    }
    let stage1 = visit.visit.kind == VisitKind::Stage1;
    match said.kind {
        FindingKind::Concern if !stage1 => Err(refused(
            format!("kind: areas of concern belong to Stage 1, and visit {number} is {}", visit.visit.kind.title()),
            "write major, minor or opportunity",
        )),
        FindingKind::Major | FindingKind::Minor if stage1 => Err(refused(
            format!("kind: Stage 1 (visit {number}) ends in areas of concern, not in nonconformities"),
            "write concern or opportunity",
        )),
        _ => Ok(()),
    }?;
    if said.on > stamp.today {
        return Err(Refusal::InTheFuture { field: "the day of the finding" });
    }
    if said.on < visit.first() {
        return Err(Refusal::DatesReversed { from: "the first day of the visit", until: "the day of the finding" });
    }
    let title = required(&said.title, "the title", "what was found, in a few words", SHORT_TEXT)?;
    let statement = required(
        &said.statement,
        "the statement",
        "what was required and what was seen, as the body wrote it",
        LONG_TEXT,
    )?;
    let item = resolved(registers, &[said.item].into())?.pop_first().unwrap_or_default();
    answers_for(registers, said.owner.as_ref(), None)?;
    Ok((CertificationFinding { title, statement, item, ..said }, visit))
}
