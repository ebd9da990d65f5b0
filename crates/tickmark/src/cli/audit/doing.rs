//! Steps of an audit: auditors, announcement, fieldwork, findings, report, follow-up.

use super::{listed, on};
use crate::cli::Done;
use crate::cli::args::{AuditFindingFields, AuditVerb as Verb};
use crate::cli::out::{known, mend};
use crate::cli::people::Here;
use app::Failure;
use app::ask::AuditOf;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::values::audit::{
    AuditFinding, AuditReport, AuditSample, AuditorPart, FindingClass, LineAnswer, LineResult,
};
use std::collections::BTreeSet;

pub(super) fn done(verb: &Verb) -> Done {
    match verb {
        Verb::Assign { id, auditor, items, competence, place } => {
            let here = Here::open(place)?;
            let (person, competence) = (here.person(auditor)?, competence.clone());
            let part = AuditorPart { person, items: listed(items), competence };
            said(&here, id, "an auditor is named", AuditCommand::AssignAuditor { id: id.clone(), part })
        }
        Verb::Release { id, auditor, reason, place } => {
            let here = Here::open(place)?;
            let (person, reason) = (here.person(auditor)?, reason.clone());
            said(&here, id, "an auditor is off", AuditCommand::ReleaseAuditor { id: id.clone(), person, reason })
        }
        Verb::Announce { id, done_on, note, place } => {
            let here = Here::open(place)?;
            let (on, note) = (on(&here, done_on.as_ref())?, note.clone());
            said(&here, id, "announced", AuditCommand::AnnounceAudit { id: id.clone(), on, note })
        }
        Verb::Start { id, done_on, place } => {
            let here = Here::open(place)?;
            let on = on(&here, done_on.as_ref())?;
            said(&here, id, "fieldwork has begun", AuditCommand::StartAudit { id: id.clone(), on })
        }
        Verb::Answer { .. } => answer(verb),
        Verb::Finding { id, nonconformity, fields } => {
            let here = Here::open(&fields.place)?;
            let (finding, nonconformity) = (Box::new(finding(&here, fields, None)?), nonconformity.clone());
            let command = AuditCommand::RecordAuditFinding { id: id.clone(), finding, nonconformity };
            said(&here, id, "a finding is recorded", command)
        }
        Verb::ReviseFinding { id, number, reason, fields } => revise(id, *number, reason, fields),
        Verb::Report { id, done_on, summary, conclusion, to, place } => {
            let here = Here::open(place)?;
            let to = listed(to).iter().map(|typed| here.person(typed)).collect::<Result<BTreeSet<_>, _>>()?;
            let (on, summary, conclusion) = (on(&here, done_on.as_ref())?, summary.clone(), conclusion.clone());
            let report = Box::new(AuditReport { on, summary, conclusion, to });
            said(&here, id, "reported", AuditCommand::ReportAudit { id: id.clone(), report })
        }
        Verb::Verify { id, done_on, note, place } => {
            let here = Here::open(place)?;
            let (on, note) = (on(&here, done_on.as_ref())?, note.clone());
            said(&here, id, "verified", AuditCommand::VerifyAudit { id: id.clone(), on, note })
        }
        Verb::Close { id, note, place } => {
            let command = AuditCommand::CloseAudit { id: id.clone(), note: note.clone() };
            said(&Here::open(place)?, id, "closed", command)
        }
        Verb::Cancel { id, reason, place } => {
            let command = AuditCommand::CancelAudit { id: id.clone(), reason: reason.clone() };
            said(&Here::open(place)?, id, "cancelled", command)
        }
        _ => unreachable!("audit() does the others"),
    }
}

fn said(here: &Here<'_>, id: &str, words: &str, wanted: AuditCommand) -> Done {
    here.done(&format!("{id}: {words}"), Command::Audit(wanted))
}

fn answer(verb: &Verb) -> Done {
    let Verb::Answer { id, line, result, note, evidence, population, size, sample, picked, seen, place } = verb else {
        unreachable!("called for an answer")
    };
    let here = Here::open(place)?;
    let result = known("result", result, LineResult::parse, &LineResult::ALL.map(LineResult::id))?;
    let sample = AuditSample { population: *population, size: *size, drawn: sample.clone(), picked: picked.clone() };
    let sample = (sample != AuditSample::default()).then_some(sample);
    let answer = Box::new(LineAnswer { result, note: note.clone(), evidence: listed(evidence), sample });
    let command = AuditCommand::AnswerAuditLine { id: id.clone(), line: *line, answer, seen: *seen };
    said(&here, id, &format!("line {line} {}", result.title().to_lowercase()), command)
}

fn finding(here: &Here<'_>, fields: &AuditFindingFields, was: Option<AuditFinding>) -> Result<AuditFinding, Failure> {
    let classes = FindingClass::ALL.map(FindingClass::id);
    let class =
        fields.class.as_deref().map(|typed| known("class", typed, FindingClass::parse, &classes)).transpose()?;
    let (class, was) = match (class, was) {
        (Some(class), was) => (class, was),
        (None, Some(was)) => (was.class, Some(was)),
        (None, None) => {
            return Err(mend("--class is missing", "write --class major, minor, opportunity or positive"));
        }
    };
    let text = |typed: &Option<String>, was: Option<&String>| typed.clone().or(was.cloned()).unwrap_or_default();
    let owner = fields.owner.as_deref().map(|typed| here.person(typed)).transpose()?;
    let before = was.as_ref();
    Ok(AuditFinding {
        class,
        item: text(&fields.item, before.map(|was| &was.item)),
        line: fields.line.or(before.and_then(|was| was.line)),
        title: text(&fields.title, before.map(|was| &was.title)),
        statement: text(&fields.statement, before.map(|was| &was.statement)),
        evidence: match (fields.evidence.is_empty(), before) {
            (true, Some(was)) => was.evidence.clone(),
            _ => listed(&fields.evidence),
        },
        owner: owner.or(before.and_then(|was| was.owner.clone())),
    })
}

fn revise(id: &str, number: u32, reason: &str, fields: &AuditFindingFields) -> Done {
    let here = Here::open(&fields.place)?;
    let held = here.ask(&AuditOf(id.to_owned()))?.0.held;
    let at = usize::try_from(number).unwrap_or_default().wrapping_sub(1);
    let was = held.findings.get(at).map(|one| one.finding.clone());
    let unknown = || Refusal::Unknown { what: "finding", id: format!("{id}/{number}"), nearest: None };
    let finding = Box::new(finding(&here, fields, Some(was.ok_or_else(unknown)?))?);
    let (id_said, reason) = (id.to_owned(), reason.to_owned());
    let command = AuditCommand::ReviseAuditFinding { id: id_said, number, finding, reason };
    said(&here, id, &format!("finding {number} is said differently"), command)
}
