//! The register of internal audits.

mod held;

pub use held::{
    Announced, Answered, HeldAudit, HeldAuditor, HeldFinding, HeldLine, HeldProgramme, HeldReport, ProgrammeVersion,
    Said, Stepped,
};

use super::Recorded;
use crate::event::AuditEvent as Happened;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Internal audits and their programme.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditRegister {
    /// Programmes by id, `AP-n`.
    pub programmes: BTreeMap<String, HeldProgramme>,
    /// Audits by id, `IA-n`.
    pub audits: BTreeMap<String, HeldAudit>,
}

impl AuditRegister {
    /// The id of the next programme.
    pub fn next_programme(&self) -> String {
        format!("AP-{}", self.programmes.len() + 1)
    }

    /// The id of the next audit.
    pub fn next_audit(&self) -> String {
        format!("IA-{}", self.audits.len() + 1)
    }

    /// All audits in the order of their numbers.
    pub fn in_order(&self) -> Vec<(&String, &HeldAudit)> {
        let mut all: Vec<_> = self.audits.iter().collect();
        all.sort_by_key(|(id, _)| (id.len(), *id));
        all
    }

    /// The programme whose approved version covers a day; of several the newest.
    pub fn covering(&self, day: Date) -> Option<(&String, &HeldProgramme)> {
        let covers =
            |held: &HeldProgramme| held.in_force().is_some_and(|version| version.programme.cycle().contains(day));
        self.programmes.iter().filter(|(_, held)| held.closed.is_none() && covers(held)).max_by_key(|(id, _)| {
            // AP-10 is newer than AP-9.
            (id.len(), *id)
        })
    }
}

/// Folds an event in.
pub(super) fn apply(register: &mut AuditRegister, recorded: Recorded<'_>, _entry: u64, event: Happened) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        Happened::AuditProgrammeWritten { id, programme, sha256 } => {
            let version = ProgrammeVersion { programme: *programme, sha256, by, at_us, proposed: None, approved: None };
            register.programmes.entry(id).or_default().versions.push(version);
        }
        Happened::AuditProgrammeProposed { id, version, .. } => {
            if let Some(held) = register.programmes.get_mut(&id).and_then(|held| held.version_mut(version)) {
                held.proposed = Some(Said { text: String::new(), by, at_us });
            }
        }
        Happened::AuditProgrammeApproved { id, version, .. } => {
            if let Some(held) = register.programmes.get_mut(&id).and_then(|held| held.version_mut(version)) {
                held.approved = Some(Said { text: String::new(), by, at_us });
            }
        }
        Happened::AuditProgrammeClosed { id, note } => {
            if let Some(held) = register.programmes.get_mut(&id) {
                held.closed = Some(Said { text: note, by, at_us });
            }
        }
        Happened::AuditPlanned { id, plan } => {
            register.audits.insert(id, HeldAudit::new(*plan, by, at_us));
        }
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = register.audits.get_mut(&id) {
                step(held, recorded, other);
            }
        }
    }
}

fn step(held: &mut HeldAudit, recorded: Recorded<'_>, event: Happened) {
    let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
    match event {
        Happened::AuditReplanned { plan, .. } => held.plan = *plan,
        Happened::AuditorAssigned { part, .. } => {
            held.auditors.insert(part.person.clone(), HeldAuditor { part, by, at_us });
        }
        Happened::AuditorReleased { person, .. } => {
            held.auditors.remove(&person);
        }
        Happened::AuditAnnounced { on, note, lines, .. } => {
            held.lines = lines.into_iter().map(|line| HeldLine { line, answered: None, times: 0 }).collect();
            held.announced = Some(Announced { on, note, by, at_us });
        }
        Happened::AuditStarted { on, .. } => held.started = Some(Stepped { on, note: String::new(), by, at_us }),
        Happened::AuditLineAnswered { line, answer, .. } => {
            if let Some(line) = held.line_mut(line) {
                line.times += 1;
                line.answered = Some(Answered { answer: *answer, by, at_us });
            }
        }
        Happened::AuditFindingRecorded { finding, nonconformity, .. } => {
            held.findings.push(HeldFinding { finding: *finding, nonconformity, by, at_us, revised: Vec::new() });
        }
        Happened::AuditFindingRevised { number, finding, reason, .. } => {
            let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
            if let Some(one) = held.findings.get_mut(at) {
                one.finding = *finding;
                one.revised.push(Said { text: reason, by, at_us });
            }
        }
        Happened::AuditReported { report, .. } => held.report = Some(HeldReport { report: *report, by, at_us }),
        Happened::AuditVerified { on, note, .. } => held.verified = Some(Stepped { on, note, by, at_us }),
        Happened::AuditClosed { note, .. } => held.closed = Some(Said { text: note, by, at_us }),
        Happened::AuditCancelled { reason, .. } => held.cancelled = Some(Said { text: reason, by, at_us }),
        Happened::AuditProgrammeWritten { .. }
        | Happened::AuditProgrammeProposed { .. }
        | Happened::AuditProgrammeApproved { .. }
        | Happened::AuditProgrammeClosed { .. }
        | Happened::AuditPlanned { .. } => {}
    }
}
