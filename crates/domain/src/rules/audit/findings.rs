//! Findings: what they say, what they lead to, and who may change their words.

use super::{Judged, event, evidence, fieldwork, in_fieldwork, member, refused, unknown};
use crate::command::NonconformityCommand;
use crate::event::{AuditEvent, Event, NonconformityEvent};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::audit::HeldAudit;
use crate::reports::audit::{conflicts, item, resolved};
use crate::rules::{LONG_TEXT, SHORT_TEXT, required};
use crate::stamp::Stamp;
use crate::values::Duty;
use crate::values::audit::{AuditFinding, MAX_FINDINGS};
use crate::values::nonconformity::{Nonconformity, NonconformitySource};
use std::collections::BTreeSet;

/// Records a finding. A major or minor one raises a nonconformity in the same moment, linked both ways, or names one.
pub(super) fn record(
    registers: &Registers,
    id: String,
    said: AuditFinding,
    named: Option<String>,
    stamp: &Stamp,
) -> Judged {
    let held = in_fieldwork(registers, &id)?;
    if held.findings.len() >= MAX_FINDINGS {
        return Err(Refusal::TooMany { what: "findings of one audit", max: MAX_FINDINGS });
    }
    let finding = checked(registers, held, said, stamp)?;
    let named = named.map(|id| id.trim().to_ascii_uppercase()).filter(|id| !id.is_empty());
    let mut events = Vec::new();
    let nonconformity = match (named, finding.class.nonconformity()) {
        (Some(nc), _) => {
            let known = registers.nonconformities.nonconformities.get(&nc);
            match known.map(|held| held.state()) {
                None => return Err(unknown("nonconformity", &nc)),
                Some(state) if !state.open() => {
                    return Err(refused(
                        format!("{nc} is {}", state.title().to_lowercase()),
                        "leave it out: the finding raises a new one",
                    ));
                }
                Some(_) => Some(nc),
            }
        }
        (None, None) => None,
        (None, Some(class)) => {
            let own = registers.controls.contains_key(&finding.item);
            let (against, controls): (BTreeSet<String>, BTreeSet<String>) = match own {
                true => ([].into(), [finding.item.clone()].into()),
                false => ([finding.item.clone()].into(), [].into()),
            };
            let raised = Nonconformity {
                title: finding.title.clone(),
                description: finding.statement.clone(),
                source: NonconformitySource::Audit,
                reference: id.clone(),
                class,
                against,
                controls,
                owner: finding.owner.clone(),
                found: stamp.today,
                agreed: None,
            };
            let raise = NonconformityCommand::RaiseNonconformity { nonconformity: Box::new(raised) };
            events = crate::rules::nonconformity::decide(registers, raise, stamp)?;
            raised_id(&events)
        }
    };
    // What a finding cites, its nonconformity cites as well: from the finding to its evidence and back (R135).
    if let (Some(nc), false) = (raised_id(&events), finding.evidence.is_empty()) {
        let cited = finding.evidence.clone();
        events.push(Event::Nonconformity(NonconformityEvent::NonconformityEvidenceCited { id: nc, evidence: cited }));
    }
    let finding = Box::new(finding);
    events.push(Event::Audit(AuditEvent::AuditFindingRecorded { id, finding, nonconformity }));
    Ok(events)
}

fn raised_id(events: &[Event]) -> Option<String> {
    events.iter().find_map(|event| match event {
        Event::Nonconformity(NonconformityEvent::NonconformityRaised { id, .. }) => Some(id.clone()),
        _ => None,
    })
}

fn checked(
    registers: &Registers,
    held: &HeldAudit,
    said: AuditFinding,
    stamp: &Stamp,
) -> Result<AuditFinding, Refusal> {
    let title = required(&said.title, "the title", "what was found, in a few words", SHORT_TEXT)?;
    let statement =
        required(&said.statement, "the statement", "what is required, what was seen instead, and where", LONG_TEXT)?;
    let item = resolved(registers, &[said.item].into())?.pop_first().unwrap_or_default();
    let of_line = match said.line {
        None => None,
        Some(number) => Some(held.line(number).ok_or_else(|| unknown("line of the checklist", &number.to_string()))?),
    };
    if of_line.is_some_and(|line| line.line.item != item) {
        return Err(refused(
            format!("that line of the checklist is not about {item}"),
            "name a line of this clause or control, or none",
        ));
    }
    let about = [Some(item.as_str()), linked(registers, held, &item)].into_iter().flatten();
    if !about.clone().any(|id| held.plan.scope.contains(id)) {
        return Err(refused(
            format!("{item} is not in the scope of this audit"),
            "name a clause or control of its scope",
        ));
    }
    let within = about.into_iter().find(|id| held.plan.scope.contains(*id)).unwrap_or(&item).to_owned();
    fieldwork::audits(registers, held, &within, stamp)?;
    evidence(registers, &said.evidence)?;
    if let Some(owner) = &said.owner {
        member(registers, owner)?;
    }
    Ok(AuditFinding { title, statement, item, ..said })
}

/// The item of the scope that an own control answers: a finding about the control belongs to the audit of that item.
fn linked<'a>(registers: &'a Registers, held: &HeldAudit, id: &str) -> Option<&'a str> {
    let links = registers.controls.get(id)?.control.links.keys();
    let mut items = links.filter_map(|key| key.split_once('/').map(|(_, item)| item));
    items.find(|one| held.plan.scope.contains(*one) && item(registers, one).is_some())
}

/// The words of a finding are changed by an auditor of the audit before the report, and never by somebody who has a part in
/// what is audited (SoD-4). Its class and its nonconformity stand.
pub(super) fn revise(
    registers: &Registers,
    id: String,
    number: u32,
    said: AuditFinding,
    reason: &str,
    stamp: &Stamp,
) -> Judged {
    let held = in_fieldwork(registers, &id)?;
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let was = at.and_then(|at| held.findings.get(at)).ok_or_else(|| unknown("finding", &format!("{id}/{number}")))?;
    let items = [was.finding.item.clone()].into();
    if let Some(part) = conflicts(registers, &stamp.by.person, &items, stamp.today).first() {
        return Err(Refusal::KeptApart {
            duty: Duty::AuditeeChangesFinding,
            sentence: format!("you have a part in {}: you {}", part.item, part.because),
            hint: "ask whoever recorded it".to_owned(),
        });
    }
    if said.class.nonconformity() != was.finding.class.nonconformity() {
        return Err(refused(
            "the class of a finding that has or needs a nonconformity stands".to_owned(),
            "record another finding, and reject the nonconformity with the reason",
        ));
    }
    let finding = checked(registers, held, said, stamp)?;
    if was.finding == finding {
        return Err(Refusal::NothingToChange { what: format!("finding {number} of {id}") });
    }
    let reason = required(reason, "the reason", "why it is said differently now", LONG_TEXT)?;
    event(AuditEvent::AuditFindingRevised { id, number, finding: Box::new(finding), reason })
}
